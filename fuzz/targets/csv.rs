//! Lists with separators, in whatever encoding.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sangkien_documents::reading::{PartKind, table};

fuzz_target!(|data: &[u8]| {
    let Ok(reading) = table::separated(data) else {
        return;
    };
    let mut last = (0, 0);
    for part in &reading.parts {
        let PartKind::Cell { row, column, .. } = part.kind else {
            panic!("a table has cells only");
        };
        assert!((row, column) > last && column > 0, "cells come row by row");
        last = (row, column);
    }
});
