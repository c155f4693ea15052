//! Rule sets, composed of forms, limits, rubrics and calendars by reference.

use sangkien_domain::composition::{CompositionRule, Demand};
use sangkien_domain::council::{Base, PassRule, Tie};
use sangkien_domain::law::{FileRule, Naming, RuleSet};
use sangkien_domain::meeting::{MeetingRule, Quorum, Voting};
use sangkien_domain::round::Stage;
use sangkien_domain::rubric::{FurtherCounts, GapCall, Rubric};
use sangkien_domain::share::AuthorRule;
use serde::Deserialize;

use crate::calendar::calendar;
use crate::error::{PackError, Result};
use crate::form::forms;
use crate::law::{RawCitation, RawLimit, acts, limits};
use crate::read::{Percent, Points, Source, source};
use crate::rubric::rubrics;

const RULES: Source = source!("phuc-tho-2024/rules.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    authors: RawAuthors,
    files: RawFiles,
    pass: RawPass,
    meeting: RawMeeting,
    #[serde(default)]
    composition: Vec<RawComposition>,
    #[serde(default)]
    claim: Option<RawLimit>,
    rule_set: Vec<RawRuleSet>,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct RawAuthors {
    max_authors: u16,
    min_share: Percent,
    citation: RawCitation,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(deny_unknown_fields)]
struct RawFiles {
    max_megabytes: u64,
    max_files: u32,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct RawPass {
    numerator: u32,
    denominator: u32,
    base: Base,
    #[serde(default)]
    tie: Tie,
    citation: RawCitation,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMeeting {
    voting: Vec<Voting>,
    quorum: Option<RawQuorum>,
    #[serde(default)]
    abstain: bool,
    short: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawQuorum {
    numerator: u32,
    denominator: u32,
    base: Base,
    citation: RawCitation,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawComposition {
    demand: Demand,
    citation: RawCitation,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRuleSet {
    code: String,
    title: String,
    stage: Stage,
    form: String,
    rubric: String,
    /// What the organiser adds to the rubric for sheets that lie far apart.
    #[serde(default)]
    gap: Option<RawGap>,
    /// Whether the claim is counted by the local plan's words rather than the national ones.
    #[serde(default)]
    local_claim: bool,
    #[serde(default)]
    min_files: u32,
    naming: Naming,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGap {
    limit: Points,
    call: GapCall,
    #[serde(default)]
    further_counts: FurtherCounts,
    note: String,
}

impl RawGap {
    fn add_to(&self, rubric: &mut Rubric) {
        rubric.panel.gap_limit = Some(self.limit.0);
        rubric.panel.gap_call = self.call;
        rubric.panel.further_counts = self.further_counts;
        let note = format!("{} {}", rubric.note, self.note);
        note.trim().clone_into(&mut rubric.note);
    }
}

/// The rule sets of the plan.
pub fn rule_sets() -> Result<Vec<RuleSet>> {
    let acts = acts()?;
    let (limits, calendar) = (limits()?, calendar()?);
    let (forms, rubrics) = (forms()?, rubrics(&acts)?);
    let raw: RulesFile = RULES.parse()?;
    let authors = AuthorRule {
        max_authors: raw.authors.max_authors,
        min_share: raw.authors.min_share.0,
        citation: raw.authors.citation.resolve(&acts, RULES.path, "authors")?,
    };
    let pass = PassRule {
        numerator: raw.pass.numerator,
        denominator: raw.pass.denominator,
        base: raw.pass.base,
        tie: raw.pass.tie,
        citation: raw.pass.citation.resolve(&acts, RULES.path, "pass")?,
    };
    let meeting = MeetingRule {
        voting: raw.meeting.voting,
        quorum: raw
            .meeting
            .quorum
            .map(|quorum| {
                Ok::<_, PackError>(Quorum {
                    numerator: quorum.numerator,
                    denominator: quorum.denominator,
                    base: quorum.base,
                    citation: quorum
                        .citation
                        .resolve(&acts, RULES.path, "meeting.quorum")?,
                })
            })
            .transpose()?,
        abstain: raw.meeting.abstain,
        short: raw.meeting.short,
    };
    let composition = raw
        .composition
        .into_iter()
        .map(|rule| {
            Ok(CompositionRule {
                demand: rule.demand,
                citation: rule.citation.resolve(&acts, RULES.path, "composition")?,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let local_claim = raw
        .claim
        .map(|claim| claim.resolve(&acts, RULES.path, "claim"))
        .transpose()?;
    raw.rule_set
        .into_iter()
        .map(|set| {
            let place = format!("rule_set \"{}\"", set.code);
            let unknown = |what: &str, code: &str| {
                PackError::new(RULES.path, &place, format!("unknown {what} \"{code}\""))
            };
            let mut limits = limits.clone();
            if set.local_claim {
                limits.claim = local_claim
                    .clone()
                    .ok_or_else(|| unknown("limit", "claim"))?;
            }
            let mut rubric = rubrics
                .iter()
                .find(|rubric| rubric.code == set.rubric)
                .cloned()
                .ok_or_else(|| unknown("rubric", &set.rubric))?;
            if let Some(gap) = &set.gap {
                gap.add_to(&mut rubric);
            }
            Ok(RuleSet {
                limits,
                form: forms
                    .iter()
                    .find(|form| form.code == set.form)
                    .cloned()
                    .ok_or_else(|| unknown("form", &set.form))?,
                authors: authors.clone(),
                files: FileRule {
                    max_bytes: raw.files.max_megabytes.saturating_mul(1024 * 1024),
                    max_files: raw.files.max_files,
                    min_files: set.min_files,
                },
                rubric,
                pass: pass.clone(),
                meeting: meeting.clone(),
                composition: composition.clone(),
                naming: set.naming,
                calendar: calendar.clone(),
                code: set.code,
                title: set.title,
                stage: set.stage,
            })
        })
        .collect()
}
