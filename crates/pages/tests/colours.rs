//! Ink stands out from its ground in light, dark and high contrast.

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../../../assets/css/tokens.css");
const DARK: &str = include_str!("../../../assets/css/dark.css");
const DARK_CONTRAST: &str = include_str!("../../../assets/css/dark-contrast.css");

type Theme = BTreeMap<String, [f64; 3]>;

/// Colours of the first block of declarations of `css`.
fn colours(css: &str) -> Theme {
    let mut theme = Theme::new();
    for line in css.split([';', '{', '}']) {
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        let (name, value) = (name.trim().trim_start_matches("--"), value.trim());
        let Some(hex) = value.strip_prefix('#').filter(|hex| hex.len() == 6) else {
            continue;
        };
        let Ok(hex) = u32::from_str_radix(hex, 16) else {
            continue;
        };
        let channel = |shift: u32| f64::from((hex >> shift) & 0xff) / 255.0;
        theme.insert(name.to_owned(), [channel(16), channel(8), channel(0)]);
    }
    theme
}

fn light() -> Theme {
    colours(TOKENS.split("@media").next().unwrap_or(TOKENS))
}

fn over(mut base: Theme, more: Theme) -> Theme {
    base.extend(more);
    base
}

fn luminance(colour: [f64; 3]) -> f64 {
    let part = |c: f64| {
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(colour[0]) + 0.7152 * part(colour[1]) + 0.0722 * part(colour[2])
}

fn contrast(theme: &Theme, ink: &str, ground: &str) -> f64 {
    let (a, b) = (luminance(theme[ink]), luminance(theme[ground]));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn check(theme: &Theme, label: &str) {
    let grounds = ["paper", "ground", "sunk"];
    for ink in ["ink", "ink-2", "act", "late"] {
        for ground in grounds {
            assert!(
                contrast(theme, ink, ground) >= 4.5,
                "{label}: {ink} on {ground}"
            );
        }
    }
    for name in ["act", "state", "good", "soon", "late"] {
        let ground = format!("{name}-ground");
        assert!(
            contrast(theme, name, &ground) >= 4.5,
            "{label}: {name} on its ground"
        );
        assert!(
            contrast(theme, "ink", &ground) >= 4.5,
            "{label}: ink on {ground}"
        );
        assert!(
            contrast(theme, "ink-2", &ground) >= 4.5,
            "{label}: ink-2 on {ground}"
        );
    }
    for (ink, ground) in [
        ("on-act", "act"),
        ("on-state", "state"),
        ("on-act", "act-deep"),
        ("on-state", "state-deep"),
        ("act", "found"),
        ("ink", "found"),
        ("paper", "ink"),
    ] {
        assert!(
            contrast(theme, ink, ground) >= 4.5,
            "{label}: {ink} on {ground}"
        );
    }
    for ground in grounds {
        assert!(
            contrast(theme, "edge", ground) >= 3.0,
            "{label}: edge on {ground}"
        );
    }
}

#[test]
fn text_is_readable_in_the_light_theme() {
    check(&light(), "light");
}

#[test]
fn text_is_readable_in_the_dark_theme() {
    check(&over(light(), colours(DARK)), "dark");
}

#[test]
fn text_is_readable_in_the_dark_with_more_contrast() {
    check(
        &over(over(light(), colours(DARK)), colours(DARK_CONTRAST)),
        "dark, more contrast",
    );
}

#[test]
fn text_is_readable_with_more_contrast() {
    let chosen = TOKENS
        .split(":root[data-contrast")
        .nth(1)
        .unwrap()
        .split('}')
        .next()
        .unwrap();
    let theme = over(light(), colours(chosen));
    check(&theme, "more contrast");
    assert!(contrast(&theme, "ink", "ground") > 20.0);
}
