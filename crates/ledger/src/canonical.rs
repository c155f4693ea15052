//! JSON in one canonical form.

use std::fmt::Write as _;

use serde_json::{Map, Number, Value};

/// Writes a JSON value in the canonical form of RFC 8785: no white space, the
/// members of an object in the order of the UTF-16 code units of their names,
/// strings with no more escapes than JSON demands, numbers in the shortest
/// form that reads back the same.
///
/// Whole numbers are written with all their digits, also beyond 2⁵³ where the
/// RFC would round them: an audit event must not lose a digit.
pub fn canonical_json(value: &Value) -> String {
    let mut out = String::new();
    write_value(value, &mut out);
    out
}

fn write_value(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => write_number(number, out),
        Value::String(text) => write_string(text, out),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_value(item, out);
            }
            out.push(']');
        }
        Value::Object(members) => write_object(members, out),
    }
}

fn write_object(members: &Map<String, Value>, out: &mut String) {
    let mut sorted: Vec<(&String, &Value)> = members.iter().collect();
    sorted.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    out.push('{');
    for (index, (name, value)) in sorted.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write_string(name, out);
        out.push(':');
        write_value(value, out);
    }
    out.push('}');
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{08}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{0c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            c if c < ' ' => {
                // Writing into a string does not fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

fn write_number(number: &Number, out: &mut String) {
    if let Some(whole) = number.as_i64() {
        out.push_str(&whole.to_string());
    } else if let Some(whole) = number.as_u64() {
        out.push_str(&whole.to_string());
    } else {
        out.push_str(&float(number.as_f64().unwrap_or_default()));
    }
}

/// The ECMAScript form of a finite number, as RFC 8785 section 3.2.2.3 asks.
fn float(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    // The exponent form has the shortest digits that read back the same.
    let shortest = format!("{:e}", number.abs());
    let (mantissa, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let digits: String = mantissa.chars().filter(|c| *c != '.').collect();
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    // The value is 0.digits × 10^point.
    let point = exponent + 1;
    let body = if count <= point && point <= 21 {
        format!("{digits}{}", zeros(point - count))
    } else if 0 < point && point <= 21 {
        let (whole, rest) = split(&digits, point);
        format!("{whole}.{rest}")
    } else if -6 < point && point <= 0 {
        format!("0.{}{digits}", zeros(-point))
    } else {
        let (first, rest) = split(&digits, 1);
        let dot = if rest.is_empty() { "" } else { "." };
        let sign = if exponent < 0 { '-' } else { '+' };
        format!("{first}{dot}{rest}e{sign}{}", exponent.abs())
    };
    if number < 0.0 {
        format!("-{body}")
    } else {
        body
    }
}

fn zeros(count: i32) -> String {
    "0".repeat(usize::try_from(count).unwrap_or_default())
}

fn split(digits: &str, at: i32) -> (&str, &str) {
    usize::try_from(at)
        .ok()
        .and_then(|at| digits.split_at_checked(at))
        .unwrap_or((digits, ""))
}

#[cfg(test)]
mod tests {
    use super::{canonical_json, float};
    use proptest::prelude::*;
    use serde_json::{Value, json};

    #[test]
    fn members_are_ordered_by_utf_16_code_units() {
        // The sample of RFC 8785, section 3.2.3.
        let value = json!({
            "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh",
            "1": "One", "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control",
            "\u{f6}": "Latin Small Letter O With Diaeresis",
        });
        let text = canonical_json(&value);
        let order = [
            "\\r",
            "1",
            "\u{80}",
            "\u{f6}",
            "\u{20ac}",
            "\u{1f600}",
            "\u{fb33}",
        ];
        let places: Vec<usize> = order
            .iter()
            .map(|name| text.find(&format!("\"{name}\":")).expect("member present"))
            .collect();
        assert!(places.is_sorted(), "{text}");
    }

    #[test]
    fn strings_carry_no_more_escapes_than_needed() {
        assert_eq!(
            canonical_json(&json!(
                "Sáng/kiến \"mới\"\\\u{7}\u{8}\t\n\u{c}\r\u{1f}\u{7f}"
            )),
            "\"Sáng/kiến \\\"mới\\\"\\\\\\u0007\\b\\t\\n\\f\\r\\u001f\u{7f}\""
        );
    }

    #[test]
    fn numbers_follow_the_ecmascript_form() {
        // Appendix B of RFC 8785 and the borders of each form.
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (1e21, "1e+21"),
            (1e20, "100000000000000000000"),
            (295_147_905_179_352_830_000.0, "295147905179352830000"),
            (9.999_999_999_999_997e22, "9.999999999999997e+22"),
            (1e-6, "0.000001"),
            (1e-7, "1e-7"),
            (333_333_333.333_333_3, "333333333.3333333"),
            (-1.5, "-1.5"),
            (4.5, "4.5"),
            (2e-3, "0.002"),
            (1.0, "1"),
        ] {
            assert_eq!(float(number), text);
        }
        assert_eq!(
            canonical_json(&json!([u64::MAX, i64::MIN, 1.0, 12])),
            "[18446744073709551615,-9223372036854775808,1,12]"
        );
    }

    #[test]
    fn nothing_stands_between_the_parts() {
        let value = json!({ "b": [true, false, null, {}, []], "a": "x" });
        assert_eq!(
            canonical_json(&value),
            r#"{"a":"x","b":[true,false,null,{},[]]}"#
        );
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 24, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::btree_map(any::<String>(), inner, 0..5)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn canonical_text_reads_back_as_the_same_value(value in any_json()) {
            let text = canonical_json(&value);
            let back: Value = serde_json::from_str(&text).expect("valid JSON");
            prop_assert_eq!(&back, &value);
            prop_assert_eq!(canonical_json(&back), text);
        }

        #[test]
        fn floats_read_back_the_same(bits in any::<u64>()) {
            let number = f64::from_bits(bits);
            prop_assume!(number.is_finite());
            let back: f64 = float(number).parse().expect("a number");
            let same = back.to_bits() == number.to_bits() || (number == 0.0 && back == 0.0);
            prop_assert!(same);
        }
    }
}
