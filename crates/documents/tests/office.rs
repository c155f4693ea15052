//! What others make of the office files written here.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::process::Command;

use sangkien_documents::official::Kind;
use sangkien_documents::reading::read;
use sangkien_documents::sniff::MediaType;
use sangkien_documents::spreadsheet::{self, Cell, Column, Sheet};
use sangkien_documents::{CivilDate, Fonts};
use serde_json::Value;

/// Left out by name where the Python programs cannot be had (`scripts/test.sh`).
mod python {
    use super::*;

    /// What a program of Python prints of a file.
    fn told(program: &str, file: &[u8], name: &str) -> Value {
        let folder = std::env::var("SANGKIEN_TEST_PYTHON").expect(
            "SANGKIEN_TEST_PYTHON names the environment made by scripts/python-for-tests.sh",
        );
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join(name);
        std::fs::write(&path, file).unwrap();
        let output = Command::new(format!("{folder}/bin/python3"))
            .args(["-c", program])
            .arg(&path)
            .env("PYTHONIOENCODING", "utf-8")
            .output()
            .unwrap();
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{words}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    const BOOK: &str = "
import json, sys, openpyxl
page = openpyxl.load_workbook(sys.argv[1]).active
cells = [[[getattr(cell, 'data_type', ''), getattr(cell, 'is_date', False), str(cell.value)] for cell in row] for row in page.iter_rows()]
print(json.dumps({'cells': cells, 'frozen': page.freeze_panes, 'filter': page.auto_filter.ref, 'titles': page.print_title_rows}))
";

    #[test]
    fn openpyxl_finds_typed_cells_filters_frozen_rows_and_no_formula() {
        let day = CivilDate {
            year: 2024,
            month: 4,
            day: 9,
        };
        let column = |head: &str| Column {
            head: head.to_owned(),
            width: 12,
        };
        let dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", ";=1"];
        let sheet = Sheet {
            name: "Báo cáo".to_owned(),
            titles: vec!["DANH SÁCH".to_owned()],
            columns: ["TT", "Nội dung", "Điểm", "Ngày"].map(column).to_vec(),
            rows: (1..)
                .zip(dangerous)
                .map(|(number, text)| {
                    vec![
                        Cell::Integer(number),
                        Cell::Text(text.to_owned()),
                        Cell::Decimal(8_350),
                        Cell::Date(day),
                    ]
                })
                .collect(),
            drawn_up: day,
        };
        let said = told(BOOK, &spreadsheet::write(&sheet).unwrap(), "a.xlsx");
        assert_eq!(said["frozen"], "A4");
        assert_eq!(said["filter"], "A3:D10");
        assert_eq!(said["titles"], "$3:$3");
        for (row, text) in (3..).zip(dangerous) {
            let cells = &said["cells"][row];
            assert_eq!(cells[0][0], "n", "{text:?}");
            assert_eq!(cells[1][0], "s", "{text:?}");
            assert_eq!(
                cells[1][2].as_str().unwrap().trim(),
                text.trim(),
                "{text:?}"
            );
            assert_eq!(cells[2][2], "83.5");
            assert_eq!(cells[3][1], true, "a day is a day");
        }
    }

    const WORD: &str = "
import json, sys, docx
from docx.table import Table
from docx.text.paragraph import Paragraph
document = docx.Document(sys.argv[1])
words = []
def walk(holder):
    for block in holder.iter_inner_content():
        if isinstance(block, Paragraph):
            words.append(block.text)
        else:
            for row in block.rows:
                for cell in row.cells:
                    walk(cell)
walk(document)
section = document.sections[0]
print(json.dumps({'words': words, 'margins': [round(side.mm) for side in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)], 'page': [round(section.page_width.mm), round(section.page_height.mm)]}))
";

    fn bare(text: &str) -> String {
        text.split_whitespace().collect()
    }

    #[test]
    fn python_docx_reads_every_kind_as_it_is_read_here() {
        let fonts = Fonts::embedded().unwrap();
        for kind in Kind::ALL {
            let data = serde_json::from_str(kind.sample()).unwrap();
            let file = kind.fill(&data).unwrap().docx(&fonts).unwrap();
            let said = told(WORD, &file, "a.docx");
            let words: Vec<&str> = said["words"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(Value::as_str)
                .collect();
            let own = read(MediaType::Docx, &file).unwrap();
            let own: Vec<&str> = own.parts.iter().map(|part| part.text.as_str()).collect();
            assert_eq!(
                bare(&words.concat()),
                bare(&own.concat()),
                "{}",
                kind.code()
            );
            let page = &said["page"];
            assert!(
                page == &serde_json::json!([210, 297]) || page == &serde_json::json!([297, 210])
            );
            if *kind == Kind::Decision {
                let margins = &said["margins"];
                for (at, [least, most]) in
                    [[20, 25], [20, 25], [30, 35], [15, 20]].iter().enumerate()
                {
                    let side = margins[at].as_i64().unwrap();
                    assert!(side >= *least && side <= *most, "{margins}");
                }
            }
        }
    }

    const ARCHIVE: &str = "
import json, sys, pdf_oxide
said = pdf_oxide.PdfDocument(sys.argv[1]).validate_pdf_a('2u')
print(json.dumps({'errors': said['errors'], 'warnings': said['warnings']}))
";
    /// What the validator of PDF/A always says: it leaves annotations to others.
    const ALWAYS: &str = "[WARN-007]";

    /// What the validator finds in a PDF, the first word of each.
    fn found(file: &[u8]) -> Vec<String> {
        let said = told(ARCHIVE, file, "a.pdf");
        let lists = ["errors", "warnings"].map(|list| said[list].as_array().unwrap().clone());
        let found = lists.into_iter().flatten();
        let found = found.filter_map(|one| one.as_str()?.split(' ').next().map(str::to_owned));
        found.filter(|one| one != ALWAYS).collect()
    }

    /// The same file with a name of PDF written otherwise, as long as before.
    fn without(file: &[u8], name: &str) -> Vec<u8> {
        let (name, other) = (name.as_bytes(), name.replacen('/', "/X", 1));
        let other = other.as_bytes().get(..name.len()).unwrap();
        let mut changed = file.to_vec();
        let places = file.windows(name.len()).enumerate();
        for (at, _) in places.filter(|(_, window)| *window == name) {
            changed[at..at + name.len()].copy_from_slice(other);
        }
        assert_ne!(changed, file);
        changed
    }

    #[test]
    fn a_validator_of_archival_pdf_finds_nothing_in_any_kind_and_something_in_broken_ones() {
        let fonts = Fonts::embedded().unwrap();
        for kind in Kind::ALL {
            let data = serde_json::from_str(kind.sample()).unwrap();
            let file = kind.fill(&data).unwrap().pdf(&fonts).unwrap();
            assert!(
                found(&file).is_empty(),
                "{}: {:?}",
                kind.code(),
                found(&file)
            );
            if *kind == Kind::Decision {
                assert_eq!(found(&without(&file, "/Metadata")), ["[XMP-001]"]);
                assert_eq!(found(&without(&file, "/OutputIntents")), ["[WARN-003]"]);
                assert!(found(&without(&file, "/FontFile")).contains(&"[FONT-001]".to_owned()));
            }
        }
    }
}
