//! Every key of the configuration.

/// One key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// Name, as in the file.
    pub name: &'static str,
    /// Value when nobody gives one.
    pub default: &'static str,
    /// Whether it may hold a secret, to be masked when shown.
    pub secret: bool,
    /// What it is for.
    pub meaning: &'static str,
}

const fn key(name: &'static str, default: &'static str, meaning: &'static str) -> Key {
    Key {
        name,
        default,
        secret: false,
        meaning,
    }
}

/// The keys, in the order in which they are shown.
pub const KEYS: [Key; 25] = [
    key("listen", "127.0.0.1:8080", "Địa chỉ và cổng phục vụ"),
    key("data", "data", "Thư mục dữ liệu"),
    Key {
        secret: true,
        ..key(
            "database",
            "",
            "Cơ sở dữ liệu: postgres://… hoặc sqlite:TỆP; để trống là tệp trong thư mục dữ liệu",
        )
    },
    key(
        "base_url",
        "",
        "Địa chỉ người dùng truy cập, ghi trong mã QR và thư; để trống là địa chỉ phục vụ",
    ),
    key(
        "trusted_proxies",
        "0",
        "Số máy chủ trung gian được tin khi báo địa chỉ máy khách",
    ),
    key("log", "info,sqlx=warn", "Mức nhật ký kỹ thuật"),
    key(
        "log_format",
        "text",
        "Dạng nhật ký kỹ thuật: text hoặc json",
    ),
    key(
        "mail.transport",
        "folder",
        "Cách gửi thư: folder (ghi vào thư mục mail) hoặc smtp",
    ),
    key("mail.host", "", "Máy chủ SMTP"),
    key("mail.port", "25", "Cổng SMTP"),
    key(
        "mail.from",
        "sangkien@localhost.localdomain",
        "Địa chỉ gửi thư",
    ),
    key("mail.from_name", "Sáng Kiến", "Tên người gửi thư"),
    key(
        "signature.trust",
        "",
        "Thư mục chứng thư số của các cơ quan chứng thực được tin cậy và danh sách thu hồi của họ",
    ),
    key(
        "signature.keys",
        "",
        "Tệp TOML khai báo khóa ký số của người ký (signer) và của cơ quan (seal) mà máy chủ giữ",
    ),
    key(
        "signature.timestamp",
        "",
        "Máy chủ dấu thời gian dùng khi ký số: http://…; để trống thì ký không có dấu thời gian",
    ),
    key(
        "files.scanner",
        "",
        "Bộ quét mã độc clamd: unix:/đường/dẫn hoặc tcp:máy:cổng; để trống thì tệp không được quét",
    ),
    key(
        "files.person_count",
        "5000",
        "Số tệp nhiều nhất mà một người được lưu trong các hồ sơ",
    ),
    key(
        "files.person_mb",
        "10240",
        "Tổng dung lượng nhiều nhất, tính bằng MB, mà một người được lưu trong các hồ sơ",
    ),
    key(
        "overlap.passage",
        "40",
        "Số âm tiết trùng trong một đoạn giống nhau để cảnh báo",
    ),
    key(
        "overlap.alike",
        "65",
        "Số âm tiết trùng trên 100 âm tiết để coi là đoạn giống nhau",
    ),
    key(
        "overlap.long",
        "120",
        "Số âm tiết trùng trong một đoạn để cảnh báo dù đã sửa nhiều",
    ),
    key(
        "overlap.least",
        "20",
        "Số âm tiết trùng ít nhất của một đoạn được tính vào tỷ lệ",
    ),
    key(
        "overlap.share",
        "10",
        "Tỷ lệ phần trăm nội dung trùng với một văn bản trước để cảnh báo",
    ),
    key(
        "overlap.bands",
        "10,30,60",
        "Ba mức phần trăm để tô màu bản đồ các hồ sơ giống nhau",
    ),
    key(
        "overlap.model",
        "",
        "Thư mục mô hình đã cài để tìm đoạn gần nghĩa; để trống thì không tìm",
    ),
];

impl Key {
    /// The key of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        KEYS.iter().find(|key| key.name == name)
    }

    /// The environment variable that sets it: "mail.host" is `SANGKIEN_MAIL_HOST`.
    pub fn variable(&self) -> String {
        format!("SANGKIEN_{}", self.name.to_uppercase().replace('.', "_"))
    }
}
