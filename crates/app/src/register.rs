//! Registers of numbers: one per body, kind and calendar year (Nghị định 30/2020/NĐ-CP, Điều 15), with
//! every number that was given here, given elsewhere or taken out of use, and the gaps between.

mod enter;
mod table;

use std::collections::BTreeMap;

use jiff::civil::Date;
use sangkien_domain::access::{Power, REGISTER_READERS, keeps_register};
use sangkien_domain::id::{DecisionId, DossierId, PersonId, UnitId};
use sangkien_domain::register::{Register, document_number, number_text};
use sangkien_domain::time::Instant;

use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::Reading;
use crate::record::{CertificateState, RegisterEntry, RegisterKey};

pub use enter::{GivenNumber, NewEntry};

/// What bears a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bearer {
    /// A decision of this instance.
    Decision(DecisionId),
    /// A certificate of this instance: its code and whether it holds.
    Certificate(String, CertificateState),
    /// Another document of this instance, and the dossier if the viewer may read it.
    Document(Option<DossierId>),
    /// A document of another system.
    Elsewhere,
    /// Nothing any more, or ever.
    Void,
    /// Nothing that is known here, nor do so many numbers from this one on: numbers behind them were
    /// entered.
    Gap(u32),
}

/// A number of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterLine {
    /// The number.
    pub number: u32,
    /// With its symbol where one is known.
    pub label: String,
    /// What bears it.
    pub bearer: Bearer,
    /// What that is about, or why the number is out of use.
    pub subject: String,
    /// Its day.
    pub dated_on: Option<Date>,
    /// Who signed it, or entered it; empty when the program acted.
    pub by: String,
    /// When it was entered by hand.
    pub entered_at: Option<Instant>,
}

/// A register.
#[derive(Debug, Clone)]
pub struct RegisterView {
    /// Which.
    pub key: RegisterKey,
    /// Name of the body.
    pub body_name: String,
    /// Bodies whose registers the viewer may read, with their names.
    pub bodies: Vec<(UnitId, String)>,
    /// Registers of the body to choose from.
    pub registers: Vec<Register>,
    /// Years to choose from, latest first.
    pub years: Vec<i16>,
    /// Every number up to the last one; those of a gap are one line.
    pub lines: Vec<RegisterLine>,
    /// The number that is given next.
    pub next: u32,
    /// Whether the viewer may enter numbers and take them out of use.
    pub may_enter: bool,
}

impl App {
    /// A register for whoever may read the decisions of its body: the first body and this year
    /// where none is named.
    pub async fn register(
        &self,
        caller: &Caller,
        body: Option<UnitId>,
        register: Register,
        year: Option<i16>,
    ) -> Outcome<RegisterView> {
        let readable = access::units_with_role(&caller.actor, &REGISTER_READERS)?;
        let body = match body {
            Some(body) if !readable.contains(&body) => return Err(Failure::Absent),
            Some(body) => body,
            None => *readable.first().ok_or(Failure::Absent)?,
        };
        let now = self.now();
        let this_year = now.day().year();
        let key = RegisterKey {
            body,
            register,
            year: year.unwrap_or(this_year),
        };
        let mut store = self.read().await?;
        let mut bodies = Vec::new();
        for id in readable {
            let name = self.body(store.as_mut(), id, now).await?.name;
            bodies.push((id, name));
        }
        let mut registers = vec![Register::Decisions, Register::Certificates];
        let mut years = vec![this_year, key.year];
        for (code, year) in store.registers_of(body).await? {
            years.push(year);
            let known = Register::from_code(&code);
            registers.extend(known.filter(|known| !registers.contains(known)));
        }
        if !registers.contains(&key.register) {
            return Err(Failure::Absent);
        }
        years.sort_unstable_by_key(|year| std::cmp::Reverse(*year));
        years.dedup();
        let borne = borne(store.as_mut(), caller, &key).await?;
        let next = store.register_next(&key).await?;
        Ok(RegisterView {
            body_name: self.body(store.as_mut(), body, now).await?.name,
            bodies,
            registers,
            years,
            lines: with_gaps(borne, next, key.register.symbol()),
            next,
            may_enter: keeps_register(&caller.actor, body),
            key,
        })
    }

    /// The register as XLSX.
    pub fn register_sheet(&self, view: &RegisterView) -> Outcome<Vec<u8>> {
        Ok(self.ports.papers.register(view)?)
    }
}

fn line_of(entry: &RegisterEntry, symbol: &str, by: String) -> RegisterLine {
    RegisterLine {
        number: entry.number,
        label: number_text(entry.number, symbol),
        bearer: if entry.void {
            Bearer::Void
        } else {
            Bearer::Elsewhere
        },
        subject: entry.subject.clone(),
        dated_on: entry.dated_on,
        by,
        entered_at: Some(entry.entered_at),
    }
}

async fn name_of(
    store: &mut dyn Reading,
    (names, id): (&mut BTreeMap<PersonId, String>, PersonId),
) -> Outcome<String> {
    if let Some(name) = names.get(&id) {
        return Ok(name.clone());
    }
    let person = store.person(id).await?;
    let name = person.map(|person| person.full_name).unwrap_or_default();
    names.insert(id, name.clone());
    Ok(name)
}

/// The numbers of a register that something bears or that are out of use.
async fn borne(
    store: &mut dyn Reading,
    caller: &Caller,
    key: &RegisterKey,
) -> Outcome<BTreeMap<u32, RegisterLine>> {
    let mut names = BTreeMap::new();
    let mut lines = BTreeMap::new();
    for entry in store.register_entries(key).await? {
        let by = name_of(store, (&mut names, entry.entered_by)).await?;
        lines.insert(entry.number, line_of(&entry, key.register.symbol(), by));
    }
    let issued = match &key.register {
        Register::Decisions => decisions(store, key).await?,
        Register::Certificates => certificates(store, key).await?,
        Register::Documents(symbol) => documents(store, caller, (key, symbol)).await?,
    };
    lines.extend(issued.into_iter().map(|line| (line.number, line)));
    Ok(lines)
}

async fn decisions(store: &mut dyn Reading, key: &RegisterKey) -> Outcome<Vec<RegisterLine>> {
    let decisions = store.decisions(&[key.body]).await?.into_iter();
    let line = decisions.filter_map(|decision| {
        let issue = decision.issue.filter(|issue| issue.year == key.year)?;
        Some(RegisterLine {
            number: issue.number,
            label: document_number(issue.number, &decision.symbol),
            bearer: Bearer::Decision(decision.id),
            subject: decision.subject,
            dated_on: Some(issue.issued_at.day()),
            by: issue.signer_name,
            entered_at: None,
        })
    });
    Ok(line.collect())
}

async fn certificates(store: &mut dyn Reading, key: &RegisterKey) -> Outcome<Vec<RegisterLine>> {
    let certificates = store.register_certificates(key).await?.into_iter();
    let line = certificates.map(|certificate| {
        let face = certificate.face;
        RegisterLine {
            number: certificate.number,
            label: face.number,
            bearer: Bearer::Certificate(certificate.code, certificate.state),
            subject: format!("{}: {}", face.author, face.initiative),
            dated_on: Some(face.issued_on),
            by: face.signer_name,
            entered_at: None,
        }
    });
    Ok(line.collect())
}

async fn documents(
    store: &mut dyn Reading,
    caller: &Caller,
    (key, symbol): (&RegisterKey, &str),
) -> Outcome<Vec<RegisterLine>> {
    let mut names = BTreeMap::new();
    let mut lines = Vec::new();
    for document in store.register_documents(key, symbol).await? {
        let found = access::dossier(store, &caller.actor, document.dossier, Power::Read).await;
        let dossier = match found {
            Ok(dossier) => Some(dossier.into_inner()),
            Err(Failure::Absent) => None,
            Err(other) => return Err(other),
        };
        let code = dossier.as_ref().and_then(|dossier| dossier.code.clone());
        lines.push(RegisterLine {
            number: document.number,
            label: document_number(document.number, symbol),
            bearer: Bearer::Document(dossier.map(|dossier| dossier.id)),
            subject: match code {
                Some(code) => format!("{} (hồ sơ {code})", document.title),
                None => document.title,
            },
            dated_on: Some(document.issued_at.day()),
            by: match document.issued_by {
                Some(person) => name_of(store, (&mut names, person)).await?,
                None => String::new(),
            },
            entered_at: None,
        });
    }
    Ok(lines)
}

/// Every number below the next one; those of which nothing is known are gaps, a line each, so that a
/// large number entered by mistake does not make a register of as many lines.
fn with_gaps(borne: BTreeMap<u32, RegisterLine>, next: u32, symbol: &str) -> Vec<RegisterLine> {
    let mut lines = Vec::with_capacity(borne.len());
    let mut open = 1;
    for (number, line) in borne {
        lines.extend(gap(open, number, symbol));
        lines.push(line);
        open = number + 1;
    }
    lines.extend(gap(open, next, symbol));
    lines
}

/// The numbers from `from` to the one before `to`, if there are any.
fn gap(from: u32, to: u32, symbol: &str) -> Option<RegisterLine> {
    let count = to.checked_sub(from).filter(|count| *count > 0)?;
    let first = number_text(from, symbol);
    Some(RegisterLine {
        number: from,
        label: match count {
            1 => first,
            _ => format!("{first}–{}", number_text(to - 1, symbol)),
        },
        bearer: Bearer::Gap(count),
        subject: String::new(),
        dated_on: None,
        by: String::new(),
        entered_at: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_one_line_however_many_numbers_are_in_it() {
        let entry = |number| {
            let line = gap(number, number + 1, "").unwrap();
            let bearer = Bearer::Void;
            (number, RegisterLine { bearer, ..line })
        };
        let told = |numbers: &[u32], next| -> Vec<String> {
            let borne = numbers.iter().copied().map(entry).collect();
            let lines = with_gaps(borne, next, "").into_iter();
            lines.map(|line| line.label).collect()
        };
        assert!(told(&[], 1).is_empty());
        assert_eq!(told(&[1, 2], 3), ["01", "02"]);
        assert_eq!(told(&[2], 3), ["01", "02"]);
        assert_eq!(
            told(&[1, 999_999], 1_000_000),
            ["01", "02–999998", "999999"]
        );
        assert_eq!(told(&[1], 4), ["01", "02–03"]);
    }
}
