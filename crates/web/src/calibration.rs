//! How a council marks, for whoever runs it: progress while members mark, agreement afterwards.

use sangkien_app::council::{Calibrated, CalibrationView};
use sangkien_domain::id::SessionId;
use sangkien_domain::rubric::{PanelFault, Reason, Rubric, Score, Settled, Standing};
use sangkien_domain::time::Instant;
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_i18n::agreement as said;
use sangkien_i18n::rubric::panel_fault;
use sangkien_pages::panel::{CalibrationPage, PictureBlock, TableBlock};
use sangkien_pages::parts::{Cell, Head, Link, Table};
use sangkien_panel::agreement::{Agreement, Level, agreement, members, outliers};
use sangkien_panel::picture::{
    DotPlot, DotRow, MemberDots, Picture, Progress, dot_plot, member_dots, progress,
};

use crate::address;
use crate::context::{Context, Reply};
use crate::extract::{Id, Query, Signed};
use crate::marking::thresholds;
use crate::problem::Problem;
use crate::show::VI;
use crate::state::Web;

/// From which the redraws of the interval are made: the same marks give the same figures.
const SEED: u64 = 2_024;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/sessions/{id}/calibration", show_page)
        .get("/sessions/{id}/calibration/progress", progress_table)
        .get("/sessions/{id}/calibration/scores", scores_table)
        .get("/sessions/{id}/calibration/members", members_table)
}

/// Whether names stand in the place of numbers.
fn named(query: &Fields) -> bool {
    query.get("names") == "yes"
}

async fn show_page(signed: Signed, Id(id): Id<SessionId>, Query(query): Query) -> Reply {
    let found = signed.app().calibration(&signed.caller, id).await?;
    signed.html(&page(&signed, &found, named(&query)))
}

async fn progress_table(signed: Signed, Id(id): Id<SessionId>) -> Reply {
    let found = signed.app().calibration(&signed.caller, id).await?;
    let picture = progress_of(&found, signed.now());
    Ok(file("Tiến độ gửi phiếu.csv", &picture))
}

async fn scores_table(signed: Signed, Id(id): Id<SessionId>) -> Reply {
    let found = signed.app().calibration(&signed.caller, id).await?;
    let picture = opened(&found).then(|| scores_of(&found));
    let picture = picture.ok_or(Problem::Absent)?;
    Ok(file("Điểm từng hồ sơ.csv", &picture))
}

async fn members_table(signed: Signed, Id(id): Id<SessionId>, Query(query): Query) -> Reply {
    let found = signed.app().calibration(&signed.caller, id).await?;
    let picture = opened(&found).then(|| members_of(&found, named(&query)));
    let picture = picture.ok_or(Problem::Absent)?;
    Ok(file("Mức chặt, rộng của từng thành viên.csv", &picture))
}

fn file(name: &str, picture: &Picture) -> axum::response::Response {
    address::download(name, "text/csv", picture.csv().into_bytes())
}

/// Whether figures of marks may be seen.
fn opened(found: &CalibrationView) -> bool {
    !found.sheets.open()
}

fn page(context: &Context, found: &CalibrationView, names: bool) -> CalibrationPage {
    let session = &found.sheets.session;
    let home = format!("/sessions/{}/calibration", session.id);
    let mut shell = context.shell();
    shell.back = Some(Link::new(
        "Phiếu chấm của phiên họp",
        format!("/sessions/{}/sheets", session.id),
    ));
    let mut page = CalibrationPage {
        shell,
        eyebrow: found.sheets.council.name.clone(),
        title: session.title.clone(),
        lead: "Số liệu về điểm mở sau khi đóng phần chấm; trước đó chỉ có tiến độ gửi phiếu."
            .to_owned(),
        reading: String::new(),
        names: None,
        pictures: vec![block(
            "Tiến độ gửi phiếu",
            "Mỗi bậc là một phiếu đã gửi, không phân biệt của ai; đường đứt là số phiếu phải có.",
            progress_of(found, context.now()),
            format!("{home}/progress"),
        )],
        tables: Vec::new(),
    };
    if !opened(found) {
        return page;
    }
    let figures = agreement(&found.marks, Level::Interval, SEED);
    page.lead = lead(&figures);
    page.reading = said::reading(&figures, VI);
    let (words, query) = if names {
        ("Ẩn tên thành viên", "")
    } else {
        ("Hiện tên thành viên", "?names=yes")
    };
    page.names = Some(Link::new(words, format!("{home}{query}")));
    let kept = if names { "?names=yes" } else { "" };
    page.pictures.push(block(
        "Điểm từng hồ sơ",
        "Mỗi vòng tròn là tổng điểm của một phiếu, hình thoi là kết quả; đường đứt là các mức điểm.",
        scores_of(found),
        format!("{home}/scores"),
    ));
    page.pictures.push(block(
        "Mức chặt, rộng của từng thành viên",
        "Bên trái vạch 0 là chấm chặt hơn, bên phải là rộng hơn trung bình những người cùng chấm; đoạn thẳng là độ dao động.",
        members_of(found, names),
        format!("{home}/members{kept}"),
    ));
    page.tables = [
        gaps(found),
        far(found, names),
        Some(rules(found)),
        reopened(found, names),
        Some(levels(found)),
    ]
    .into_iter()
    .flatten()
    .collect();
    page
}

fn block(title: &str, note: &str, picture: Picture, csv: String) -> PictureBlock {
    let rows = picture.rows.into_iter().map(|row| {
        let cells = row.into_iter().map(Cell::text);
        cells.collect()
    });
    PictureBlock {
        title: title.to_owned(),
        note: note.to_owned(),
        table: Table::new(
            title,
            picture.head.into_iter().map(Head::new).collect(),
            rows.collect(),
        ),
        svg: picture.svg,
        csv,
    }
}

fn lead(figures: &Agreement) -> String {
    let figure = |number: f64| said::figure(number, 2, VI);
    match (figures.alpha, figures.interval) {
        (Some(alpha), Some((low, high))) => format!(
            "Hệ số thống nhất (Krippendorff) {}; khoảng tin cậy 95 % từ {} đến {}; {} phiếu của {} hồ sơ có từ hai phiếu.",
            figure(alpha),
            figure(low),
            figure(high),
            figures.marks,
            figures.dossiers
        ),
        (Some(alpha), None) => format!("Hệ số thống nhất (Krippendorff) {}.", figure(alpha)),
        (None, _) => "Chưa tính được hệ số thống nhất.".to_owned(),
    }
}

fn progress_of(found: &CalibrationView, now: Instant) -> Picture {
    let until = found.sheets.session.closed_at.unwrap_or(now);
    let first = found.sent.iter().min().copied();
    let begun = found.begun.filter(|at| *at <= until).or(first);
    progress(&Progress {
        title: "Tiến độ gửi phiếu".to_owned(),
        description: format!("Đã gửi {} trên {} phiếu.", found.sent.len(), found.expected),
        head: ["Lúc", "Số phiếu đã gửi"].map(str::to_owned),
        from: begun.unwrap_or(until),
        until,
        expected: found.expected,
        sent: found.sent.clone(),
    })
}

/// The result by the rubric's own rule.
fn result(dossier: &Calibrated) -> Option<&Settled> {
    dossier.results.first().and_then(|one| one.as_ref().ok())
}

fn scores_of(found: &CalibrationView) -> Picture {
    let rubric = found.rules.as_ref().map(|rules| &rules.rubric);
    let rows = found.dossiers.iter().map(|dossier| DotRow {
        label: dossier.code.clone(),
        marks: dossier.totals.clone(),
        result: result(dossier).map(|settled| settled.total),
    });
    dot_plot(&DotPlot {
        title: "Điểm từng hồ sơ".to_owned(),
        description: format!("Tổng điểm các phiếu của {} hồ sơ.", found.dossiers.len()),
        head: [
            "Hồ sơ",
            "Tổng điểm các phiếu",
            "Kết quả",
            "Chênh lệch lớn nhất",
        ]
        .map(str::to_owned),
        thresholds: rubric.map(thresholds).unwrap_or_default(),
        max: rubric.map(Rubric::max_result).unwrap_or_default(),
        rows: rows.collect(),
    })
}

fn members_of(found: &CalibrationView, names: bool) -> Picture {
    member_dots(&MemberDots {
        title: "Mức chặt, rộng của từng thành viên".to_owned(),
        description: "Khoảng cách trung bình đến điểm của những người cùng chấm.".to_owned(),
        head: [
            "Thành viên",
            "Hồ sơ chấm chung",
            "Lệch trung bình (điểm)",
            "Độ dao động (điểm)",
        ]
        .map(str::to_owned),
        anonymous: (!names).then(|| "Thành viên".to_owned()),
        members: members(&found.marks),
    })
}

/// Dossiers whose sheets lie further apart than their rubric allows.
fn gaps(found: &CalibrationView) -> Option<TableBlock> {
    let rows = found.dossiers.iter().filter_map(|dossier| {
        let reasons = result(dossier).into_iter().flat_map(|one| &one.reasons);
        let (gap, limit) = reasons.into_iter().find_map(|reason| match reason {
            Reason::GapOver { gap, limit } | Reason::FurtherTaken { gap, limit, .. } => {
                Some((*gap, *limit))
            }
            _ => None,
        })?;
        Some(vec![
            Cell::link_with(
                &dossier.title,
                format!("/dossiers/{}", dossier.dossier),
                &dossier.code,
            ),
            Cell::number(gap.to_string()),
            Cell::number(limit.to_string()),
        ])
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let heads = vec![
        Head::new("Hồ sơ"),
        Head::new("Chênh lệch").numeric(),
        Head::new("Mức cho phép").numeric(),
    ];
    (!rows.is_empty()).then(|| TableBlock {
        title: "Hồ sơ có điểm chênh lệch quá mức".to_owned(),
        note: "Khi các phiếu đầu chênh nhau quá mức này, bảng điểm quy định thêm người chấm hoặc họp lại về hồ sơ.".to_owned(),
        table: Table::new("Hồ sơ có điểm chênh lệch quá mức", heads, rows),
    })
}

fn far(found: &CalibrationView, names: bool) -> Option<TableBlock> {
    let points = |number: f64| said::figure(number, 1, VI);
    let rows = outliers(&found.marks).into_iter().map(|one| {
        let mut row = vec![Cell::code(one.dossier)];
        if names {
            row.push(Cell::text(one.member));
        }
        row.extend([
            Cell::number(one.mark.to_string()),
            Cell::number(points(one.distance)),
            Cell::number(points(one.usual)),
        ]);
        row
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let mut heads = vec![Head::new("Hồ sơ")];
    if names {
        heads.push(Head::new("Thành viên"));
    }
    heads.extend([
        Head::new("Tổng điểm").numeric(),
        Head::new("Cách người khác").numeric(),
        Head::new("Mức thường gặp").numeric(),
    ]);
    (!rows.is_empty()).then(|| TableBlock {
        title: "Phiếu khác thường".to_owned(),
        note: "Phiếu cách điểm trung bình của những người cùng chấm xa hơn mức thường gặp trong hội đồng. Khác thường chưa hẳn là sai.".to_owned(),
        table: Table::new("Phiếu khác thường", heads, rows),
    })
}

fn rules(found: &CalibrationView) -> TableBlock {
    let rows = found.dossiers.iter().map(|dossier| {
        let mut row = vec![Cell::link_with(
            &dossier.title,
            format!("/dossiers/{}", dossier.dossier),
            &dossier.code,
        )];
        row.extend(dossier.results.iter().map(|one| Cell::text(outcome(one))));
        row
    });
    TableBlock {
        title: "Kết quả nếu tính theo cách khác".to_owned(),
        note: "Chỉ để tham khảo; kết quả có hiệu lực là cột đầu. Hồ sơ đổi loại khi đổi cách tính là hồ sơ ở sát ngưỡng.".to_owned(),
        table: Table::new(
            "Kết quả nếu tính theo cách khác",
            ["Hồ sơ", "Theo bảng điểm", "Trung bình cộng", "Bỏ phiếu cao nhất và thấp nhất"]
                .map(Head::new)
                .to_vec(),
            rows.collect(),
        ),
    }
}

fn outcome(result: &Result<Settled, PanelFault>) -> String {
    let settled = match result {
        Ok(settled) => settled,
        Err(PanelFault::VotesMissing) => return panel_fault(&PanelFault::VotesMissing, VI),
        Err(_) => return "Chưa đủ phiếu".to_owned(),
    };
    let standing = match (&settled.class, settled.standing) {
        (Some(class), _) => class.as_str(),
        (None, Standing::Pass) => "đạt",
        (None, Standing::Supplement) => "bổ sung rồi chấm lại",
        (None, Standing::Fail) => "chưa đạt",
        (None, Standing::Open) => "",
    };
    if standing.is_empty() {
        settled.total.to_string()
    } else {
        format!("{} ({standing})", settled.total)
    }
}

fn reopened(found: &CalibrationView, names: bool) -> Option<TableBlock> {
    let total = |score: Option<Score>| {
        Cell::number(score.map_or_else(|| "chưa gửi lại".to_owned(), |score| score.to_string()))
    };
    let rows = found.changed.iter().map(|one| {
        let mut row = vec![Cell::code(&one.code)];
        if names {
            row.push(Cell::text(&one.member));
        }
        row.extend([total(Some(one.before)), total(one.after)]);
        row
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let mut heads = vec![Head::new("Hồ sơ")];
    if names {
        heads.push(Head::new("Thành viên"));
    }
    heads.extend([
        Head::new("Trước khi mở lại").numeric(),
        Head::new("Phiếu được tính").numeric(),
    ]);
    (!rows.is_empty()).then(|| TableBlock {
        title: "Trước và sau trao đổi".to_owned(),
        note: "Tổng điểm của các phiếu đã mở lại.".to_owned(),
        table: Table::new("Trước và sau trao đổi", heads, rows),
    })
}

fn levels(found: &CalibrationView) -> TableBlock {
    let figure = |number: f64| said::figure(number, 3, VI);
    let rows = Level::ALL.map(|level| {
        let one = agreement(&found.marks, level, SEED);
        let interval = one.interval;
        vec![
            Cell::text(said::level(level, VI)),
            Cell::number(one.alpha.map_or_else(|| "–".to_owned(), figure)),
            Cell::number(interval.map_or_else(
                || "–".to_owned(),
                |(low, high)| format!("{} đến {}", figure(low), figure(high)),
            )),
        ]
    });
    TableBlock {
        title: "Hệ số thống nhất theo cách so điểm".to_owned(),
        note: "Bằng 1 khi mọi người chấm như nhau, bằng 0 khi không hơn chấm ngẫu nhiên."
            .to_owned(),
        table: Table::new(
            "Hệ số thống nhất theo cách so điểm",
            vec![
                Head::new("Cách so"),
                Head::new("Hệ số").numeric(),
                Head::new("Khoảng tin cậy 95 %").numeric(),
            ],
            rows.to_vec(),
        ),
    }
}
