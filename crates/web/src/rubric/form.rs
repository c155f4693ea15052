//! A rubric as a form: shown as groups of fields, and read back from what was posted.

mod read;
#[cfg(test)]
mod tests;

use sangkien_domain::council::Post;
use sangkien_domain::rubric::{
    Band, Class, Criterion, FurtherCounts, GapCall, Group, Rubric, Score,
};
use sangkien_i18n::{label, rubric as words};
use sangkien_pages::parts::{EditField, EditGroup, EditKind};

use crate::procedure::part::fields::{
    adder, choice, citation, code, line, number, pairs, row_buttons, tick, wide,
};
use crate::show::VI;

pub(super) use read::{Read, read};

/// A score or other number in hundredths; nothing is shown as empty.
fn points(name: String, label: &str, value: Option<Score>) -> EditField {
    let text = value.map(|score| score.to_string()).unwrap_or_default();
    EditField::new(name, label, text, EditKind::Number("điểm".to_owned()))
}

fn lines(name: String, label: &str, value: &str, rows: u32) -> EditField {
    EditField::new(name, label, value, EditKind::Lines(rows))
}

/// The groups of a rubric.
pub(super) fn groups(rubric: &Rubric, note: &str) -> Vec<EditGroup> {
    let mut groups = vec![general(rubric, note), panel(rubric)];
    let parts = rubric.groups.iter().enumerate();
    groups.extend(parts.map(|(row, group)| part(row, group, rubric.groups.len())));
    groups.push(adder("group", "Thêm phần", "Tên phần mới", "Thêm phần"));
    let criteria = rubric.criteria.iter().enumerate();
    groups.extend(criteria.map(|(row, one)| criterion(row, one, rubric)));
    groups.push(adder(
        "criterion",
        "Thêm tiêu chí",
        "Tên tiêu chí mới",
        "Thêm tiêu chí",
    ));
    let classes = rubric.classes.iter().enumerate();
    groups.extend(classes.map(|(row, one)| class(row, one, rubric)));
    groups.push(adder("class", "Thêm loại", "Tên loại mới", "Thêm loại"));
    groups
}

fn general(rubric: &Rubric, note: &str) -> EditGroup {
    let name = str::to_owned;
    EditGroup::new("general", "Thông tin chung")
        .fields([
            wide(name("title"), "Tên bảng điểm", &rubric.title),
            points(name("scale"), "Thang điểm", rubric.scale)
                .hint("Tổng điểm tối đa theo văn bản, để đối chiếu với các tiêu chí.")
                .optional(),
            points(name("pass"), "Mức đạt", rubric.pass_total).optional(),
            points(
                name("supplement"),
                "Bổ sung rồi chấm lại từ",
                rubric.supplement_from,
            )
            .hint("Từ mức này đến dưới mức đạt.")
            .optional(),
            choice(
                name("fall"),
                "Đủ tổng điểm nhưng thiếu mức của một tiêu chí",
                &code(&rubric.class_fall),
                pairs([
                    ("next", "Xếp loại liền dưới có đủ điều kiện"),
                    ("ask", "Hội đồng quyết định"),
                ]),
            ),
            tick(
                name("unscored"),
                "Chỉ có đạt, không đạt; không chấm điểm",
                rubric.unscored,
            ),
        ])
        .fields(citation("source", Some(&rubric.citation)))
        .fields([
            lines(
                name("remark"),
                "Điều còn thiếu hoặc cần xác nhận",
                &rubric.note,
                2,
            )
            .optional(),
            lines(name("note"), "Điểm mới của phiên bản", note, 2).optional(),
        ])
}

fn panel(rubric: &Rubric) -> EditGroup {
    let panel = &rubric.panel;
    let name = str::to_owned;
    let weights = Post::ALL.map(|post| {
        let weight = panel.weights.get(post.code()).copied().unwrap_or(0);
        let label = format!("Hệ số của {}", label::post(post, VI).to_lowercase());
        number(format!("weight.{}", post.code()), &label, weight.into(), "").optional()
    });
    let public = rubric.public_vote.as_ref();
    EditGroup::new("panel", "Tính kết quả từ các phiếu")
        .folded("Cách tính, làm tròn, chênh lệch, bình chọn, hệ số")
        .fields([
            choice(
                name("method"),
                "Cách tính",
                &code(&panel.method),
                pairs([
                    ("mean", "Trung bình cộng"),
                    ("weighted", "Trung bình có hệ số theo chức danh"),
                    ("sum", "Tổng cộng"),
                ]),
            ),
            number(
                name("least"),
                "Số phiếu ít nhất",
                panel.least_sheets.into(),
                "phiếu",
            )
            .optional(),
            number(
                name("trim_from"),
                "Bỏ phiếu cao nhất, thấp nhất khi có từ",
                panel.trim.map_or(0, |trim| trim.from.into()),
                "phiếu",
            )
            .optional(),
            number(
                name("trim_drop"),
                "Số phiếu bỏ ở mỗi đầu",
                panel.trim.map_or(0, |trim| trim.drop.into()),
                "phiếu",
            )
            .optional(),
            points(name("unit"), "Làm tròn đến", Some(panel.rounding.unit)),
            choice(
                name("mode"),
                "Cách làm tròn",
                &code(&panel.rounding.mode),
                pairs([
                    ("half-up", "Nửa làm tròn lên"),
                    ("half-even", "Nửa làm tròn về số chẵn"),
                    ("down", "Luôn làm tròn xuống"),
                    ("up", "Luôn làm tròn lên"),
                ]),
            ),
            points(
                name("gap"),
                "Chênh lệch giữa hai phiếu không quá",
                panel.gap_limit,
            )
            .optional(),
            choice(
                name("gap_call"),
                "Khi chênh lệch quá mức",
                &code(&panel.gap_call),
                [GapCall::SecondMeeting, GapCall::ThirdMarker]
                    .map(|call| (code(&call), words::gap_call(call, VI).to_owned()))
                    .to_vec(),
            )
            .hint("Người chấm thêm do chương trình chọn khi đủ phiếu; không còn ai thì hội đồng họp lại."),
            choice(
                name("further"),
                "Cách tính phiếu chấm thêm",
                &code(&panel.further_counts),
                [
                    FurtherCounts::Alike,
                    FurtherCounts::Nearest,
                    FurtherCounts::Alone,
                ]
                .map(|counts| (code(&counts), words::further_counts(counts, VI).to_owned()))
                .to_vec(),
            ),
            line(
                name("public"),
                "Tên phần bình chọn công khai",
                public.map_or("", |vote| vote.label.as_str()),
            )
            .hint("Để trống khi không có bình chọn.")
            .optional(),
            points(
                name("public_max"),
                "Điểm bình chọn tối đa",
                public.map(|vote| vote.max),
            )
            .optional(),
        ])
        .fields(weights)
}

fn part(row: usize, group: &Group, rows: usize) -> EditGroup {
    let at = |name: &str| format!("group.{row}.{name}");
    EditGroup::new(format!("group-{row}"), format!("Phần: {}", group.label))
        .folded(format!("Tối đa {}", group.max))
        .hide(at("key"), &group.key)
        .fields([
            wide(at("label"), "Tên phần", &group.label),
            points(at("max"), "Điểm tối đa", Some(group.max)),
            points(at("min"), "Điểm tối thiểu", above_zero(group.min)).optional(),
        ])
        .buttons(row_buttons("group", row, rows, &group.label))
}

fn above_zero(score: Score) -> Option<Score> {
    Some(score).filter(|score| *score > Score(0))
}

fn criterion(row: usize, one: &Criterion, rubric: &Rubric) -> EditGroup {
    let at = |name: &str| format!("criterion.{row}.{name}");
    let mut groups = pairs([("", "Không thuộc phần nào")]);
    let known = rubric.groups.iter();
    groups.extend(known.map(|group| (group.key.clone(), group.label.clone())));
    let rows = rubric.criteria.len();
    EditGroup::new(
        format!("criterion-{row}"),
        format!("Tiêu chí: {}", one.label),
    )
    .folded(format!(
        "Tối đa {}, bước {}, {} mức điểm",
        one.max,
        one.step,
        one.bands.len()
    ))
    .hide(at("key"), &one.key)
    .fields([
        wide(at("label"), "Tên tiêu chí", &one.label),
        choice(
            at("group"),
            "Thuộc phần",
            one.group.as_deref().unwrap_or_default(),
            groups,
        ),
        points(at("max"), "Điểm tối đa", Some(one.max)),
        points(at("step"), "Bước điểm", Some(one.step)),
        points(at("min"), "Điểm tối thiểu", above_zero(one.min)).optional(),
        points(at("factor"), "Hệ số", Some(Score(one.factor))),
        tick(
            at("knock_out"),
            "Dưới điểm tối thiểu thì hồ sơ bị loại",
            one.knock_out,
        ),
        tick(
            at("single"),
            "Chọn một mức, điểm nằm trong mức đó",
            one.single_choice,
        ),
        lines(at("bands"), "Các mức điểm", &bands_text(&one.bands), 4)
            .hint("Mỗi mức một dòng, từ cao xuống thấp, ví dụ 31–40: Hoàn toàn mới.")
            .optional(),
        lines(at("guidance"), "Hướng dẫn chấm", &one.guidance, 2).optional(),
        lines(
            at("evidence"),
            "Minh chứng phải có",
            &one.evidence.join("\n"),
            2,
        )
        .hint("Mỗi loại một dòng.")
        .optional(),
    ])
    .buttons(row_buttons("criterion", row, rows, &one.label))
}

fn class(row: usize, one: &Class, rubric: &Rubric) -> EditGroup {
    let at = |name: &str| format!("class.{row}.{name}");
    let minima = one.minima.iter().map(|(key, least)| {
        let label = rubric.label_of(key).unwrap_or(key);
        format!("{label}: {least}")
    });
    let minima = minima.collect::<Vec<_>>().join("\n");
    EditGroup::new(format!("class-{row}"), format!("Xếp loại: {}", one.label))
        .folded(format!("Tổng điểm từ {}", one.total))
        .fields([
            line(at("label"), "Tên loại", &one.label),
            points(at("total"), "Tổng điểm từ", Some(one.total)),
            lines(
                at("minima"),
                "Điểm ít nhất của từng tiêu chí, phần",
                &minima,
                2,
            )
            .hint("Mỗi dòng một tiêu chí hoặc phần, ví dụ Tính mới: 30.")
            .optional(),
        ])
        .buttons(row_buttons("class", row, rubric.classes.len(), &one.label))
}

fn bands_text(bands: &[Band]) -> String {
    let line = |band: &Band| {
        if band.from == band.to {
            format!("{}: {}", band.from, band.label)
        } else {
            format!("{}–{}: {}", band.from, band.to, band.label)
        }
    };
    bands.iter().map(line).collect::<Vec<_>>().join("\n")
}
