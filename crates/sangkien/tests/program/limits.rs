//! `sangkien limit`: the end of a limit, its arithmetic, and what it says to bad input.

use serde_json::Value;

use crate::binary::{printed, run};

fn json(arguments: &[&str]) -> Value {
    let output = run(&[&["limit", "--json"], arguments].concat());
    assert!(output.status.success(), "{arguments:?}");
    serde_json::from_str(&printed(&output)).unwrap()
}

fn last_day(from: &str, add: &str, more: &[&str]) -> String {
    let answer = json(&[&["--from", from, "--add", add], more].concat());
    answer["last_day"].as_str().unwrap().to_owned()
}

#[test]
fn a_limit_ends_where_the_calendar_of_2026_says() {
    for (from, add, more, last) in [
        ("2026-01-30T15:20+07:00", "1 month", &[][..], "2026-03-02"),
        (
            "2026-01-30T15:20+07:00",
            "2 working days",
            &[],
            "2026-02-03",
        ),
        (
            "2026-01-30T15:20+07:00",
            "2 working days",
            &["--cutoff", "15:00"],
            "2026-02-04",
        ),
        // Tết, and Saturday 10/01 worked in exchange.
        ("2026-02-13T10:00", "2 ngày làm việc", &[], "2026-02-24"),
        ("2026-01-09T10:00", "1 ngày làm việc", &[], "2026-01-10"),
        ("2026-04-17T10:00", "10 working days", &[], "2026-05-06"),
        ("2026-02-01", "1 year", &[], "2027-02-01"),
    ] {
        assert_eq!(last_day(from, add, more), last, "{from} + {add}");
    }
    let due = |more: &[&str]| {
        let fixed = ["--from", "2026-01-30T16:00+07:00", "--add", "2 giờ"];
        json(&[&fixed, more].concat())["due"].clone()
    };
    assert_eq!(due(&[]), "2026-02-02T08:30:00+07:00");
    // The one-stop office of this unit works on Saturday mornings.
    assert_eq!(due(&["--unit", "TT-PHUCTHO"]), "2026-01-31T08:30:00+07:00");
    assert_eq!(due(&["--unit", "PKT"]), "2026-02-02T08:30:00+07:00");
}

#[test]
fn the_arithmetic_is_printed_with_its_articles() {
    let limit = [
        "limit",
        "--from",
        "2026-01-30T15:20+07:00",
        "--add",
        "1 tháng",
    ];
    let text = printed(&run(&limit));
    assert_eq!(
        text,
        "Hết hạn: hết ngày 02/03/2026\n\
         Cách tính thời hạn 1 tháng:\n  \
           1. Thời điểm bắt đầu: 15:20 ngày 30/01/2026.\n  \
           2. Không tính ngày 30/01/2026; tính từ ngày 31/01/2026.\n     \
              Căn cứ: Điều 147 khoản 3, Bộ luật Dân sự 2015 (chưa kiểm chứng).\n  \
           3. Cộng 1 tháng: không có ngày tương ứng nên lấy ngày cuối tháng, 28/02/2026.\n     \
              Căn cứ: Điều 148 khoản 4, Bộ luật Dân sự 2015 (chưa kiểm chứng).\n  \
           4. Ngày 28/02/2026 là ngày nghỉ nên chuyển sang ngày làm việc tiếp theo, 02/03/2026; \
              các ngày nghỉ: 2 ngày nghỉ hằng tuần.\n     \
              Căn cứ: Điều 148 khoản 6, Bộ luật Dân sự 2015 (chưa kiểm chứng).\n  \
           5. Thời hạn kết thúc lúc 24:00 ngày 02/03/2026.\n     \
              Căn cứ: Điều 148 khoản 7, Bộ luật Dân sự 2015 (chưa kiểm chứng).\n"
    );
    let answer = json(&["--from", "2026-12-30", "--add", "3 working days"]);
    assert_eq!(answer["unconfirmed_years"], serde_json::json!([2027]));
    let answer = json(&["--from", "2026-02-13", "--add", "3 working days"]);
    let steps = answer["arithmetic"].to_string();
    assert!(steps.contains("Tết Nguyên đán"), "{steps}");
    assert!(steps.contains("Thông báo 9441/TB-BNV"), "{steps}");
}

#[test]
fn pauses_are_read_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pauses.toml");
    let path = file.to_str().unwrap();
    let write = |until: &str| {
        let text = format!(
            "[[pause]]\nfrom = \"2026-03-05T10:00+07:00\"\n{until}\nreason = \"Chờ bổ sung\"\n"
        );
        std::fs::write(&file, text).unwrap();
    };
    write("until = \"2026-03-10T09:00+07:00\"");
    let start = "2026-03-02T08:00+07:00";
    let more = ["--pauses", path];
    assert_eq!(last_day(start, "10 working days", &more), "2026-03-19");
    write("");
    let fixed = [
        "--from",
        start,
        "--add",
        "10 working days",
        "--pauses",
        path,
    ];
    let answer = json(&fixed);
    assert_eq!(answer["paused_since"], "2026-03-05T10:00:00+07:00");
    assert_eq!(answer["left"], "7 ngày làm việc");
    let text = printed(&run(&[&["limit"], &fixed[..]].concat()));
    assert!(
        text.starts_with("Đang tạm dừng; còn 7 ngày làm việc."),
        "{text}"
    );

    for (content, why) in [
        ("[[pause]]\n", "sai ở dòng 1"),
        ("[[pause]]\nfrom = \"a\"\nend = 1\n", "sai ở dòng 3"),
        (
            "[[pause]]\nfrom = \"05/03/2026\"\n",
            "“05/03/2026” không đọc được",
        ),
        (
            "[[pause]]\nfrom = \"2026-03-05\"\nuntil = \"2026-03-04\"\n",
            "kết thúc trước khi bắt đầu",
        ),
        (
            "[[pause]]\nfrom = \"2026-03-05\"\n[[pause]]\nfrom = \"2026-03-06\"\n",
            "chưa kết thúc",
        ),
    ] {
        std::fs::write(&file, content).unwrap();
        refused(&fixed, why);
    }
    std::fs::remove_file(&file).unwrap();
    refused(&fixed, "Không đọc được");
}

fn refused(arguments: &[&str], why: &str) {
    let output = run(&[&["limit"], arguments].concat());
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains(why), "{arguments:?}: {said}");
    let output = run(&[&["limit", "--json"], arguments].concat());
    let told: Value = serde_json::from_str(&printed(&output)).unwrap();
    assert!(told["error"].as_str().unwrap().contains(why), "{told}");
}

#[test]
fn what_cannot_be_counted_is_refused_with_its_reason() {
    for (from, add, more, why) in [
        (
            "30/01/2026",
            "1 month",
            &[][..],
            "“30/01/2026” không đọc được",
        ),
        (
            "2026-01-30",
            "month",
            &[],
            "phải bắt đầu bằng một số nguyên",
        ),
        ("2026-01-30", "0 ngày", &[], "phải từ 1 đến 65535"),
        ("2026-01-30", "2 weeks", &[], "“weeks”"),
        ("2026-01-30", "60000 năm", &[], "sau năm 9999"),
        ("2026-01-30", "1 ngày", &["--unit", "KHONG"], "“KHONG”"),
        ("2026-01-30", "1 ngày", &["--cutoff", "25:00"], "“25:00”"),
    ] {
        refused(&[&["--from", from, "--add", add], more].concat(), why);
    }
}
