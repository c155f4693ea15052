//! The first run of an empty instance.

use axum::http::StatusCode;
use sangkien_app::account::SetUp;
use sangkien_app::failure::Failure;
use sangkien_app::organisation::FirstRound;
use sangkien_app::record::InvitationPurpose;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::Window;
use sangkien_domain::time::{Instant, day_text};
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_pages::access::SetupPage;
use sangkien_pages::parts::Errors;

use crate::account::passwords_differ;
use crate::context::{Context, Reply};
use crate::extract::{Guest, GuestForm, Id};
use crate::problem::Problem;
use crate::show;
use crate::state::{SetupOptions, Web};

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/setup/{token}", setup_page)
        .post("/setup/{token}", set_up)
}

/// Admits whoever holds the link of an instance that has not been set up.
async fn admit(context: &Context, token: &str) -> Result<(), Problem> {
    let link = context.app().link(token).await?;
    let done = context.app().is_set_up().await?;
    if link.purpose == InvitationPurpose::Setup && !done {
        Ok(())
    } else {
        Err(Problem::Absent)
    }
}

async fn setup_page(guest: Guest, Id(token): Id<String>) -> Reply {
    admit(&guest, &token).await?;
    let today = guest.now().day();
    let mut page = page(&guest, &token, &Fields::default(), Errors::none());
    page.round_name = format!("Đợt 1 năm {}", today.year());
    page.round_opens = day_text(today);
    guest.html(&page)
}

fn page(context: &Context, token: &str, fields: &Fields, errors: Errors) -> SetupPage {
    let typed = |name: &str| fields.get(name).trim().to_owned();
    SetupPage {
        shell: context.shell(),
        action: format!("/setup/{token}"),
        agency_name: typed("agency_name"),
        agency_code: typed("agency_code"),
        full_name: typed("full_name"),
        account: typed("account"),
        round_name: typed("round_name"),
        round_opens: typed("round_opens"),
        round_closes: typed("round_closes"),
        errors,
    }
}

async fn set_up(Id(token): Id<String>, form: GuestForm) -> Reply {
    admit(&form, &token).await?;
    let fields = &form.fields;
    let password = fields.get("password");
    let mut errors = blanks(fields);
    errors
        .list
        .extend(passwords_differ(password, fields.get("password_again")).list);
    let start = match form.web.options.setup.as_deref() {
        Some(options) => first_round(fields, options, &mut errors),
        None => None,
    };
    if errors.is_empty() {
        let input = SetUp {
            agency: fields.get("agency_name").to_owned(),
            code: fields.get("agency_code").to_owned(),
            account: fields.get("account").to_owned(),
            full_name: fields.get("full_name").to_owned(),
            password: password.to_owned(),
            start,
        };
        let app = form.app();
        match app.set_up(&token, input, &form.origin, &form.agent).await {
            Ok(signed_in) => {
                form.set_session(&signed_in);
                return form.done(
                    "/work",
                    "Đã thiết lập xong. Mời người dùng tại mục Người dùng.",
                );
            }
            Err(Failure::Refused(refusals)) => errors = named(&refusals),
            Err(other) => return Err(other.into()),
        }
    }
    let page = page(&form, &token, fields, errors);
    form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// What was left empty, so that all of it is named at once with the faults of dates and password.
fn blanks(fields: &Fields) -> Errors {
    let asked = ["agency", "code", "full_name", "account"];
    let refusals: Vec<Refusal> = asked
        .into_iter()
        .filter(|field| fields.get(posted(field)).trim().is_empty())
        .map(|field| Refusal::Invalid { field })
        .collect();
    named(&refusals)
}

/// The first round as typed; its faults go into `errors`.
fn first_round(fields: &Fields, options: &SetupOptions, errors: &mut Errors) -> Option<FirstRound> {
    let name = fields.get("round_name").trim();
    if name.is_empty() {
        errors.push("round_name", "Ghi tên đợt, ví dụ Đợt 1 năm 2024.");
    }
    let mut moment = |field: &str, after: bool| {
        let day = show::typed_day(fields.get(field));
        let day = if after {
            day.and_then(|day| day.tomorrow().ok())
        } else {
            day
        };
        let found = day.and_then(Instant::start_of);
        if found.is_none() {
            errors.push(
                field,
                "Ghi ngày có trong lịch theo thứ tự ngày/tháng/năm, ví dụ 09/04/2024.",
            );
        }
        found
    };
    let opens_at = moment("round_opens", false);
    // The last day is received to its end.
    let closes_at = moment("round_closes", true);
    Some(FirstRound {
        rules: options.rules.clone(),
        procedure: options.procedure.clone(),
        procedures: options.procedures.clone(),
        fields: options.fields.clone(),
        name: name.to_owned(),
        window: Window {
            opens_at: opens_at?,
            closes_at: closes_at?,
        },
    })
}

/// The name of this form for a field of the use case.
fn posted(field: &str) -> &str {
    match field {
        "agency" => "agency_name",
        "code" => "agency_code",
        "closes_on" => "round_closes",
        other => other,
    }
}

/// Refusals under the names of this form; those without a field are about the password.
fn named(refusals: &[Refusal]) -> Errors {
    Errors::from_pairs(refusals.iter().map(|refusal| {
        let field = refusal.field().map_or("password", posted);
        (field, show::refusal(refusal))
    }))
}
