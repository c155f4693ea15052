//! The marks of each dossier as dots, with the totals that mean something.

use sangkien_domain::rubric::Score;

use super::Picture;
use super::canvas::{Canvas, INK, MARGIN, PLOT, ROW, RULE, SOFT, along, label_width, rows, short};

/// One dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DotRow {
    /// Its code.
    pub label: String,
    /// Totals of its sheets; whose they are does not enter the picture.
    pub marks: Vec<Score>,
    /// Its result, if there is one.
    pub result: Option<Score>,
}

/// What is drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DotPlot {
    /// What the picture is called.
    pub title: String,
    /// The picture in a sentence.
    pub description: String,
    /// Heads of the table: dossier, marks, result, distance of the outermost marks.
    pub head: [String; 4],
    /// Totals that mean something, with their names.
    pub thresholds: Vec<(String, Score)>,
    /// The greatest total.
    pub max: Score,
    /// The dossiers.
    pub rows: Vec<DotRow>,
}

/// Draws the marks of each dossier. Marks are put in order, so that their order tells nothing.
pub fn dot_plot(plot: &DotPlot) -> Picture {
    let labels = label_width(plot.rows.iter().map(|row| row.label.as_str()));
    let left = MARGIN + labels;
    let head = ROW * i64::try_from(plot.thresholds.len()).unwrap_or(0);
    let (top, tall) = (MARGIN + head, rows(plot.rows.len()));
    let (width, height) = (left + PLOT + 2 * MARGIN, top + tall + ROW + MARGIN);
    let mut canvas = Canvas::new(&plot.title, &plot.description, width, height);
    let at = |score: Score| left + along(score.0, plot.max.0, PLOT);
    let bottom = top + tall;
    canvas.line((left, bottom), (left + PLOT, bottom), RULE, false);
    for share in 0..=4 {
        let score = Score(plot.max.0 * share / 4);
        canvas.line((at(score), bottom), (at(score), bottom + 5), RULE, false);
        canvas.words(at(score), bottom + 19, "middle", SOFT, &score.to_string());
    }
    // Each name has a line of its own, so that close totals do not run into one another.
    for ((name, least), level) in plot.thresholds.iter().zip(0_i64..) {
        let y = MARGIN + level * ROW;
        canvas.line((at(*least), y + 16), (at(*least), bottom), RULE, true);
        canvas.words(
            at(*least),
            y + 12,
            "middle",
            SOFT,
            &format!("{name} {least}"),
        );
    }
    for (row, index) in plot.rows.iter().zip(0_i64..) {
        let y = top + index * ROW + ROW / 2;
        canvas.words(left - 8, y + 4, "end", INK, &short(&row.label));
        for mark in &row.marks {
            canvas.ring(at(*mark), y);
        }
        if let Some(result) = row.result {
            canvas.lozenge(at(result), y);
        }
    }
    Picture {
        svg: canvas.end(),
        head: plot.head.to_vec(),
        rows: plot.rows.iter().map(table_row).collect(),
    }
}

fn table_row(row: &DotRow) -> Vec<String> {
    let mut marks = row.marks.clone();
    marks.sort_unstable();
    let gap = marks.first().zip(marks.last());
    let gap = gap.map(|(low, high)| Score(high.0 - low.0).to_string());
    let marks: Vec<String> = marks.iter().map(ToString::to_string).collect();
    let result = row.result.map(|result| result.to_string());
    vec![
        row.label.clone(),
        marks.join("; "),
        result.unwrap_or_default(),
        gap.unwrap_or_default(),
    ]
}
