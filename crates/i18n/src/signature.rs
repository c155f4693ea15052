//! What the verification of a signed document found, in plain words.

use sangkien_domain::signature::{
    CertificateFault, Coverage, Holder, Signature, SignatureFault, TimeSource, VerifyFault, Worth,
};
use sangkien_domain::time::{Instant, day_text};

use crate::Language;

/// A moment as it is read: to the second, by Vietnam's clock.
fn moment(at: Instant) -> String {
    at.civil().strftime("%H:%M:%S ngày %d/%m/%Y").to_string()
}

/// What a file, or one signature, is worth; `None` for a file without signatures.
pub const fn worth(worth: Option<Worth>, language: Language) -> &'static str {
    match (worth, language) {
        (Some(Worth::Valid), Language::Vi) => "Chữ ký số hợp lệ",
        (Some(Worth::Valid), Language::En) => "Validly signed",
        (Some(Worth::Unconfirmed), Language::Vi) => {
            "Nội dung nguyên vẹn, chưa xác nhận được người ký"
        }
        (Some(Worth::Unconfirmed), Language::En) => "Unchanged, but the signer is not confirmed",
        (Some(Worth::Void), Language::Vi) => "Chữ ký số không hợp lệ",
        (Some(Worth::Void), Language::En) => "Not validly signed",
        (None, Language::Vi) => "Tệp không có chữ ký số",
        (None, Language::En) => "Not signed",
    }
}

/// What makes a signature void.
pub const fn fault(fault: SignatureFault, language: Language) -> &'static str {
    match (fault, language) {
        (SignatureFault::Form, Language::Vi) => "Chữ ký bị hỏng hoặc có dạng không được chấp nhận.",
        (SignatureFault::Form, Language::En) => {
            "The signature is damaged or of a form not accepted."
        }
        (SignatureFault::Ranges, Language::Vi) => {
            "Chữ ký không bao trùm toàn bộ phần tệp mà nó phải bao trùm."
        }
        (SignatureFault::Ranges, Language::En) => "The signature leaves out parts of the file.",
        (SignatureFault::Content, Language::Vi) => "Nội dung đã bị thay đổi so với lúc ký.",
        (SignatureFault::Content, Language::En) => "What was signed has been changed.",
        (SignatureFault::Value, Language::Vi) => {
            "Giá trị chữ ký không khớp với khóa của chứng thư số đi kèm."
        }
        (SignatureFault::Value, Language::En) => {
            "The value was not made with the certificate's key."
        }
        (SignatureFault::Replaced, Language::Vi) => {
            "Chứng thư số đi kèm không phải là chứng thư được dùng khi ký."
        }
        (SignatureFault::Replaced, Language::En) => {
            "The certificate is not the one that was signed for."
        }
        (SignatureFault::Weak, Language::Vi) => {
            "Chữ ký dùng thuật toán hoặc độ dài khóa không còn an toàn."
        }
        (SignatureFault::Weak, Language::En) => "The algorithm or the key is too weak.",
        (SignatureFault::ChangedAfter, Language::Vi) => {
            "Tệp đã bị sửa hoặc bị chèn thêm sau khi ký."
        }
        (SignatureFault::ChangedAfter, Language::En) => "The file was changed after signing.",
        (SignatureFault::Certified, Language::Vi) => {
            "Người ký không cho phép thay đổi gì thêm, nhưng tệp đã được bổ sung sau khi ký."
        }
        (SignatureFault::Certified, Language::En) => {
            "The signer allowed no addition, and there is one."
        }
        (SignatureFault::Stamp, Language::Vi) => {
            "Dấu thời gian không thuộc về chữ ký này hoặc bị hỏng."
        }
        (SignatureFault::Stamp, Language::En) => "The time stamp belongs to another signature.",
    }
}

/// What stands against a certificate.
pub fn certificate_fault(fault: CertificateFault, language: Language) -> String {
    let text = match (fault, language) {
        (CertificateFault::SelfSigned, Language::Vi) => {
            "Chứng thư số tự ký, không do cơ quan chứng thực nào cấp."
        }
        (CertificateFault::SelfSigned, Language::En) => "The certificate only confirms itself.",
        (CertificateFault::Unknown, Language::Vi) => {
            "Chứng thư số do cơ quan chứng thực không có trong danh sách tin cậy của hệ thống này cấp."
        }
        (CertificateFault::Unknown, Language::En) => {
            "The certificate's issuer is not trusted here."
        }
        (CertificateFault::NotYetValid, Language::Vi) => {
            "Chứng thư số chưa có hiệu lực vào lúc ký."
        }
        (CertificateFault::NotYetValid, Language::En) => "The certificate was not valid yet.",
        (CertificateFault::Expired, Language::Vi) => "Chứng thư số đã hết hạn trước lúc ký.",
        (CertificateFault::Expired, Language::En) => "The certificate had expired.",
        (CertificateFault::ExpiredSince, Language::Vi) => {
            "Chứng thư số nay đã hết hạn và chữ ký không có dấu thời gian, nên không xác định được đã ký trước hay sau khi hết hạn."
        }
        (CertificateFault::ExpiredSince, Language::En) => {
            "The certificate has expired since, and no time stamp shows which came first."
        }
        (CertificateFault::Revoked { since }, Language::Vi) => {
            return format!("Chứng thư số đã bị thu hồi từ {}.", moment(since));
        }
        (CertificateFault::Revoked { since }, Language::En) => {
            return format!("The certificate has been revoked since {}.", since.civil());
        }
        (CertificateFault::WrongUse, Language::Vi) => "Chứng thư số không được cấp để ký văn bản.",
        (CertificateFault::WrongUse, Language::En) => {
            "The certificate is not for signing documents."
        }
        (CertificateFault::Weak, Language::Vi) => {
            "Chứng thư số dùng thuật toán hoặc độ dài khóa không còn an toàn."
        }
        (CertificateFault::Weak, Language::En) => {
            "The certificate rests on a weak algorithm or key."
        }
    };
    text.to_owned()
}

/// Why a file was not verified.
pub const fn not_verified(fault: VerifyFault, language: Language) -> &'static str {
    match (fault, language) {
        (VerifyFault::NotPdf, Language::Vi) => {
            "Tệp không phải là PDF hoặc đã bị hỏng nên không kiểm tra được."
        }
        (VerifyFault::NotPdf, Language::En) => "The file is not a PDF, or it is damaged.",
        (VerifyFault::NotXml, Language::Vi) => {
            "Tệp dữ liệu không phải là XML hợp lệ hoặc đã bị hỏng nên không kiểm tra được."
        }
        (VerifyFault::NotXml, Language::En) => "The data is no sound XML, or it is damaged.",
        (VerifyFault::Encrypted, Language::Vi) => {
            "Tệp được bảo vệ bằng mật khẩu nên không kiểm tra được. Bỏ mật khẩu rồi thử lại."
        }
        (VerifyFault::Encrypted, Language::En) => "The file is protected by a password.",
        (VerifyFault::TooMuch, Language::Vi) => {
            "Tệp phức tạp quá mức của một văn bản nên không kiểm tra."
        }
        (VerifyFault::TooMuch, Language::En) => "The file is more complex than a document is.",
    }
}

/// What is said when the reading of a file had to be stopped.
pub const fn stopped() -> &'static str {
    "Việc kiểm tra tệp vượt quá giới hạn bộ nhớ hoặc thời gian nên đã dừng. Các việc khác không bị ảnh hưởng."
}

/// Whom a certificate names: the name and where they belong.
pub fn holder(holder: &Holder) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in [&holder.name, &holder.unit, &holder.organisation] {
        if !part.is_empty() && !parts.contains(&part.as_str()) {
            parts.push(part);
        }
    }
    if parts.is_empty() {
        "không rõ".to_owned()
    } else {
        parts.join(", ")
    }
}

/// When it was signed and who says so.
pub fn time(signature: &Signature) -> String {
    match (signature.signed_at, signature.time) {
        (Some(at), TimeSource::Stamp) => format!("{} (có dấu thời gian)", moment(at)),
        (Some(at), TimeSource::Claim | TimeSource::Now) => {
            format!("{} (theo khai báo của người ký)", moment(at))
        }
        (None, _) => "không rõ".to_owned(),
    }
}

/// How much of the file a signature covers.
pub const fn coverage(coverage: Coverage) -> &'static str {
    match coverage {
        Coverage::Whole => "Toàn bộ tệp",
        Coverage::Signatures => {
            "Toàn bộ nội dung; sau đó chỉ có thêm chữ ký khác hoặc dữ liệu để kiểm tra chữ ký"
        }
        Coverage::Changed => "Không bao trùm nội dung hiện có của tệp",
    }
}

/// What a signature says, each with its name.
pub fn facts(signature: &Signature) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("Người ký", holder(&signature.signer)),
        ("Thời gian ký", time(signature)),
        ("Nơi cấp chứng thư số", holder(&signature.issuer)),
    ];
    if let Some((begins, ends)) = signature.validity {
        let (begins, ends) = (day_text(begins.day()), day_text(ends.day()));
        facts.push(("Hạn của chứng thư số", format!("{begins} – {ends}")));
    }
    facts.push(("Phạm vi", coverage(signature.coverage).to_owned()));
    facts
}

/// Everything that is said against a signature, and what could not be found out.
pub fn remarks(signature: &Signature) -> Vec<String> {
    let faults = signature.faults.iter();
    let mut remarks: Vec<String> = faults
        .map(|it| fault(*it, Language::Vi).to_owned())
        .collect();
    if let Some(fault) = signature.certificate_fault {
        remarks.push(certificate_fault(fault, Language::Vi));
    }
    if signature.stamp_untrusted {
        remarks.push(
            "Dấu thời gian do máy chủ không có trong danh sách tin cậy cấp nên không được tính."
                .into(),
        );
    }
    let confirmed = signature.worth() == Worth::Valid;
    if confirmed && !signature.revocation_known {
        remarks.push("Không có danh sách thu hồi của nơi cấp, nên chưa kiểm tra được chứng thư số có bị thu hồi hay không.".into());
    }
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_has_its_own_sentence_in_both_languages() {
        let mut seen = std::collections::BTreeSet::new();
        for found in SignatureFault::ALL {
            for language in Language::ALL {
                let text = fault(found, language);
                assert!(text.ends_with('.'), "{text}");
                assert!(seen.insert(text), "{text} twice");
            }
        }
    }

    #[test]
    fn a_holder_is_named_once() {
        let agency = Holder {
            name: "Ủy ban nhân dân xã mẫu".into(),
            organisation: "Ủy ban nhân dân xã mẫu".into(),
            unit: String::new(),
        };
        assert_eq!(holder(&agency), "Ủy ban nhân dân xã mẫu");
        assert_eq!(holder(&Holder::default()), "không rõ");
    }
}
