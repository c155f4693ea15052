//! Pages filled with sample content: shown under `/ui` on a development
//! instance and rendered by the tests. Every person in them is a sample.

mod access;
mod admin;
mod certificate;
mod correction;
mod council;
mod course;
mod decision;
mod dossier;
mod draft;
mod figures;
mod file_search;
mod file_text;
mod files;
mod home;
mod intake;
mod law;
mod marking;
mod meeting;
mod offline;
mod overlap;
mod own_form;
mod panel;
mod people_table;
mod procedure;
mod public;
mod register;
mod report;
mod report_list;
mod rubric;
mod session;
mod shell;
mod signing;
mod stamps;
mod submission;
mod ui;
mod worklist;

use askama::Template;

use crate::parts::{Deadline, DocSection, DossierView, Fact, Pace, Tag, Tone, ViewAuthor};
pub(crate) use shell::{admin_shell, author_shell, back, public_shell, staff_shell};

pub(crate) use files::{file_part, files, required};

/// One page in one state.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    /// Its name in the address, `/ui/{name}`.
    pub name: &'static str,
    /// What it shows.
    pub label: &'static str,
    render: fn() -> askama::Result<String>,
}

impl Sample {
    /// The page.
    pub fn render(&self) -> askama::Result<String> {
        (self.render)()
    }
}

macro_rules! samples {
    ($($name:literal, $label:literal, $page:expr;)+) => {
        &[$(Sample { name: $name, label: $label, render: || $page.render() }),+]
    };
}

/// Every sample in the order of the main job.
pub const ALL: &[Sample] = samples![
    "components", "Thành phần", crate::ui::UiPage::sample();
    "home", "Trang đầu", crate::public::HomePage::sample();
    "home-closed", "Trang đầu, không có đợt mở", crate::public::HomePage::sample_closed();
    "registry", "Tra cứu", crate::public::RegistryPage::sample();
    "registry-empty", "Tra cứu, không có kết quả", crate::public::RegistryPage::sample_empty();
    "entry", "Một sáng kiến", crate::public::RegistryEntryPage::sample();
    "verify", "Xác minh", crate::public::VerifyPage::sample();
    "verify-error", "Xác minh, mã sai dạng", crate::public::VerifyPage::sample_error();
    "signatures-valid", "Văn bản ký số hợp lệ", crate::public::SignaturesPage::sample(crate::public::Worth::Good);
    "signatures-open", "Văn bản ký số chưa xác nhận người ký", crate::public::SignaturesPage::sample(crate::public::Worth::Open);
    "signatures-void", "Văn bản ký số không hợp lệ", crate::public::SignaturesPage::sample(crate::public::Worth::Void);
    "certificate-valid", "Giấy chứng nhận còn giá trị", crate::public::CertificatePage::sample(crate::public::Standing::Valid);
    "certificate-revoked", "Giấy chứng nhận bị thu hồi", crate::public::CertificatePage::sample(crate::public::Standing::Revoked);
    "certificate-superseded", "Giấy chứng nhận được thay thế", crate::public::CertificatePage::sample(crate::public::Standing::Superseded);
    "certificate-unknown", "Không có giấy chứng nhận", crate::public::CertificatePage::sample(crate::public::Standing::Unknown);
    "login", "Đăng nhập", crate::access::LoginPage::sample();
    "login-error", "Đăng nhập, sai mật khẩu", crate::access::LoginPage::sample_error();
    "invitation", "Đặt mật khẩu", crate::access::InvitationPage::sample();
    "invitation-once", "Đăng nhập tài khoản mẫu", crate::access::InvitationPage::sample_once();
    "setup", "Thiết lập lần đầu", crate::access::SetupPage::sample();
    "setup-error", "Thiết lập lần đầu, có lỗi", crate::access::SetupPage::sample_error();
    "error-404", "Không tìm thấy", crate::failure::ErrorPage::sample(404);
    "error-409", "Thay đổi ở nơi khác", crate::failure::ErrorPage::sample(409);
    "error-413", "Tệp quá lớn", crate::failure::ErrorPage::sample(413);
    "error-429", "Quá nhiều lần", crate::failure::ErrorPage::sample(429);
    "error-500", "Sự cố", crate::failure::ErrorPage::sample(500);
    "error-form", "Biểu mẫu để lâu", crate::failure::ErrorPage::sample_form();
    "session-expired", "Phiên đã hết", crate::failure::SessionExpiredPage::sample();
    "work-author", "Việc của tác giả", crate::dossier::WorkPage::sample_author();
    "work-clerk", "Việc của cán bộ tiếp nhận", crate::dossier::WorkPage::sample();
    "work-empty", "Không có việc", crate::dossier::WorkPage::sample_empty();
    "dossiers", "Danh sách hồ sơ", crate::dossier::DossierListPage::sample();
    "dossiers-author", "Hồ sơ của tác giả", crate::dossier::DossierListPage::sample_author();
    "dossiers-empty", "Danh sách trống", crate::dossier::DossierListPage::sample_empty();
    "dossier-new", "Lập hồ sơ", crate::dossier::NewDossierPage::sample();
    "dossier-new-error", "Lập hồ sơ, chưa chọn đợt", crate::dossier::NewDossierPage::sample_error();
    "dossier-new-closed", "Lập hồ sơ, không có đợt", crate::dossier::NewDossierPage::sample_closed();
    "dossier-draft", "Bản nháp", crate::dossier::DossierHomePage::sample();
    "dossier-returned", "Chờ bổ sung", crate::dossier::DossierHomePage::sample_returned();
    "dossier-confirmed", "Chờ hội đồng", crate::dossier::DossierHomePage::sample_confirmed();
    "dossier-recognised", "Đã công nhận", crate::dossier::DossierHomePage::sample_recognised();
    "dossier-stopped", "Quá thời hiệu", crate::dossier::DossierHomePage::sample_stopped();
    "section", "Một mục của hồ sơ", crate::draft::SectionPage::sample();
    "section-general", "Thông tin chung", crate::draft::SectionPage::sample_general();
    "section-error", "Một mục, có lỗi", crate::draft::SectionPage::sample_error();
    "section-conflict", "Một mục, hai bản", crate::draft::SectionPage::sample_conflict();
    "authors", "Tác giả", crate::draft::AuthorsPage::sample();
    "authors-error", "Tác giả, tổng chưa đủ", crate::draft::AuthorsPage::sample_error();
    "evidence", "Minh chứng", crate::draft::EvidencePage::sample();
    "evidence-parts", "Thành phần hồ sơ là tệp", crate::draft::EvidencePage::sample_parts();
    "evidence-error", "Minh chứng, tệp không nhận", crate::draft::EvidencePage::sample_error();
    "check", "Kiểm tra lại", crate::submission::CheckPage::sample();
    "check-problems", "Kiểm tra lại, còn lỗi", crate::submission::CheckPage::sample_problems();
    "receipt", "Biên nhận", crate::submission::ReceiptPage::sample();
    "late", "Nộp muộn", crate::submission::LateReceiptPage::sample();
    "withdrawal", "Rút hồ sơ", crate::submission::WithdrawalPage::sample();
    "corrections", "Trả lời bổ sung", crate::submission::CorrectionsPage::sample();
    "dossier-step", "Hồ sơ ở một bước của quy trình", crate::dossier::DossierHomePage::sample_step();
    "dossier-step-error", "Hồ sơ ở một bước, thiếu ý kiến", crate::dossier::DossierHomePage::sample_step_error();
    "course", "Các bước và thời hạn", crate::course::CoursePage::sample();
    "apology", "Xin lỗi, hẹn lại", crate::course::ApologyPage::sample();
    "apology-error", "Xin lỗi, thiếu ngày và lý do", crate::course::ApologyPage::sample_error();
    "move", "Chuyển phiên bản quy trình", crate::course::MovePage::sample();
    "move-error", "Chuyển phiên bản, thiếu lý do", crate::course::MovePage::sample_error();
    "work-part", "Phần việc quá hạn", crate::worklist::WorkPartPage::sample();
    "work-part-empty", "Phần việc, không có hồ sơ", crate::worklist::WorkPartPage::sample_empty();
    "bulk", "Xử lý nhiều hồ sơ", crate::worklist::BulkPage::sample();
    "bulk-error", "Xử lý nhiều hồ sơ, chưa chọn việc", crate::worklist::BulkPage::sample_error();
    "bulk-none", "Xử lý nhiều hồ sơ, không có việc chung", crate::worklist::BulkPage::sample_none();
    "bulk-result", "Kết quả xử lý nhiều hồ sơ", crate::worklist::BulkResultPage::sample();
    "delegations", "Ủy quyền", crate::worklist::DelegationsPage::sample();
    "delegations-error", "Ủy quyền, có lỗi", crate::worklist::DelegationsPage::sample_error();
    "intake", "Tiếp nhận", crate::intake::IntakePage::sample();
    "intake-return", "Tiếp nhận, trả lại", crate::intake::IntakePage::sample_return();
    "intake-closed", "Tiếp nhận, đã xử lý", crate::intake::IntakePage::sample_closed();
    "return-preview", "Xem trước yêu cầu bổ sung", crate::correction::PreviewPage::sample();
    "return-preview-error", "Xem trước, còn thiếu", crate::correction::PreviewPage::sample_incomplete();
    "changes", "So sánh, bản đang sửa", crate::correction::ChangesPage::sample();
    "changes-clean", "So sánh, đúng yêu cầu", crate::correction::ChangesPage::sample_clean();
    "changes-single", "So sánh, một lần nộp", crate::correction::ChangesPage::sample_single();
    "file-search", "Tìm trong nội dung tệp", crate::file_search::FileSearchPage::sample();
    "file-search-empty", "Tìm trong nội dung tệp, không thấy", crate::file_search::FileSearchPage::sample_empty();
    "file-text", "Nội dung một tệp", crate::file_text::FileTextPage::sample();
    "file-unread", "Tệp không đọc được", crate::file_text::FileTextPage::sample_unread();
    "report-file", "Đưa báo cáo vào hồ sơ", crate::report::ReportPage::sample();
    "report-file-error", "Đưa báo cáo vào hồ sơ, chưa chọn cách xử lý", crate::report::ReportPage::sample_error();
    "overlap", "Đối chiếu trùng lặp", crate::overlap::OverlapPage::sample();
    "overlap-error", "Đối chiếu, thiếu lý do", crate::overlap::OverlapPage::sample_error();
    "overlap-none", "Đối chiếu, không có đoạn giống", crate::overlap::OverlapPage::sample_none();
    "overlap-own", "Tự kiểm tra trùng lặp", crate::overlap::OverlapPage::sample_own();
    "overlap-pair", "Đối chiếu hai hồ sơ", crate::overlap::OverlapPairPage::sample();
    "overlap-pair-alike", "Đối chiếu hai hồ sơ, chỉ gần nghĩa", crate::overlap::OverlapPairPage::sample_alike();
    "overlap-pair-error", "Đối chiếu hai hồ sơ, thiếu kết luận", crate::overlap::OverlapPairPage::sample_error();
    "waivers", "Miễn nội dung bổ sung", crate::correction::WaiversPage::sample();
    "waivers-none", "Miễn, không còn nội dung", crate::correction::WaiversPage::sample_none();
    "confirmation", "Xác nhận ngày áp dụng", crate::intake::ConfirmationPage::sample();
    "confirmation-late", "Xác nhận, quá thời hiệu", crate::intake::ConfirmationPage::sample_late();
    "marking", "Phiếu chấm", crate::marking::MarkingPage::sample();
    "marking-error", "Phiếu chấm, thiếu", crate::marking::MarkingPage::sample_error();
    "marking-locked", "Phiếu chấm đã gửi", crate::marking::MarkingPage::sample_locked();
    "marking-practice", "Phiếu luyện chấm", crate::marking::MarkingPage::sample_practice();
    "training-list", "Luyện chấm", crate::marking::TrainingListPage::sample();
    "training-release", "Mở hồ sơ cho luyện chấm", crate::marking::TrainingReleasePage::sample();
    "marking-list", "Phiếu chấm của tôi", crate::marking::MarkingListPage::sample();
    "sessions", "Phiên họp", crate::session::SessionListPage::sample();
    "session-new", "Lập phiên họp", crate::session::NewSessionPage::sample();
    "rubrics", "Bảng điểm", crate::rubric::RubricsPage::sample();
    "rubrics-error", "Bảng điểm, thiếu mã", crate::rubric::RubricsPage::sample_error();
    "rubric", "Soạn bảng điểm", crate::rubric::RubricPage::sample();
    "rubric-error", "Áp dụng bảng điểm, ngày đã qua", crate::rubric::RubricPage::sample_error();
    "rubric-results", "Kết quả theo bảng điểm khác", crate::rubric::RubricResultsPage::sample();
    "offline", "Chấm khi không có mạng", crate::offline::OfflinePage::sample();
    "offline-error", "Chấm khi không có mạng, tệp hỏng", crate::offline::OfflinePage::sample_error();
    "session-marking", "Phiên họp đang chấm", crate::session::SessionPage::sample();
    "session-closed", "Phiên họp đã đóng chấm", crate::session::SessionPage::sample_closed();
    "session-sheets", "Phiếu chấm của phiên họp", crate::panel::SheetsPage::sample();
    "session-sheets-error", "Phiếu chấm của phiên họp, thiếu lý do", crate::panel::SheetsPage::sample_error();
    "assignment", "Phân công chấm", crate::panel::AssignmentPage::sample();
    "assignment-error", "Phân công chấm, thiếu số phiếu", crate::panel::AssignmentPage::sample_error();
    "assignment-preview", "Xem trước phân công", crate::panel::ProposalPage::sample();
    "assignment-compact", "Xem trước phân công lớn", crate::panel::ProposalPage::sample_compact();
    "calibration", "Mức thống nhất của hội đồng", crate::panel::CalibrationPage::sample();
    "calibration-open", "Tiến độ chấm", crate::panel::CalibrationPage::sample_open();
    "meeting", "Điều hành phiên họp", crate::meeting::MeetingPage::sample();
    "meeting-signing", "Ký biên bản phiên họp", crate::meeting::MeetingPage::sample_signing();
    "meeting-item", "Biểu quyết một hồ sơ", crate::meeting::MeetingItemPage::sample();
    "meeting-counted", "Kết quả biểu quyết", crate::meeting::MeetingItemPage::sample_counted();
    "ballot-receipt", "Biên nhận phiếu kín", crate::meeting::BallotReceiptPage::sample();
    "projector", "Màn chiếu phiên họp", crate::meeting::ProjectorPage::sample();
    "councils", "Hội đồng", crate::council::CouncilListPage::sample();
    "council-share", "Phân việc cho hội đồng", crate::council::CouncilSharePage::sample();
    "council-new", "Thành lập hội đồng", crate::council::CouncilFormPage::sample();
    "council", "Một hội đồng", crate::council::CouncilPage::sample();
    "council-seat", "Một thành viên hội đồng", crate::council::SeatPage::sample();
    "decisions", "Quyết định", crate::decision::DecisionListPage::sample();
    "decision-new", "Lập quyết định", crate::decision::NewDecisionPage::sample();
    "decision-draft", "Dự thảo quyết định", crate::decision::DecisionPage::sample();
    "decision-confirm", "Ký ban hành", crate::decision::DecisionPage::sample_confirming();
    "decision-issued", "Quyết định đã ban hành", crate::decision::DecisionPage::sample_issued();
    "certificate-desk", "Thay, thu hồi giấy chứng nhận", crate::certificate::CertificateDeskPage::sample();
    "certificate-desk-revoked", "Khôi phục giấy chứng nhận", crate::certificate::CertificateDeskPage::sample_revoked();
    "register", "Sổ đăng ký văn bản", crate::register::RegisterPage::sample();
    "stamps", "Ảnh chữ ký và con dấu", crate::stamps::StampsPage::sample();
    "decision-signing", "Ký số quyết định", crate::signing::SigningPage::sample();
    "report", "Báo cáo năm", crate::decision::YearlyReportPage::sample();
    "report-list", "Hồ sơ không được công nhận", crate::report_list::ReportListPage::sample();
    "report-list-empty", "Hồ sơ không được công nhận, không có", crate::report_list::ReportListPage::sample_empty();
    "balance", "Tình hình giải quyết hồ sơ", crate::figures::BalancePage::sample();
    "balance-broken", "Tình hình giải quyết hồ sơ, số liệu chưa khớp", crate::figures::BalancePage::sample_broken();
    "people-table", "Thêm người dùng từ bảng", crate::people_table::PeopleTablePage::sample();
    "people-table-error", "Thêm người dùng từ bảng, tệp không có bảng", crate::people_table::PeopleTablePage::sample_error();
    "own-forms", "Mẫu văn bản", crate::own_form::OwnFormsPage::sample();
    "own-forms-error", "Mẫu văn bản, tệp không có chỗ điền", crate::own_form::OwnFormsPage::sample_error();
    "own-form", "Một mẫu văn bản", crate::own_form::OwnFormPage::sample();
    "own-form-in-force", "Một mẫu đang áp dụng", crate::own_form::OwnFormPage::sample_in_force();
    "people", "Người dùng", crate::admin::PeoplePage::sample();
    "person-new", "Mời người dùng", crate::admin::NewPersonPage::sample();
    "person", "Một người dùng", crate::admin::PersonPage::sample();
    "audit", "Nhật ký", crate::admin::AuditPage::sample();
    "rounds", "Đợt nhận hồ sơ", crate::admin::RoundsPage::sample();
    "procedures", "Quy trình", crate::procedure::ProceduresPage::sample();
    "procedures-empty", "Quy trình, chưa có", crate::procedure::ProceduresPage::sample_empty();
    "procedure-new", "Lập quy trình", crate::procedure::NewProcedurePage::sample();
    "procedure-new-error", "Lập quy trình, có lỗi", crate::procedure::NewProcedurePage::sample_error();
    "procedure", "Các phiên bản của quy trình", crate::procedure::ProcedurePage::sample();
    "procedure-version", "Một phiên bản, bản soạn thảo", crate::procedure::VersionPage::sample();
    "procedure-checked", "Một phiên bản, đã kiểm tra", crate::procedure::VersionPage::sample_checked();
    "procedure-edit", "Sửa một phần quy trình", crate::procedure::EditPage::sample();
    "procedure-edit-error", "Sửa một phần, có lỗi", crate::procedure::EditPage::sample_error();
    "procedure-edit-conflict", "Sửa một phần, hai bản", crate::procedure::EditPage::sample_conflict();
    "procedure-compare", "So sánh hai phiên bản", crate::procedure::ComparePage::sample();
    "procedure-compare-same", "Hai phiên bản giống nhau", crate::procedure::ComparePage::sample_same();
    "procedure-trial", "Chạy thử", crate::procedure::TrialPage::sample();
    "procedure-trial-broken", "Chạy thử, chưa được", crate::procedure::TrialPage::sample_broken();
    "law", "Văn bản pháp luật", crate::law::ActsPage::sample();
    "law-empty", "Văn bản pháp luật, không có kết quả", crate::law::ActsPage::sample_empty();
    "law-act", "Một văn bản", crate::law::ActPage::sample();
    "law-rules", "Quy định", crate::law::RulesPage::sample();
    "law-packs", "Gói pháp luật", crate::law::PacksPage::sample();
    "calendars", "Lịch làm việc", crate::law::CalendarsPage::sample();
    "calendar", "Lịch của một năm", crate::law::CalendarPage::sample();
    "calendar-draft", "Lịch, bản nháp", crate::law::CalendarPage::sample_draft();
    "calendar-error", "Lịch, ngày sai năm", crate::law::CalendarPage::sample_error();
    "confirm", "Hỏi lại", crate::confirm::ConfirmPage::sample();
];

/// The sample of a name.
pub fn find(name: &str) -> Option<&'static Sample> {
    ALL.iter().find(|sample| sample.name == name)
}

pub(crate) fn strings(list: &[&str]) -> Vec<String> {
    list.iter().map(|&text| text.to_owned()).collect()
}

pub(crate) const TITLE: &str =
    "Hệ thống hỗ trợ mô tả nội dung cần chỉnh sửa của hồ sơ dung lượng lớn";

/// 23:59:59 of 09/04/2024 in Việt Nam is the last second before this instant.
const CLOSES_AT: i64 = 1_712_682_000_000;

/// Closing of the first round, seen from 21:58.
pub(crate) fn closing_soon() -> Deadline {
    Deadline {
        pace: Pace::Soon,
        remaining: Some("2 giờ 1 phút".to_owned()),
        lead: "để nộp hồ sơ".to_owned(),
        detail: "Đợt 1 nhận hồ sơ đến 23:59:59 ngày 09/04/2024 (giờ Việt Nam).".to_owned(),
        closes_at: Some(CLOSES_AT),
        now: Some(CLOSES_AT - 7_308_000),
    }
}

pub(crate) fn sections() -> Vec<DocSection> {
    vec![
        DocSection::new(
            "II. Thực trạng trước khi áp dụng",
            "Việc mô tả nội dung cần chỉnh sửa của bản thảo được thực hiện thủ công bằng văn bản; trung bình mỗi hồ sơ 180 trang mất 6,5 giờ của cán bộ chuyên môn, tỷ lệ phải trả lại lần hai là 38 %.",
        ),
        DocSection::new(
            "III. Mô tả giải pháp",
            "3.1. Mỗi nội dung cần chỉnh sửa được gắn với trang, câu trích và yêu cầu sửa, có căn cứ pháp lý; văn bản thông báo được lập tự động từ danh sách này. Khi tổ chức nộp lại bản thảo, hệ thống đối chiếu từng nội dung: đã sửa, chưa sửa, và những chỗ thay đổi ngoài yêu cầu.\n3.2. Giải pháp đã áp dụng thử từ ngày 12/06/2023 tại cơ quan với 41 hồ sơ; thời gian mô tả giảm còn 2,1 giờ, tỷ lệ trả lại lần hai còn 11 %.",
        ),
        DocSection::new(
            "IV. Tính mới",
            "Trong phạm vi cơ quan chưa có giải pháp nào gắn yêu cầu chỉnh sửa với vị trí trong bản thảo và tự kiểm tra lần nộp sau.",
        ),
        DocSection::new(
            "V. Khả năng áp dụng",
            "Áp dụng được tại các cơ quan có thủ tục hành chính với hồ sơ dung lượng lớn; điều kiện: có máy tính, bản thảo điện tử.",
        ),
    ]
}

pub(crate) fn dossier_view() -> DossierView {
    let author = |full_name: &str, place: &str, share: &str| ViewAuthor {
        full_name: full_name.to_owned(),
        place: place.to_owned(),
        share: share.to_owned(),
    };
    DossierView {
        code: "PT-2024-024".to_owned(),
        title: TITLE.to_owned(),
        eyebrow: "Đợt 1 năm 2024 · Công nhận sáng kiến cấp cơ sở".to_owned(),
        facts: vec![
            Fact::new("Lĩnh vực", "Cải cách hành chính"),
            Fact::new("Đơn vị", "Phòng Kinh tế"),
            Fact::new("Nộp lúc", "21:59:03 ngày 09/04/2024"),
            Fact::new("Áp dụng lần đầu", "12/06/2023"),
        ],
        authors: vec![
            author("Tác giả mẫu 01", "Chuyên viên, Phòng Kinh tế", "60 %"),
            author("Tác giả mẫu 02", "Chuyên viên, Phòng Kinh tế", "40 %"),
        ],
        sections: sections(),
        files_title: "Minh chứng",
        files: files(),
    }
}

pub(crate) fn tag(label: &str, tone: Tone) -> Tag {
    Tag::new(label, tone)
}
