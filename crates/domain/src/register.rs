//! Numbers of documents: one series per body, kind and calendar year, from 01 on 1 January
//! (Nghị định 30/2020/NĐ-CP, Điều 15). A number is given at issue and never before.

/// What a series numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Series {
    /// Receipts of dossiers.
    Receipt,
    /// Decisions.
    Decision,
    /// Certificates.
    Certificate,
}

impl Series {
    /// Stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Decision => "decision",
            Self::Certificate => "certificate",
        }
    }
}

/// `05/QĐ-UBND`: numbers below ten are written with a leading zero.
pub fn document_number(number: u32, symbol: &str) -> String {
    format!("{number:02}/{symbol}")
}

/// Code of a received dossier, such as `PT-2024-0007`: the receiving body's code, the year and
/// the number in the receipt series.
pub fn receipt_code(body: &str, year: i16, number: u32) -> String {
    format!("{body}-{year}-{number:04}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_below_ten_carry_a_leading_zero() {
        for (number, text) in [
            (1, "01/QĐ-UBND"),
            (9, "09/QĐ-UBND"),
            (10, "10/QĐ-UBND"),
            (1_204, "1204/QĐ-UBND"),
        ] {
            assert_eq!(document_number(number, "QĐ-UBND"), text);
        }
    }
}
