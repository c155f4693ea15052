//! The measures of the PAN competitions (Potthast et al., "An Evaluation Framework for Plagiarism
//! Detection", COLING 2010): macro-averaged precision and recall over characters, granularity, and
//! plagdet, which joins the three.
//!
//! A case s and a detection r are sets of characters of both texts. r detects s when they are of
//! the same pair of texts and share characters on both sides. Then, over all cases S and
//! detections R:
//!
//! * precision = mean over r of |characters of r in cases it detects| / |r|
//! * recall = mean over s of |characters of s in detections of it| / |s|
//! * granularity = mean over detected s of the number of detections of it
//! * plagdet = F1(precision, recall) / log2(1 + granularity)

use std::ops::Range;

/// A case or a detection: a stretch of a suspicious text and one of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The pair of texts.
    pub texts: (String, String),
    /// Characters of the suspicious text.
    pub query: Range<u32>,
    /// Characters of the source.
    pub source: Range<u32>,
}

impl Span {
    fn length(&self) -> u32 {
        (self.query.end - self.query.start) + (self.source.end - self.source.start)
    }

    fn detects(&self, case: &Self) -> bool {
        self.texts == case.texts
            && shared(&self.query, &case.query).is_some()
            && shared(&self.source, &case.source).is_some()
    }
}

fn shared(left: &Range<u32>, right: &Range<u32>) -> Option<Range<u32>> {
    let range = left.start.max(right.start)..left.end.min(right.end);
    (!range.is_empty()).then_some(range)
}

/// How many characters of `of` the others cover on both sides.
fn covered(of: &Span, others: &[&Span]) -> u32 {
    let side = |own: &Range<u32>, other: fn(&Span) -> &Range<u32>| {
        let mut parts: Vec<Range<u32>> = others
            .iter()
            .filter_map(|span| shared(own, other(span)))
            .collect();
        parts.sort_by_key(|part| (part.start, part.end));
        let mut reach = own.start;
        let mut sum = 0;
        for part in parts {
            let from = part.start.max(reach);
            sum += part.end.saturating_sub(from);
            reach = reach.max(part.end);
        }
        sum
    };
    side(&of.query, |span| &span.query) + side(&of.source, |span| &span.source)
}

/// The measures, between 0 and 1; granularity from 1 on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measures {
    /// How much of what was reported is right.
    pub precision: f64,
    /// How much of what there is was reported.
    pub recall: f64,
    /// How many reports a found case has.
    pub granularity: f64,
    /// All in one.
    pub plagdet: f64,
}

/// Measures detections against cases.
pub fn measure(cases: &[Span], detections: &[Span]) -> Measures {
    let precision = mean(detections, |detection| {
        let right: Vec<&Span> = cases
            .iter()
            .filter(|case| detection.detects(case))
            .collect();
        ratio(covered(detection, &right), detection.length())
    });
    let mut found = 0_u32;
    let mut reports = 0_u32;
    let recall = mean(cases, |case| {
        let of_it: Vec<&Span> = detections
            .iter()
            .filter(|detection| detection.detects(case))
            .collect();
        found += u32::from(!of_it.is_empty());
        reports += u32::try_from(of_it.len()).unwrap_or(u32::MAX);
        ratio(covered(case, &of_it), case.length())
    });
    let granularity = if found == 0 {
        1.0
    } else {
        f64::from(reports) / f64::from(found)
    };
    let both = precision + recall;
    let harmonic = if both > 0.0 {
        2.0 * precision * recall / both
    } else {
        0.0
    };
    Measures {
        precision,
        recall,
        granularity,
        plagdet: harmonic / (1.0 + granularity).log2(),
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        0.0
    } else {
        f64::from(part) / f64::from(whole)
    }
}

fn mean<T>(items: &[T], mut of: impl FnMut(&T) -> f64) -> f64 {
    if items.is_empty() {
        return 0.0;
    }
    let sum: f64 = items.iter().map(&mut of).sum();
    sum / f64::from(u32::try_from(items.len()).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(query: Range<u32>, source: Range<u32>) -> Span {
        Span {
            texts: ("a".to_owned(), "b".to_owned()),
            query,
            source,
        }
    }

    fn close(left: f64, right: f64) -> bool {
        (left - right).abs() < 1e-9
    }

    #[test]
    fn an_exact_report_is_worth_one() {
        let cases = [span(0..100, 50..150)];
        let measures = measure(&cases, &cases);
        assert!(close(measures.plagdet, 1.0) && close(measures.granularity, 1.0));
    }

    #[test]
    fn the_published_formulas_are_followed() {
        let cases = [span(0..100, 0..100), span(200..300, 200..300)];
        // Half of the first case in two reports, one of them twice too long; nothing of the second.
        let reports = [span(0..25, 0..25), span(50..125, 50..125)];
        let measures = measure(&cases, &reports);
        assert!(close(measures.precision, f64::midpoint(1.0, 100.0 / 150.0)));
        assert!(close(measures.recall, f64::midpoint(150.0 / 200.0, 0.0)));
        assert!(close(measures.granularity, 2.0));
        let harmonic =
            2.0 * measures.precision * measures.recall / (measures.precision + measures.recall);
        assert!(close(measures.plagdet, harmonic / 3_f64.log2()));
    }

    #[test]
    fn characters_reported_twice_count_once() {
        let cases = [span(0..100, 0..100)];
        let reports = [span(0..60, 0..60), span(40..100, 40..100)];
        assert!(close(measure(&cases, &reports).recall, 1.0));
    }

    #[test]
    fn a_report_of_other_texts_is_wrong() {
        let cases = [span(0..100, 0..100)];
        let mut other = span(0..100, 0..100);
        other.texts.1 = "c".to_owned();
        let measures = measure(&cases, &[other]);
        assert!(close(measures.precision, 0.0) && close(measures.plagdet, 0.0));
        assert!(close(measure(&cases, &[]).plagdet, 0.0));
    }
}
