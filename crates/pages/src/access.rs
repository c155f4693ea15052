//! Signing in, invitations, first run.

use askama::Template;

use crate::Shell;
use crate::parts::{Errors, Fact};

/// `GET, POST /login`. Posts `account`, `password`, `next`.
#[derive(Debug, Clone, Template)]
#[template(path = "access/login.html")]
pub struct LoginPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Account as typed.
    pub account: String,
    /// Where to go after signing in.
    pub next: String,
    /// Problems (`account`, `password`, or the whole form: empty field name).
    pub errors: Errors,
}

/// What an invitation is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationPurpose {
    /// The person chooses a password. Posts `password`, `password_again`.
    SetPassword,
    /// A sample person signs in; the link stays good. Posts nothing but `csrf`.
    SignIn,
}

/// `GET, POST /invitations/{token}`.
#[derive(Debug, Clone, Template)]
#[template(path = "access/invitation.html")]
pub struct InvitationPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Address to post to.
    pub action: String,
    /// What it is for.
    pub purpose: InvitationPurpose,
    /// Who is invited.
    pub full_name: String,
    /// Account, unit, roles, valid until.
    pub facts: Vec<Fact>,
    /// Problems (`password`, `password_again`).
    pub errors: Errors,
}

/// `GET, POST /setup/{token}`. Posts every field of this struct but `shell`,
/// `action`, `errors`, and besides them `password`, `password_again`.
#[derive(Debug, Clone, Template)]
#[template(path = "access/setup.html")]
pub struct SetupPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Address to post to.
    pub action: String,
    /// Name of the agency.
    pub agency_name: String,
    /// Its letters in codes of dossiers, "PT".
    pub agency_code: String,
    /// Full name of the first administrator.
    pub full_name: String,
    /// Account of the first administrator.
    pub account: String,
    /// Name of the first round.
    pub round_name: String,
    /// First day of the first round, dd/mm/yyyy.
    pub round_opens: String,
    /// Last day of the first round, dd/mm/yyyy.
    pub round_closes: String,
    /// Problems.
    pub errors: Errors,
}
