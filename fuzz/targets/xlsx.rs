//! Workbooks as they are uploaded, as text and as tables.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sangkien_documents::reading::{read, table, workbook};
use sangkien_documents::sniff::{MediaType, classify};
use sangkien_fuzz::{made, package};

fuzz_target!(|data: &[u8]| {
    let part = match data.first() {
        Some(first) if first % 4 == 2 => "xl/sharedStrings.xml",
        Some(first) if first % 4 == 3 => "xl/workbook.xml",
        _ => "xl/worksheets/sheet1.xml",
    };
    let Some(file) = package(data, made::xlsx(), part) else {
        return;
    };
    let _ = classify(&file, "a.xlsx");
    let _ = read(MediaType::Xlsx, &file);
    let _ = table::sheet(MediaType::Xlsx, &file);
    if let Ok(tabs) = workbook::read(&file) {
        for cell in tabs.iter().flat_map(|tab| &tab.cells) {
            assert!(
                cell.row > 0 && cell.column > 0,
                "rows and columns are counted from 1"
            );
        }
    }
});
