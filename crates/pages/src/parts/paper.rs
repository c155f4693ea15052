//! Documents on screen in the layout of Decree 30/2020/NĐ-CP.

use askama::Template;

use super::safe;

/// One line of the annex of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnexRow {
    /// Code of its dossier.
    pub code: String,
    /// Title of the initiative.
    pub title: String,
    /// Authors, one line each.
    pub authors: Vec<String>,
    /// Unit at the time.
    pub unit: String,
    /// Class reached; empty where there is none.
    pub class: String,
}

/// A decision as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/decision_paper.html")]
pub struct DecisionPaper {
    /// The agency above the issuing one, in capitals, if any.
    pub parent: Option<String>,
    /// The issuing agency, in capitals.
    pub agency: String,
    /// Number and symbol, "124/QĐ-UBND"; none before issue.
    pub number: Option<String>,
    /// Symbol after the number, "QĐ-UBND"; stands beside the blank of a draft.
    pub symbol: String,
    /// Place, "Phúc Thọ".
    pub place: String,
    /// Date in words, "ngày 25 tháng 4 năm 2024"; none before issue.
    pub date: Option<String>,
    /// Subject, "Về việc công nhận sáng kiến cấp cơ sở năm 2024 (đợt 1)".
    pub subject: String,
    /// Authority of the signer in capitals, "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN PHÚC THỌ".
    pub authority: String,
    /// Legal bases, one each, without the closing semicolon.
    pub bases: Vec<String>,
    /// Articles: text after "Điều n."
    pub articles: Vec<String>,
    /// Recipients, one each.
    pub recipients: Vec<String>,
    /// Position of the signer in capitals, "CHỦ TỊCH".
    pub signer_position: String,
    /// Name of the signer.
    pub signer_name: String,
    /// The annexed list.
    pub annex: Vec<AnnexRow>,
}

impl DecisionPaper {
    /// Whether any line of the annex has a class.
    fn classed(&self) -> bool {
        self.annex.iter().any(|row| !row.class.is_empty())
    }
}

safe!(DecisionPaper);
