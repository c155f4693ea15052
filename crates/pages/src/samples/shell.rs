//! What surrounds the sample pages.

use crate::parts::Link;
use crate::{DemoBar, DemoMoment, NavItem, Person, Shell};

/// Shell of a visitor.
pub(crate) fn public_shell() -> Shell {
    Shell {
        agency: "Ủy ban nhân dân huyện Phúc Thọ".to_owned(),
        nav: vec![
            NavItem::new("Tra cứu", "/registry"),
            NavItem::new("Xác minh giấy chứng nhận", "/verify"),
        ],
        csrf: "mau-csrf".to_owned(),
        version: "0.1.0".to_owned(),
        ..Shell::default()
    }
}

fn demo() -> DemoBar {
    let moment = |key: &str, label: &str, current| DemoMoment {
        key: key.to_owned(),
        label: label.to_owned(),
        current,
    };
    DemoBar {
        clock: "21:58 ngày 09/04/2024".to_owned(),
        moments: vec![
            moment("deadline", "Tối cuối của đợt 1", true),
            moment("intake", "Sáng tiếp nhận", false),
            moment("session", "Phiên họp hội đồng", false),
            moment("signing", "Ngày ký quyết định", false),
        ],
        next: "/work".to_owned(),
    }
}

fn shell_of(name: &str, roles: &str, nav: Vec<NavItem>) -> Shell {
    Shell {
        nav,
        person: Some(Person {
            name: name.to_owned(),
            roles: roles.to_owned(),
            links: Vec::new(),
        }),
        demo: Some(demo()),
        ..public_shell()
    }
}

/// Shell of an author, on "Hồ sơ của tôi".
pub(crate) fn author_shell() -> Shell {
    let nav = vec![
        NavItem::new("Việc của tôi", "/work"),
        NavItem::new("Hồ sơ của tôi", "/dossiers").current(),
        NavItem::new("Tra cứu", "/registry"),
    ];
    shell_of("Tác giả mẫu 01", "Tác giả, Trường Tiểu học mẫu A", nav)
}

/// Shell of a member of staff.
pub(crate) fn staff_shell(name: &str, roles: &str, current: &str) -> Shell {
    let entries = [
        ("Việc của tôi", "/work", Some(5)),
        ("Hồ sơ", "/dossiers", None),
        ("Phiên họp", "/sessions", None),
        ("Quyết định", "/decisions", None),
        ("Báo cáo", "/reports/yearly", None),
        ("Tra cứu", "/registry", None),
    ];
    let nav = entries.into_iter().map(|(label, href, count)| NavItem {
        label: label.to_owned(),
        href: href.to_owned(),
        current: href == current,
        count,
    });
    shell_of(name, roles, nav.collect())
}

/// Shell of the administrator.
pub(crate) fn admin_shell() -> Shell {
    let nav = vec![
        NavItem::new("Người dùng", "/admin/people").current(),
        NavItem::new("Quy trình", "/admin/procedures"),
        NavItem::new("Đợt nhận hồ sơ", "/admin/rounds"),
        NavItem::new("Nhật ký", "/admin/audit"),
    ];
    shell_of("Quản trị mẫu", "Quản trị, UBND huyện Phúc Thọ", nav)
}

pub(crate) fn back(label: &str, href: &str) -> Link {
    Link::new(label, href)
}
