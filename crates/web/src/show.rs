//! Values of the domain as pages show them.

use jiff::civil::Date;
use sangkien_app::record::{Certificate, DossierRow, FileReading, StoredFile};
use sangkien_domain::council::SessionState;
use sangkien_domain::dossier::State;
use sangkien_domain::id::DossierId;
use sangkien_domain::law::{self, Limit};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::{Phase, Window};
use sangkien_domain::share::Share;
use sangkien_domain::time::{Instant, clock_text, day_text, moment_text};
use sangkien_i18n::arithmetic::Line;
use sangkien_i18n::{Language, label, measure};
use sangkien_pages::parts::{Citation, Deadline, Due, FileRow, Link, Pace, Tag, Tone};

/// Letters of a summary shown in a list.
const EXCERPT: usize = 220;

/// The language of the pages.
pub(crate) const VI: Language = Language::Vi;
/// From this long before a deadline it is said to be near, in seconds.
const SOON_SECONDS: i64 = 2 * 24 * 3600;

/// The state of a listed dossier, in the words of its procedure where it has words of its own.
pub(crate) fn row_state(row: &DossierRow) -> Tag {
    named_state(row.state, row.state_name.as_deref())
}

/// A state under its own name, or under the one its procedure gives it.
pub(crate) fn named_state(state: State, name: Option<&str>) -> Tag {
    let mut tag = state_tag(state);
    if let Some(name) = name {
        name.clone_into(&mut tag.label);
    }
    tag
}

/// A state with its signal.
pub(crate) fn state_tag(state: State) -> Tag {
    let tone = match state {
        State::Draft | State::Withdrawn => Tone::Plain,
        State::Submitted
        | State::Processing
        | State::Accepted
        | State::Confirmed
        | State::Marking => Tone::Active,
        State::Returned => Tone::Soon,
        State::Passed | State::Resolved => Tone::Good,
        State::Recognised => Tone::State,
        State::NotRecognised | State::Refused | State::Late | State::Stopped => Tone::Late,
    };
    Tag::new(label::state(state, VI), tone)
}

/// The title of an initiative, or words for none.
pub(crate) fn title(title: &str) -> String {
    if title.is_empty() {
        "Hồ sơ chưa đặt tên".to_owned()
    } else {
        title.to_owned()
    }
}

/// A session's state with its signal.
pub(crate) fn session_tag(state: SessionState) -> Tag {
    let tone = match state {
        SessionState::Marking => Tone::Active,
        SessionState::Tallying => Tone::Soon,
        SessionState::Concluded => Tone::Done,
    };
    Tag::new(label::session_state(state, VI), tone)
}

/// `21:40 ngày 09/04/2024`.
pub(crate) fn minute(at: Instant) -> String {
    let shown = at.civil();
    format!(
        "{:02}:{:02} ngày {}",
        shown.hour(),
        shown.minute(),
        day_text(shown.date())
    )
}

/// "Đã lưu lúc 21:58:12." for what was saved today, otherwise with its day.
pub(crate) fn saved(at: Instant, now: Instant) -> String {
    if at.day() == now.day() {
        format!("Đã lưu lúc {}.", clock_text(at))
    } else {
        format!("Đã lưu lúc {}.", minute(at))
    }
}

/// `21:59:03 ngày 09/04/2024 (giờ Việt Nam)`.
pub(crate) fn moment(at: Instant) -> String {
    format!("{} (giờ Việt Nam)", moment_text(at))
}

/// The last second before `at`, as "đến 23:59:59 ngày 09/04/2024" for a window closing at midnight.
pub(crate) fn last_second(at: Instant) -> Instant {
    at.plus_seconds(-1)
}

/// When a round receives: "từ 01/03/2024 đến 23:59:59 ngày 09/04/2024 (giờ Việt Nam)".
pub(crate) fn window(window: &Window) -> String {
    if window.is_standing() {
        return format!("thường xuyên từ {}", day_text(window.opens_at.day()));
    }
    format!(
        "từ {} đến {}",
        day_text(window.opens_at.day()),
        moment(last_second(window.closes_at))
    )
}

/// The closing of a round, for whoever still has to submit. A script keeps it running.
pub(crate) fn round_deadline(round_name: &str, window: &Window, now: Instant) -> Deadline {
    if window.is_standing() {
        return Deadline {
            pace: Pace::OnTrack,
            remaining: None,
            lead: "Nhận hồ sơ thường xuyên.".to_owned(),
            detail: format!("{round_name} nhận hồ sơ quanh năm, không có ngày đóng."),
            closes_at: None,
            now: None,
        };
    }
    let closes = moment(last_second(window.closes_at));
    let millis = |at: Instant| at.0.div_euclid(1_000);
    let left = window.closes_at.seconds_since(now);
    match window.phase(now) {
        Phase::Before => Deadline {
            pace: Pace::Closed,
            remaining: None,
            lead: format!("{round_name} nhận hồ sơ từ {}.", moment(window.opens_at)),
            detail: format!("Nhận đến {closes}."),
            closes_at: None,
            now: None,
        },
        Phase::Open => Deadline {
            pace: if left < SOON_SECONDS {
                Pace::Soon
            } else {
                Pace::OnTrack
            },
            remaining: Some(measure::duration(left, VI)),
            lead: "để nộp".to_owned(),
            detail: format!("{round_name} nhận hồ sơ đến {closes}."),
            closes_at: Some(millis(window.closes_at)),
            now: Some(millis(now)),
        },
        Phase::After => Deadline {
            pace: Pace::Late,
            remaining: None,
            lead: format!("{round_name} đã đóng."),
            detail: format!(
                "Đợt này nhận hồ sơ đến {closes}. Hồ sơ nộp từ sau đó được ghi nhận là nộp muộn."
            ),
            closes_at: None,
            now: None,
        },
    }
}

/// The last day of a step: how many days are left, in words. `todo` is what is to be done in them,
/// such as "để bổ sung".
pub(crate) fn step_deadline(due: Date, now: Instant, todo: &str, detail: &str) -> Deadline {
    let (pace, lead) = match days_left(due, now) {
        0 => (Pace::Soon, format!("Hôm nay là ngày cuối {todo}.")),
        days if days < 0 => (Pace::Late, format!("Đã quá hạn {} ngày.", -days)),
        days => (
            if days <= 2 { Pace::Soon } else { Pace::OnTrack },
            format!("Còn {days} ngày {todo}."),
        ),
    };
    Deadline {
        pace,
        remaining: None,
        lead,
        detail: detail.to_owned(),
        closes_at: None,
        now: None,
    }
}

/// A due day with its date: "còn 3 ngày, đến 13/04/2024", "hạn hôm nay", "quá hạn 2 ngày".
pub(crate) fn due(day: Date, now: Instant) -> Due {
    let mut due = due_short(day, now);
    if days_left(day, now) > 0 {
        due.text = format!("{}, đến {}", due.text, day_text(day));
    }
    due
}

/// A due day in a narrow column: "còn 3 ngày", "hạn hôm nay", "quá hạn 2 ngày".
pub(crate) fn due_short(day: Date, now: Instant) -> Due {
    let (pace, text) = match days_left(day, now) {
        0 => (Pace::Soon, "hạn hôm nay".to_owned()),
        days if days < 0 => (Pace::Late, format!("quá hạn {} ngày", -days)),
        days => (
            if days <= 2 { Pace::Soon } else { Pace::OnTrack },
            format!("còn {days} ngày"),
        ),
    };
    Due { text, pace }
}

/// Days from today to `day`.
pub(crate) fn days_left(day: Date, now: Instant) -> i32 {
    now.day().until(day).map_or(0, |span| span.get_days())
}

/// The source of a rule.
pub(crate) fn citation(citation: &law::Citation) -> Citation {
    Citation::new(citation.to_string())
}

/// A limit with its source and what it governs: "Kiểm tra hồ sơ: 30 ngày."
pub(crate) fn limit(what: &str, limit: &Limit) -> Citation {
    Citation {
        says: Some(format!("{what}: {}.", label::limit(limit, VI))),
        ..citation(&limit.citation)
    }
}

/// A step of an arithmetic with where it is laid down.
pub(crate) fn cited(line: &Line) -> String {
    if line.citations.is_empty() {
        line.text.clone()
    } else {
        format!("{} ({})", line.text, line.citations.join("; "))
    }
}

/// A share as typed: "33,5".
pub(crate) fn share_typed(share: Share) -> String {
    if share.0 == 0 {
        String::new()
    } else {
        sangkien_text::decimal_comma(i64::from(share.0))
    }
}

/// A day as typed: dd/mm/yyyy; the text itself when it is no ISO day.
pub(crate) fn day_typed(iso: &str) -> String {
    iso.parse::<Date>()
        .map_or_else(|_| iso.to_owned(), day_text)
}

/// A typed day as ISO; the text itself when it is no day, so that the rules can refuse it by name.
pub(crate) fn day_iso(typed: &str) -> String {
    match typed_day(typed) {
        Some(day) => day.to_string(),
        None => typed.trim().to_owned(),
    }
}

/// A typed day, the day before the month.
pub(crate) fn typed_day(typed: &str) -> Option<Date> {
    let (year, month, day) = sangkien_text::parse_date(typed.trim())?;
    Date::new(year, month, day).ok()
}

/// SHA-256 in groups of eight digits.
pub(crate) fn hash(sha256: &str) -> String {
    let digits: Vec<char> = sha256.chars().collect();
    let groups: Vec<String> = digits
        .chunks(8)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(" ")
}

/// A file of a dossier.
pub(crate) fn file(dossier: DossierId, file: &StoredFile, readings: &[FileReading]) -> FileRow {
    let reading = readings.iter().find(|reading| reading.file == file.id);
    // Who may not know whose it is gets the text alone, by a file without hash and size.
    let open = !file.sha256.is_empty();
    let size = || measure::file_size(u64::try_from(file.size).unwrap_or(0), VI);
    FileRow {
        id: file.id.to_string(),
        name: file.name.clone(),
        href: open.then(|| format!("/dossiers/{dossier}/files/{}", file.id)),
        kind: file_kind(&file.media_type).to_owned(),
        size: open.then(size).unwrap_or_default(),
        hash: hash(&file.sha256),
        added: Some(format!("Thêm lúc {}", minute(file.added_at))),
        status: None,
        about: None,
        content: crate::file_text::link(dossier, file.id, reading),
    }
}

/// The kind of a file in words.
pub(crate) fn file_kind(media_type: &str) -> &'static str {
    match media_type {
        "application/pdf" => "PDF",
        "image/png" | "image/jpeg" => "Ảnh",
        "text/plain" => "Văn bản thường",
        "application/rtf" => "RTF",
        "application/vnd.oasis.opendocument.text" => "ODT",
        other if other.contains("word") => "Word",
        other if other.contains("excel") || other.contains("spreadsheet") => "Excel",
        other if other.contains("presentation") => "PowerPoint",
        _ => "Tệp",
    }
}

/// A certificate as a link to its page: "05/GCN-UBND, Tác giả mẫu 01".
pub(crate) fn certificate(certificate: &Certificate) -> Link {
    Link::new(
        format!(
            "Giấy chứng nhận số {}, {}",
            certificate.face.number, certificate.face.author
        ),
        format!("/certificates/{}", certificate.code),
    )
}

/// A refusal in one line with its article.
pub(crate) fn refusal(refusal: &Refusal) -> String {
    sangkien_i18n::refusal(refusal, VI).cited_line(VI)
}

/// Text cut into segments; `true` marks what was searched for.
pub(crate) fn marked(text: &str, query: &str) -> Vec<(String, bool)> {
    let mut segments = Vec::new();
    let mut done = 0;
    let mut push = |piece: Option<&str>, hit: bool| {
        if let Some(piece) = piece.filter(|piece| !piece.is_empty()) {
            segments.push((piece.to_owned(), hit));
        }
    };
    for range in sangkien_text::highlight(text, query) {
        push(text.get(done..range.start), false);
        push(text.get(range.clone()), true);
        done = range.end;
    }
    push(text.get(done..), false);
    segments
}

/// A part of `text` around the first word searched for, cut between words.
pub(crate) fn excerpt(text: &str, query: &str) -> String {
    let first = sangkien_text::highlight(text, query)
        .first()
        .and_then(|range| text.get(..range.start))
        .map_or(0, |before| before.chars().count());
    let from = if first > EXCERPT / 2 {
        first - EXCERPT / 3
    } else {
        0
    };
    let total = text.chars().count();
    if total <= EXCERPT {
        return text.to_owned();
    }
    let part: String = text.chars().skip(from).take(EXCERPT).collect();
    let begun = from > 0;
    let ended = from + EXCERPT >= total;
    let part = if begun {
        part.split_once(' ').map_or(part.as_str(), |(_, rest)| rest)
    } else {
        part.as_str()
    };
    let part = if ended {
        part
    } else {
        part.rsplit_once(' ').map_or(part, |(rest, _)| rest)
    };
    let dots = |shown: bool| if shown { "…" } else { "" };
    format!("{}{part}{}", dots(begun), dots(!ended))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse(text).expect("a moment")
    }

    fn round() -> Window {
        Window {
            opens_at: at("2024-03-01T00:00:00+07:00"),
            closes_at: at("2024-04-10T00:00:00+07:00"),
        }
    }

    #[test]
    fn the_banner_of_an_open_round_says_what_time_is_left() {
        let banner = round_deadline("Đợt 1 năm 2024", &round(), at("2024-04-09T22:01:30+07:00"));
        assert_eq!(banner.remaining.as_deref(), Some("1 giờ 58 phút"));
        assert_eq!(banner.lead, "để nộp");
        assert_eq!(
            banner.detail,
            "Đợt 1 năm 2024 nhận hồ sơ đến 23:59:59 ngày 09/04/2024 (giờ Việt Nam)."
        );
        assert_eq!(banner.pace, Pace::Soon);
    }

    #[test]
    fn a_closed_round_says_so_instead_of_a_remaining_time() {
        let banner = round_deadline("Đợt 1", &round(), at("2024-04-10T00:00:00+07:00"));
        assert_eq!(banner.remaining, None);
        assert_eq!(banner.lead, "Đợt 1 đã đóng.");
    }

    #[test]
    fn due_days_are_counted_by_the_calendar_of_vietnam() {
        let now = at("2024-04-09T18:00:00Z");
        let words = |day: &str| due(day.parse().expect("a day"), now).text;
        assert_eq!(words("2024-04-10"), "hạn hôm nay");
        assert_eq!(words("2024-04-13"), "còn 3 ngày, đến 13/04/2024");
        assert_eq!(words("2024-04-08"), "quá hạn 2 ngày");
    }

    #[test]
    fn days_are_typed_with_the_day_first_and_kept_as_iso() {
        assert_eq!(day_iso(" 9/4/2024 "), "2024-04-09");
        assert_eq!(day_typed("2024-04-09"), "09/04/2024");
        assert_eq!(day_iso("31/02/2024"), "31/02/2024");
    }

    #[test]
    fn a_search_marks_its_words_with_and_without_diacritics() {
        let marked = marked("Cải cách hành chính", "cach");
        let hits: Vec<&str> = marked
            .iter()
            .filter(|(_, hit)| *hit)
            .map(|(text, _)| text.as_str())
            .collect();
        assert_eq!(hits, ["cách"]);
        let whole: String = marked.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(whole, "Cải cách hành chính");
    }

    #[test]
    fn an_excerpt_is_cut_between_words_around_what_was_searched_for() {
        let text = "giải pháp ".repeat(40) + "cải cách hành chính " + &"tại đơn vị ".repeat(20);
        let found = excerpt(&text, "cai cach");
        assert!(found.contains("cải cách"), "{found}");
        assert!(found.starts_with('…') && found.ends_with('…'), "{found}");
        assert!(found.chars().count() <= EXCERPT + 2);
        assert_eq!(excerpt("Ngắn.", "x"), "Ngắn.");
        assert!(excerpt(&text, "").starts_with("giải pháp"));
    }
}
