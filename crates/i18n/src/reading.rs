//! Why the text of an uploaded file could not be had.

use sangkien_domain::reading::Unread;

use crate::Language;

/// What was not read and what to do.
pub fn unread(reason: Unread, language: Language) -> &'static str {
    let (vi, en) = match reason {
        Unread::Damaged => (
            "Tệp bị hỏng hoặc không đúng định dạng nên không đọc được. Lưu lại từ bản gốc rồi tải lên.",
            "The file is damaged or not of its format. Save it again from the original.",
        ),
        Unread::PasswordProtected => (
            "Tệp được bảo vệ bằng mật khẩu nên không đọc được. Bỏ mật khẩu trong chương trình soạn thảo rồi tải lên lại.",
            "The file is protected by a password. Remove it and upload again.",
        ),
        Unread::TooLarge => (
            "Tệp khi mở ra lớn hoặc phức tạp quá mức của một văn bản nên không đọc.",
            "Opened, the file is larger or more complex than a document is; it was not read.",
        ),
        Unread::Entities => (
            "Tệp có định nghĩa thực thể XML, cách thường dùng để tấn công, nên không đọc.",
            "The file defines XML entities, as attacks do; it was not read.",
        ),
        Unread::Outside => (
            "Tệp gọi mẫu hoặc đối tượng từ bên ngoài nên không đọc. Bỏ liên kết đó rồi tải lên lại.",
            "The file refers to templates or objects outside itself. Remove the link and upload again.",
        ),
        Unread::Active => (
            "Tệp có mã lệnh, trường tự chạy hoặc tệp khác đính kèm bên trong nên không đọc. Bỏ các phần đó, hoặc in ra PDF mới, rồi tải lên.",
            "The file holds scripts, fields that act by themselves or other files. Take them out, or print it to a new PDF, and upload that.",
        ),
        Unread::NoText => (
            "Tệp không có chữ nào để đọc.",
            "The file has no text to read.",
        ),
        Unread::Stopped => (
            "Việc đọc tệp vượt quá giới hạn bộ nhớ hoặc thời gian nên đã dừng. Các việc khác không bị ảnh hưởng.",
            "Reading the file exceeded its limits of memory or time and was stopped. Nothing else is affected.",
        ),
        Unread::NoConverter => (
            "Máy chủ chưa cài chương trình đọc định dạng cũ này (LibreOffice). Lưu tệp dưới dạng DOCX rồi tải lên, hoặc đọc lại sau khi máy chủ đã cài.",
            "The server lacks the program for this old format (LibreOffice). Save the file as DOCX, or read it again later.",
        ),
        Unread::NoLetterReader => (
            "Tệp chỉ có hình ảnh; máy chủ chưa cài chương trình nhận dạng chữ (Tesseract). Đọc lại sau khi máy chủ đã cài, hoặc tải lên bản có chữ.",
            "The file holds pictures only, and the server lacks the program that reads letters in them (Tesseract). Read it again later, or upload a version with text.",
        ),
        Unread::Machine => (
            "Máy chủ chưa chạy được việc đọc tệp. Tệp vẫn còn nguyên; đề nghị đọc lại sau.",
            "The server could not run the reading. The file is kept; please read it again later.",
        ),
    };
    language.pick(vi, en)
}
