//! `model`: the encoder of sentences that likeness of meaning is judged by.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;

use sangkien_meaning::alike::{Code, LEAST_SCORE, LEAST_SENTENCES, Stretch, sentences, stretches};
use sangkien_meaning::encoder::Encoder;
use sangkien_meaning::folder::Folder;
use sangkien_meaning::install::install;
use sangkien_meaning::{Error, Outcome};
use sangkien_text::legacy::decode;
use serde_json::{Value, json};

use super::progress;
use super::text::{read, scalars};
use crate::cli::model::{AlikeArguments, ModelCommand};
use crate::reader;
use crate::say::Voice;
use crate::trouble::{Done, Trouble};

/// Carries out a `model` command; the model lies in `folder`.
pub fn run(command: &ModelCommand, folder: &Path, voice: Voice) -> Done<ExitCode> {
    match command {
        ModelCommand::Install(input) => {
            let installed = install(&input.source, &input.prefix, folder)?;
            voice.say(
                || format!("Đã cài mô hình. {}", words(&installed)),
                || value(&installed),
            )?;
        }
        ModelCommand::Show => {
            let installed = open(folder)?;
            voice.say(|| words(&installed), || value(&installed))?;
        }
        ModelCommand::Compare(input) => compare(input, folder, voice)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The installed model.
fn open(folder: &Path) -> Done<Folder> {
    if !folder.exists() {
        let missing = "Chưa cài mô hình nào. Hãy cài bằng lệnh “sangkien model install”.";
        return Err(Trouble::Said(missing.to_owned()));
    }
    Ok(Folder::open(folder)?)
}

/// Why the model did not do what was asked, in Vietnamese.
impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        match error {
            Error::File { path, source } => Self::file("dùng", &path)(source),
            Error::Format { path, reason } => Self::Said(format!(
                "Tệp {} không đúng định dạng: {reason}.",
                path.display()
            )),
            Error::Hash {
                path,
                wanted,
                found,
            } => Self::Said(format!(
                "Tệp {} không phải tệp đã biết: mã SHA-256 là {found}, phải là {wanted}.",
                path.display()
            )),
            Error::Model(reason) => Self::Said(format!("Mô hình không chạy được: {reason}.")),
        }
    }
}

fn words(folder: &Folder) -> String {
    let installed = &folder.installed;
    let licence = match installed.licence.as_str() {
        "" => "chưa rõ giấy phép",
        licence => licence,
    };
    format!(
        "{} ({licence}), từ {}; {} lớp, véc-tơ {} số.",
        installed.name, installed.source, folder.sizes.num_hidden_layers, folder.sizes.hidden_size
    )
}

fn value(folder: &Folder) -> Value {
    let installed = &folder.installed;
    json!({
        "name": installed.name,
        "licence": installed.licence,
        "source": installed.source,
        "source_sha256": installed.source_sha256,
        "prefix": installed.prefix,
        "files": installed.files,
        "layers": folder.sizes.num_hidden_layers,
        "size": folder.sizes.hidden_size,
    })
}

/// A text with its sentences and their codes.
struct Coded {
    text: String,
    places: Vec<Range<usize>>,
    codes: Vec<Code>,
}

impl Coded {
    fn of(file: &Path, encoder: &Encoder) -> Done<Self> {
        let text = match reader::document(file)? {
            Some(answer) => answer.text,
            None => decode(&read(file)?).text,
        };
        let places = sentences(&text);
        let code = |(done, place): (usize, &Range<usize>)| -> Outcome<Code> {
            let vector = encoder.vector(text.get(place.clone()).unwrap_or_default())?;
            progress(done + 1);
            Ok(Code::of(&vector))
        };
        let codes: Outcome<Vec<Code>> = places.iter().enumerate().map(code).collect();
        Ok(Self {
            codes: codes?,
            places,
            text,
        })
    }

    /// The place of some sentences.
    fn place(&self, sentences: &Range<usize>) -> Range<usize> {
        let all = self.places.get(sentences.clone()).unwrap_or_default();
        match (all.first(), all.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }

    fn sentence(&self, at: usize) -> &str {
        let place = self.places.get(at).cloned().unwrap_or_default();
        self.text.get(place).unwrap_or_default()
    }
}

fn compare(input: &AlikeArguments, folder: &Path, voice: Voice) -> Done<()> {
    let folder = open(folder)?;
    let encoder = Encoder::open(&folder)?;
    let first = Coded::of(&input.first, &encoder)?;
    let second = Coded::of(&input.second, &encoder)?;
    let least = input.least.unwrap_or(LEAST_SCORE);
    let found = stretches(&first.codes, &second.codes, least);
    voice.say(
        || told(&first, &second, &found),
        || {
            let found = found
                .iter()
                .map(|stretch| in_places(&first, &second, stretch));
            json!({ "model": folder.installed.name, "stretches": found.collect::<Vec<_>>() })
        },
    )?;
    Ok(())
}

fn in_places(first: &Coded, second: &Coded, stretch: &Stretch) -> Value {
    json!({
        "first": scalars(&first.text, &first.place(&stretch.here)),
        "second": scalars(&second.text, &second.place(&stretch.there)),
        "score": stretch.score,
        "sentences": stretch.pairs.iter().map(|(here, there)| json!([
            scalars(&first.text, &first.place(&(*here..here + 1))),
            scalars(&second.text, &second.place(&(*there..there + 1))),
        ])).collect::<Vec<_>>(),
    })
}

/// Writing into a string does not fail.
fn told(first: &Coded, second: &Coded, found: &[Stretch]) -> String {
    if first.codes.len().min(second.codes.len()) < LEAST_SENTENCES {
        return format!("Mỗi văn bản cần ít nhất {LEAST_SENTENCES} câu đủ dài mới so được về ý.");
    }
    let mut out = String::new();
    if found.is_empty() {
        out.push_str("Không thấy đoạn nào gần nghĩa.\n");
    }
    for (number, stretch) in found.iter().enumerate() {
        let _ = writeln!(
            out,
            "Đoạn gần nghĩa {}, {} câu, điểm {}:",
            number + 1,
            stretch.pairs.len(),
            stretch.score
        );
        for (here, there) in &stretch.pairs {
            let _ = writeln!(
                out,
                "  - {}\n    ~ {}",
                first.sentence(*here),
                second.sentence(*there)
            );
        }
    }
    out.push_str(
        "Gần nghĩa là ước lượng của máy, không phải kết luận sao chép; đề nghị đọc và tự đánh giá.",
    );
    out
}
