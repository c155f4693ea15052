use super::{TITLE, author_shell, public_shell, strings};
use crate::access::{InvitationPage, InvitationPurpose, LoginPage, SetupPage};
use crate::confirm::ConfirmPage;
use crate::failure::{ErrorPage, KeptField, Retry, SessionExpiredPage};
use crate::parts::{Errors, Fact};

impl LoginPage {
    /// The empty form.
    pub fn sample() -> Self {
        Self {
            shell: public_shell(),
            account: String::new(),
            next: "/work".to_owned(),
            errors: Errors::none(),
        }
    }

    /// A wrong password.
    pub fn sample_error() -> Self {
        Self {
            account: "tacgia.mau01".to_owned(),
            errors: Errors::none().with("account", "Tài khoản hoặc mật khẩu chưa đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi nhập lại."),
            ..Self::sample()
        }
    }
}

impl InvitationPage {
    /// Choosing a password.
    pub fn sample() -> Self {
        Self {
            shell: public_shell(),
            action: "/invitations/mau".to_owned(),
            purpose: InvitationPurpose::SetPassword,
            full_name: "Thư ký mẫu".to_owned(),
            facts: vec![
                Fact::new("Tài khoản", "thuky.mau"),
                Fact::new("Đơn vị", "Phòng Kinh tế"),
                Fact::new("Vai trò", "Thư ký hội đồng"),
                Fact::new("Liên kết dùng đến", "17:00 ngày 12/04/2024"),
            ],
            errors: Errors::none(),
        }
    }

    /// Signing in once.
    pub fn sample_once() -> Self {
        Self {
            purpose: InvitationPurpose::SignIn,
            ..Self::sample()
        }
    }
}

impl SetupPage {
    /// The form as it first opens.
    pub fn sample() -> Self {
        Self {
            shell: public_shell(),
            action: "/setup/mau".to_owned(),
            agency_name: String::new(),
            agency_code: String::new(),
            full_name: String::new(),
            account: String::new(),
            round_name: "Đợt 1 năm 2024".to_owned(),
            round_opens: "01/03/2024".to_owned(),
            round_closes: String::new(),
            errors: Errors::none(),
        }
    }

    /// With problems.
    pub fn sample_error() -> Self {
        Self {
            errors: Errors::none()
                .with("agency_name", "Nhập tên đầy đủ của cơ quan.")
                .with("password", "Mật khẩu cần ít nhất 12 ký tự.")
                .with("round_closes", "Ngày đóng phải sau ngày mở 01/03/2024."),
            ..Self::sample()
        }
    }
}

fn retry() -> Retry {
    Retry {
        action: "/dossiers/24/sections/novelty".to_owned(),
        label: "Gửi lại".to_owned(),
        fields: vec![KeptField {
            name: "novelty".to_owned(),
            label: "Tính mới của sáng kiến".to_owned(),
            value: "Trong phạm vi cơ quan chưa có giải pháp nào gắn yêu cầu chỉnh sửa với vị trí trong bản thảo.".to_owned(),
        }],
        hidden: vec![("version".to_owned(), "4".to_owned())],
    }
}

impl ErrorPage {
    /// The usual page of a status.
    pub fn sample(status: u16) -> Self {
        let mut page = Self::for_status(public_shell(), status);
        page.reference = (status >= 500).then(|| "7F3A-91C2-04".to_owned());
        page
    }

    /// A form whose token is no longer valid.
    pub fn sample_form() -> Self {
        Self::stale_form(author_shell(), retry())
    }
}

impl SessionExpiredPage {
    /// While a section was being saved.
    pub fn sample() -> Self {
        Self {
            shell: public_shell(),
            account: "tacgia.mau01".to_owned(),
            next: "/dossiers/24/sections/novelty".to_owned(),
            retry: Some(retry()),
        }
    }
}

impl ConfirmPage {
    /// Revoking a certificate.
    pub fn sample() -> Self {
        Self {
            shell: author_shell(),
            title: "Thu hồi giấy chứng nhận của Tác giả mẫu 02?".to_owned(),
            consequences: strings(&[
                "Trang xác minh cho biết giấy đã bị thu hồi, kèm lý do dưới đây.",
                "Mã trên giấy không dùng lại được.",
                &format!("Sáng kiến “{TITLE}” vẫn giữ trong sổ công nhận."),
            ]),
            action: "/certificates/mau/revocation".to_owned(),
            hidden: vec![("version".to_owned(), "2".to_owned())],
            reason: Some(String::new()),
            button: "Thu hồi giấy chứng nhận".to_owned(),
            style: "state",
            cancel_href: "/decisions/4".to_owned(),
            errors: Errors::none(),
        }
    }
}
