use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::Kind;
use super::{FormFault, Place, fill, places};
use crate::reading::{PartKind, ReadFault, read};
use crate::sniff::{MediaType, classify};

fn package(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TYPES: &str = "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";

fn form(body: &str) -> Vec<u8> {
    let body = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    package(&[
        ("[Content_Types].xml", TYPES),
        ("word/document.xml", &body),
        ("word/media/image1.png", "kept as it is"),
    ])
}

fn paragraph(runs: &[&str]) -> String {
    let runs: Vec<String> = runs
        .iter()
        .map(|run| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{run}</w:t></w:r><w:proofErr/>"))
        .collect();
    format!("<w:p w:paraId=\"1A\">{}</w:p>", runs.concat())
}

fn row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| format!("<w:tc>{}</w:tc>", paragraph(&[cell])))
        .collect();
    format!("<w:tr>{}</w:tr>", cells.concat())
}

fn mapping(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let own = |(place, field): &(&str, &str)| ((*place).to_owned(), (*field).to_owned());
    pairs.iter().map(own).collect()
}

fn sample(kind: Kind) -> Value {
    serde_json::from_str(kind.sample()).unwrap()
}

fn texts(bytes: &[u8]) -> Vec<String> {
    let reading = read(MediaType::Docx, bytes).unwrap();
    reading.parts.into_iter().map(|part| part.text).collect()
}

fn place(name: &str, in_row: bool) -> Place {
    Place {
        name: name.to_owned(),
        in_row,
    }
}

#[test]
fn a_place_is_found_however_word_has_divided_it() {
    let body = paragraph(&["Số: {", "{S", "ố}", "}/{{Ký hiệu}}"])
        + &paragraph(&["{{ Số }} lần nữa, và {{Trích  yếu"])
        + &format!("<w:tbl>{}</w:tbl>", row(&["{{Tên}}", "{{ }}"]));
    let found = places(&form(&body)).unwrap();
    let wanted = [
        place("Số", false),
        place("Ký hiệu", false),
        place("Tên", true),
    ];
    assert_eq!(found.places, wanted);
    assert_eq!(found.broken, ["Trích  yếu", " }}"]);
}

#[test]
fn words_stand_as_the_first_run_of_their_place_did() {
    let body = paragraph(&["Số: {", "{S", "ố}", "}/{{Ký hiệu}}."]);
    let tied = mapping(&[("Số", "number"), ("Ký hiệu", "symbol")]);
    let filled = fill(&form(&body), Kind::Decision, &tied, &sample(Kind::Decision)).unwrap();
    assert_eq!(texts(&filled), ["Số: 12/QĐ-UBND."]);
    assert_eq!(classify(&filled, "a.docx").unwrap(), MediaType::Docx);
    let mut archive = zip::ZipArchive::new(Cursor::new(&filled)).unwrap();
    let kept = std::io::read_to_string(archive.by_name("word/media/image1.png").unwrap());
    assert_eq!(kept.unwrap(), "kept as it is");
    let xml = std::io::read_to_string(archive.by_name("word/document.xml").unwrap()).unwrap();
    assert_eq!(xml.matches("<w:b/>").count(), 4, "{xml}");
}

#[test]
fn a_row_is_repeated_for_each_initiative_and_a_paragraph_for_each_ground() {
    let table = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(&["TT", "Tên sáng kiến", "Tác giả"]),
        row(&["{{TT}}", "{{Tên}} ({{Mã}})", "{{Tác giả}}"]),
    );
    let body = paragraph(&["- {{Căn cứ}};"]) + &table + &paragraph(&["Ký: {{Người ký}}"]);
    let tied = mapping(&[
        ("Căn cứ", "grounds"),
        ("TT", "initiatives.index"),
        ("Tên", "initiatives.title"),
        ("Mã", "initiatives.code"),
        ("Tác giả", "initiatives.authors"),
        ("Người ký", "signer_name"),
    ]);
    let data = sample(Kind::Decision);
    let filled = fill(&form(&body), Kind::Decision, &tied, &data).unwrap();
    let reading = read(MediaType::Docx, &filled).unwrap();
    let cell = |row, column| {
        let at = PartKind::Cell {
            table: 1,
            row,
            column,
        };
        let mut found = reading.parts.iter().filter(|part| part.kind == at);
        found.next().unwrap().text.clone()
    };
    assert_eq!(cell(2, 1), "1");
    assert_eq!(cell(3, 1), "2");
    assert_eq!(
        cell(3, 2),
        "Sổ tay số về sơ cứu cho học sinh tiểu học (SK-2024-0002)"
    );
    assert_eq!(cell(2, 3), "Tác giả mẫu 01 (50 %)\nTác giả mẫu 02 (50 %)");
    let all = texts(&filled);
    let grounds = all.iter().filter(|text| text.starts_with("- Căn cứ"));
    assert_eq!(grounds.count(), 2);
    assert!(all.iter().any(|text| text == "Ký: Lãnh đạo mẫu"));
    let xml = zip::ZipArchive::new(Cursor::new(&filled)).unwrap();
    let xml = std::io::read_to_string({ xml }.by_name("word/document.xml").unwrap()).unwrap();
    assert_eq!(xml.matches("w:paraId").count(), 8, "{xml}");
}

#[test]
fn an_empty_list_leaves_one_row_without_words() {
    let body = format!("<w:tbl>{}</w:tbl>", row(&["Vắng: {{Tên}}", "{{Lý do}}"]))
        + &paragraph(&["Chủ trì: {{Chủ trì}}"]);
    let tied = mapping(&[
        ("Tên", "absent.name"),
        ("Lý do", "absent.reason"),
        ("Chủ trì", "chair"),
    ]);
    let mut data = sample(Kind::Minutes);
    data["absent"] = json!([]);
    let filled = fill(&form(&body), Kind::Minutes, &tied, &data).unwrap();
    assert_eq!(texts(&filled), ["Chủ trì: Chủ tịch Hội đồng mẫu"]);
}

#[test]
fn what_data_say_is_never_a_place_or_markup() {
    let tied = mapping(&[("A", "subject"), ("B", "signer_name")]);
    let mut data = sample(Kind::Decision);
    data["subject"] = json!("<w:b/> & {{B}}\ndòng hai\u{0}");
    let filled = fill(&form(&paragraph(&["{{A}}"])), Kind::Decision, &tied, &data).unwrap();
    assert_eq!(texts(&filled), ["<w:b/> & {{B}}\ndòng hai"]);
}

#[test]
fn data_that_are_missing_are_named_and_a_place_without_field_is_left_empty() {
    let body = paragraph(&["{{A}}{{Để trống}}!"]);
    let tied = mapping(&[("A", "subject")]);
    let mut data = sample(Kind::Decision);
    let filled = fill(&form(&body), Kind::Decision, &tied, &data).unwrap();
    assert_eq!(
        texts(&filled),
        ["Về việc công nhận sáng kiến cấp cơ sở năm 2024!"]
    );
    data["subject"] = Value::Null;
    let fault = fill(&form(&body), Kind::Decision, &tied, &data).unwrap_err();
    let FormFault::Fill(fault) = fault else {
        panic!("{fault:?}")
    };
    assert_eq!(fault.missing, ["subject"]);
}

#[test]
fn a_form_that_would_act_is_refused() {
    let field = |words: &[&str]| {
        let runs: Vec<String> = words
            .iter()
            .map(|word| format!("<w:r><w:instrText>{word}</w:instrText></w:r>"))
            .collect();
        format!(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
            runs.concat()
        )
    };
    let simple = "<w:p><w:fldSimple w:instr=\"INCLUDETEXT &quot;http://mau.example&quot;\"/></w:p>";
    let object = "<w:p><w:object><o:OLEObject xmlns:o=\"o\" ProgID=\"Package\"/></w:object></w:p>";
    for body in [
        field(&[" DDEAUTO c:\\\\x"]),
        field(&[" dd", "e x"]),
        simple.to_owned(),
        object.to_owned(),
    ] {
        assert_eq!(places(&form(&body)), Err(ReadFault::Active), "{body}");
        assert_eq!(read(MediaType::Docx, &form(&body)), Err(ReadFault::Active));
    }
    assert!(
        places(&form(&field(&[" PAGE "])))
            .unwrap()
            .places
            .is_empty()
    );
    let picture = "<Relationships><Relationship Type=\"x/image\" Target=\"http://mau.example/a.png\" TargetMode=\"External\"/></Relationships>";
    let bytes = package(&[
        ("word/document.xml", "<w:document xmlns:w=\"w\"/>"),
        ("word/_rels/header1.xml.rels", picture),
    ]);
    assert_eq!(places(&bytes), Err(ReadFault::Outside));
    assert_eq!(places(b"PK nothing"), Err(ReadFault::Damaged));
}

#[test]
fn every_field_of_a_kind_is_filled_by_its_sample() {
    for kind in [
        Kind::Decision,
        Kind::Invitation,
        Kind::Minutes,
        Kind::TallyMinutes,
        Kind::SummaryList,
    ] {
        let fields = kind.fields();
        assert!(fields.len() > 15, "{}", kind.code());
        let names: std::collections::BTreeSet<String> = fields
            .iter()
            .map(|field| sangkien_text::search_key(&field.name))
            .collect();
        assert_eq!(names.len(), fields.len(), "names of {}", kind.code());
        for field in &fields {
            let tied = mapping(&[("x", &field.code)]);
            let filled = fill(&form(&paragraph(&["a{{x}}"])), kind, &tied, &sample(kind));
            let told = texts(&filled.unwrap());
            assert!(told[0].len() > 1, "{} {}", kind.code(), field.code);
        }
    }
    assert!(Kind::Certificate.fields().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_markup_is_filled_or_refused_and_stays_readable(
        body in "(<w:(p|r|t|tbl|tr|tc|del|txbxContent)>|</w:(p|r|t|tbl|tr|tc|del|txbxContent)>|<w:tab/>|\\{\\{|\\}\\}|&(amp|#39|x);|[a-cé<>]{0,3}){0,24}"
    ) {
        let bytes = form(&format!("<w:p><w:r><w:t>{body}</w:t></w:r></w:p>"));
        let tied = mapping(&[("a", "subject"), ("b", "initiatives.title"), ("c", "grounds")]);
        if let Ok(found) = places(&bytes) {
            prop_assert!(found.places.iter().all(|place| !place.name.is_empty()));
            let filled = fill(&bytes, Kind::Decision, &tied, &sample(Kind::Decision)).unwrap();
            // What was written is read again; what was tied is no place any more.
            let again = places(&filled).unwrap();
            prop_assert!(again.places.len() <= found.places.len());
        }
    }

    #[test]
    fn any_text_is_divided_over_runs_without_loss(
        before in "[a-zàé ]{0,12}", after in "[a-zàé ]{0,12}", cuts in prop::collection::vec(0_usize..40, 0..4)
    ) {
        let whole: Vec<char> = format!("{before}{{{{Tên sáng kiến}}}}{after}").chars().collect();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(whole.len())).collect();
        cuts.extend([0, whole.len()]);
        cuts.sort_unstable();
        let runs: Vec<String> = cuts.windows(2).map(|pair| whole[pair[0]..pair[1]].iter().collect()).collect();
        let runs: Vec<&str> = runs.iter().map(String::as_str).collect();
        let tied = mapping(&[("Tên sáng kiến", "signer_name")]);
        let filled = fill(&form(&paragraph(&runs)), Kind::Decision, &tied, &sample(Kind::Decision)).unwrap();
        let wanted = sangkien_text::normalise(&format!("{before}Lãnh đạo mẫu{after}"));
        let told = texts(&filled).concat();
        prop_assert_eq!(told.trim(), wanted.trim());
    }
}
