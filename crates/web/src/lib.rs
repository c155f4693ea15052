//! HTML handlers: a request in, one use case of [`sangkien_app::App`], a page or a redirect out.
//!
//! # How a request runs
//! [`frame`] wraps every page: it recognises who asks, lets handlers work, turns any [`problem`]
//! into a page that says what happened and gives typed texts back, and sets cookies. Handlers take
//! one of the extractors of [`extract`] and return a `Reply`; `?` on a use case is enough.
//!
//! # Rules
//! - Handlers call methods of `App` and nothing else; no rule is judged here.
//! - What a person may not know and what does not exist answer with the same page (404).
//! - Every POST carries the CSRF token; a refused or interrupted POST loses no typed text.
//! - Filters, tabs, sorting and pages of a list stand in the address.
//!
//! # To add a page
//! A view model in `pages`, a handler in the file of its noun, a line in that file's `routes`,
//! a line in the route table of the tests.

mod account;
mod address;
mod admin;
mod apology;
mod assignment;
mod authors;
mod bulk;
mod calibration;
mod certificate;
mod changes;
mod confirmation;
mod context;
mod correction;
mod council;
mod course;
mod decision;
mod delegation;
mod document;
mod dossier;
mod draft;
mod evidence;
mod extract;
mod figures;
mod file_search;
mod file_text;
mod frame;
mod home;
mod instance;
mod intake;
mod item;
mod judged;
mod law;
mod list;
mod marking;
mod meeting;
mod outcome;
mod outline;
mod overlap;
mod packed;
mod part;
mod problem;
mod procedure;
mod public;
mod receipt;
mod register;
mod registry;
mod report;
mod report_file;
mod report_lists;
mod resume;
mod rounds;
mod rubric;
mod service;
mod session;
mod setup;
mod sheets;
mod shell;
mod show;
mod signed;
mod signing;
mod stamps;
mod state;
mod step;
mod step_files;
mod submission;
mod upload;
mod waiver;
mod work;

use axum::Router;
use axum::middleware::from_fn_with_state;
pub use sangkien_http::route::{Route, Routes};
pub use state::{Bands, DemoControl, Moment, NotMoved, Options, SetupOptions, Web};

use crate::problem::Problem;

/// Every page route.
pub fn routes() -> Routes<Web> {
    Routes::new()
        .merge(public::routes())
        .merge(registry::routes())
        .merge(certificate::routes())
        .merge(signed::routes())
        .merge(account::routes())
        .merge(setup::routes())
        .merge(work::routes())
        .merge(list::routes())
        .merge(bulk::routes())
        .merge(delegation::routes())
        .merge(dossier::routes())
        .merge(file_search::routes())
        .merge(file_text::routes())
        .merge(report_file::routes())
        .merge(step::routes())
        .merge(step_files::routes())
        .merge(course::routes())
        .merge(apology::routes())
        .merge(overlap::routes())
        .merge(draft::routes())
        .merge(authors::routes())
        .merge(evidence::routes())
        .merge(submission::routes())
        .merge(correction::routes())
        .merge(intake::routes())
        .merge(changes::routes())
        .merge(waiver::routes())
        .merge(confirmation::routes())
        .merge(marking::routes())
        .merge(marking::training::routes())
        .merge(figures::routes())
        .merge(council::routes())
        .merge(session::routes())
        .merge(sheets::routes())
        .merge(assignment::routes())
        .merge(calibration::routes())
        .merge(meeting::routes())
        .merge(decision::routes())
        .merge(signing::routes())
        .merge(register::routes())
        .merge(stamps::routes())
        .merge(report::routes())
        .merge(admin::routes())
        .merge(law::routes())
        .merge(procedure::routes())
        .merge(rubric::routes())
        .merge(rounds::routes())
}

/// Routes that answer without a page around them: files of the program, signs of life.
pub fn plain_routes() -> Routes<Web> {
    instance::routes()
}

/// The router of all pages. The caller adds what the whole server shares: security headers,
/// compression, a time limit, logging.
pub fn router(web: Web) -> Router {
    let pages = routes()
        .into_router()
        .fallback(async || Problem::Absent)
        .method_not_allowed_fallback(async || Problem::Method)
        .layer(from_fn_with_state(web.clone(), frame::frame));
    plain_routes().into_router().merge(pages).with_state(web)
}
