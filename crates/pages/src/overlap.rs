//! What a dossier shares with earlier ones: the report, a pair side by side, the author's own check.

use askama::Template;

use crate::Shell;
use crate::panel::PictureBlock;
use crate::parts::{Errors, Fact, Link, Meter, Notice, Opt, Table, Tag};

/// A stretch of the ribbon that stands for the whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RibbonPart {
    /// Where it begins, in thousandths of the text.
    pub from: u32,
    /// How long it is, in thousandths.
    pub length: u32,
    /// Number of its source, from 1.
    pub source: usize,
    /// What a reader hears: "Nguồn 1, nguyên văn, Giải pháp".
    pub label: String,
}

impl RibbonPart {
    /// The colour of its source.
    pub fn class(&self) -> String {
        colour(self.source)
    }
}

/// Sources beyond those with a colour of their own share the last one.
const COLOURS: usize = 6;

/// The class that colours a source.
pub fn colour(source: usize) -> String {
    format!("source-{}", source.clamp(1, COLOURS))
}

/// The form that says that a passage does not count. Posts `submission`, `from`, `to`, `field`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExcludeForm {
    /// Where it goes.
    pub action: String,
    /// Which submission the places belong to.
    pub submission: i64,
    /// First scalar value.
    pub from: u32,
    /// First scalar value after it.
    pub to: u32,
    /// Name of the reason's field.
    pub field: String,
    /// What was typed before.
    pub reason: String,
}

/// A passage of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassageView {
    /// "Tính mới, sáng tạo".
    pub place: String,
    /// How it was taken over.
    pub kind: Tag,
    /// "84 âm tiết".
    pub size: String,
    /// Its words.
    pub words: String,
    /// Where it is shown, in a file.
    pub shown_at: Option<Link>,
    /// Whether it was said not to count.
    pub excluded: bool,
    /// For whoever may say so.
    pub exclude: Option<ExcludeForm>,
}

/// An earlier dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceView {
    /// Its number on the page, from 1.
    pub number: usize,
    /// Its name.
    pub title: String,
    /// Where it can be read.
    pub href: Option<String>,
    /// What stands out: recognised, same authors, above the limit, the verdict.
    pub tags: Vec<Tag>,
    /// Code, authors, share.
    pub facts: Vec<Fact>,
    /// The passages.
    pub passages: Vec<PassageView>,
    /// Both side by side, with the verdict.
    pub pair: Option<Link>,
}

impl SourceView {
    /// The colour of the source.
    pub fn class(&self) -> String {
        colour(self.number)
    }
}

/// A stretch that was said not to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExclusionView {
    /// Its words.
    pub quote: String,
    /// Why.
    pub reason: String,
    /// Who and when.
    pub by: String,
    /// Where to let it count again.
    pub lift: Option<String>,
}

/// `GET /dossiers/{id}/overlap` and, for authors, `GET /dossiers/{id}/own-overlap`.
#[derive(Debug, Clone, Template)]
#[template(path = "overlap/report.html")]
pub struct OverlapPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// "Đối chiếu trùng lặp".
    pub heading: String,
    /// Name of the dossier.
    pub title: String,
    /// Its code.
    pub code: String,
    /// The outcome in a sentence.
    pub lead: String,
    /// The report as papers.
    pub papers: Vec<Link>,
    /// How the figure is made.
    pub explained: Vec<String>,
    /// Of a dossier the reader may not know of.
    pub hidden: Option<Notice>,
    /// The text as a ribbon; empty when nothing is shared.
    pub ribbon: Vec<RibbonPart>,
    /// Earlier dossiers, the weightiest first.
    pub sources: Vec<SourceView>,
    /// Said when there are none.
    pub nothing: String,
    /// What likeness of meaning is and is not.
    pub alike_explained: String,
    /// Dossiers that say some of it in other words; empty without a model.
    pub alike: Vec<AlikeView>,
    /// Dates and figures of the text that do not fit one another, as questions.
    pub questions: Vec<String>,
    /// What does not count.
    pub exclusions: Vec<ExclusionView>,
    /// What is wrong with a posted form.
    pub errors: Errors,
}

/// Another dossier that says some of it in other words, by the estimate of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlikeView {
    /// Its name.
    pub title: String,
    /// Where it can be read.
    pub href: String,
    /// What stands out.
    pub tags: Vec<Tag>,
    /// Code, authors.
    pub facts: Vec<Fact>,
    /// The stretches on both sides.
    pub rows: Vec<PairRow>,
    /// Both side by side, with the verdict.
    pub pair: Link,
}

/// Words of a passage, equal on both sides or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Whether the other side has them too.
    pub equal: bool,
}

/// A passage on one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairSide {
    /// The answer it stands in, or the file and its page.
    pub place: String,
    /// Where it is shown, in a file.
    pub shown_at: Option<Link>,
    /// Its words.
    pub words: Vec<Words>,
}

/// A passage on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairRow {
    /// How it was taken over.
    pub kind: Tag,
    /// "84 âm tiết giống nhau".
    pub size: String,
    /// Where it stands.
    pub here: PairSide,
    /// The same of the earlier dossier.
    pub there: PairSide,
}

/// The form of a verdict. Posts `verdict`, `note`, `seen`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerdictForm {
    /// Where it goes.
    pub action: String,
    /// The verdicts to choose from.
    pub options: Vec<Opt>,
    /// The reason typed so far.
    pub note: String,
    /// How many verdicts were seen.
    pub seen: i64,
}

/// `GET /dossiers/{id}/overlap/{source}`.
#[derive(Debug, Clone, Template)]
#[template(path = "overlap/pair.html")]
pub struct OverlapPairPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Name of the dossier.
    pub title: String,
    /// Its code.
    pub code: String,
    /// The earlier dossier.
    pub source: SourceView,
    /// The passages.
    pub rows: Vec<PairRow>,
    /// What likeness of meaning is and is not.
    pub alike_explained: String,
    /// Stretches that say the same in other words; empty without a model.
    pub alike: Vec<PairRow>,
    /// Verdicts given, first to last, one line each.
    pub verdicts: Vec<String>,
    /// For whoever may give one.
    pub form: Option<VerdictForm>,
    /// What is wrong with a posted form.
    pub errors: Errors,
}

/// Dossiers that hang together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupView {
    /// "Nhóm 1: 4 hồ sơ".
    pub title: String,
    /// Code and name of each.
    pub dossiers: Vec<Fact>,
}

/// `GET /overlaps?least=`: all dossiers against each other. Beginning posts to `/overlaps`.
#[derive(Debug, Clone, Template)]
#[template(path = "overlap/sweep.html")]
pub struct SweepPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// How it stands, in a sentence.
    pub lead: String,
    /// How far it is, while it goes on.
    pub progress: Option<Meter>,
    /// What the button says, when one may be begun.
    pub begin: Option<String>,
    /// Limits to choose from; sent as `least`.
    pub limits: Vec<Opt>,
    /// "12 cặp hồ sơ, 3 nhóm".
    pub outcome: String,
    /// Shown in the place of pairs.
    pub nothing: Option<String>,
    /// The map, when there are pairs.
    pub map: Option<PictureBlock>,
    /// Groups of three and more.
    pub groups: Vec<GroupView>,
    /// The pairs.
    pub pairs: Table,
    /// Said when not all of them are shown.
    pub more: Option<String>,
    /// All pairs as a file.
    pub csv: String,
    /// How the figures are made.
    pub explained: Vec<String>,
}
