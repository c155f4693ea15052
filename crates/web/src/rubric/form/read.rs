//! A rubric read back from what was posted.

use std::collections::BTreeMap;

use sangkien_domain::council::Post;
use sangkien_domain::rubric::{
    Band, Class, Criterion, Group, Method, PanelRule, PublicVote, Rounding, Rubric, Score, Trim,
};
use sangkien_http::form::Fields;
use sangkien_pages::parts::Errors;

use crate::procedure::part::fields::{added, of_code};
use crate::procedure::part::typed::{Intent, Typed, key};

/// A rubric as posted.
pub(in crate::rubric) struct Read {
    pub(in crate::rubric) rubric: Rubric,
    pub(in crate::rubric) note: String,
    pub(in crate::rubric) errors: Errors,
}

/// Reads a rubric back; what the form does not ask for stays as it is stored.
pub(in crate::rubric) fn read(stored: &Rubric, posted: &Fields) -> Read {
    let intent = Intent::of(posted);
    let mut typed = Typed::new(posted);
    let mut rubric = Rubric {
        code: stored.code.clone(),
        title: typed.required("title", "Ghi tên bảng điểm."),
        scale: score(&mut typed, "scale"),
        pass_total: score(&mut typed, "pass"),
        supplement_from: score(&mut typed, "supplement"),
        class_fall: of_code(&typed.text("fall")).unwrap_or_default(),
        unscored: typed.ticked("unscored"),
        note: typed.text("remark"),
        citation: typed.citation("source").unwrap_or_default(),
        panel: read_panel(&mut typed),
        public_vote: read_public(stored, &mut typed),
        ..Rubric::default()
    };
    rubric.groups = read_parts(&intent, &mut typed);
    rubric.criteria = read_criteria(stored, &rubric.groups, &intent, &mut typed);
    rubric.classes = read_classes(&rubric, &intent, &mut typed);
    Read {
        note: typed.text("note"),
        rubric,
        errors: typed.errors,
    }
}

fn score(typed: &mut Typed<'_>, name: &str) -> Option<Score> {
    let text = typed.filled(name)?;
    let read = sangkien_text::parse_decimal(&text).map(Score);
    if read.is_none() {
        let words = "Ghi một số không âm, nhiều nhất hai chữ số thập phân, ví dụ 12,5.";
        typed.errors.push(name, words);
    }
    read
}

fn read_panel(typed: &mut Typed<'_>) -> PanelRule {
    let method: Method = of_code(&typed.text("method")).unwrap_or_default();
    let mut weights = BTreeMap::new();
    for post in Post::ALL {
        let weight: u32 = typed.number(&format!("weight.{}", post.code()));
        if weight > 0 {
            weights.insert(post.code().to_owned(), weight);
        }
    }
    let (from, drop) = (typed.number("trim_from"), typed.number("trim_drop"));
    PanelRule {
        method,
        weights,
        trim: (from > 0 || drop > 0).then_some(Trim { from, drop }),
        rounding: Rounding {
            unit: score(typed, "unit").unwrap_or_default(),
            mode: of_code(&typed.text("mode")).unwrap_or_default(),
        },
        least_sheets: typed.number("least"),
        gap_limit: score(typed, "gap"),
        gap_call: of_code(&typed.text("gap_call")).unwrap_or_default(),
        further_counts: of_code(&typed.text("further")).unwrap_or_default(),
    }
}

fn read_public(stored: &Rubric, typed: &mut Typed<'_>) -> Option<PublicVote> {
    let max = score(typed, "public_max");
    let before = stored.public_vote.as_ref();
    Some(PublicVote {
        label: typed.filled("public")?,
        max: max.unwrap_or_default(),
        rounding: before.map(|vote| vote.rounding).unwrap_or_default(),
    })
}

fn read_parts(intent: &Intent, typed: &mut Typed<'_>) -> Vec<Group> {
    let mut rows = Vec::new();
    for row in 0..typed.rows("group", "label") {
        let at = |name: &str| format!("group.{row}.{name}");
        rows.push(Group {
            key: typed.text(&at("key")),
            label: typed.required(&at("label"), "Ghi tên phần."),
            max: score(typed, &at("max")).unwrap_or_default(),
            min: score(typed, &at("min")).unwrap_or_default(),
        });
    }
    intent.arrange("group", &mut rows);
    if let Some(label) = added("group", intent, typed) {
        // Criteria and groups have keys of one kind.
        let key = format!("phan-{}", key(&label, '-', std::iter::empty()));
        let taken = |key: &String| rows.iter().any(|row| row.key == *key);
        let numbered = (2_u32..).map(|number| format!("{key}-{number}"));
        let mut free = std::iter::once(key.clone()).chain(numbered);
        rows.push(Group {
            key: free.find(|key| !taken(key)).unwrap_or(key),
            label,
            ..Group::default()
        });
    }
    rows
}

fn read_criteria(
    stored: &Rubric,
    groups: &[Group],
    intent: &Intent,
    typed: &mut Typed<'_>,
) -> Vec<Criterion> {
    let mut rows = Vec::new();
    for row in 0..typed.rows("criterion", "label") {
        let at = |name: &str| format!("criterion.{row}.{name}");
        let key = typed.text(&at("key"));
        let before = stored.criteria.iter().find(|one| one.key == key);
        let group = typed.filled(&at("group"));
        rows.push(Criterion {
            label: typed.required(&at("label"), "Ghi tên tiêu chí."),
            // A group that was taken out just now takes its criteria with it no further.
            group: group.filter(|key| groups.iter().any(|group| group.key == *key)),
            max: score(typed, &at("max")).unwrap_or_default(),
            min: score(typed, &at("min")).unwrap_or_default(),
            knock_out: typed.ticked(&at("knock_out")),
            step: score(typed, &at("step")).unwrap_or_default(),
            factor: score(typed, &at("factor")).map_or(100, |factor| factor.0),
            bands: read_bands(typed, &at("bands")),
            single_choice: typed.ticked(&at("single")),
            guidance: typed.text(&at("guidance")),
            evidence: typed.lines(&at("evidence")),
            citation: before.and_then(|one| one.citation.clone()),
            key,
        });
    }
    intent.arrange("criterion", &mut rows);
    if let Some(label) = added("criterion", intent, typed) {
        let key = key(&label, '-', rows.iter().map(|row| row.key.as_str()));
        rows.push(Criterion {
            key,
            label,
            max: Score(1_000),
            ..Criterion::default()
        });
    }
    rows
}

fn read_bands(typed: &mut Typed<'_>, name: &str) -> Vec<Band> {
    let mut bands = Vec::new();
    for line in typed.lines(name) {
        let Some(band) = band(&line) else {
            let words = format!("Không đọc được mức “{line}”; ghi dạng 31–40: nội dung của mức.");
            typed.errors.push(name, words);
            return bands;
        };
        bands.push(band);
    }
    bands
}

fn band(line: &str) -> Option<Band> {
    let (range, label) = line.split_once(':')?;
    let (from, to) = range.split_once(['–', '-']).unwrap_or((range, range));
    Some(Band {
        from: Score(sangkien_text::parse_decimal(from)?),
        to: Score(sangkien_text::parse_decimal(to)?),
        label: label.trim().to_owned(),
    })
}

fn read_classes(rubric: &Rubric, intent: &Intent, typed: &mut Typed<'_>) -> Vec<Class> {
    let mut rows = Vec::new();
    for row in 0..typed.rows("class", "label") {
        let at = |name: &str| format!("class.{row}.{name}");
        rows.push(Class {
            label: typed.required(&at("label"), "Ghi tên loại."),
            total: score(typed, &at("total")).unwrap_or_default(),
            minima: read_minima(rubric, typed, &at("minima")),
        });
    }
    intent.arrange("class", &mut rows);
    if let Some(label) = added("class", intent, typed) {
        rows.push(Class {
            label,
            total: Score(0),
            minima: BTreeMap::new(),
        });
    }
    rows
}

fn read_minima(rubric: &Rubric, typed: &mut Typed<'_>, name: &str) -> BTreeMap<String, Score> {
    let mut minima = BTreeMap::new();
    for line in typed.lines(name) {
        let found = line.rsplit_once(':').and_then(|(label, least)| {
            let least = Score(sangkien_text::parse_decimal(least)?);
            Some((key_of(rubric, label)?, least))
        });
        let Some((key, least)) = found else {
            let words = format!(
                "Không đọc được “{line}”; ghi tên một tiêu chí hoặc phần, dấu hai chấm, rồi điểm."
            );
            typed.errors.push(name, words);
            return minima;
        };
        minima.insert(key, least);
    }
    minima
}

/// The key of the criterion or group of a name.
fn key_of(rubric: &Rubric, label: &str) -> Option<String> {
    let wanted = sangkien_text::search_key(label);
    let named = |other: &str| sangkien_text::search_key(other) == wanted;
    let criterion = rubric.criteria.iter().find(|one| named(&one.label));
    let group = || rubric.groups.iter().find(|one| named(&one.label));
    criterion
        .map(|one| one.key.clone())
        .or_else(|| group().map(|one| one.key.clone()))
}
