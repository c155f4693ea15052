//! Lists of a year.

use super::staff_shell;
use crate::parts::{Cell, Head, Opt, Tab, Table};
use crate::report_list::ReportListPage;

/// The tabs above reports, one of them shown.
pub(super) fn tabs(current: usize) -> Vec<Tab> {
    [
        ("Tổng hợp", "/reports/yearly"),
        ("Được công nhận", "/reports/recognised"),
        ("Không được công nhận", "/reports/unrecognised"),
        ("Theo đơn vị", "/reports/units"),
    ]
    .into_iter()
    .enumerate()
    .map(|(at, (label, href))| Tab {
        label: label.to_owned(),
        href: href.to_owned(),
        count: None,
        current: at == current,
    })
    .collect()
}

impl ReportListPage {
    /// What was not recognised.
    pub fn sample() -> Self {
        Self {
            shell: staff_shell("Lãnh đạo mẫu", "Lãnh đạo", "/reports/yearly"),
            title: "Hồ sơ không được công nhận năm 2024".to_owned(),
            tabs: tabs(2),
            action: "/reports/unrecognised".to_owned(),
            years: vec![Opt::new("2024", "2024").selected(true)],
            headline: "1 hồ sơ kết thúc mà không được công nhận.".to_owned(),
            table: Table::new(
                "Hồ sơ không được công nhận",
                vec![
                    Head::new("TT").numeric(),
                    Head::new("Mã hồ sơ"),
                    Head::new("Tên sáng kiến"),
                    Head::new("Lý do"),
                    Head::new("Điểm").numeric(),
                ],
                vec![vec![
                    Cell::number("1"),
                    Cell::text("SK-2024-0003"),
                    Cell::text("Bản đồ điểm ngập của xã"),
                    Cell::text("Không đủ số phiếu đồng ý của hội đồng"),
                    Cell::number("46"),
                ]],
            ),
            files: [
                "/reports/unrecognised.xlsx?year=2024".to_owned(),
                "/reports/unrecognised.pdf?year=2024".to_owned(),
            ],
        }
    }

    /// A year without any.
    pub fn sample_empty() -> Self {
        let mut page = Self::sample();
        page.table.rows.clear();
        "Danh sách chưa có dòng nào.".clone_into(&mut page.headline);
        page
    }
}
