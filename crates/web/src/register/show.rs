//! A register as a page.

use sangkien_app::record::CertificateState;
use sangkien_app::register::{Bearer, NewEntry, RegisterLine, RegisterView};
use sangkien_domain::refusal::RegisterFault;
use sangkien_domain::register::{Register, symbol_text};
use sangkien_domain::time::day_text;
use sangkien_i18n::register::fault;
use sangkien_pages::parts::{Cell, Errors, Head, Link, Opt, Table, Tag, Tone};
use sangkien_pages::people_table::{Fates, Next};
use sangkien_pages::register::{RegisterPage, Typed};

use super::parameters;
use crate::address::{address, data_label};
use crate::context::Context;
use crate::show::VI;

fn kind_name(register: &Register) -> String {
    match register {
        Register::Decisions => "Quyết định".to_owned(),
        Register::Certificates => "Giấy chứng nhận".to_owned(),
        Register::Documents(symbol) => format!("Văn bản {}", symbol_text(symbol)),
    }
}

/// "Sổ đăng ký quyết định năm 2024".
pub(super) fn heading(view: &RegisterView) -> String {
    let kind = match &view.key.register {
        Register::Decisions => "quyết định".to_owned(),
        Register::Certificates => "giấy chứng nhận".to_owned(),
        Register::Documents(symbol) => format!("văn bản {}", symbol_text(symbol)),
    };
    format!("Sổ đăng ký {kind} năm {}", view.key.year)
}

pub(super) fn page(
    context: &Context,
    view: &RegisterView,
    (typed, fates, errors): (Typed, Option<Fates>, Errors),
) -> RegisterPage {
    let key = &view.key;
    let (mut given, mut void, mut open) = (0, 0, 0);
    for line in &view.lines {
        match line.bearer {
            Bearer::Void => void += 1,
            Bearer::Gap(numbers) => open += numbers,
            _ => given += 1,
        }
    }
    let parameters = parameters(key);
    let xlsx = parameters.iter();
    let xlsx = xlsx.map(|(name, value)| (*name, value.as_str()));
    let heads = [
        "Số, ký hiệu",
        "Ngày",
        "Trích yếu hoặc lý do",
        "Người ký hoặc ghi sổ",
        "Tình trạng",
    ];
    RegisterPage {
        shell: context.shell(),
        heading: heading(view),
        lead: format!(
            "{}. Đã cấp {given} số, bỏ {void} số, còn trống {open} số. Số tiếp theo: {:02}.",
            view.body_name, view.next
        ),
        bodies: view
            .bodies
            .iter()
            .map(|(id, name)| Opt::new(id.to_string(), name).selected(*id == key.body))
            .collect(),
        kinds: view
            .registers
            .iter()
            .map(|kind| Opt::new(kind.code(), kind_name(kind)).selected(*kind == key.register))
            .collect(),
        years: view
            .years
            .iter()
            .map(|year| Opt::new(year.to_string(), year.to_string()).selected(*year == key.year))
            .collect(),
        xlsx_href: address("/registers/register.xlsx", xlsx.clone()),
        xml: Link::new(
            data_label(context.app().seals_data(&view.body_name)),
            address("/registers/register.xml", xlsx),
        ),
        hidden: parameters
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect(),
        may_enter: view.may_enter,
        typed,
        fates,
        table: Table::new(
            "Các số trong sổ",
            heads.map(Head::new).to_vec(),
            view.lines.iter().map(row).collect(),
        ),
        errors,
    }
}

fn row(line: &RegisterLine) -> Vec<Cell> {
    let (state, tone) = match &line.bearer {
        Bearer::Decision(_)
        | Bearer::Document(_)
        | Bearer::Certificate(_, CertificateState::Valid) => ("Đã cấp", Tone::Good),
        Bearer::Certificate(_, CertificateState::Superseded) => ("Đã thay", Tone::Plain),
        Bearer::Certificate(_, CertificateState::Revoked) => ("Đã thu hồi", Tone::Late),
        Bearer::Elsewhere => ("Cấp ở hệ thống khác", Tone::Plain),
        Bearer::Void => ("Bỏ số", Tone::Late),
        Bearer::Gap(_) => ("Trống", Tone::Soon),
    };
    let href = match &line.bearer {
        Bearer::Decision(id) => Some(format!("/decisions/{id}")),
        Bearer::Certificate(code, _) => Some(format!("/certificates/{code}")),
        Bearer::Document(Some(dossier)) => Some(format!("/dossiers/{dossier}")),
        Bearer::Document(None) | Bearer::Elsewhere | Bearer::Void | Bearer::Gap(_) => None,
    };
    let by = match line.entered_at {
        Some(at) => format!("{}, ghi ngày {}", line.by, day_text(at.day())),
        None => line.by.clone(),
    };
    vec![
        Cell::code(&line.label),
        Cell::text(line.dated_on.map(day_text).unwrap_or_default()),
        match (href, matches!(line.bearer, Bearer::Gap(_))) {
            (Some(href), _) => Cell::link_with(&line.subject, href, ""),
            (None, true) => Cell::text(
                "Bị bỏ qua khi ghi số lớn hơn: ghi văn bản mang số này, hoặc bỏ số kèm lý do.",
            ),
            (None, false) => Cell::text(&line.subject),
        },
        Cell::text(by),
        Cell::Tag(Tag::new(state, tone)),
    ]
}

/// What would become of the lines of a table.
pub(super) fn fates(
    file: &str,
    (lines, fates): (&[NewEntry], &[Option<RegisterFault>]),
    packed: String,
) -> Fates {
    let faulty = fates.iter().flatten().count();
    let cells = lines.iter().zip(fates).map(|(line, found)| {
        vec![
            Cell::text(line.row.to_string()),
            Cell::text(line.number.map(|it| format!("{it:02}")).unwrap_or_default()),
            Cell::text(line.dated_on.map(day_text).unwrap_or_default()),
            Cell::text(&line.subject),
            Cell::text(match found {
                Some(found) => fault(*found, VI),
                None => "Ghi vào sổ".to_owned(),
            }),
        ]
    });
    let heads = ["Dòng", "Số", "Ngày", "Trích yếu", "Kết quả"];
    Fates {
        file: file.to_owned(),
        summary: format!(
            "{} dòng ghi được, {faulty} dòng có lỗi.",
            lines.len() - faulty
        ),
        table: Table::new(
            "Các dòng của bảng",
            heads.map(Head::new).to_vec(),
            cells.collect(),
        ),
        next: if faulty == 0 {
            Next::Take(packed)
        } else {
            Next::Mend
        },
    }
}
