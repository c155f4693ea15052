//! Data put into the places of a template. Every value that is missing or of another kind is
//! named; nothing is drawn with a hole in it.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::CivilDate;

use super::document::{Annex, Block, Column, Document, Issue, Number, Signature, Table};
use super::placeholder::{Field, Form, Piece};
use super::template::{AnnexTemplate, Part, SignatureTemplate, TableTemplate, Template, Words};

/// Why data do not fill a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("values are missing: {missing:?}; values are of another kind: {wrong:?}")]
pub struct FillFault {
    /// Names of values that must be there, in order.
    pub missing: Vec<String>,
    /// Names of values that are there but are no text, number, date or list as their place asks.
    pub wrong: Vec<String>,
}

impl Template {
    /// Makes a document of this template from data, an object.
    pub fn fill(&self, data: &Value) -> Result<Document, FillFault> {
        let mut fill = Fill::new(data);
        let document = Document {
            issue: fill.issue(self.numbered),
            kind: fill.text(&self.kind),
            subject: fill.text(&self.subject),
            addressees: fill.texts(&self.addressees),
            authority: fill.text(&self.authority),
            grounds: fill.texts(&self.grounds),
            enacting: fill.text(&self.enacting),
            content: fill.blocks(&self.content),
            recipients: fill.texts(&self.recipients),
            signatures: self
                .signatures
                .iter()
                .flat_map(|one| fill.signatures(one))
                .collect(),
            annexes: self
                .annexes
                .iter()
                .filter_map(|one| fill.annex(one))
                .collect(),
            across: self.across,
        };
        fill.done(document)
    }
}

/// The values in sight, and what was found wrong.
pub(crate) struct Fill<'d> {
    data: &'d Value,
    /// The values of lists being gone through, from the outermost to the innermost.
    scopes: Vec<&'d Value>,
    missing: BTreeSet<String>,
    wrong: BTreeSet<String>,
}

/// Whether a value counts as being there.
fn is_there(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(values) => !values.is_empty(),
        _ => true,
    }
}

impl<'d> Fill<'d> {
    pub(crate) const fn new(data: &'d Value) -> Self {
        Self {
            scopes: Vec::new(),
            data,
            missing: BTreeSet::new(),
            wrong: BTreeSet::new(),
        }
    }

    pub(crate) fn done<T>(self, value: T) -> Result<T, FillFault> {
        if self.missing.is_empty() && self.wrong.is_empty() {
            return Ok(value);
        }
        Err(FillFault {
            missing: self.missing.into_iter().collect(),
            wrong: self.wrong.into_iter().collect(),
        })
    }

    /// The innermost value of a name; `this` is the value of the list being gone through.
    fn find(&self, name: &str) -> Option<&'d Value> {
        if name == "this" {
            return self.scopes.last().copied();
        }
        let (first, rest) = name.split_once('.').unwrap_or((name, ""));
        let mut inwards = self.scopes.iter().rev();
        let start = inwards
            .find_map(|scope| scope.get(first))
            .or_else(|| self.data.get(first))?;
        rest.split('.')
            .filter(|part| !part.is_empty())
            .try_fold(start, |value, part| value.get(part))
    }

    fn there(&self, name: &str) -> bool {
        self.find(name).is_some_and(is_there)
    }

    pub(crate) fn list(&mut self, name: &str) -> &'d [Value] {
        match self.find(name) {
            Some(Value::Array(values)) => values,
            Some(Value::Null) | None => &[],
            Some(_) => {
                self.wrong.insert(name.to_owned());
                &[]
            }
        }
    }

    /// Brings a value of a list, counted from 1, in sight; whether there is one.
    pub(super) fn enter(&mut self, name: &str, number: usize) -> bool {
        let value = number.checked_sub(1).and_then(|at| self.list(name).get(at));
        self.scopes.extend(value);
        value.is_some()
    }

    /// Takes the value entered last out of sight.
    pub(super) fn leave(&mut self) {
        self.scopes.pop();
    }

    /// The text of a place in a form of one's own: the texts of a list, one on each line.
    pub(super) fn place(&mut self, words: &Words, index: usize) -> String {
        match words.0.as_slice() {
            [Piece::Field(field)] if field.name == "index" => self.numbered_text(words, index),
            _ => self.texts(std::slice::from_ref(words)).join("\n"),
        }
    }

    /// Does something with each value of a list in sight.
    fn each<T>(&mut self, name: &str, mut act: impl FnMut(&mut Self, usize) -> T) -> Vec<T> {
        let mut out = Vec::new();
        for (index, value) in self.list(name).iter().enumerate() {
            self.scopes.push(value);
            out.push(act(self, index + 1));
            self.scopes.pop();
        }
        out
    }

    /// The texts of some words: a place that stands alone and holds a list gives one for each.
    fn texts(&mut self, words: &[Words]) -> Vec<String> {
        let mut out = Vec::new();
        for words in words {
            if let [Piece::Field(field)] = words.0.as_slice()
                && field.forms.is_empty()
                && let Some(Value::Array(values)) = self.find(&field.name)
            {
                for value in values {
                    let text = self.plain(value, &field.name);
                    out.push(text);
                }
                continue;
            }
            out.push(self.text(words));
        }
        out.retain(|text| !text.trim().is_empty());
        out
    }

    fn text(&mut self, words: &Words) -> String {
        self.numbered_text(words, 0)
    }

    /// The text of some words; `index` is the number of the row, where there is one.
    fn numbered_text(&mut self, words: &Words, index: usize) -> String {
        let mut out = String::new();
        for piece in &words.0 {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Field(field) if field.name == "index" && index > 0 => {
                    let number = Value::from(index);
                    out.push_str(&self.formed(&number, field));
                }
                Piece::Field(field) => match self.find(&field.name) {
                    Some(value) if is_there(value) => out.push_str(&self.formed(value, field)),
                    Some(Value::Array(_)) if field.forms.first() == Some(&Form::Count) => {
                        out.push_str(&self.formed(&Value::Array(Vec::new()), field));
                    }
                    _ if field.optional => {}
                    _ => {
                        self.missing.insert(field.name.clone());
                    }
                },
            }
        }
        out
    }

    /// A value in the forms its place asks for.
    fn formed(&mut self, value: &Value, field: &Field) -> String {
        let mut value = value.clone();
        for form in &field.forms {
            let Some(text) = form.of(&value) else {
                self.wrong.insert(field.name.clone());
                return String::new();
            };
            value = text;
        }
        self.plain(&value, &field.name)
    }

    fn plain(&mut self, value: &Value, name: &str) -> String {
        match value {
            Value::String(text) => text.clone(),
            Value::Number(number) if number.is_i64() || number.is_u64() => number.to_string(),
            _ => {
                self.wrong.insert(name.to_owned());
                String::new()
            }
        }
    }

    pub(crate) fn named(&mut self, name: &str) -> String {
        match self.find(name) {
            Some(value) if is_there(value) => self.plain(value, name),
            _ => String::new(),
        }
    }

    pub(crate) fn demanded(&mut self, name: &str) -> String {
        let text = self.named(name);
        if text.is_empty() && !self.wrong.contains(name) {
            self.missing.insert(name.to_owned());
        }
        text
    }

    pub(crate) fn date(&mut self, name: &str) -> Option<CivilDate> {
        let text = self.named(name);
        let date = date(&text);
        if date.is_none() && !text.is_empty() {
            self.wrong.insert(name.to_owned());
        }
        date
    }

    /// A date that must be there.
    pub(crate) fn demanded_date(&mut self, name: &str) -> CivilDate {
        self.date(name).unwrap_or_else(|| {
            if !self.wrong.contains(name) {
                self.missing.insert(name.to_owned());
            }
            CivilDate {
                year: 1900,
                month: 1,
                day: 1,
            }
        })
    }

    /// A whole number that must be there, up to a greatest.
    pub(crate) fn number(&mut self, name: &str, greatest: u16) -> u16 {
        let number = self.find(name).and_then(Value::as_u64);
        let number = number.and_then(|number| u16::try_from(number).ok());
        number
            .filter(|number| *number <= greatest)
            .unwrap_or_else(|| {
                self.wrong.insert(name.to_owned());
                0
            })
    }

    /// The texts of a list.
    pub(crate) fn lines(&mut self, name: &str) -> Vec<String> {
        let values = self.list(name);
        values.iter().map(|value| self.plain(value, name)).collect()
    }

    fn issue(&mut self, numbered: bool) -> Issue {
        let date = self.date("date");
        let drawn_up = match (self.date("drawn_up"), date) {
            (Some(day), _) | (None, Some(day)) => day,
            (None, None) => self.demanded_date("date"),
        };
        let some = |text: String| (!text.is_empty()).then_some(text);
        Issue {
            superior: some(self.named("superior")),
            body: self.demanded("body"),
            number: numbered.then(|| Number {
                figures: some(self.named("number")),
                symbol: self.demanded("symbol"),
            }),
            place: self.demanded("place"),
            date,
            drawn_up,
        }
    }

    fn blocks(&mut self, parts: &[Part]) -> Vec<Block> {
        let mut out = Vec::new();
        for part in parts {
            if part.when.as_deref().is_some_and(|name| !self.there(name)) {
                continue;
            }
            match &part.each {
                Some(name) => {
                    let each = self.each(name, |fill, index| fill.part(part, index));
                    out.extend(each.into_iter().flatten());
                }
                None => out.extend(self.part(part, 0)),
            }
        }
        out
    }

    fn part(&mut self, part: &Part, index: usize) -> Vec<Block> {
        let mut out = Vec::new();
        let kinds: [Leaf<'_>; 6] = [
            (&part.heading, Block::Heading),
            (&part.article, Block::Article),
            (&part.clause, Block::Clause),
            (&part.point, Block::Point),
            (&part.paragraph, Block::Paragraph),
            (&part.centred, Block::Centred),
        ];
        for (words, block) in kinds {
            let Some(words) = words else { continue };
            let alone = matches!(words.0.as_slice(), [Piece::Field(_)]);
            let texts = if alone && index == 0 {
                self.texts(std::slice::from_ref(words))
            } else {
                vec![self.numbered_text(words, index)]
            };
            let some = texts.into_iter().filter(|text| !text.trim().is_empty());
            out.extend(some.map(block));
        }
        if let Some(table) = &part.table {
            out.push(Block::Table(self.table(table)));
        }
        out.extend(self.blocks(&part.content));
        out
    }

    fn table(&mut self, table: &TableTemplate) -> Table {
        let mut columns = Vec::new();
        for column in &table.columns {
            let (share, sitting) = (column.share, column.sitting());
            let make = |head| Column {
                head,
                share,
                sitting,
            };
            match &column.each {
                // The heads of repeated columns are in sight of the whole table.
                Some(name) => {
                    let heads = self.each(name, |fill, _| fill.text(&column.head));
                    columns.extend(heads.into_iter().map(make));
                }
                None => columns.push(make(self.text(&column.head))),
            }
        }
        let mut rows = self.each(&table.each, |fill, index| fill.row(table, index));
        if !table.last.is_empty() {
            let last = table.last.iter().map(|words| vec![self.text(words)]);
            rows.push(last.collect());
        }
        Table { columns, rows }
    }

    fn row(&mut self, table: &TableTemplate, index: usize) -> Vec<Vec<String>> {
        let mut cells = Vec::new();
        for column in &table.columns {
            if let Some(heads) = &column.each {
                let wanted = cells.len() + self.list(heads).len();
                cells.extend(self.each(&column.values, |fill, _| fill.texts(&column.cell)));
                cells.resize(wanted, Vec::new());
                continue;
            }
            let texts = column
                .cell
                .iter()
                .flat_map(|words| match words.0.as_slice() {
                    [Piece::Field(field)] if field.name == "index" => {
                        vec![self.numbered_text(words, index)]
                    }
                    _ => self.texts(std::slice::from_ref(words)),
                });
            cells.push(texts.collect());
        }
        cells
    }

    fn signatures(&mut self, template: &SignatureTemplate) -> Vec<Signature> {
        let one = |fill: &mut Self| Signature {
            post: fill.texts(&template.post),
            note: fill.text(&template.note),
            name: fill.text(&template.name),
        };
        match &template.each {
            Some(name) => self.each(name, |fill, _| one(fill)),
            None => vec![one(self)],
        }
    }

    fn annex(&mut self, template: &AnnexTemplate) -> Option<Annex> {
        if template
            .when
            .as_deref()
            .is_some_and(|name| !self.there(name))
        {
            return None;
        }
        Some(Annex {
            title: self.text(&template.title),
            content: self.blocks(&template.content),
            across: template.across,
        })
    }
}

/// Words of a part, and the block they become.
type Leaf<'p> = (&'p Option<Words>, fn(String) -> Block);

/// A date written with the year first, as data carry it.
pub(super) fn date(text: &str) -> Option<CivilDate> {
    let (year, month, day) = sangkien_text::parse_date(text)?;
    Some(CivilDate { year, month, day })
}
