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

/// A register that is kept as a book: documents of one kind that one body issues.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Register {
    /// Decisions.
    Decisions,
    /// Certificates.
    Certificates,
    /// Documents that a procedure lets be issued, by their symbol.
    Documents(String),
}

impl Register {
    /// Before the symbol in a code.
    const DOCUMENTS: &str = "document:";

    /// Stable code, as stored.
    pub fn code(&self) -> String {
        match self {
            Self::Decisions => Series::Decision.code().to_owned(),
            Self::Certificates => Series::Certificate.code().to_owned(),
            Self::Documents(symbol) => format!("{}{symbol}", Self::DOCUMENTS),
        }
    }

    /// The symbol that says how its numbers are written, where all of it have one.
    pub fn symbol(&self) -> &str {
        match self {
            Self::Documents(symbol) => symbol,
            Self::Decisions | Self::Certificates => "",
        }
    }

    /// The register of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "decision" => Some(Self::Decisions),
            "certificate" => Some(Self::Certificates),
            _ => code
                .strip_prefix(Self::DOCUMENTS)
                .filter(|symbol| !symbol.is_empty())
                .map(|symbol| Self::Documents(symbol.to_owned())),
        }
    }
}

/// Figures of a number whose symbol says nothing of them: 1 to 9 are written with a zero before them
/// (Nghị định 30/2020/NĐ-CP, Phụ lục I).
const FIGURES: usize = 2;

/// How many figures a symbol asks for, and the symbol itself: `{000}/QĐ-UBND` asks for three.
fn parts(symbol: &str) -> (usize, &str) {
    let asked = symbol
        .strip_prefix('{')
        .and_then(|rest| rest.split_once("}/"));
    match asked {
        Some((zeros, rest)) if zeros.bytes().all(|byte| byte == b'0') => (zeros.len(), rest),
        _ => (FIGURES, symbol),
    }
}

/// The symbol as it is written after a number, without what it says of figures.
pub fn symbol_text(symbol: &str) -> &str {
    parts(symbol).1
}

/// `05`: a number as it stands before `symbol`, see [`document_number`].
pub fn number_text(number: u32, symbol: &str) -> String {
    let (figures, _) = parts(symbol);
    format!("{number:0figures$}")
}

/// `05/QĐ-UBND`: numbers below ten are written with a leading zero, unless the symbol of the pack
/// asks for another number of figures.
pub fn document_number(number: u32, symbol: &str) -> String {
    format!("{}/{}", number_text(number, symbol), symbol_text(symbol))
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
    #[test]
    fn a_pack_may_ask_for_other_figures_in_its_symbol() {
        for (symbol, text) in [
            ("{000}/QĐ-UBND", "007/QĐ-UBND"),
            ("{0}/QĐ-UBND", "7/QĐ-UBND"),
            ("{00}/GCN-UBND", "07/GCN-UBND"),
            ("{x}/QĐ", "07/{x}/QĐ"),
        ] {
            assert_eq!(document_number(7, symbol), text);
        }
        assert_eq!(symbol_text("{000}/QĐ-UBND"), "QĐ-UBND");
        assert_eq!(number_text(7, "{000}/QĐ-UBND"), "007");
        assert_eq!(number_text(7, ""), "07");
    }

    #[test]
    fn registers_come_back_from_their_codes() {
        let documents = Register::Documents("GP-SVHTTDL".into());
        for register in [Register::Decisions, Register::Certificates, documents] {
            assert_eq!(Register::from_code(&register.code()), Some(register));
        }
        assert_eq!(Register::from_code("document:"), None);
        assert_eq!(Register::from_code("receipt"), None);
    }
}
