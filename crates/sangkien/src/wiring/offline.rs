//! A member's sheets of marks as a workbook to be filled in.

use sangkien_app::port::PaperError;
use sangkien_app::port::offline::{
    AGAINST, GUIDE, IN_FAVOUR, OfflineBook, OfflineSheet, REMARK_KEY, SCORE_KEY, VOTE_KEY,
};
use sangkien_app::record::Vote;
use sangkien_documents::CivilDate;
use sangkien_documents::form_book::{self, FormCell, FormRow, FormTab};
use sangkien_documents::spreadsheet::Column;
use sangkien_domain::rubric::{Criterion, Score};

/// Heads and widths; their order is that of the columns in [`sangkien_app::port::offline`].
const COLUMNS: [(&str, u16); 6] = [
    ("Tiêu chí", 34),
    ("Tối đa", 8),
    ("Bước", 8),
    ("Điểm", 14),
    ("Nhận xét", 36),
    ("Hướng dẫn", 56),
];

/// What the first sheet says.
const GUIDANCE: [&str; 6] = [
    "Mỗi trang sau đây là một phiếu chấm. Chỉ ô nền vàng được ghi; các ô khác đã khóa.",
    "Cột “Điểm” nhận số từ 0 đến điểm tối đa, theo bước của tiêu chí; số lẻ ghi bằng dấu thập phân của máy. Không ghi công thức.",
    "Chưa chấm hết vẫn nộp được: ô để trống được giữ là chưa chấm.",
    "Xong thì mở “Phiếu chấm của tôi”, mục “Chấm khi không có mạng”, chọn tệp này rồi kiểm tra. Hệ thống hiện kết quả từng phiếu trước khi lưu nháp; phiếu chỉ gửi khi bấm gửi trên hệ thống.",
    "Mỗi trang có niêm phong riêng, chỉ dùng cho đúng người, đúng phiên họp, đúng bảng điểm và đúng lần lưu của phiếu.",
    "Điểm trong tệp là điểm chưa công bố: giữ tệp như giữ phiếu chấm.",
];

/// The workbook.
pub(super) fn workbook(book: &OfflineBook, drawn_up: CivilDate) -> Result<Vec<u8>, PaperError> {
    let mut tabs = vec![guide(book)];
    tabs.extend(book.sheets.iter().map(tab));
    form_book::write("Phiếu chấm", &tabs, drawn_up).map_err(|fault| PaperError(fault.to_string()))
}

fn columns(columns: &[(&str, u16)]) -> Vec<Column> {
    let columns = columns.iter().map(|(head, width)| Column {
        head: (*head).to_owned(),
        width: *width,
    });
    columns.collect()
}

fn text(words: &str) -> FormCell {
    if words.is_empty() {
        FormCell::Empty
    } else {
        FormCell::Text(words.to_owned())
    }
}

fn guide(book: &OfflineBook) -> FormTab {
    let lines = GUIDANCE.iter().map(|line| FormRow {
        key: String::new(),
        cells: vec![text(line)],
    });
    FormTab {
        name: GUIDE.to_owned(),
        titles: vec![
            "PHIẾU CHẤM KHI KHÔNG CÓ MẠNG".to_owned(),
            format!("Người chấm: {}. Lập lúc {}.", book.member, book.made),
        ],
        columns: columns(&[("", 110)]),
        rows: lines.collect(),
        seal: String::new(),
    }
}

fn tab(sheet: &OfflineSheet) -> FormTab {
    let rubric = &sheet.rubric;
    let mut rows: Vec<FormRow> = Vec::new();
    let mut counted = Vec::new();
    let mut group: Option<&str> = None;
    for criterion in &rubric.criteria {
        let own = criterion.group.as_deref();
        if own != group {
            group = own;
            if let Some(label) = own.and_then(|key| rubric.label_of(key)) {
                rows.push(FormRow {
                    key: String::new(),
                    cells: vec![FormCell::Heading(label.to_owned())],
                });
            }
        }
        counted.push((rows.len(), criterion.factor));
        rows.push(criterion_row(sheet, criterion));
    }
    rows.push(FormRow {
        key: String::new(),
        cells: vec![
            FormCell::Heading("Tổng điểm".to_owned()),
            FormCell::Number(rubric.max_total().0),
            FormCell::Empty,
            FormCell::Sum {
                of: counted,
                value: sheet.total.0,
            },
        ],
    });
    if let Some(vote) = sheet.vote {
        rows.push(FormRow {
            key: VOTE_KEY.to_owned(),
            cells: vec![
                FormCell::Heading("Biểu quyết công nhận".to_owned()),
                FormCell::Empty,
                FormCell::Empty,
                FormCell::OpenChoice {
                    value: match vote {
                        Some(Vote::For) => IN_FAVOUR.to_owned(),
                        Some(Vote::Against) => AGAINST.to_owned(),
                        None => String::new(),
                    },
                    choices: vec![IN_FAVOUR.to_owned(), AGAINST.to_owned()],
                    rule: "Chọn “Đồng ý” hoặc “Không đồng ý”.".to_owned(),
                },
            ],
        });
    }
    if sheet.comments.is_some() {
        let mut cells = vec![FormCell::Heading("Ý kiến chung".to_owned())];
        cells.extend([FormCell::Empty, FormCell::Empty, FormCell::Empty]);
        cells.push(FormCell::OpenText(sheet.remark.clone()));
        rows.push(FormRow {
            key: REMARK_KEY.to_owned(),
            cells,
        });
    }
    FormTab {
        name: sheet.tab.clone(),
        titles: vec![
            format!("PHIẾU CHẤM {}", sheet.code),
            sheet.title.clone(),
            format!("{}. Căn cứ: {}.", rubric.title, rubric.citation),
            sheet.session.clone(),
        ],
        columns: columns(&COLUMNS),
        rows,
        seal: sheet.seal.clone(),
    }
}

fn criterion_row(sheet: &OfflineSheet, criterion: &Criterion) -> FormRow {
    let comment = |comments: &sangkien_domain::form::Answers| {
        FormCell::OpenText(comments.get(&criterion.key).cloned().unwrap_or_default())
    };
    FormRow {
        key: format!("{SCORE_KEY}{}", criterion.key),
        cells: vec![
            text(&criterion.label),
            FormCell::Number(criterion.max.0),
            FormCell::Number(criterion.step.0),
            FormCell::OpenNumber {
                value: sheet.scores.get(&criterion.key).map(|score| score.0),
                max: criterion.max.0,
                step: criterion.step.0,
                rule: format!(
                    "Ghi số từ 0 đến {}, theo bước {}.",
                    criterion.max, criterion.step
                ),
            },
            sheet.comments.as_ref().map_or(FormCell::Empty, comment),
            text(&guidance(criterion)),
        ],
    }
}

/// Bands, least score, guidance and evidence, a line for each.
fn guidance(criterion: &Criterion) -> String {
    let mut lines: Vec<String> = criterion
        .bands
        .iter()
        .map(|band| {
            if band.from == band.to {
                format!("{}: {}", band.from, band.label)
            } else {
                format!("{}–{}: {}", band.from, band.to, band.label)
            }
        })
        .collect();
    if criterion.min > Score(0) {
        lines.push(format!("Điểm tối thiểu {}.", criterion.min));
    }
    if !criterion.guidance.is_empty() {
        lines.push(criterion.guidance.clone());
    }
    if !criterion.evidence.is_empty() {
        lines.push(format!("Minh chứng: {}.", criterion.evidence.join("; ")));
    }
    lines.join("\n")
}
