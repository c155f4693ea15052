//! Style sheets, scripts, fonts and the mark, compiled into the program and
//! addressed by a name that carries a hash of the content, so that a browser
//! may keep them for ever.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use sha2::{Digest, Sha256};

/// One static file as it goes over the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// The content.
    pub bytes: &'static [u8],
    /// Value of the `Content-Type` header.
    pub content_type: &'static str,
    /// Whether the requested name carries the hash of exactly this content,
    /// so that the answer may be cached without end.
    pub immutable: bool,
}

struct Stored {
    name: &'static str,
    hashed: String,
    url: String,
    content_type: &'static str,
    bytes: &'static [u8],
}

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const WOFF2: &str = "font/woff2";

macro_rules! asset_file {
    ($path:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/", $path))
    };
}
macro_rules! asset_text {
    ($path:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/", $path))
    };
}
const FONTS: [(&str, &[u8]); 12] = [
    (
        "be-vietnam-pro-latin-400.woff2",
        asset_file!("fonts/web/be-vietnam-pro-latin-400.woff2"),
    ),
    (
        "be-vietnam-pro-latin-500.woff2",
        asset_file!("fonts/web/be-vietnam-pro-latin-500.woff2"),
    ),
    (
        "be-vietnam-pro-latin-600.woff2",
        asset_file!("fonts/web/be-vietnam-pro-latin-600.woff2"),
    ),
    (
        "be-vietnam-pro-latin-700.woff2",
        asset_file!("fonts/web/be-vietnam-pro-latin-700.woff2"),
    ),
    (
        "be-vietnam-pro-latin-ext-400.woff2",
        asset_file!("fonts/web/be-vietnam-pro-latin-ext-400.woff2"),
    ),
    (
        "be-vietnam-pro-latin-ext-500.woff2",
        asset_file!("fonts/web/be-vietnam-pro-latin-ext-500.woff2"),
    ),
    (
        "be-vietnam-pro-latin-ext-600.woff2",
        asset_file!("fonts/web/be-vietnam-pro-latin-ext-600.woff2"),
    ),
    (
        "be-vietnam-pro-latin-ext-700.woff2",
        asset_file!("fonts/web/be-vietnam-pro-latin-ext-700.woff2"),
    ),
    (
        "be-vietnam-pro-vietnamese-400.woff2",
        asset_file!("fonts/web/be-vietnam-pro-vietnamese-400.woff2"),
    ),
    (
        "be-vietnam-pro-vietnamese-500.woff2",
        asset_file!("fonts/web/be-vietnam-pro-vietnamese-500.woff2"),
    ),
    (
        "be-vietnam-pro-vietnamese-600.woff2",
        asset_file!("fonts/web/be-vietnam-pro-vietnamese-600.woff2"),
    ),
    (
        "be-vietnam-pro-vietnamese-700.woff2",
        asset_file!("fonts/web/be-vietnam-pro-vietnamese-700.woff2"),
    ),
];

/// Scripts. `numbers.js` comes first: the others import it, and an import is
/// rewritten to the hashed address of what is already stored.
const SCRIPTS: [(&str, &str); 11] = [
    ("numbers.js", asset_text!("js/numbers.js")),
    ("theme.js", asset_text!("js/theme.js")),
    ("page.js", asset_text!("js/page.js")),
    ("autosave.js", asset_text!("js/autosave.js")),
    ("shares.js", asset_text!("js/shares.js")),
    ("marking.js", asset_text!("js/marking.js")),
    ("countdown.js", asset_text!("js/countdown.js")),
    ("clerk-keys.js", asset_text!("js/clerk-keys.js")),
    ("upload.js", asset_text!("js/upload.js")),
    ("live.js", asset_text!("js/live.js")),
    ("check.js", asset_text!("js/check.js")),
];

static STORE: LazyLock<Vec<Stored>> = LazyLock::new(build);

fn build() -> Vec<Stored> {
    let mut store = Vec::new();
    for (name, bytes) in FONTS {
        store.push(stored(name, WOFF2, bytes));
    }
    store.push(stored(
        "mark.svg",
        "image/svg+xml",
        asset_file!("img/mark.svg"),
    ));
    for (name, text) in SCRIPTS {
        let linked = link(text, &store);
        store.push(stored(name, JS, linked.leak().as_bytes()));
    }
    let sheet = link(&style_sheet(), &store);
    store.push(stored("app.css", CSS, sheet.leak().as_bytes()));
    store
}

fn stored(name: &'static str, content_type: &'static str, bytes: &'static [u8]) -> Stored {
    let digest = Sha256::digest(bytes);
    let start = digest.iter().take(6);
    let hash = start.fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
    let hash = format!("{hash:012x}");
    let hashed = match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{name}.{hash}"),
    };
    let url = format!("/assets/{hashed}");
    Stored {
        name,
        hashed,
        url,
        content_type,
        bytes,
    }
}

/// Replaces `"./name"` by the hashed address of every asset stored so far.
fn link(text: &str, store: &[Stored]) -> String {
    store.iter().fold(text.to_owned(), |text, asset| {
        text.replace(
            &format!("\"./{}\"", asset.name),
            &format!("\"{}\"", asset.url),
        )
    })
}

/// One sheet from its parts. The dark tokens are written once and used twice:
/// for a reader whose system is dark, and for one who chose dark on the page;
/// the same holds for dark with more contrast.
fn style_sheet() -> String {
    let dark = asset_text!("css/dark.css");
    let contrast = asset_text!("css/dark-contrast.css");
    [
        asset_text!("css/fonts.css"),
        asset_text!("css/tokens.css"),
        "@media screen and (prefers-color-scheme: dark) { :root:not([data-theme=\"light\"]) {\n",
        dark,
        "} :root[data-contrast=\"more\"]:not([data-theme=\"light\"]) {\n",
        contrast,
        "} }\n@media screen { :root[data-theme=\"dark\"] {\n",
        dark,
        "} :root[data-contrast=\"more\"][data-theme=\"dark\"] {\n",
        contrast,
        "} }\n@media screen and (prefers-color-scheme: dark) and (prefers-contrast: more) { :root:not([data-theme=\"light\"]) {\n",
        contrast,
        "} }\n",
        asset_text!("css/base.css"),
        asset_text!("css/components.css"),
        asset_text!("css/pages.css"),
        asset_text!("css/print.css"),
    ]
    .concat()
}

/// The asset asked for, by the part of the address after `/assets/`.
///
/// A name with the hash of an earlier release is answered with today's content,
/// marked as not immutable, so that a page left open over an upgrade keeps working.
pub fn find(path: &str) -> Option<Asset> {
    let exact = STORE.iter().find(|asset| asset.hashed == path);
    let (asset, immutable) = match exact {
        Some(asset) => (asset, true),
        None => (
            STORE.iter().find(|asset| same_name(asset.name, path))?,
            false,
        ),
    };
    Some(Asset {
        bytes: asset.bytes,
        content_type: asset.content_type,
        immutable,
    })
}

/// Whether `path` is `name`, or `name` with some hash before its extension.
fn same_name(name: &str, path: &str) -> bool {
    if name == path {
        return true;
    }
    let (Some((stem, extension)), Some((rest, asked))) =
        (name.rsplit_once('.'), path.rsplit_once('.'))
    else {
        return false;
    };
    let Some((asked_stem, hash)) = rest.rsplit_once('.') else {
        return false;
    };
    extension == asked
        && stem == asked_stem
        && hash.len() == 12
        && hash.bytes().all(|b| b.is_ascii_hexdigit())
}

/// The hashed names of all assets.
pub fn names() -> impl Iterator<Item = &'static str> {
    STORE.iter().map(|asset| asset.hashed.as_str())
}

/// Address of an asset by its plain name, for example `app.css`.
///
/// An unknown name gives an address that answers 404; a test asks for every
/// name used in a template.
pub fn url(name: &str) -> &'static str {
    static URLS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
        STORE
            .iter()
            .map(|asset| (asset.name, asset.url.as_str()))
            .collect()
    });
    URLS.get(name).copied().unwrap_or("/assets/unknown")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_is_found_by_its_own_address_and_may_be_kept_for_ever() {
        let address = url("app.css").strip_prefix("/assets/").unwrap();
        let asset = find(address).unwrap();
        assert!(asset.immutable);
        assert_eq!(asset.content_type, "text/css; charset=utf-8");
    }

    #[test]
    fn a_name_from_an_earlier_release_is_answered_but_not_kept() {
        let asset = find("app.0123456789ab.css").unwrap();
        assert!(!asset.immutable);
        assert!(find("app.zzz.css").is_none());
        assert!(find("../Cargo.toml").is_none());
    }

    #[test]
    fn the_sheet_and_the_scripts_point_only_at_assets_that_exist() {
        for asset in STORE.iter().filter(|asset| asset.content_type != WOFF2) {
            let text = std::str::from_utf8(asset.bytes).unwrap();
            assert!(
                !text.contains("\"./"),
                "{} holds an address that was not linked",
                asset.name
            );
            for part in text.split("/assets/").skip(1) {
                let name: String = part.chars().take_while(|c| !"\"')".contains(*c)).collect();
                assert!(
                    find(&name).is_some_and(|found| found.immutable),
                    "{}: {name}",
                    asset.name
                );
            }
        }
    }
}
