//! The invitation to a session and its entry for calendars.

use sangkien_domain::time::Instant;
use serde_json::{Value, json};

use crate::council::meeting::MeetingView;
use crate::council::minutes::{head, post_name, presiding, seats, with};
use crate::council::papers::{Heading, moment_in_words};
use crate::record::CouncilSession;

/// How long a session is held to take in calendars.
const HOURS: i64 = 4;

/// The invitation.
pub(super) fn invitation(view: &MeetingView, heading: &Heading) -> Value {
    let session = &view.view.session;
    let people: Vec<String> = seats(view)
        .map(|seat| format!("Ông (bà) {}, {}", seat.full_name, post_name(seat.post)))
        .collect();
    // A dossier that the reader is not told of is not named; it is counted.
    let agenda = [
        format!(
            "Xét {:02} hồ sơ trong chương trình.",
            view.view.agenda.len()
        ),
        "Thảo luận, biểu quyết và kết luận từng hồ sơ.".to_owned(),
        "Thông qua biên bản.".to_owned(),
    ];
    let data = head(
        view,
        heading,
        "GM",
        &format!("{}, {}", session.title, heading.body),
        session.meets_at,
    );
    with(
        data,
        json!({
            "date": Value::Null,
            "drawn_up": session.meets_at.day().to_string(),
            "addressees": people,
            "recipients": ["Lưu: hồ sơ phiên họp"],
            "session": session.title.to_lowercase(),
            "starts_at": moment_in_words(session.meets_at),
            "agenda": agenda,
            "notes": ["Tài liệu đọc và phiếu chấm ở mục Phiên họp của hệ thống.",
                "Thành viên có lợi ích liên quan đến hồ sơ nào đề nghị khai trước khi xét hồ sơ đó."],
            "signer_post": ["TM. HỘI ĐỒNG", "CHỦ TỊCH"],
            "signer_name": presiding(view),
        }),
    )
}

/// The session for calendars. Lines are at most 75 octets, folded as RFC 5545 wants.
pub(super) fn calendar(session: &CouncilSession, base_url: &str, now: Instant) -> String {
    let stamp = |at: Instant| {
        // Vietnam is seven hours ahead of UTC all year.
        let utc = at.plus_seconds(-7 * 3_600).civil();
        format!(
            "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
            utc.year(),
            utc.month(),
            utc.day(),
            utc.hour(),
            utc.minute(),
            utc.second()
        )
    };
    let link = format!("{base_url}/sessions/{}", session.id);
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Sang Kien//Phien hop//VI".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@sangkien", session.id),
        format!("DTSTAMP:{}", stamp(now)),
        format!("DTSTART:{}", stamp(session.meets_at)),
        format!(
            "DTEND:{}",
            stamp(session.meets_at.plus_seconds(HOURS * 3_600))
        ),
        format!(
            "SUMMARY:{}",
            escaped(&format!("{}, {}", session.title, session.council_name))
        ),
        format!("LOCATION:{}", escaped(&session.place)),
        format!("URL:{link}"),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    let folded: Vec<String> = lines.iter().map(|line| fold(line)).collect();
    format!("{}\r\n", folded.join("\r\n"))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace(['\r', '\n'], " ")
}

fn fold(line: &str) -> String {
    const MOST: usize = 74;
    let (mut out, mut length) = (String::new(), 0);
    for letter in line.chars() {
        if length + letter.len_utf8() > MOST {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(letter);
        length += letter.len_utf8();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_calendar_is_folded_between_letters_and_read_back_the_same() {
        let long = "SUMMARY:".to_owned() + &"Phiên họp hội đồng ".repeat(9);
        let folded = fold(&long);
        assert!(
            folded.split("\r\n").all(|line| line.len() <= 75),
            "{folded}"
        );
        assert_eq!(folded.replace("\r\n ", ""), long);
        assert_eq!(escaped("a, b; c\\"), "a\\, b\\; c\\\\");
    }
}
