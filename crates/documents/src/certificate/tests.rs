use super::{Certificate, render, render_batch};
use crate::CivilDate;
use crate::drawing::PdfFault;
use crate::fonts::Fonts;
use crate::testing::{pages, pdf_info, pdf_text, save_sample};

pub(crate) fn sample() -> Certificate {
    Certificate {
        superior: Some("Ủy ban nhân dân tỉnh mẫu".to_owned()),
        body: "Ủy ban nhân dân xã mẫu".to_owned(),
        number: "05/GCN-UBND".to_owned(),
        title: "GIẤY CHỨNG NHẬN SÁNG KIẾN".to_owned(),
        recipient: "Tác giả mẫu 01".to_owned(),
        workplace: "Chuyên viên, Bộ phận một cửa, Ủy ban nhân dân xã mẫu".to_owned(),
        share: 5_000,
        initiative: "Cải tiến quy trình tiếp nhận và trả kết quả hồ sơ tại bộ phận một cửa bằng phiếu hẹn điện tử".to_owned(),
        statement: None,
        decision_number: "12/QĐ-UBND".to_owned(),
        decision_date: CivilDate { year: 2024, month: 4, day: 9 },
        place: "Xã mẫu".to_owned(),
        date: CivilDate { year: 2024, month: 4, day: 15 },
        signer_post: vec!["Chủ tịch".to_owned()],
        signer_name: "Lãnh đạo mẫu".to_owned(),
        verification_url: "https://sangkien.example.vn/certificates/K7M2-9QXD-4HTP".to_owned(),
        verification_code: "K7M2-9QXD-4HTP".to_owned(),
    }
}

fn long() -> Certificate {
    Certificate {
        superior: Some("Ủy ban nhân dân tỉnh có tên rất dài để thử việc xuống dòng".to_owned()),
        title: "GIẤY CHỨNG NHẬN HIỆU QUẢ ÁP DỤNG VÀ PHẠM VI ẢNH HƯỞNG CỦA SÁNG KIẾN".to_owned(),
        initiative: "Xây dựng cơ sở dữ liệu dùng chung phục vụ quản lý hồ sơ đất đai, đối chiếu tự động với dữ liệu dân cư và cảnh báo sớm hồ sơ quá hạn tại các xã, phường, thị trấn; kết hợp tổ công nghệ số cộng đồng hướng dẫn người dân nộp hồ sơ trực tuyến và theo dõi tiến độ giải quyết".to_owned(),
        statement: Some("có hiệu quả áp dụng và phạm vi ảnh hưởng trong toàn tỉnh".to_owned()),
        signer_post: vec!["KT. Chủ tịch".to_owned(), "Phó Chủ tịch".to_owned()],
        ..sample()
    }
}

fn short() -> Certificate {
    Certificate {
        superior: None,
        initiative: "Sổ tay số".to_owned(),
        share: 10_000,
        ..sample()
    }
}

fn fonts() -> Fonts {
    Fonts::embedded().expect("fonts")
}

#[test]
fn a_certificate_says_all_it_has_to() {
    let pdf = render(&fonts(), &sample()).expect("a certificate");
    save_sample("certificate", &pdf);
    let text = pdf_text(&pdf);
    for part in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN XÃ MẪU",
        "Số: 05/GCN-UBND",
        "GIẤY CHỨNG NHẬN SÁNG KIẾN",
        "Tác giả mẫu 01",
        "là đồng tác giả (tỷ lệ đóng góp 50%) của sáng kiến:",
        "Cải tiến quy trình tiếp nhận",
        "Quyết định số 12/QĐ-UBND ngày 09 tháng 4 năm 2024",
        "Xã mẫu, ngày 15 tháng 4 năm 2024",
        "Lãnh đạo mẫu",
        "K7M2-9QXD-4HTP",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn a_certificate_is_an_archival_tagged_page_across() {
    let pdf = render(&fonts(), &sample()).expect("a certificate");
    let info = pdf_info(&pdf);
    assert_eq!(pages(&info), 1);
    assert!(info.contains("Tagged:          yes"), "{info}");
    assert!(info.contains("841.89 x 595.28"), "{info}");
    assert!(
        info.contains("GIẤY CHỨNG NHẬN SÁNG KIẾN 05/GCN-UBND"),
        "{info}"
    );
    let raw = String::from_utf8_lossy(&pdf);
    assert!(raw.contains("pdfaid:part>2<") || raw.contains("pdfaid:part=\"2\""));
    assert!(raw.contains("vi-VN"));
}

#[test]
fn a_sole_author_is_not_called_a_co_author() {
    let pdf = render(&fonts(), &short()).expect("a certificate");
    save_sample("certificate-short", &pdf);
    let text = pdf_text(&pdf);
    assert!(text.contains("là tác giả của sáng kiến:") && !text.contains("đồng tác giả"));
}

#[test]
fn a_long_name_is_never_cut_off() {
    let certificate = long();
    let pdf = render(&fonts(), &certificate).expect("a certificate");
    save_sample("certificate-long", &pdf);
    let text = pdf_text(&pdf)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(text.contains(&certificate.initiative), "{text}");
    assert_eq!(pages(&pdf_info(&pdf)), 1);
}

#[test]
fn a_batch_has_one_page_for_each_certificate() {
    let pdf = render_batch(&fonts(), &[sample(), short(), long()]).expect("certificates");
    assert_eq!(pages(&pdf_info(&pdf)), 3);
    assert_eq!(render_batch(&fonts(), &[]), Err(PdfFault::Empty));
}

#[test]
fn the_same_certificate_gives_the_same_bytes() {
    let (first, second) = (render(&fonts(), &sample()), render(&fonts(), &sample()));
    assert_eq!(first, second);
}

#[test]
fn hidden_and_unknown_characters_do_no_harm() {
    let certificate = Certificate {
        recipient: "Ta\u{301}c gia\u{309}\u{202e} \u{1f600}\u{0} mẫu".to_owned(),
        ..sample()
    };
    let text = pdf_text(&render(&fonts(), &certificate).expect("a certificate"));
    assert!(text.contains("Tác giả ? mẫu"), "{text}");
}

#[test]
fn an_address_too_long_for_a_qr_code_is_refused() {
    let certificate = Certificate {
        verification_url: format!("https://sangkien.example.vn/{}", "a".repeat(4_000)),
        ..sample()
    };
    assert_eq!(render(&fonts(), &certificate), Err(PdfFault::QrCode));
}
