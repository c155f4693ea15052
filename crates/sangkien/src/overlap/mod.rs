//! `overlap` and `check`: what texts share with earlier ones. `model`: what they say alike. `text`: files of old encodings.

mod check;
mod model;
mod text;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use rustix::time::{ClockId, clock_gettime};
use sangkien_app::port::Entropy as _;
use sangkien_novelty::report::Limits;
use sangkien_overlap_index::batch::{self, identity};
use sangkien_overlap_index::folder::Folder;
use sangkien_overlap_index::index::{Asked, Index};
use sangkien_overlap_index::sweep::{Clusters, Pair, among, sweep};
use sangkien_overlap_index::{Error, Outcome};
use serde_json::{Value, json};

pub use check::run as check;
pub use model::run as model;
pub use text::run as text;

use crate::cli::{IndexArguments, OverlapCommand, QueryArguments, RemoveArguments, SweepArguments};
use crate::say::Voice;
use crate::trouble::{Done, Trouble};
use crate::wiring::SystemEntropy;

/// Texts between two lines of progress.
const STEP: usize = 1000;

/// Why the index did not do what was asked, in Vietnamese.
fn trouble(error: Error) -> Trouble {
    match error {
        Error::File { path, source } => Trouble::file("dùng", &path)(source),
        Error::Segment { path, fault } => Trouble::Said(format!(
            "Tệp chỉ mục {} không dùng được: {fault}.",
            path.display()
        )),
        Error::List { path, reason } => Trouble::Said(format!(
            "Chỉ mục {} không dùng được: {reason}.",
            path.display()
        )),
        Error::Line { line, reason } => {
            Trouble::Said(format!("Dòng {line} không đúng định dạng: {reason}."))
        }
        Error::Output(source) => Trouble::Said(format!("Không in được kết quả: {source}.")),
    }
}

fn open(folder: &Path, limits: Limits) -> Done<Index> {
    let index = Index::open(folder).map_err(trouble)?;
    Ok(index.with_limits(limits))
}

/// Nanoseconds of processor time of this thread.
fn worked() -> u64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let part = |number: i64| u64::try_from(number).unwrap_or(0);
    part(time.tv_sec) * 1_000_000_000 + part(time.tv_nsec)
}

fn progress(done: usize) {
    if done.is_multiple_of(STEP) {
        // Whoever closed standard error does not want to know.
        let _ = writeln!(std::io::stderr(), "{done}");
    }
}

/// Carries out an `overlap` command.
pub fn run(command: &OverlapCommand, limits: Limits, voice: Voice) -> Done<ExitCode> {
    match command {
        OverlapCommand::Index(input) => index(input, voice)?,
        OverlapCommand::Query(input) => query(input, limits)?,
        OverlapCommand::Stats(input) => stats(&open(&input.folder, limits)?, voice)?,
        OverlapCommand::Sweep(input) => compare_all(input, limits)?,
        OverlapCommand::Remove(input) => remove(input, limits, voice)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn index(input: &IndexArguments, voice: Voice) -> Done<()> {
    let secret = SystemEntropy.bytes();
    let texts = batch::index(&input.corpus, &input.folder, &secret, progress).map_err(trouble)?;
    voice.say(
        || format!("Đã lập chỉ mục {texts} văn bản."),
        || json!({ "texts": texts }),
    )?;
    Ok(())
}

fn query(input: &QueryArguments, limits: Limits) -> Done<()> {
    let index = open(&input.folder, limits)?;
    let asked = Asked {
        align: input.align,
        limit: input.limit,
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    batch::query(&index, &input.queries, asked, worked, &mut out).map_err(trouble)
}

fn stats(index: &Index, voice: Voice) -> Done<()> {
    let stats = index.stats();
    let texts = u64::from(stats.texts.max(1));
    voice.say(
        || {
            format!(
                "{} văn bản ({} đã loại), {} phần, {} vân chữ, {} cụm từ quen dùng.\n\
                 Mỗi văn bản chiếm {} byte bộ nhớ và {} byte trên đĩa.",
                stats.texts,
                stats.removed,
                stats.segments,
                stats.prints,
                stats.phrases,
                stats.memory as u64 / texts,
                stats.disk / texts
            )
        },
        || {
            json!({
                "texts": stats.texts,
                "removed": stats.removed,
                "segments": stats.segments,
                "prints": stats.prints,
                "phrases": stats.phrases,
                "memory_bytes": stats.memory,
                "disk_bytes": stats.disk,
            })
        },
    )
}

fn remove(input: &RemoveArguments, limits: Limits, voice: Voice) -> Done<()> {
    let index = open(&input.folder, limits)?;
    let mut places = Vec::new();
    for id in &input.id {
        // Written as in the corpus: 12 is a number there, "a-12" a string.
        let text = index
            .find(id)
            .or_else(|| index.find(&Value::String(id.clone()).to_string()));
        let place = text.and_then(|text| index.position(text));
        let absent = || Trouble::Said(format!("Chỉ mục không có văn bản mang mã {id}."));
        places.push(place.ok_or_else(absent)?);
    }
    let count = places.len();
    let mut folder = Folder::open(&input.folder).map_err(trouble)?;
    folder.remove(places);
    folder.commit().map_err(trouble)?;
    voice.say(
        || format!("Đã loại {count} văn bản khỏi chỉ mục."),
        || json!({ "removed": count }),
    )?;
    Ok(())
}

/// The pairs of a file: for each text the ones with smaller numbers.
fn pairs(file: &Path, texts: u32) -> Done<BTreeMap<u32, Vec<u32>>> {
    let content = std::fs::read_to_string(file).map_err(Trouble::file("đọc", file))?;
    let mut pairs: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (at, line) in content.lines().enumerate() {
        let mut numbers = line.split(',').map(|part| part.trim().parse::<u32>().ok());
        let (Some(Some(one)), Some(Some(other))) = (numbers.next(), numbers.next()) else {
            return Err(Trouble::Said(format!(
                "{}, dòng {}: cần hai số thứ tự của văn bản, cách nhau bằng dấu phẩy.",
                file.display(),
                at + 1
            )));
        };
        if one == other || one.max(other) >= texts {
            return Err(Trouble::Said(format!(
                "{}, dòng {}: chỉ mục không có cặp văn bản {one} và {other}.",
                file.display(),
                at + 1
            )));
        }
        pairs
            .entry(one.max(other))
            .or_default()
            .push(one.min(other));
    }
    for others in pairs.values_mut() {
        others.sort_unstable();
        others.dedup();
    }
    Ok(pairs)
}

fn compare_all(input: &SweepArguments, limits: Limits) -> Done<()> {
    let index = open(&input.folder, limits)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut clusters = Clusters::default();
    let id = |text: u32| identity(index.name(text).unwrap_or_default());
    let mut write =
        |line: &Value| -> Outcome<()> { writeln!(out, "{line}").map_err(Error::Output) };
    let found = |pair: &Pair| {
        clusters.join(pair.left, pair.hit.text);
        let passages = batch::pair(&pair.places, &pair.hit, index.limits());
        write(&json!({
            "number": pair.left,
            "ids": [id(pair.left), id(pair.hit.text)],
            "counted": pair.hit.score,
            "passages": passages,
        }))
    };
    let tell = |done| progress(done as usize);
    match &input.pairs {
        Some(file) => among(&index, &pairs(file, index.texts())?, found, tell),
        None => sweep(&index, input.from, found, tell),
    }
    .map_err(trouble)?;
    let groups: Vec<Vec<Value>> = clusters
        .groups()
        .into_iter()
        .map(|group| group.into_iter().map(id).collect())
        .collect();
    write(&json!({ "clusters": groups })).map_err(trouble)?;
    // What the disk does not take is found here, not when nobody looks any more.
    out.flush().map_err(|fault| trouble(Error::Output(fault)))
}
