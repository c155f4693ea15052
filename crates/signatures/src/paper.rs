//! Room for a signature in a file, and the signature in its room.

use lopdf::{Dictionary, IncrementalDocument, Object, ObjectId, StringFormat, dictionary};
use sangkien_domain::signature::VerifyFault;
use sangkien_domain::time::Instant;
use sha2::{Digest as _, Sha256};

use crate::envelope::Opened;
use crate::{SignFault, appearance, pdf};

/// Bytes kept free for a signature: a chain of certificates and a time stamp need some 10 000.
const ROOM: usize = 16_384;
/// A number that is replaced once it is known, and as wide as any that comes.
const LATER: i64 = 9_999_999_999;

/// What a signature looks like.
#[derive(Debug, Clone)]
pub struct Stamp {
    /// Number of the page, from 1.
    pub page: u32,
    /// Left, bottom, right, top in points from the lower left corner of the page.
    pub frame: [f32; 4],
    /// How it looks: a PDF of one page of the size of the frame.
    pub drawing: Vec<u8>,
}

/// What a signature says beside itself.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// When it is made, by the clock of whoever makes it.
    pub at: Option<Instant>,
    /// Who signs.
    pub name: String,
    /// Why, such as "Ký ban hành".
    pub reason: String,
    /// Where.
    pub place: String,
    /// What is seen of it; without, it is not seen.
    pub stamp: Option<Stamp>,
}

/// A file with room for a signature.
#[derive(Debug, Clone)]
pub struct Prepared {
    file: Vec<u8>,
    /// Where the room begins and ends, its angle brackets included.
    room: (usize, usize),
}

fn unfit(fault: VerifyFault) -> SignFault {
    SignFault::Paper(
        match fault {
            VerifyFault::NotPdf | VerifyFault::NotXml => "it is not a sound PDF",
            VerifyFault::Encrypted => "it is protected by a password",
            VerifyFault::TooMuch => "it has too many parts",
        }
        .into(),
    )
}

fn wrong(fault: impl std::fmt::Display) -> SignFault {
    SignFault::Paper(fault.to_string())
}

/// A text as PDF wants it: in UTF-16 unless it is ASCII.
fn words(text: &str) -> Object {
    if text.is_ascii() {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

fn date(at: Instant) -> Object {
    let text = at.civil().strftime("D:%Y%m%d%H%M%S+07'00'").to_string();
    Object::String(text.into_bytes(), StringFormat::Literal)
}

/// Appends room for a signature to a file. What was there before stays, byte for byte, so that
/// earlier signatures hold.
pub fn prepare(file: &[u8], request: &Request) -> Result<Prepared, SignFault> {
    let document = pdf::read(file).map_err(unfit)?;
    let taken: Vec<String> = pdf::fields(&document)
        .map_err(unfit)?
        .into_iter()
        .map(|field| field.name)
        .collect();
    let name = (1..=u32::MAX)
        .map(|number| format!("Signature{number}"))
        .find(|name| !taken.contains(name))
        .unwrap_or_default();
    let number = request.stamp.as_ref().map_or(1, |stamp| stamp.page);
    let page = usize::try_from(number)
        .ok()
        .and_then(|number| pdf::pages(&document).get(number.checked_sub(1)?).copied())
        .ok_or_else(|| SignFault::Paper("it has no such page".into()))?;
    let mut update = IncrementalDocument::create_from(file.to_vec(), document);
    let value = update.new_document.add_object(value_of(request));
    let mut widget = dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "T" => words(&name),
        // Printed, and fixed in place.
        "F" => 132, "P" => page, "V" => value,
        "Rect" => vec![0.into(), 0.into(), 0.into(), 0.into()],
    };
    if let Some(stamp) = &request.stamp {
        let form = appearance::form(&mut update.new_document, &stamp.drawing)?;
        widget.set("Rect", stamp.frame.map(Object::Real).to_vec());
        widget.set("AP", dictionary! { "N" => form });
    }
    let widget = update.new_document.add_object(widget);
    append(&mut update, page, b"Annots", widget)?;
    enter(&mut update, widget)?;
    let mut out = Vec::with_capacity(file.len() + 4 * ROOM);
    update.save_to(&mut out).map_err(wrong)?;
    make_room(out, file.len())
}

fn value_of(request: &Request) -> Dictionary {
    let mut value = dictionary! {
        "Type" => "Sig", "Filter" => "Adobe.PPKLite", "SubFilter" => "ETSI.CAdES.detached",
        "ByteRange" => vec![0.into(), LATER.into(), LATER.into(), LATER.into()],
        "Contents" => Object::String(vec![0; ROOM], StringFormat::Hexadecimal),
    };
    let texts = [
        ("Name", &request.name),
        ("Reason", &request.reason),
        ("Location", &request.place),
    ];
    for (key, text) in texts {
        if !text.is_empty() {
            value.set(key, words(text));
        }
    }
    if let Some(at) = request.at {
        value.set("M", date(at));
    }
    value
}

/// Adds a reference to an array of an object, which is copied into the update.
fn append(
    update: &mut IncrementalDocument,
    of: ObjectId,
    key: &[u8],
    added: ObjectId,
) -> Result<(), SignFault> {
    update.opt_clone_object_to_new_document(of).map_err(wrong)?;
    let object = update.new_document.get_object_mut(of).map_err(wrong)?;
    let dictionary = object.as_dict_mut().map_err(wrong)?;
    match dictionary.get_mut(key) {
        Ok(Object::Array(entries)) => entries.push(added.into()),
        Ok(Object::Reference(apart)) => {
            let apart = *apart;
            update
                .opt_clone_object_to_new_document(apart)
                .map_err(wrong)?;
            let entries = update.new_document.get_object_mut(apart).map_err(wrong)?;
            entries.as_array_mut().map_err(wrong)?.push(added.into());
        }
        Ok(_) => return Err(SignFault::Paper("an array is not one".into())),
        Err(_) => dictionary.set(key, vec![added.into()]),
    }
    Ok(())
}

/// Something is signed, and may only be added to.
const FLAGS: i64 = 3;

/// Enters the field into the form of the file, making one if there is none.
fn enter(update: &mut IncrementalDocument, field: ObjectId) -> Result<(), SignFault> {
    let root = update
        .get_prev_documents()
        .trailer
        .get(b"Root")
        .and_then(Object::as_reference)
        .map_err(wrong)?;
    update
        .opt_clone_object_to_new_document(root)
        .map_err(wrong)?;
    let catalog = update
        .new_document
        .get_dictionary_mut(root)
        .map_err(wrong)?;
    let apart = match catalog.get(b"AcroForm") {
        Ok(Object::Reference(apart)) => *apart,
        Ok(Object::Dictionary(form)) => {
            let form = form.clone();
            let apart = update.new_document.add_object(form);
            let catalog = update
                .new_document
                .get_dictionary_mut(root)
                .map_err(wrong)?;
            catalog.set("AcroForm", apart);
            apart
        }
        _ => {
            let apart = update
                .new_document
                .add_object(dictionary! { "Fields" => Vec::<Object>::new() });
            let catalog = update
                .new_document
                .get_dictionary_mut(root)
                .map_err(wrong)?;
            catalog.set("AcroForm", apart);
            apart
        }
    };
    append(update, apart, b"Fields", field)?;
    let form = update
        .new_document
        .get_dictionary_mut(apart)
        .map_err(wrong)?;
    form.set("SigFlags", FLAGS);
    Ok(())
}

fn find(file: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let place = file
        .get(from..)?
        .windows(wanted.len())
        .position(|window| window == wanted)?;
    Some(from + place)
}

/// Writes the ranges that will be signed into their place.
fn make_room(mut file: Vec<u8>, from: usize) -> Result<Prepared, SignFault> {
    let lost = || SignFault::Paper("its room was not found".into());
    let zeros = [b"<".as_slice(), &vec![b'0'; 2 * ROOM], b">"].concat();
    let begin = find(&file, from, &zeros).ok_or_else(lost)?;
    let end = begin + zeros.len();
    let later = format!("[0 {LATER} {LATER} {LATER}]");
    let place = find(&file, from, later.as_bytes()).ok_or_else(lost)?;
    let ranges = format!("[0 {begin} {end} {}]", file.len() - end);
    let ranges = format!("{ranges:<width$}", width = later.len());
    let target = file.get_mut(place..place + later.len()).ok_or_else(lost)?;
    target.copy_from_slice(ranges.as_bytes());
    Ok(Prepared {
        file,
        room: (begin, end),
    })
}

impl Prepared {
    /// What is signed: the SHA-256 of the file without its room.
    pub fn digest(&self) -> [u8; 32] {
        let (begin, end) = self.room;
        let mut state = Sha256::new();
        state.update(self.file.get(..begin).unwrap_or_default());
        state.update(self.file.get(end..).unwrap_or_default());
        state.finalize().into()
    }

    /// What is signed, for tools that hash themselves: the file without its room.
    pub fn to_sign(&self) -> Vec<u8> {
        let (begin, end) = self.room;
        let parts = [self.file.get(..begin), self.file.get(end..)];
        parts.map(Option::unwrap_or_default).concat()
    }

    /// The file with its room empty, to be kept until the signature comes.
    pub fn file(&self) -> &[u8] {
        &self.file
    }

    /// A file that was kept.
    pub fn kept(file: Vec<u8>) -> Result<Self, SignFault> {
        let zeros = vec![b'0'; 2 * ROOM];
        let inner = file
            .len()
            .checked_sub(1)
            .and_then(|_| find(&file, 0, &zeros))
            .filter(|inner| *inner > 0 && file.get(inner - 1) == Some(&b'<'))
            .ok_or(SignFault::Foreign)?;
        let room = (inner - 1, inner + zeros.len() + 1);
        Ok(Self { file, room })
    }

    /// The signed file: a CMS over [`Prepared::digest`] in its room. Whether the CMS is sound in
    /// itself is told by [`crate::verify()`]; here it only has to be over this file.
    pub fn seal(mut self, envelope: &[u8]) -> Result<Vec<u8>, SignFault> {
        let opened = Opened::read(envelope).ok_or(SignFault::Foreign)?;
        if opened.digest().as_deref() != Some(self.digest().as_slice()) {
            return Err(SignFault::Foreign);
        }
        let text = crate::hexadecimal(envelope);
        if text.len() > 2 * ROOM {
            return Err(SignFault::Paper("the signature is too long".into()));
        }
        let inner = self.room.0 + 1;
        let target = self.file.get_mut(inner..inner + text.len());
        target
            .ok_or(SignFault::Foreign)?
            .copy_from_slice(text.as_bytes());
        Ok(self.file)
    }
}
