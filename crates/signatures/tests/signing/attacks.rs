//! Tricks on signed files, as published and as made up: none may pass for what was signed.

use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, Stream, dictionary};
use proptest::prelude::*;
use sangkien_domain::signature::{Coverage, SignatureFault, Verification, VerifyFault, Worth};
use sangkien_signatures::verify;

use crate::authority::{authority, later};
use crate::paper::{decision, issued, signed_by};

fn judged(file: &[u8]) -> Result<Verification, VerifyFault> {
    verify(file, &authority().trust(), later())
}

/// Whether a file is refused: not readable, not signed, or void.
fn refused(file: &[u8]) -> bool {
    judged(file).map_or(true, |said| {
        said.worth().is_none_or(|worth| worth == Worth::Void)
    })
}

/// Appends to the signed decision what a program that edits would.
fn updated(change: impl FnOnce(&mut IncrementalDocument)) -> Vec<u8> {
    let document = Document::load_mem(issued()).unwrap();
    let mut update = IncrementalDocument::create_from(issued().to_vec(), document);
    change(&mut update);
    let mut file = Vec::new();
    update.save_to(&mut file).unwrap();
    file
}

fn root(update: &IncrementalDocument) -> ObjectId {
    let trailer = &update.get_prev_documents().trailer;
    trailer.get(b"Root").unwrap().as_reference().unwrap()
}

fn page(update: &IncrementalDocument) -> ObjectId {
    update.get_prev_documents().page_iter().next().unwrap()
}

/// An object of the file, copied into the update to be changed there.
fn changed(update: &mut IncrementalDocument, id: ObjectId) -> &mut Dictionary {
    update.opt_clone_object_to_new_document(id).unwrap();
    update.new_document.get_dictionary_mut(id).unwrap()
}

fn content() -> Stream {
    Stream::new(dictionary! {}, b"BT (Khong cong nhan) Tj ET".to_vec())
}

#[test]
fn the_decision_itself_is_accepted() {
    assert_eq!(judged(issued()).unwrap().worth(), Some(Worth::Valid));
}

#[test]
fn every_edit_by_an_incremental_update_is_refused() {
    type Edit = fn(&mut IncrementalDocument);
    let edits: [(&str, Edit); 12] = [
        ("other content on a page", |it| {
            let (page, new) = (page(it), it.new_document.add_object(content()));
            changed(it, page).set("Contents", new);
        }),
        ("content swapped under its own identity", |it| {
            let page = page(it);
            let document = it.get_prev_documents();
            let old = document
                .get_dictionary(page)
                .unwrap()
                .get(b"Contents")
                .unwrap();
            let old = match old {
                Object::Array(parts) => parts[0].as_reference().unwrap(),
                other => other.as_reference().unwrap(),
            };
            it.new_document.set_object(old, content());
        }),
        ("another tree of pages", |it| {
            let (root, pages) = (
                root(it),
                it.new_document
                    .add_object(dictionary! { "Type" => "Pages" }),
            );
            changed(it, root).set("Pages", pages);
        }),
        ("a note over the text", |it| {
            let note =
                dictionary! { "Type" => "Annot", "Subtype" => "FreeText", "Contents" => "x" };
            let (page, note) = (page(it), it.new_document.add_object(note));
            let page = changed(it, page);
            page.get_mut(b"Annots")
                .unwrap()
                .as_array_mut()
                .unwrap()
                .push(note.into());
        }),
        ("an empty signature field that lies over the text", |it| {
            let form = it.new_document.add_object(content());
            let field = dictionary! {
                "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "T" => "over",
                "Rect" => vec![0.into(), 0.into(), 600.into(), 800.into()],
                "AP" => dictionary! { "N" => form },
            };
            let (page, field) = (page(it), it.new_document.add_object(field));
            let page = changed(it, page);
            page.get_mut(b"Annots")
                .unwrap()
                .as_array_mut()
                .unwrap()
                .push(field.into());
        }),
        ("layers that are switched", |it| {
            let root = root(it);
            changed(it, root).set("OCProperties", dictionary! {});
        }),
        ("an act at opening", |it| {
            let root = root(it);
            changed(it, root).set(
                "OpenAction",
                dictionary! { "S" => "JavaScript", "JS" => "1" },
            );
        }),
        ("page labels", |it| {
            let root = root(it);
            changed(it, root).set("PageLabels", dictionary! {});
        }),
        ("a turned page", |it| {
            let page = page(it);
            changed(it, page).set("Rotate", 180);
        }),
        ("a form with other resources", |it| {
            let form = it
                .get_prev_documents()
                .catalog()
                .unwrap()
                .get(b"AcroForm")
                .unwrap();
            let form = form.as_reference().unwrap();
            changed(it, form).set("DR", dictionary! {});
        }),
        ("a removed signature", |it| {
            let form = it
                .get_prev_documents()
                .catalog()
                .unwrap()
                .get(b"AcroForm")
                .unwrap();
            let form = form.as_reference().unwrap();
            let fields = changed(it, form)
                .get_mut(b"Fields")
                .unwrap()
                .as_array_mut()
                .unwrap();
            fields.pop();
        }),
        ("another appearance of the signature", |it| {
            let form = it
                .get_prev_documents()
                .catalog()
                .unwrap()
                .get(b"AcroForm")
                .unwrap();
            let form = form.as_reference().unwrap();
            let form = it.get_prev_documents().get_dictionary(form).unwrap();
            let field = form.get(b"Fields").unwrap().as_array().unwrap()[0]
                .as_reference()
                .unwrap();
            let new = it.new_document.add_object(content());
            changed(it, field).set("AP", dictionary! { "N" => new });
        }),
    ];
    for (what, edit) in edits {
        let file = updated(edit);
        assert!(refused(&file), "{what}: {:?}", judged(&file));
    }
}

#[test]
fn data_to_verify_with_may_be_added_and_it_is_said_that_the_file_grew() {
    let file = updated(|it| {
        let root = root(it);
        let store = it.new_document.add_object(dictionary! { "Type" => "DSS" });
        changed(it, root).set("DSS", store);
    });
    let said = judged(&file).unwrap();
    assert_eq!(said.worth(), Some(Worth::Valid), "{said:?}");
    assert!(
        said.signatures
            .iter()
            .all(|it| it.coverage == Coverage::Signatures)
    );
}

#[test]
fn bytes_behind_the_end_are_refused_whether_or_not_a_reader_would_look_at_them() {
    let body = b"\n1 0 obj\n<</Type/Pages/Count 0/Kids[]>>\nendobj\n";
    let trailer = b"trailer\n<</Root 1 0 R>>\nstartxref\n5\n%%EOF\n";
    for tail in [
        &b"x"[..],
        body,
        &[&body[..], trailer].concat(),
        b"<html></html>",
    ] {
        let file = [issued(), tail].concat();
        assert!(
            refused(&file),
            "{}: {:?}",
            String::from_utf8_lossy(tail),
            judged(&file)
        );
    }
    // A line end changes nothing.
    assert!(!refused(&[issued(), b"\r\n"].concat()));
}

/// Where the room of the first signature begins, and where it ends.
fn room(file: &[u8]) -> (usize, usize) {
    let begin = file
        .windows(11)
        .position(|it| it.starts_with(b"/Contents<"))
        .unwrap()
        + 9;
    let end = begin + file[begin..].iter().position(|it| *it == b'>').unwrap() + 1;
    (begin, end)
}

/// The same of the last signature.
fn last_room(file: &[u8]) -> (usize, usize) {
    let begin = file
        .windows(10)
        .rposition(|it| it == b"/Contents<")
        .unwrap()
        + 9;
    let end = begin + file[begin..].iter().position(|it| *it == b'>').unwrap() + 1;
    (begin, end)
}

fn replaced(file: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let place = file
        .windows(from.len())
        .position(|it| it == from.as_bytes())
        .unwrap();
    let mut file = file.to_vec();
    file[place..place + to.len()].copy_from_slice(to.as_bytes());
    file
}

#[test]
fn ranges_that_leave_anything_out_are_refused() {
    let file = signed_by(decision(), &authority().identity("leader"));
    let (begin, end) = room(&file);
    let rest = file.len() - end;
    let sound = format!("[0 {begin} {end} {rest}]");
    for wrong in [
        format!("[0 {begin} {} {}]", end + 8, rest - 8),
        format!("[0 {} {end} {rest}]", begin - 8),
        format!("[8 {begin} {end} {rest}]"),
        format!("[0 {begin} {end} {}]", rest - 8),
        format!("[0 {begin} {end} 0]"),
        format!("[0 0 0 {}]", file.len()),
    ] {
        let wrong = format!("{wrong:<width$}", width = sound.len());
        let said = judged(&replaced(&file, &sound, &wrong)).unwrap();
        let faults = &said.signatures[0].faults;
        assert!(!faults.is_empty(), "{wrong}");
    }
    // Behind its end more room can be claimed than the file has.
    let beyond = judged(&file[..file.len() - 1]);
    assert!(beyond.map_or(true, |said| said.worth() == Some(Worth::Void)));
}

#[test]
fn a_signature_wrapped_around_other_bytes_is_refused() {
    // The second range is moved back, and between its old and its new place stands something else.
    let file = signed_by(decision(), &authority().identity("leader"));
    let (begin, end) = room(&file);
    let extra = b"\n1 0 obj<</Type/Pages/Count 0>>endobj\n";
    let moved = [&file[..end], extra, &file[end..]].concat();
    let rest = file.len() - end;
    let sound = format!("[0 {begin} {end} {rest}]");
    let wrong = format!("[0 {begin} {} {rest}]", end + extra.len());
    assert_eq!(sound.len(), wrong.len());
    assert!(refused(&replaced(&moved, &sound, &wrong)));
}

#[test]
fn a_signature_without_content_or_ranges_is_refused() {
    let file = signed_by(decision(), &authority().identity("leader"));
    for (from, to) in [("/ByteRange", "/ByteRong "), ("/Contents<", "/Contints<")] {
        let said = judged(&replaced(&file, from, to));
        assert!(
            said.map_or(true, |said| said.worth() == Some(Worth::Void)),
            "{from}"
        );
    }
}

#[test]
fn a_signature_of_another_file_is_refused() {
    let own = signed_by(decision(), &authority().identity("leader"));
    let foreign = signed_by(issued(), &authority().identity("leader"));
    let (begin, end) = room(&own);
    let foreign_room = {
        let (begin, end) = last_room(&foreign);
        &foreign[begin..end]
    };
    let mut file = own.clone();
    file[begin..end].copy_from_slice(foreign_room);
    let said = judged(&file).unwrap();
    assert_eq!(said.signatures[0].faults, [SignatureFault::Content]);
}

#[test]
fn a_replaced_certificate_is_refused() {
    // The name of the holder in the certificate beside the signature is another.
    let file = signed_by(decision(), &authority().identity("leader"));
    let hexadecimal = |text: &str| {
        let digits = text.bytes().flat_map(|it| [it >> 4, it & 15]);
        let digits = digits.filter_map(|it| char::from_digit(u32::from(it), 16));
        digits.collect::<String>()
    };
    let (from, to) = (hexadecimal("Lãnh đạo mẫu"), hexadecimal("Lãnh đạo giả"));
    let said = judged(&replaced(&file, &from, &to)).unwrap();
    let faults = &said.signatures[0].faults;
    assert!(faults.contains(&SignatureFault::Replaced), "{faults:?}");
    assert_eq!(said.worth(), Some(Worth::Void));
}

#[test]
fn what_hides_behind_the_cms_in_its_room_is_refused() {
    let file = signed_by(decision(), &authority().identity("leader"));
    let (_, end) = room(&file);
    let mut file = file;
    file[end - 3] = b'7';
    assert_eq!(
        judged(&file).unwrap().signatures[0].faults,
        [SignatureFault::Form]
    );
}

#[test]
fn damaged_foreign_and_locked_files_are_told_apart_from_signed_ones() {
    for wrong in [
        &b""[..],
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"%PDF-1.7\nstartxref\n0\n%%EOF",
    ] {
        assert_eq!(judged(wrong), Err(VerifyFault::NotPdf));
    }
    // A page before the header would be drawn by some readers.
    let before = [b"\n", issued()].concat();
    assert_eq!(judged(&before), Err(VerifyFault::NotPdf));
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.pdf"), decision()).unwrap();
    let arguments = ["--encrypt", "a", "b", "256", "--", "a.pdf", "b.pdf"];
    crate::authority::run(folder.path(), "qpdf", &arguments);
    let locked = std::fs::read(folder.path().join("b.pdf")).unwrap();
    assert!(judged(&locked).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// No byte that is signed may be another. Of a signature itself some parts are not signed, such
    /// as further certificates; a change there leaves who signed what as it was, or voids it.
    #[test]
    fn no_byte_of_a_signed_file_can_be_changed(place in 0_usize..1_000_000, bit in 0_u32..8) {
        let mut file = issued().to_vec();
        let place = place % file.len();
        file[place] ^= 1 << bit;
        let (begin, end) = last_room(issued());
        if (begin..end).contains(&place) {
            let who = |said: &Verification| -> Vec<String> {
                said.signatures.iter().map(|it| it.certificate.clone()).collect()
            };
            let before = judged(issued()).unwrap();
            prop_assert!(refused(&file) || who(&judged(&file).unwrap()) == who(&before));
        } else {
            prop_assert!(refused(&file), "byte {place}, bit {bit}: {:?}", judged(&file));
        }
    }

    #[test]
    fn a_file_that_was_cut_is_never_what_was_signed_last(length in 0_usize..1_000_000) {
        let length = length % (issued().len() - 2);
        let said = judged(&issued()[..length]);
        prop_assert!(said.map_or(true, |said| said.signatures.len() < 2 || said.worth() == Some(Worth::Void)));
    }

    /// Whatever arrives, the verifier comes back.
    #[test]
    fn any_bytes_are_answered(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        place in 0_usize..1_000_000,
    ) {
        let place = place % issued().len();
        let spliced = [&issued()[..place], &bytes, &issued()[place..]].concat();
        prop_assert!(bytes.is_empty() || refused(&spliced));
        prop_assert!(refused(&[b"%PDF-1.7\n", bytes.as_slice()].concat()));
    }
}
