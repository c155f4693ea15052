//! Components and pages: view models in, HTML out. No input or output, no rules,
//! no clock; every date and number arrives already formatted.
//!
//! # Filling a page
//!
//! A page is a struct that derives [`Template`]; `page.render()` gives the HTML.
//! Its `shell` carries the header, the one banner, the way back and the CSRF
//! token. When a page has `errors` and they are not empty, the banner gives way
//! to the error summary and the title begins with "Lỗi: ".
//!
//! # What forms post
//!
//! Every form posts `csrf`. Forms over stored data post `version`. Fields carry
//! the names in the table; `N` counts from 0, `{number}` is an item's number.
//!
//! | Page | Address | Fields |
//! |---|---|---|
//! | any, demo bar | `POST /demo/clock` | `moment`, `next` |
//! | any, menu | `POST /logout` | |
//! | [`access::LoginPage`] | `POST /login` | `account`, `password`, `next` |
//! | [`failure::SessionExpiredPage`] | `POST /login` | also `resume`, `kept.{name}`, `hidden.{name}` |
//! | [`access::InvitationPage`] | `action` | `password`, `password_again` (none for the sign-in of a sample person) |
//! | [`access::SetupPage`] | `action` | `agency_name`, `agency_code`, `full_name`, `account`, `password`, `password_again`, `round_name`, `round_opens`, `round_closes` |
//! | [`failure::ErrorPage`] with `retry` | `retry.action` | the kept fields and hidden values under their own names |
//! | [`public::HomePage`], [`public::RegistryPage`] | `GET /registry` | `q` and `kept` |
//! | [`public::VerifyPage`] | `GET /verify` | `code`; `/verify/file`: `file` |
//! | [`dossier::DossierListPage`] | `GET /dossiers` | `q`, each filter's name, `kept` |
//! | [`dossier::NewDossierPage`] | `POST /dossiers/new` | `round` |
//! | [`draft::SectionPage`] | `action` | `version`, each field's key, `complete=yes`, `intent=next\|back` |
//! | [`draft::AuthorsPage`] | `action` | `version`, `full_name.N`, `birth_date.N`, `workplace.N`, `position.N`, `qualification.N`, `share.N`, `account.N`, one of `add=1`, `remove.N=1`, `intent=next\|back` |
//! | [`draft::EvidencePage`] | `action`, multipart | `file` (several; `csrf` comes before it) |
//! | [`draft::EvidencePage`] | `action`, urlencoded | `remove` (file id) |
//! | [`submission::CheckPage`] | `action` | `version`, `commitment=yes` |
//! | [`submission::LateReceiptPage`] | `carry.action` | `round` |
//! | [`submission::WithdrawalPage`] | `action` | `version`, `reason` |
//! | [`submission::CorrectionsPage`] | `action` | `version`, `reply.{number}=fixed\|disputed`, `answer.{number}`, `intent=save\|send` |
//! | [`intake::IntakePage`] | `forms.accept` | `version` |
//! | [`intake::IntakePage`] | `forms.give_back` | `version`, `place.N`, `phrase.N`, `severity.N`, `page.N`, `quote.N`, `found.N`, `wanted.N`, `requirement.N`, `basis.N`, one of `add=1`, `remove.N=1`, `up.N=1`, `down.N=1`, `fill.N=1`, `intent=save\|preview\|send` |
//! | [`intake::IntakePage`] | `judging.action` | `version`, `verdict.{identity}=verify\|reopen`, `remark.{identity}` |
//! | [`correction::PreviewPage`] | `action` | `version`, `intent=send` |
//! | [`correction::WaiversPage`] | `action` | `item`, `number`, `reason.{number}` |
//! | [`intake::IntakePage`] | `forms.refuse` | `version`, `reason`, `text` |
//! | [`intake::ConfirmationPage`] | `action` | `version`, `first_applied`, `reason`, `intent=confirm\|decline` |
//! | [`marking::MarkingPage`] | `form.action` | `version`, `score.{key}`, `comment.{key}`, `vote=for\|against`, `remark`, `intent=draft\|send` |
//! | [`marking::MarkingPage`] | `form.conflict_action` | `conflict=yes`, `reason` |
//! | [`session::NewSessionPage`] | `POST /sessions/new` | `council`, `place`, `date`, `time`, `voting`, `dossier` (several) |
//! | [`meeting::MeetingPage`] | `…/attendance` | `present` (several), `reason-{seat}` |
//! | [`meeting::MeetingPage`] | `…/guests` | `guests` (one a line) |
//! | [`meeting::MeetingItemPage`] | `…/public-votes` | `votes`, `evidence`, `entered` |
//! | [`meeting::MeetingPage`] | `…/papers`, `…/papers/signature` | |
//! | [`meeting::MeetingItemPage`] | `…/ballot` | `choice` |
//! | [`meeting::MeetingItemPage`] | `…/discussion` | `version`, `discussion` |
//! | [`meeting::MeetingItemPage`] | `…/leave`, `…/repeal` | `reason`; `why` |
//! | [`meeting::MeetingItemPage`] | `…/vote`, `…/closure`, `…/recount` | |
//! | [`session::SessionPage`] | `closure.action` | `version` |
//! | [`session::SessionPage`] | `conclusion.action` | `version`, `remark` |
//! | [`decision::NewDecisionPage`] | `POST /decisions/new` | `kind`, `dossier` (several), `subject`, `bases` (one per line) |
//! | [`decision::DecisionPage`] | `issue.action` | `version`, `confirm=yes` |
//! | [`signing::SigningPage`] | `…/server`, `…/list` | `step` |
//! | [`signing::SigningPage`] | `…/signatures`, multipart | `file` (several; `csrf` comes before them) |
//! | [`signing::SigningPage`] | `…/file`, multipart | `paper`, `file` (`csrf` comes before it) |
//! | [`certificate::CertificateDeskPage`] | `…/revocation`, `…/restoration`, `…/replacement` | `reason`, `decision`, `decided_on`; `all=yes`; `author`, `workplace` |
//! | [`stamps::StampsPage`] | `GET`, `POST /stamps`, `POST /stamps/remove` | `kind`, `owner`, `millimetres`, `file` |
//! | [`register::RegisterPage`] | `GET /registers` | `body`, `register`, `year` |
//! | [`register::RegisterPage`] | `POST /registers/entries`, `/registers/table`, `/registers/rows`, `/registers/void` | the hidden values and what was typed |
//! | [`decision::YearlyReportPage`] | `GET /reports/yearly` | `year` |
//! | [`figures::BalancePage`] | `GET /reports/balance` | `year`, `part`, `unit`, `procedure` |
//! | [`admin::PeoplePage`] | `GET /admin/people` | `q` |
//! | [`admin::NewPersonPage`] | `POST /admin/people/new` | `full_name`, `account`, `email`, `unit`, `post`, `role` (several) |
//! | [`admin::PersonPage`] | `grant_action` | `role`, `unit` |
//! | [`admin::PersonPage`] | each grant's `end` | |
//! | [`admin::AuditPage`] | `GET /admin/audit` | `q`, each filter's name, `from`, `until` |
//! | [`admin::RoundsPage`] | `POST /admin/rounds` | `name`, `year`, `stage`, `desk`, `opens`, `closes` |
//! | [`procedure::NewProcedurePage`] | `POST /admin/procedures/new` | `code`, `name`, `from` |
//! | [`procedure::NewProcedurePage`] | `POST /admin/procedures/import`, multipart | `note`, `file` (`csrf` comes before it) |
//! | [`procedure::VersionPage`] | each standing's `action` | `version`, `from`, `note` |
//! | [`procedure::EditPage`] | `action` | `version`, each field's name, each group's hidden values, `intent` |
//! | [`procedure::ComparePage`] | `GET` of `action` | `with` |
//! | [`procedure::TrialPage`] | `GET` of `action` | the hidden values, `start`, `at`, `f.{fact}`, `do` |
//! | [`law::ActsPage`] | `GET /admin/law` | `q` |
//! | [`law::RulesPage`] | `GET /admin/law/rules` | `q` |
//! | [`law::PacksPage`] | each offer's `action` | `sha256` |
//! | [`law::CalendarsPage`] | `POST /admin/calendar` | `scope`, `year` |
//! | [`law::CalendarPage`] | `draft.put` | `version`, `day`, `kind`, `name`, `source`, `certainty` |
//! | [`law::CalendarPage`] | `draft.remove`, `draft.adopt` | `version`, `day` (several when adopting) |
//! | [`law::CalendarPage`] | `draft.confirm` | `version`, `reason` |
//! | [`law::CalendarPage`] | `draft.discard`, `begin` | `version`; nothing |
//! | [`confirm::ConfirmPage`] | `action` | the hidden values, `reason` |
//! | [`course::StepPanel`] | `action` | `seen`, `act`, `opinion.{act}`, `fact.{act}.{name}` |
//! | [`course::StepPanel`] | `recall` | `seen`, `recall_reason` |
//! | [`course::CoursePage`] | `extend.action` | `seen`, `limit`, `amount`, `reason` |
//! | [`course::MovePage`] | `action` | `seen`, `step`, `reason` |
//! | [`worklist::BulkPage`] | `POST /work/bulk` | `row` (several), `act`, `opinion`, `back` |
//! | [`worklist::DelegationsPage`] | `POST /delegations` | `role`, `to`, `from`, `until`, `reason` |
//! | any [`parts::Act`] that posts | its target | |
//!
//! An error's `field` is the posted name: the summary links to `#f-{name}`.
//!
//! # Scripts
//!
//! Pages work without scripts. With them, a form with `data-autosave="URL"` is
//! sent to that address as it would be posted (urlencoded, without a button's
//! `intent`), with the header `X-Autosave: 1`. Expected answers, all JSON:
//! `200 {"saved_at":"21:58:12","version":5}` (the new version goes into the
//! form); `409 {"message":"…"}`, `401 {"message":"…"}` and any other status with
//! `{"message":"…"}` are shown and the text stays in the browser's own store
//! until a later save succeeds. Opening the page again offers that text back.

pub mod access;
pub mod admin;
pub mod assets;
pub mod certificate;
pub mod confirm;
pub mod correction;
pub mod council;
pub mod course;
pub mod decision;
pub mod dossier;
pub mod draft;
pub mod failure;
pub mod figures;
pub mod file_search;
pub mod file_text;
pub mod intake;
pub mod law;
pub mod marking;
pub mod meeting;
pub mod offline;
pub mod overlap;
pub mod own_form;
pub mod panel;
pub mod parts;
pub mod people_table;
pub mod procedure;
pub mod public;
pub mod register;
pub mod report;
pub mod report_list;
pub mod rubric;
pub mod samples;
pub mod session;
mod shell;
pub mod signing;
pub mod stamps;
pub mod submission;
pub mod ui;
pub mod worklist;

pub use askama::Template;
pub use shell::{DemoBar, DemoMoment, NavItem, Person, Shell};
