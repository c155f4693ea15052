//! Results of a session once marking is closed: the matrix and the arithmetic of the rule.

use sangkien_app::council::{AgendaRow, Counted, SessionView};
use sangkien_app::record::Vote;
use sangkien_domain::council::{PassRule, SessionState};
use sangkien_domain::meeting::Voting;
use sangkien_domain::rubric::Settled;
use sangkien_i18n::{label, rubric};
use sangkien_pages::parts::{Tag, Tone};
use sangkien_pages::session::{Mark, ResultRow};

use crate::outcome::shares;
use crate::show::{self, VI};

/// The rule in words, with its source and what the viewer does not see.
pub(super) fn rule(session: &SessionView) -> String {
    let mut sentences = Vec::new();
    if let Some(rules) = &session.rules {
        let pass = &rules.pass;
        sentences.push(format!(
            "Đạt khi số phiếu đồng ý × {} ≥ {} × {}. Căn cứ: {}.",
            pass.denominator,
            label::base(pass.base, VI),
            pass.numerator,
            pass.citation
        ));
    }
    let voting = session.session.voting;
    if voting != Voting::Sheets {
        sentences.push(format!(
            "{}; phiếu chấm không kèm biểu quyết.",
            sangkien_i18n::meeting::voting(voting, VI)
        ));
    }
    let hidden = hidden(session);
    if hidden > 0 {
        sentences.push(format!("{hidden} hồ sơ không hiển thị với tài khoản này."));
    }
    sentences.join(" ")
}

/// Dossiers of which the viewer learns nothing.
pub(super) fn hidden(session: &SessionView) -> usize {
    let lines = session.agenda.iter();
    lines.filter(|row| !row.open_to_viewer).count()
}

/// One line for each dossier the viewer takes part in; nothing while marking is open.
pub(super) fn rows(session: &SessionView) -> Option<Vec<ResultRow>> {
    if session.session.state == SessionState::Marking {
        return None;
    }
    let rows = session.agenda.iter().filter(|row| row.open_to_viewer);
    Some(rows.map(|item| row(session, item)).collect())
}

fn row(session: &SessionView, item: &AgendaRow) -> ResultRow {
    let marks = session.members.iter().map(|member| {
        let sheet = session
            .sheets
            .iter()
            .find(|sheet| sheet.dossier == item.dossier && sheet.seat == member.seat.id);
        Mark {
            total: sheet
                .and_then(|sheet| sheet.total)
                .map_or_else(|| "–".to_owned(), |total| total.to_string()),
            in_favour: sheet
                .and_then(|sheet| sheet.vote)
                .map(|vote| vote == Vote::For),
        }
    });
    let (average, class, reasons) = finding(item);
    ResultRow {
        code: item.code.clone(),
        title: item.title.clone().unwrap_or_default(),
        href: format!("/dossiers/{}", item.dossier),
        marks: marks.collect(),
        average,
        class,
        reasons,
        arithmetic: match (&session.rules, &item.counted) {
            (Some(rules), Some(counted)) if counted.voted => arithmetic(&rules.pass, counted),
            _ => String::new(),
        },
        result: result(item),
    }
}

/// Total, class and reasons by the rubric; why there are none otherwise.
fn finding(item: &AgendaRow) -> (String, String, Vec<String>) {
    let none = || "–".to_owned();
    let told = |settled: &Settled| {
        let class = settled.class.clone().unwrap_or_default();
        let reasons = settled.reasons.iter();
        let reasons = reasons.map(|reason| rubric::reason(reason, VI));
        let reasons = shares(settled).into_iter().chain(reasons);
        (settled.total.to_string(), class, reasons.collect())
    };
    match (&item.verdict, &item.counted) {
        (Some(verdict), _) => verdict.settled.as_ref().map_or_else(
            || {
                let average = verdict.average.map(|score| score.to_string());
                (average.unwrap_or_else(none), String::new(), Vec::new())
            },
            told,
        ),
        (None, Some(counted)) => match &counted.settled {
            Ok(settled) => told(settled),
            Err(fault) => {
                let why = rubric::panel_fault(fault, VI);
                (none(), String::new(), vec![why])
            }
        },
        (None, None) => (none(), String::new(), Vec::new()),
    }
}

/// `4/5 đồng ý, cần ít nhất 4: 4 × 3 = 12 ≥ 5 × 2 = 10`; each side stays on one line.
pub(crate) fn arithmetic(rule: &PassRule, counted: &Counted) -> String {
    let verdict = &counted.verdict;
    let (numerator, denominator) = (u64::from(rule.numerator), u64::from(rule.denominator));
    let left = u64::from(verdict.in_favour) * denominator;
    let right = u64::from(verdict.base) * numerator;
    let sign = if left >= right { "≥" } else { "<" };
    let side = |count: u32, factor: u64, product: u64| {
        format!("{count} × {factor} = {product}").replace(' ', "\u{a0}")
    };
    format!(
        "{}/{} đồng ý, cần ít nhất {}: {} {sign}\u{a0}{}",
        verdict.in_favour,
        verdict.base,
        verdict.needed,
        side(verdict.in_favour, denominator, left),
        side(verdict.base, numerator, right),
    )
}

fn result(item: &AgendaRow) -> Tag {
    let carried = item
        .counted
        .as_ref()
        .is_some_and(|counted| counted.verdict.carried);
    match &item.verdict {
        Some(verdict) if verdict.carried => Tag::new("Đạt", Tone::Good),
        Some(_) => Tag::new("Không đạt", Tone::Late),
        None if item.counted.is_none() => show::state_tag(item.state),
        None if !item.counted.as_ref().is_some_and(|counted| counted.voted) => {
            Tag::new("Chưa biểu quyết", Tone::Waiting)
        }
        None if carried => Tag::new("Đủ phiếu, chờ kết luận", Tone::Good),
        None => Tag::new("Chưa đủ phiếu, chờ kết luận", Tone::Soon),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sangkien_domain::council::{Base, Tally, Tie};
    use sangkien_domain::law::Citation;
    use sangkien_domain::rubric::PanelFault;

    fn words(in_favour: u32, members: u32) -> String {
        let rule = PassRule {
            numerator: 2,
            denominator: 3,
            base: Base::AllMembers,
            tie: Tie::Ratio,
            citation: Citation::default(),
        };
        let tally = Tally {
            members,
            recused: 0,
            in_favour,
            against: 0,
            present: members,
            chair: None,
        };
        let counted = Counted {
            voted: true,
            verdict: rule.conclude(&tally),
            tally,
            settled: Err(PanelFault::VotesMissing),
        };
        arithmetic(&rule, &counted).replace('\u{a0}', " ")
    }

    #[test]
    fn the_arithmetic_of_two_thirds_is_written_out() {
        assert_eq!(
            words(4, 5),
            "4/5 đồng ý, cần ít nhất 4: 4 × 3 = 12 ≥ 5 × 2 = 10"
        );
        assert_eq!(
            words(3, 5),
            "3/5 đồng ý, cần ít nhất 4: 3 × 3 = 9 < 5 × 2 = 10"
        );
    }
}
