//! Entering numbers of other systems into a register, and taking numbers out of use.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sangkien_domain::access::keeps_register;
use sangkien_domain::refusal::{Refusal, RegisterFault, RegisterRefusal};
use serde_json::json;

use super::{RegisterLine, borne, line_of};
use crate::App;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::Work;
use crate::record::{RegisterEntry, RegisterKey};
use crate::support::{About, clean, event};

/// The largest number of a register; a year has no more documents.
const LARGEST: u32 = 999_999;
/// The most lines that are taken at once.
pub(super) const MOST_LINES: u32 = 2_000;

/// A line to be entered, as read from a form or table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewEntry {
    /// Its row in the table; 0 when there is none.
    pub row: u32,
    /// The number, if it is one.
    pub number: Option<u32>,
    /// The day of the document; none of a number to be taken out of use.
    pub dated_on: Option<Date>,
    /// What it is about, or why it is out of use.
    pub subject: String,
}

/// A number and date that a decision was given in another system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenNumber {
    /// The number.
    pub number: u32,
    /// The day of the decision.
    pub on: Date,
}

/// What becomes of each line.
type Judged = Vec<Result<RegisterEntry, RegisterFault>>;

impl App {
    /// What would become of lines, without any of it: none of a line that can be entered.
    ///
    /// # Errors
    /// `Absent` for whoever does not keep the register.
    pub async fn judge_numbers(
        &self,
        caller: &Caller,
        key: &RegisterKey,
        lines: &[NewEntry],
    ) -> Outcome<Vec<Option<RegisterFault>>> {
        // Nothing of this work is committed.
        let mut work = self.begin().await?;
        let judged = self.judged_lines(work.as_mut(), caller, (key, lines, false));
        let judged = judged.await?.into_iter();
        Ok(judged.map(Result::err).collect())
    }

    /// Enters numbers that documents of other systems bear: all lines or none. A line beyond the next
    /// number leaves a gap before it, which the register shows.
    ///
    /// # Errors
    /// `Refused` with one [`RegisterRefusal`] for each line that cannot be entered.
    pub async fn enter_numbers(
        &self,
        caller: &Caller,
        key: &RegisterKey,
        lines: &[NewEntry],
    ) -> Outcome<()> {
        self.put_entries(caller, key, (lines, false)).await
    }

    /// Takes a number out of use: one that fell into a gap, or the next one. It stays used.
    ///
    /// # Errors
    /// `Refused` with [`RegisterRefusal`], or without a reason.
    pub async fn void_number(
        &self,
        caller: &Caller,
        key: &RegisterKey,
        line: NewEntry,
    ) -> Outcome<()> {
        if clean(&line.subject).is_empty() {
            return Err(Refusal::ReasonMissing.into());
        }
        self.put_entries(caller, key, (&[line], true)).await
    }

    async fn judged_lines(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        (key, lines, void): (&RegisterKey, &[NewEntry], bool),
    ) -> Outcome<Judged> {
        if !keeps_register(&caller.actor, key.body) {
            return Err(Failure::Absent);
        }
        let now = self.now();
        // From here on nobody else gives or enters numbers of the register.
        let mut next = work.raise_register(key, 1).await?;
        let mut taken = borne(work, caller, key).await?;
        let mut out = Vec::new();
        for new in lines {
            let found = judged(new, (key.year, void), (&taken, next), now.day());
            out.push(found.map(|number| {
                next = next.max(number + 1);
                let entry = RegisterEntry {
                    number,
                    void,
                    subject: clean(&new.subject),
                    dated_on: new.dated_on.filter(|_| !void),
                    entered_by: caller.actor.person,
                    entered_at: now,
                };
                let line = line_of(&entry, key.register.symbol(), String::new());
                taken.insert(number, line);
                entry
            }));
        }
        Ok(out)
    }

    async fn put_entries(
        &self,
        caller: &Caller,
        key: &RegisterKey,
        (lines, void): (&[NewEntry], bool),
    ) -> Outcome<()> {
        let mut work = self.begin().await?;
        let judged = self.judged_lines(work.as_mut(), caller, (key, lines, void));
        let (mut entered, mut refusals) = (Vec::new(), Vec::new());
        for (new, found) in lines.iter().zip(judged.await?) {
            match found {
                Ok(entry) => entered.push(entry),
                Err(fault) => refusals.push(refused(new.row, fault)),
            }
        }
        if lines.is_empty() {
            refusals.push(refused(0, RegisterFault::Empty));
        }
        if u32::try_from(lines.len()).is_ok_and(|length| length > MOST_LINES) {
            refusals.push(refused(0, RegisterFault::TooLong { most: MOST_LINES }));
        }
        if !refusals.is_empty() {
            return Err(refusals.into());
        }
        for entry in &entered {
            work.raise_register(key, entry.number + 1).await?;
            work.insert_register_entry(key, entry).await?;
        }
        let about = About {
            act: if void {
                "register.voided"
            } else {
                "register.entered"
            },
            kind: "register",
            id: format!("{}/{}/{}", key.body, key.register.code(), key.year),
        };
        let numbers: Vec<u32> = entered.iter().map(|entry| entry.number).collect();
        let reason = entered.first().filter(|_| void).map(|entry| &entry.subject);
        let details = json!({ "numbers": numbers, "reason": reason });
        work.record(event(caller, &about, json!({}), details, self.now()));
        work.commit().await?;
        Ok(())
    }

    /// Takes a number for a decision that was given elsewhere.
    pub(crate) async fn take_number(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        (key, given): (&RegisterKey, GivenNumber),
    ) -> Outcome<()> {
        let next = work.raise_register(key, 1).await?;
        let taken = borne(work, caller, key).await?;
        let line = NewEntry {
            row: 0,
            number: Some(given.number),
            dated_on: Some(given.on),
            subject: "-".to_owned(),
        };
        let today = self.now().day();
        let number = judged(&line, (key.year, false), (&taken, next), today)
            .map_err(|fault| refused(0, fault))?;
        work.raise_register(key, number + 1).await?;
        Ok(())
    }
}

const fn refused(line: u32, fault: RegisterFault) -> Refusal {
    Refusal::Register(RegisterRefusal { line, fault })
}

fn judged(
    new: &NewEntry,
    (year, void): (i16, bool),
    (taken, next): (&BTreeMap<u32, RegisterLine>, u32),
    today: Date,
) -> Result<u32, RegisterFault> {
    let number = new
        .number
        .filter(|number| (1..=LARGEST).contains(number))
        .ok_or(RegisterFault::NumberUnusable)?;
    if taken.contains_key(&number) {
        return Err(RegisterFault::Taken { number });
    }
    if void {
        if number > next {
            return Err(RegisterFault::Ahead { next });
        }
        return Ok(number);
    }
    let fits = |day: &Date| day.year() == year && *day <= today;
    if !new.dated_on.as_ref().is_some_and(fits) {
        return Err(RegisterFault::DayUnusable);
    }
    if clean(&new.subject).is_empty() {
        return Err(RegisterFault::SubjectMissing);
    }
    Ok(number)
}
