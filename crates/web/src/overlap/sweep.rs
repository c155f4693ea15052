//! All dossiers against each other: progress, pairs, groups and a map, for whoever handles dossiers.

use std::collections::HashMap;

use sangkien_app::overlap::{SweepReport, SweptDossier, SweptPair};
use sangkien_domain::id::DossierId;
use sangkien_http::form::Fields;
use sangkien_pages::overlap::{GroupView, SweepPage};
use sangkien_pages::panel::PictureBlock;
use sangkien_pages::parts::{Cell, Fact, Head, Meter, Opt, Table, Tag, Tone};
use sangkien_panel::picture::{PairMap, PairSquare, Picture, pair_map};

use super::view::{percent, verdict};
use crate::address;
use crate::context::{Context, Reply};
use crate::extract::{Query, Signed, SignedForm};
use crate::show;

/// Dossiers on the map; more could not be told apart.
const MAPPED: usize = 30;
/// Pairs on the page; all are in the file.
const SHOWN: usize = 100;
/// Limits to choose from besides the configured one, in whole percents.
const LIMITS: [u32; 5] = [1, 5, 10, 30, 60];

const EXPLAINED: [&str; 3] = [
    "Mỗi hồ sơ đã nộp được so với mọi hồ sơ khác, kể cả chữ trong tệp đính kèm khi đọc xong. Hồ sơ không thay đổi thì không so lại; công việc dừng giữa chừng được làm tiếp từ chỗ dừng.",
    "Tỷ lệ của một cặp là tỷ lệ lớn hơn trong hai tỷ lệ của hồ sơ này so với hồ sơ kia, chưa trừ các đoạn đã được xác định là không tính. Mở từng cặp để xem số liệu mới nhất.",
    "Chỉ nêu những cặp mà ông (bà) được xem cả hai hồ sơ; với sáng kiến đã công bố, chỉ tính phần công bố. Giống nhau chưa phải là trùng: người có thẩm quyền xem và kết luận từng cặp.",
];

/// From how many hundredths of a percent on pairs are asked for; nothing for those beyond a limit.
fn least(query: &Fields) -> Option<u32> {
    let asked: u32 = query.get("least").parse().ok()?;
    LIMITS.contains(&asked).then_some(asked * 100)
}

pub(super) async fn show_page(signed: Signed, Query(query): Query) -> Reply {
    let least = least(&query);
    let report = signed.app().overlap_sweep(&signed.caller, least).await?;
    signed.html(&page(&signed, &report, least))
}

pub(super) async fn begin(form: SignedForm) -> Reply {
    form.app().begin_overlap_sweep(&form.caller).await?;
    form.done("/overlaps", "Đã bắt đầu đối chiếu toàn bộ hồ sơ.")
}

pub(super) async fn pairs_table(signed: Signed, Query(query): Query) -> Reply {
    let app = signed.app();
    let report = app.overlap_sweep(&signed.caller, least(&query)).await?;
    let all = Picture {
        svg: String::new(),
        head: HEAD.map(str::to_owned).to_vec(),
        rows: report.pairs.iter().map(row).collect(),
    };
    Ok(file("Các cặp hồ sơ giống nhau.csv", &all))
}

pub(super) async fn map_table(signed: Signed, Query(query): Query) -> Reply {
    let app = signed.app();
    let report = app.overlap_sweep(&signed.caller, least(&query)).await?;
    let map = map(&report, signed.web.options.bands.0);
    Ok(file("Bản đồ hồ sơ giống nhau.csv", &map))
}

fn file(name: &str, picture: &Picture) -> axum::response::Response {
    address::download(name, "text/csv", picture.csv().into_bytes())
}

const HEAD: [&str; 11] = [
    "Mã hồ sơ nộp sau",
    "Tên",
    "Tác giả",
    "Mã hồ sơ nộp trước",
    "Tên",
    "Tác giả",
    "Giống nhau (%)",
    "Đoạn dài nhất (âm tiết)",
    "Vượt ngưỡng",
    "Kết luận",
    "Ngày nộp của hồ sơ nộp sau",
];

fn row(pair: &SweptPair) -> Vec<String> {
    let side = |one: &SweptDossier| {
        [
            one.code.clone(),
            show::title(&one.title),
            one.authors.clone(),
        ]
    };
    let mut row = side(&pair.later).to_vec();
    row.extend(side(&pair.earlier));
    row.extend([
        percent(pair.share),
        pair.longest.to_string(),
        if pair.flagged { "có" } else { "không" }.to_owned(),
        pair.verdict.map_or("", |one| verdict(one).0).to_owned(),
        pair.later
            .submitted_at
            .map(show::minute)
            .unwrap_or_default(),
    ]);
    row
}

fn page(context: &Context, report: &SweepReport, least: Option<u32>) -> SweepPage {
    let kept = least.map_or_else(String::new, |least| format!("?least={}", least / 100));
    let state = &report.state;
    let lead = match (state.begun_at, state.ended_at) {
        (None, _) => "Chưa đối chiếu toàn bộ hồ sơ với nhau lần nào.".to_owned(),
        (Some(begun), None) => format!(
            "Đang đối chiếu, đã xong {} %. Bắt đầu lúc {}.",
            state.percent,
            show::minute(begun)
        ),
        // When the last one was compared is not told: it would tell of a dossier that somebody filed.
        (Some(begun), Some(_)) => format!(
            "Đã đối chiếu mọi hồ sơ, bắt đầu lúc {}. Hồ sơ mới nộp hoặc có thay đổi được tự động đối chiếu thêm.",
            show::minute(begun)
        ),
    };
    let groups = report.groups.len();
    let all = report.pairs.len();
    SweepPage {
        shell: context.shell(),
        lead,
        progress: state.is_under_way().then(|| Meter {
            label: format!("Đã đối chiếu {} %", state.percent),
            value: state.percent,
            max: 100,
            marks: Vec::new(),
        }),
        begin: state
            .begun_at
            .is_none()
            .then(|| "Bắt đầu đối chiếu".to_owned()),
        limits: limits(least),
        outcome: format!("{all} cặp hồ sơ, {groups} nhóm."),
        nothing: report.pairs.is_empty().then(|| {
            match (state.begun_at, state.ended_at) {
                (None, _) => "Kết quả sẽ hiện ở đây.",
                (Some(_), None) => "Chưa thấy cặp nào trong phần đã đối chiếu.",
                (Some(_), Some(_)) => "Không có cặp hồ sơ nào ở mức này.",
            }
            .to_owned()
        }),
        map: (!report.pairs.is_empty())
            .then(|| block(map(report, context.web.options.bands.0), &kept)),
        groups: (1..)
            .zip(&report.groups)
            .filter(|(_, group)| group.len() > 2)
            .map(|(number, group)| GroupView {
                title: format!("Nhóm {number}: {} hồ sơ", group.len()),
                dossiers: group
                    .iter()
                    .map(|one| Fact::new(&one.code, show::title(&one.title)))
                    .collect(),
            })
            .collect(),
        pairs: table(&report.pairs),
        more: (all > SHOWN)
            .then(|| format!("Trang này nêu {SHOWN} cặp đầu; tệp tải về có đủ {all} cặp.")),
        csv: format!("/overlaps/pairs{kept}"),
        explained: EXPLAINED.map(str::to_owned).to_vec(),
    }
}

fn limits(chosen: Option<u32>) -> Vec<Opt> {
    let mut options = vec![Opt::new("", "Vượt ngưỡng").selected(chosen.is_none())];
    options.extend(LIMITS.map(|limit| {
        Opt::new(limit.to_string(), format!("Giống nhau từ {limit} %"))
            .selected(chosen == Some(limit * 100))
    }));
    options
}

/// Where a pair is shown side by side.
fn pair_href(pair: &SweptPair) -> String {
    format!("/dossiers/{}/overlap/{}", pair.later.id, pair.earlier.id)
}

fn table(pairs: &[SweptPair]) -> Table {
    let whose = |one: &SweptDossier| format!("{} · {}", one.code, one.authors);
    let rows = pairs.iter().take(SHOWN).map(|pair| {
        let tag = match pair.verdict.map(verdict) {
            Some((name, _, tone)) => Tag::new(format!("Kết luận: {name}"), tone),
            None if pair.flagged => Tag::new("Vượt ngưỡng", Tone::Late),
            None => Tag::new("Dưới ngưỡng", Tone::Plain),
        };
        vec![
            Cell::link_with(
                show::title(&pair.later.title),
                pair_href(pair),
                whose(&pair.later),
            ),
            Cell::Stack(show::title(&pair.earlier.title), whose(&pair.earlier)),
            Cell::number(format!("{} %", percent(pair.share))),
            Cell::number(format!("{} âm tiết", pair.longest)),
            Cell::Tag(tag),
        ]
    });
    Table::new(
        "Các cặp hồ sơ giống nhau",
        vec![
            Head::new("Hồ sơ nộp sau"),
            Head::new("Hồ sơ nộp trước"),
            Head::new("Giống nhau").numeric(),
            Head::new("Đoạn dài nhất").numeric(),
            Head::new("Tình trạng"),
        ],
        rows.collect(),
    )
}

/// The map of the largest groups, those of one group beside each other.
fn map(report: &SweepReport, bands: [u32; 3]) -> Picture {
    let drawn: Vec<&SweptDossier> = report.groups.iter().flatten().take(MAPPED).collect();
    let places: HashMap<DossierId, usize> = drawn
        .iter()
        .enumerate()
        .map(|(at, one)| (one.id, at))
        .collect();
    let pairs = report.pairs.iter().filter_map(|pair| {
        let of = (*places.get(&pair.later.id)?, *places.get(&pair.earlier.id)?);
        Some(PairSquare {
            of,
            share: pair.share,
            href: pair_href(pair),
            words: format!(
                "{} và {}: giống nhau {} %",
                pair.later.code,
                pair.earlier.code,
                percent(pair.share)
            ),
        })
    });
    let map = PairMap {
        title: "Bản đồ các hồ sơ giống nhau".to_owned(),
        description: "Mỗi ô là một cặp hồ sơ; số trong ô là tỷ lệ phần trăm giống nhau.".to_owned(),
        head: ["Hồ sơ nộp sau", "Hồ sơ nộp trước", "Giống nhau (%)"].map(str::to_owned),
        labels: drawn.iter().map(|one| one.code.clone()).collect(),
        pairs: pairs.collect(),
        bands,
    };
    pair_map(&map)
}

fn block(picture: Picture, kept: &str) -> PictureBlock {
    let title = "Bản đồ các hồ sơ giống nhau";
    let cells = |row: Vec<String>| row.into_iter().map(Cell::text).collect();
    PictureBlock {
        title: title.to_owned(),
        note: "Mỗi ô là một cặp, số trong ô là phần trăm giống nhau, màu đậm là giống nhiều. Hồ sơ cùng nhóm đứng cạnh nhau. Chọn một ô để xem hai hồ sơ cạnh nhau."
            .to_owned(),
        table: Table::new(
            title,
            picture.head.into_iter().map(Head::new).collect(),
            picture.rows.into_iter().map(cells).collect(),
        ),
        svg: picture.svg,
        csv: format!("/overlaps/map{kept}"),
    }
}
