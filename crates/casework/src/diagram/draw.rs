//! Writes the drawing.

use std::fmt::Write as _;

use super::layers::{Cell, What};
use super::place::{MARGIN, Placed};
use super::scene::{Node, Scene, Way};
use super::shape::{self, Frame};
use super::text::{Face, Line, escaped, height, width, wrap};
use super::{Mark, Options, Words};
use crate::definition::{Procedure, StepKind};

/// Ink of lines and text.
const INK: &str = "#1b1b1b";
/// Ink of what is said in passing.
const SOFT: &str = "#474747";
/// Ink of ways.
const LINE: &str = "#555555";
/// Least width of a line of the heading before it is broken.
const HEADING: i64 = 480;
/// Length of an arrow's head.
const HEAD: i64 = 8;

/// The whole drawing as one element.
pub(super) fn draw(
    procedure: &Procedure,
    scene: &Scene,
    placed: &Placed,
    options: &Options<'_>,
    words: &dyn Words,
) -> String {
    let heading = if options.heading {
        heading(procedure, words, placed.width)
    } else {
        Vec::new()
    };
    let above = if heading.is_empty() {
        0
    } else {
        height(&heading) + MARGIN
    };
    let wide = heading
        .iter()
        .map(|line| width(&line.text, line.face) + 2 * MARGIN)
        .max()
        .unwrap_or_default()
        .max(placed.width);
    let tall = placed.height + above;
    let mut out = String::with_capacity(4_096);
    let title = words.title(procedure);
    // A picture with links in it must not be read as one picture.
    let role = if options.link.is_some() {
        "group"
    } else {
        "img"
    };
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"{role}\" aria-label=\"{}\" width=\"{wide}\" height=\"{tall}\" viewBox=\"0 0 {wide} {tall}\" font-family=\"'Be Vietnam Pro', Arial, 'Liberation Sans', sans-serif\">",
        escaped(&title)
    );
    let _ = write!(
        out,
        "<title>{}</title><desc>{}</desc><rect width=\"{wide}\" height=\"{tall}\" fill=\"#ffffff\"/>",
        escaped(&title),
        escaped(&words.description(procedure))
    );
    text(&mut out, &heading, MARGIN, MARGIN, "start");
    let _ = write!(out, "<g transform=\"translate(0 {above})\">");
    ways(&mut out, placed);
    for cell in &placed.layers.cells {
        match cell.what {
            What::Step(step) => {
                if let Some(node) = scene.nodes.get(step) {
                    box_of(&mut out, node, cell, options);
                }
            }
            What::Label(way) => {
                if let Some(way) = scene.ways.get(way) {
                    label_of(&mut out, way, scene, cell);
                }
            }
            What::Free(_) => {}
        }
    }
    out.push_str("</g></svg>");
    out
}

/// The name of the procedure and the limits of the whole.
fn heading(procedure: &Procedure, words: &dyn Words, width: i64) -> Vec<Line> {
    let most = (width - 2 * MARGIN).max(HEADING);
    let mut lines = wrap(&words.title(procedure), Face::Heading, most);
    for limit in &procedure.limits {
        lines.extend(wrap(&words.whole_limit(limit), Face::Fact, most));
    }
    lines
}

/// Lines of text, one below the other from `top`.
fn text(out: &mut String, lines: &[Line], x: i64, top: i64, anchor: &str) {
    let mut y = top;
    for line in lines {
        let face = line.face;
        let baseline = y + i64::midpoint(face.leading(), face.size()) - 1;
        y += face.leading();
        let ink = match face {
            Face::Kind | Face::Condition => SOFT,
            Face::Name | Face::Fact | Face::Act | Face::Heading => INK,
        };
        let weight = if face.is_bold() {
            " font-weight=\"600\""
        } else {
            ""
        };
        let slant = if face == Face::Condition {
            " font-style=\"italic\""
        } else {
            ""
        };
        let _ = write!(
            out,
            "<text x=\"{x}\" y=\"{baseline}\" font-size=\"{}\" text-anchor=\"{anchor}\" fill=\"{ink}\"{weight}{slant}>{}</text>",
            face.size(),
            escaped(&line.text)
        );
    }
}

fn frame(cell: &Cell) -> Frame {
    Frame {
        left: cell.x - cell.width / 2,
        top: cell.y,
        right: cell.x + cell.width / 2,
        bottom: cell.y + cell.height,
    }
}

/// A step.
fn box_of(out: &mut String, node: &Node, cell: &Cell, options: &Options<'_>) {
    if let Some(link) = options.link {
        let _ = write!(out, "<a href=\"{}{}\">", escaped(link), escaped(&node.key));
    }
    let frame = frame(cell);
    let stroke = match node.mark {
        Some(Mark::Here) => 4,
        Some(Mark::Faulty) => 3,
        Some(Mark::Passed) | None => 1,
    };
    let dashes = match (node.mark, shape::dashes(node.kind)) {
        (Some(Mark::Faulty), _) => " stroke-dasharray=\"2 3\"".to_owned(),
        (_, Some(dashes)) => format!(" stroke-dasharray=\"{dashes}\""),
        (_, None) => String::new(),
    };
    let _ = write!(
        out,
        "<path d=\"{}\" fill=\"{}\" stroke=\"{INK}\" stroke-width=\"{stroke}\"{dashes}/>",
        shape::outline(node.kind, frame),
        shape::fill(node.means)
    );
    if let Some(inner) = shape::inner(node.kind, frame) {
        let _ = write!(
            out,
            "<path d=\"{inner}\" fill=\"none\" stroke=\"{INK}\" stroke-width=\"1\"/>"
        );
    }
    let top = cell.y + (cell.height - height(&node.lines)) / 2;
    text(out, &node.lines, cell.x, top, "middle");
    if options.link.is_some() {
        out.push_str("</a>");
    }
}

/// The label of a way, with the end it leads to where that is drawn here.
fn label_of(out: &mut String, way: &Way, scene: &Scene, cell: &Cell) {
    let frame = frame(cell);
    let _ = write!(
        out,
        "<path d=\"{}\" fill=\"#ffffff\" stroke=\"#b5b5b5\" stroke-width=\"1\"/>",
        shape::rounded(frame, 4)
    );
    let names = way.lines.len() - way.end_lines.min(way.lines.len());
    let (act, end) = way.lines.split_at(names);
    text(out, act, cell.x, cell.y + 4, "middle");
    if end.is_empty() {
        return;
    }
    let top = cell.y + 4 + height(act) + 2;
    let pill = Frame {
        left: frame.left + 4,
        top,
        right: frame.right - 4,
        bottom: top + height(end) + 8,
    };
    let means = scene.nodes.get(way.to).and_then(|node| node.means);
    let _ = write!(
        out,
        "<path d=\"{}\" fill=\"{}\" stroke=\"{INK}\" stroke-width=\"1\"/><path d=\"{}\" fill=\"none\" stroke=\"{INK}\" stroke-width=\"1\"/>",
        shape::outline(StepKind::End, pill),
        shape::fill(means),
        shape::rounded(
            pill.inset(3),
            ((pill.bottom - pill.top) / 2 - 3).clamp(2, 15)
        ),
    );
    text(out, end, cell.x, top + 4, "middle");
}

/// All lines.
fn ways(out: &mut String, placed: &Placed) {
    let band = |layer: usize| placed.bands.get(layer).copied().unwrap_or_default();
    let mut path = String::new();
    let mut heads = String::new();
    for (upper, cell) in placed.layers.cells.iter().enumerate() {
        let foot = cell.y + cell.height;
        let (top, bottom) = band(cell.layer);
        if matches!(cell.what, What::Free(_)) {
            let _ = write!(path, "M{} {top}V{bottom}", cell.x);
        }
        for lower in &cell.below {
            let Some(other) = placed.layers.cells.get(*lower) else {
                continue;
            };
            let from = placed.leaving.get(&(upper, *lower)).copied();
            let to = placed.arriving.get(&(upper, *lower)).copied();
            let (from, to) = (from.unwrap_or(cell.x), to.unwrap_or(other.x));
            let (below, _) = band(other.layer);
            let start = match cell.what {
                What::Free(_) => bottom,
                What::Step(_) | What::Label(_) => foot,
            };
            let _ = write!(path, "M{from} {start}");
            if start < bottom {
                let _ = write!(path, "V{bottom}");
            }
            if from == to {
                let _ = write!(path, "V{below}");
            } else {
                let middle = i64::midpoint(bottom, below);
                let _ = write!(path, "C{from} {middle} {to} {middle} {to} {below}");
            }
            match other.what {
                What::Free(_) => {}
                What::Label(_) => {
                    let _ = write!(path, "V{}", other.y);
                }
                What::Step(_) => {
                    let _ = write!(path, "V{}", other.y - HEAD + 1);
                    head(&mut heads, to, other.y);
                }
            }
        }
    }
    for route in &placed.routes {
        let (Some(from), Some(to)) = (
            placed.layers.cells.get(route.from),
            placed.layers.cells.get(route.to),
        ) else {
            continue;
        };
        let x = placed
            .arriving
            .get(&(route.from, route.to))
            .copied()
            .unwrap_or(to.x);
        let _ = write!(
            path,
            "M{} {}V{}H{}V{}H{x}V{}",
            from.x,
            from.y + from.height,
            route.leaves_y,
            route.lane_x,
            route.comes_y,
            to.y - HEAD + 1
        );
        head(&mut heads, x, to.y);
    }
    if !path.is_empty() {
        let _ = write!(
            out,
            "<path d=\"{path}\" fill=\"none\" stroke=\"{LINE}\" stroke-width=\"1.25\"/>"
        );
    }
    if !heads.is_empty() {
        let _ = write!(out, "<path d=\"{heads}\" fill=\"{LINE}\"/>");
    }
}

/// The head of an arrow that points down at a place.
fn head(out: &mut String, x: i64, y: i64) {
    let _ = write!(out, "M{x} {y}l-4 -{HEAD}h8Z");
}
