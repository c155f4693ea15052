//! Registers of numbers.

use askama::Template;

use crate::Shell;
use crate::parts::{Errors, Link, Opt, Table};
use crate::people_table::Fates;

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Number to be entered.
    pub given: String,
    /// Its day.
    pub on: String,
    /// What it is about.
    pub subject: String,
    /// Lines as pasted.
    pub pasted: String,
    /// Number to be taken out of use.
    pub number: String,
    /// Why.
    pub reason: String,
}

/// `GET /registers?body=&register=&year=`. Each form posts `body`, `register` and `year`: `given`, `on` and
/// `subject` to `/registers/entries`; `pasted` or `file` to `/registers/table`, which shows what would
/// become of each line; `rows` to `/registers/rows`; `number` and `reason` to `/registers/void`.
#[derive(Debug, Clone, Template)]
#[template(path = "decision/register.html")]
pub struct RegisterPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// "Sổ đăng ký quyết định năm 2024".
    pub heading: String,
    /// How many numbers were given, are out of use, are open; which is next.
    pub lead: String,
    /// Bodies to choose from.
    pub bodies: Vec<Opt>,
    /// Kinds to choose from.
    pub kinds: Vec<Opt>,
    /// Years to choose from.
    pub years: Vec<Opt>,
    /// Names and values that say which register a form is for.
    pub hidden: Vec<(String, String)>,
    /// Whether the viewer may enter numbers.
    pub may_enter: bool,
    /// What was typed.
    pub typed: Typed,
    /// What would become of the lines of a table.
    pub fates: Option<Fates>,
    /// Numbers: number, day, subject, by whom, state.
    pub table: Table,
    /// The workbook.
    pub xlsx_href: String,
    /// The data.
    pub xml: Link,
    /// Problems.
    pub errors: Errors,
}
