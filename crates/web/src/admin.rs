//! People and their roles, and the audit log.

mod audit;
mod own_forms;
mod people;
mod people_table;
mod person;

use sangkien_http::route::Routes;

use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/admin/forms", own_forms::list)
        .post("/admin/forms", own_forms::add)
        .get("/admin/forms/{id}", own_forms::show_page)
        .get("/admin/forms/{id}/{file}", own_forms::file)
        .post("/admin/forms/{id}/places", own_forms::tie)
        .post("/admin/forms/{id}/force", own_forms::force)
        .post("/admin/forms/{id}/ending", own_forms::end)
        .get("/admin/people", people::list)
        .get("/admin/people/new", people::new)
        .post("/admin/people/new", people::invite)
        .get("/admin/people/table", people_table::show_page)
        .post("/admin/people/table", people_table::judge)
        .post("/admin/people/table/rows", people_table::take)
        .get("/admin/people/{id}", person::show_page)
        .post("/admin/people/{id}/grants", person::grant)
        .post("/admin/people/{id}/grants/{grant}/end", person::end_grant)
        .post("/admin/people/{id}/link", person::renew_link)
        .post("/admin/people/{id}/closure", person::close)
        .post("/admin/people/{id}/reopening", person::reopen)
        .get("/admin/audit", audit::list)
}
