//! Every page in every sampled state keeps the promises made to its readers.

mod checks;

use std::collections::BTreeSet;

use checks::{Tag, tags};
use sangkien_pages::{assets, samples};

/// Calls `check` with the name, the HTML and the tags of every sample.
fn each(check: impl Fn(&str, &str, &[Tag])) {
    for sample in samples::ALL {
        let html = sample.render();
        assert!(html.is_ok(), "{}: {html:?}", sample.name);
        let html = html.unwrap_or_default();
        check(sample.name, &html, &tags(&html));
    }
}

#[test]
fn no_page_holds_an_inline_style_script_or_handler() {
    each(|name, _, tags| {
        for tag in tags {
            assert!(tag.get("style").is_none(), "{name}: {tag:?}");
            assert!(
                !tag.attributes.keys().any(|key| key.starts_with("on")),
                "{name}: {tag:?}"
            );
            assert!(!tag.opens("style"), "{name}: a style element");
            if tag.opens("script") {
                assert!(
                    tag.get("src").is_some() && tag.text.trim().is_empty(),
                    "{name}: {tag:?}"
                );
            }
        }
    });
}

#[test]
fn no_page_asks_anything_of_another_site() {
    each(|name, html, tags| {
        for tag in tags {
            for attribute in ["src", "href", "action", "srcset", "poster"] {
                let address = tag.get(attribute).unwrap_or("/");
                assert!(
                    !address.contains("//") && !address.starts_with("data:"),
                    "{name}: {address}"
                );
            }
        }
        assert!(!html.contains("url("), "{name}");
    });
}

#[test]
fn every_page_is_vietnamese_has_a_title_and_one_heading_of_the_first_level() {
    each(|name, html, tags| {
        assert!(html.starts_with("<!doctype html>"), "{name}");
        assert_eq!(
            tags.iter()
                .find(|tag| tag.opens("html"))
                .and_then(|tag| tag.get("lang")),
            Some("vi"),
            "{name}"
        );
        assert_eq!(
            tags.iter().filter(|tag| tag.opens("h1")).count(),
            1,
            "{name}"
        );
        assert_eq!(
            tags.iter().filter(|tag| tag.opens("main")).count(),
            1,
            "{name}"
        );
        let title = tags
            .iter()
            .find(|tag| tag.opens("title"))
            .map(|tag| tag.text.as_str())
            .unwrap_or_default();
        assert!(
            title.ends_with(" – Sáng Kiến") && title.len() > " – Sáng Kiến".len(),
            "{name}: {title}"
        );
    });
}

#[test]
fn a_title_begins_with_the_word_error_exactly_when_the_page_has_an_error_summary() {
    each(|name, _, tags| {
        if name == "components" {
            return;
        }
        let title = tags
            .iter()
            .find(|tag| tag.opens("title"))
            .map(|tag| tag.text.as_str())
            .unwrap_or_default();
        let summary = tags
            .iter()
            .any(|tag| tag.get("data-error-summary").is_some());
        assert_eq!(title.starts_with("Lỗi: "), summary, "{name}: {title}");
    });
}

#[test]
fn every_field_has_a_label() {
    each(|name, _, tags| {
        let labels: BTreeSet<&str> = tags
            .iter()
            .filter(|tag| tag.opens("label"))
            .filter_map(|tag| tag.get("for"))
            .collect();
        for tag in tags.iter().filter(|tag| {
            ["input", "select", "textarea"]
                .iter()
                .any(|field| tag.opens(field))
        }) {
            if tag.get("type") == Some("hidden") {
                continue;
            }
            assert!(
                tag.get("id").is_some_and(|id| labels.contains(id)),
                "{name}: {tag:?}"
            );
        }
    });
}

#[test]
fn every_form_that_changes_something_carries_its_token_and_leaves_checking_to_the_server() {
    each(|name, _, tags| {
        let mut token = None;
        for tag in tags {
            if tag.name == "form" && tag.end {
                assert_ne!(token.take(), Some(false), "{name}: a form without csrf");
            } else if tag.opens("form") && tag.get("method") == Some("post") {
                token = Some(false);
            } else if tag.opens("form") {
                assert_eq!(
                    tag.get("method"),
                    Some("get"),
                    "{name}: a form without a method"
                );
            } else if token.is_some() && tag.get("name") == Some("csrf") {
                token = Some(tag.get("value").is_some_and(|value| !value.is_empty()));
            }
            assert!(
                tag.get("required").is_none() && tag.get("pattern").is_none(),
                "{name}: {tag:?}"
            );
        }
    });
}

#[test]
fn ids_are_unique_and_every_reference_leads_somewhere() {
    each(|name, _, tags| {
        let mut ids = BTreeSet::new();
        for id in tags.iter().filter_map(|tag| tag.get("id")) {
            assert!(ids.insert(id), "{name}: {id} twice");
        }
        for tag in tags {
            for attribute in ["for", "aria-describedby", "aria-labelledby", "list"] {
                for id in tag.get(attribute).unwrap_or_default().split_whitespace() {
                    assert!(ids.contains(id), "{name}: {attribute} leads to {id}");
                }
            }
            if let Some(target) = tag.get("href").and_then(|href| href.strip_prefix('#')) {
                assert!(ids.contains(target), "{name}: a link to {target}");
            }
        }
    });
}

#[test]
fn a_summary_says_the_same_words_as_the_field_it_leads_to() {
    each(|name, html, tags| {
        let summary = tags
            .iter()
            .skip_while(|tag| tag.get("data-error-summary").is_none())
            .skip(1);
        for link in summary
            .take_while(|tag| !(tag.name == "div" && tag.end))
            .filter(|tag| tag.opens("a"))
        {
            assert!(
                html.matches(link.text.as_str()).count() >= 2,
                "{name}: {} is said once",
                link.text
            );
        }
    });
}

#[test]
fn a_password_is_never_sent_back_to_the_page() {
    each(|name, _, tags| {
        for tag in tags
            .iter()
            .filter(|tag| tag.get("type") == Some("password"))
        {
            assert!(tag.get("value").is_none(), "{name}");
        }
    });
}

#[test]
fn every_asset_a_page_names_exists_and_may_be_kept_for_ever() {
    each(|name, html, _| {
        for part in html.split("/assets/").skip(1) {
            let file = part.split('"').next().unwrap_or_default();
            assert!(
                assets::find(file).is_some_and(|asset| asset.immutable),
                "{name}: {file}"
            );
        }
    });
}

#[test]
fn what_a_person_typed_is_escaped() {
    let mut page = sangkien_pages::public::RegistryPage::sample();
    page.query = "\"><script>alert(1)</script>".to_owned();
    page.total = "<b>".to_owned();
    let html = sangkien_pages::Template::render(&page).expect("a page");
    assert!(!html.contains("<script>alert") && !html.contains("<b>"));
}

#[test]
fn names_of_samples_are_unique_and_found() {
    let names: BTreeSet<&str> = samples::ALL.iter().map(|sample| sample.name).collect();
    assert_eq!(names.len(), samples::ALL.len());
    assert!(names.iter().all(|name| samples::find(name).is_some()));
    assert!(samples::find("nothing").is_none());
}
