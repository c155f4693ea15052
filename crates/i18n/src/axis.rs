//! The axes of a dossier beside its state: clock, payment, delivery, exchange.

use sangkien_casework::definition::{ClockMode, Delivery, Exchange, Payment};

use crate::Language;

/// Whether the clock runs.
pub fn clock(clock: ClockMode, language: Language) -> &'static str {
    let (vi, en) = match clock {
        ClockMode::NotStarted => ("Chưa tính", "not started"),
        ClockMode::Running => ("Đang tính", "running"),
        ClockMode::Suspended => ("Tạm dừng", "suspended"),
        ClockMode::Stopped => ("Đã dừng", "stopped"),
    };
    language.pick(vi, en)
}

/// Whether money is owed.
pub fn payment(payment: Payment, language: Language) -> &'static str {
    let (vi, en) = match payment {
        Payment::None => ("Không phải nộp", "nothing asked"),
        Payment::Due => ("Chưa nộp", "due"),
        Payment::Paid => ("Đã nộp", "paid"),
        Payment::Waived => ("Được miễn hoặc trả lại", "waived"),
    };
    language.pick(vi, en)
}

/// Whether the result has been handed over.
pub fn delivery(delivery: Delivery, language: Language) -> &'static str {
    let (vi, en) = match delivery {
        Delivery::None => ("Chưa có kết quả", "nothing yet"),
        Delivery::Ready => ("Có kết quả, chờ trả", "ready"),
        Delivery::Delivered => ("Đã trả", "delivered"),
        Delivery::Returned => ("Bị chuyển lại", "came back"),
    };
    language.pick(vi, en)
}

/// Where the exchange with other systems stands.
pub fn exchange(exchange: Exchange, language: Language) -> &'static str {
    let (vi, en) = match exchange {
        Exchange::None => ("Không gửi", "nothing sent"),
        Exchange::Waiting => ("Đang chờ gửi", "waiting"),
        Exchange::Confirmed => ("Bên nhận đã xác nhận", "confirmed"),
        Exchange::Failed => ("Gửi không thành", "failed"),
    };
    language.pick(vi, en)
}
