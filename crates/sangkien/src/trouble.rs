//! What can go wrong in a command, told to whoever runs the program.

use std::io;
use std::path::{Path, PathBuf};

use sangkien_app::failure::Failure;
use sangkien_app::port::{BlobError, StoreError};
use sangkien_i18n::Language;
use sangkien_packs::PackError;

/// Why a command did not do what was asked. Displays in Vietnamese, with the technical reason.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The configuration has faults, each with its place.
    #[error("Cấu hình có lỗi:\n  {}", .0.join("\n  "))]
    Config(Vec<String>),
    /// A file or folder cannot be used.
    #[error("Không {act} được {}: {source}", path.display())]
    File {
        /// What was tried, such as "đọc".
        act: &'static str,
        /// Where.
        path: PathBuf,
        /// How it failed.
        source: io::Error,
    },
    /// The address cannot be listened on.
    #[error("Không mở được địa chỉ {address}: {source}")]
    Listen {
        /// Which address.
        address: std::net::SocketAddr,
        /// How it failed.
        source: io::Error,
    },
    /// The database cannot be used.
    #[error("Cơ sở dữ liệu không dùng được: {0}")]
    Store(#[from] StoreError),
    /// Files cannot be stored.
    #[error("Kho tệp không dùng được: {0}")]
    Blob(#[from] BlobError),
    /// A use case refused or failed.
    #[error("{}", failure_text(.0))]
    Failure(#[from] Failure),
    /// The sample data are faulty.
    #[error("Dữ liệu mẫu có lỗi: {0}")]
    Pack(#[from] PackError),
    /// Anything else, in a sentence.
    #[error("{0}")]
    Said(String),
}

/// Result of a command.
pub type Done<T> = Result<T, Trouble>;

impl Trouble {
    /// A closure that tells what was tried with the file at `path`.
    pub fn file(act: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { act, path, source }
    }
}

fn failure_text(failure: &Failure) -> String {
    match failure {
        Failure::Refused(refusals) => refusals
            .iter()
            .map(|refusal| sangkien_i18n::refusal(refusal, Language::Vi).cited_line(Language::Vi))
            .collect::<Vec<_>>()
            .join("\n"),
        Failure::Absent => "Không tìm thấy đối tượng được yêu cầu.".into(),
        Failure::NotSignedIn => "Tài khoản hoặc mật khẩu không đúng.".into(),
        Failure::Stale => "Dữ liệu đã được người khác thay đổi; thực hiện lại lệnh.".into(),
        other => format!("Không thực hiện được: {other}"),
    }
}
