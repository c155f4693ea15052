//! docs/api.md, held against the routes.

use std::collections::BTreeSet;
use std::path::Path;

/// Rows that begin with a method and a path, such as "| `GET` | `/rounds` | …".
fn written() -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/api.md");
    let text = std::fs::read_to_string(path).unwrap();
    let row = |line: &str| {
        let mut spans = line.strip_prefix("| `")?.split('`');
        let method = spans.next()?.to_owned();
        let path = spans.nth(1)?;
        ["GET", "POST", "PUT", "DELETE"]
            .contains(&method.as_str())
            .then(|| (format!("/api/v1{path}"), method))
    };
    text.lines().filter_map(row).collect()
}

#[test]
fn every_route_is_written_down_once_and_nothing_else_is() {
    let written = written();
    let once: BTreeSet<_> = written.iter().cloned().collect();
    assert_eq!(once.len(), written.len(), "a route is written down twice");
    let routes: BTreeSet<_> = sangkien_api::routes()
        .list()
        .into_iter()
        .map(|route| (route.path.to_owned(), route.method.to_owned()))
        .collect();
    assert_eq!(once, routes, "left: docs/api.md, right: the routes");
}
