//! What a comparison of two rounds costs: a manuscript with faults that were asked to be mended.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant as Stopwatch;

use sangkien_text::changes::{Asked, Comparison, Part, compare};

/// Sentences on a page.
const SENTENCES: usize = 22;
/// A fault on every so many pages.
const SPACING: usize = 5;

/// A manuscript of `pages`; `mended` puts every other fault right and changes a word nobody
/// mentioned on every fiftieth page.
fn manuscript(pages: usize, mended: bool) -> String {
    let mut text = String::new();
    for page in 0..pages {
        for line in 0..SENTENCES {
            let number = page * SENTENCES + line;
            let name = if line == 3 && page % SPACING == 0 {
                if mended && page % (2 * SPACING) == 0 {
                    "Hoàng Sa"
                } else {
                    "Hoàng Xa"
                }
            } else {
                "biển Đông"
            };
            let year = if mended && line == 9 && page % 50 == 7 {
                1975
            } else {
                1974
            };
            // Writing into a string does not fail.
            let _ = write!(
                text,
                "Đoạn {number} kể việc làng thứ {} đắp {} thước kênh ra {name} vào năm {year} và ghi trong sổ tờ {}. ",
                number * 7 % 911,
                number * 13 % 977,
                number * 31 % 503
            );
        }
        text.push_str("\n\u{c}\n");
    }
    text
}

fn asked(pages: usize) -> Vec<Asked> {
    (0..pages)
        .step_by(SPACING)
        .map(|page| Asked {
            parts: vec!["manuscript".to_owned()],
            page: u32::try_from(page + 1).ok(),
            quote: "thước kênh ra Hoàng Xa".to_owned(),
            found: "Hoàng Xa".to_owned(),
            wanted: "Hoàng Sa".to_owned(),
        })
        .collect()
}

fn part(text: String) -> [Part; 1] {
    [Part {
        key: "manuscript".to_owned(),
        text,
    }]
}

/// Milliseconds to compare two rounds of a manuscript of `pages`, with the result.
pub(crate) fn measure(pages: usize) -> (f64, Comparison) {
    let (old, new) = (
        part(manuscript(pages, false)),
        part(manuscript(pages, true)),
    );
    let asked = asked(pages);
    let begin = Stopwatch::now();
    let found = compare(black_box(&old), black_box(&new), black_box(&asked));
    (begin.elapsed().as_secs_f64() * 1_000.0, found)
}

#[cfg(test)]
mod tests {
    use sangkien_text::changes::Finding;

    use super::*;

    #[test]
    fn the_manuscript_of_the_figures_holds_what_it_claims() {
        let (_, found) = measure(100);
        let mended = |verdict: &&sangkien_text::changes::Verdict| verdict.finding == Finding::Fixed;
        assert_eq!(found.verdicts.len(), 20);
        assert_eq!(found.verdicts.iter().filter(mended).count(), 10);
        assert_eq!(found.unrequested().count(), 2);
    }
}
