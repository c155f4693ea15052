//! As much of Markdown as the tests read: tables under a marker, code spans and links.

/// The rows of the first table after the line `<!-- table: NAME -->`, without its heading; each
/// cell trimmed.
pub(crate) fn rows(text: &str, name: &str) -> Vec<Vec<String>> {
    let marker = format!("<!-- table: {name} -->");
    text.lines()
        .skip_while(|line| line.trim() != marker)
        .skip(1)
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'))
        // The heading and the line of dashes under it.
        .skip(2)
        .map(|line| {
            line.trim()
                .trim_matches('|')
                .split('|')
                .map(|cell| cell.trim().to_owned())
                .collect()
        })
        .collect()
}

/// The texts between single backticks, outside fenced blocks.
pub(crate) fn code_spans(text: &str) -> Vec<String> {
    prose(text)
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .map(str::to_owned)
        .collect()
}

/// The targets of `[text](target)` links, outside fenced blocks.
pub(crate) fn links(text: &str) -> Vec<String> {
    prose(text)
        .flat_map(|line| line.split("](").skip(1))
        .filter_map(|rest| rest.split(')').next())
        .map(str::to_owned)
        .collect()
}

fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut fenced = false;
    text.lines().filter(move |line| {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            return false;
        }
        !fenced
    })
}

#[cfg(test)]
mod tests {
    use super::{code_spans, links, rows};

    const PAGE: &str = "a `b` c `d`\n\n<!-- table: rings -->\n\n| x | y |\n|---|---|\n| 1 | `2` |\n| 3 |  |\n\n| no | more |\n```\n`fenced` [f](f)\n```\n[g](h.md)\n";

    #[test]
    fn a_table_is_found_by_its_marker_and_ends_with_its_last_row() {
        assert_eq!(rows(PAGE, "rings"), [vec!["1", "`2`"], vec!["3", ""]]);
        assert!(rows(PAGE, "other").is_empty());
    }

    #[test]
    fn fenced_blocks_are_not_prose() {
        assert_eq!(code_spans(PAGE), ["b", "d", "2"]);
        assert_eq!(links(PAGE), ["h.md"]);
    }
}
