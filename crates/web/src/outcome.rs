//! How a dossier ended and which limits govern it, with their articles and arithmetic.

use jiff::civil::Date;
use sangkien_app::dossier::DossierView;
use sangkien_domain::calendar::{Calendar, Counting, count};
use sangkien_domain::council::PassRule;
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::law::Limit;
use sangkien_domain::rubric::Settled;
use sangkien_domain::time::{Instant, day_text};
use sangkien_i18n::{arithmetic, label, rubric};
use sangkien_pages::dossier::Outcome;
use sangkien_pages::parts::Citation;

use crate::service;
use crate::show;

/// How it ended, other than by recognition.
pub(crate) fn outcome(view: &DossierView) -> Option<Outcome> {
    if let Some(stands) = &view.stands {
        return service::outcome(view, stands);
    }
    let note = &view.dossier.end_note;
    let outcome = |title: &str, text: String, citation: Option<Citation>, remedy: &str| Outcome {
        title: title.to_owned(),
        text,
        citation,
        remedy: Some(remedy.to_owned()).filter(|text| !text.is_empty()),
    };
    match view.dossier.facts.state {
        State::Withdrawn => Some(outcome(
            "Hồ sơ đã rút",
            format!("Lý do: {note}"),
            None,
            "Có thể lập hồ sơ mới trong đợt đang nhận hồ sơ.",
        )),
        State::Refused => Some(outcome(
            "Hồ sơ bị từ chối",
            refused(view),
            None,
            "Có thể lập hồ sơ mới sau khi khắc phục lý do trên, trong đợt đang nhận hồ sơ.",
        )),
        State::NotRecognised => Some(outcome(
            "Hội đồng không đề nghị công nhận",
            not_enough(view),
            Some(pass_rule(&view.rules.pass)),
            "Có thể hoàn thiện giải pháp và nộp hồ sơ mới trong đợt sau.",
        )),
        State::Late => Some(outcome(
            "Hồ sơ đến sau giờ đóng",
            format!(
                "{} nhận hồ sơ {}. Nội dung, tệp và thời điểm nộp được giữ nguyên.",
                view.round.name,
                show::window(&view.round.window)
            ),
            None,
            "Khi có đợt sau, chuyển hồ sơ sang mà không phải viết lại.",
        )),
        State::Stopped => Some(stopped(view)),
        _ => None,
    }
}

fn not_enough(view: &DossierView) -> String {
    match &view.verdict {
        Some(verdict) => format!(
            "Số phiếu đồng ý là {} trên {}, cần ít nhất {}.",
            verdict.in_favour, verdict.base, verdict.needed
        ),
        None => "Số phiếu đồng ý không đạt tỷ lệ tối thiểu.".to_owned(),
    }
}

/// How the total came about, where the public gave points as well.
pub(crate) fn shares(settled: &Settled) -> Option<String> {
    let public = settled.public?;
    Some(format!("Hội đồng {}, bình chọn {public}.", settled.council))
}

/// What the council found by the rubric: score, class, and why, one line each; empty when that is not
/// told.
pub(crate) fn found(view: &DossierView) -> String {
    let Some(settled) = view
        .verdict
        .as_ref()
        .and_then(|verdict| verdict.settled.as_ref())
    else {
        return String::new();
    };
    let class = settled.class.iter().map(|class| format!("; {class}"));
    let score = format!("{} điểm{}", settled.total, class.collect::<String>());
    let reasons = settled.reasons.iter();
    let reasons = reasons.map(|reason| rubric::reason(reason, show::VI));
    std::iter::once(score)
        .chain(shares(settled))
        .chain(reasons)
        .collect::<Vec<_>>()
        .join("\n")
}

fn refused(view: &DossierView) -> String {
    let note = &view.dossier.end_note;
    let by_head = view
        .milestones
        .iter()
        .any(|step| step.act == Act::Refuse && step.capacity == "head");
    let who = if by_head {
        "Thủ trưởng đơn vị từ chối xác nhận"
    } else {
        "Nơi tiếp nhận từ chối"
    };
    match view.dossier.refusal {
        Some(reason) => format!("{who}: {}. {note}", label::reason(reason, show::VI)),
        None => format!("{who}. {note}"),
    }
}

fn stopped(view: &DossierView) -> Outcome {
    let (text, citation) = match &view.confirmation {
        Some(confirmation) => (
            format!(
                "Sáng kiến áp dụng lần đầu ngày {}; quyền yêu cầu công nhận hết ngày {}; hồ sơ nộp ngày {}.",
                day_text(confirmation.first_applied_on),
                day_text(confirmation.last_day),
                day_text(confirmation.filed_on)
            ),
            claim(view, confirmation.first_applied_on),
        ),
        None => (
            "Quyền yêu cầu công nhận đã hết trước ngày nộp hồ sơ.".to_owned(),
            show::limit("Thời hạn yêu cầu công nhận", &view.rules.limits.claim),
        ),
    };
    Outcome {
        title: "Hồ sơ dừng do quá thời hiệu".to_owned(),
        text,
        citation: Some(citation),
        remedy: Some(
            "Nếu ngày áp dụng lần đầu ghi sai, đề nghị thủ trưởng đơn vị và nơi tiếp nhận xem lại."
                .to_owned(),
        ),
    }
}

/// The limit of the claim, counted step by step from the first application.
pub(crate) fn claim(view: &DossierView, first: Date) -> Citation {
    let limit = &view.rules.limits.claim;
    let mut steps = vec![format!("Áp dụng lần đầu: {}", day_text(first))];
    steps.extend(counted(first, limit, &view.rules.calendar));
    steps.push(format!(
        "Ngày cuối được yêu cầu công nhận: {}",
        day_text(view.rules.claim_ends_on(first))
    ));
    Citation {
        steps,
        ..show::limit(
            "Thời hạn yêu cầu công nhận kể từ khi áp dụng lần đầu",
            limit,
        )
    }
}

/// How a limit from a day is counted, step by step, without the day itself.
pub(crate) fn counted(event: Date, limit: &Limit, calendar: &Calendar) -> Vec<String> {
    let Some(start) = Instant::start_of(event) else {
        return Vec::new();
    };
    let counted = count(calendar, start, limit, &Counting::default(), &[]);
    arithmetic::arithmetic(&counted, calendar.articles(), show::VI)
        .into_iter()
        .skip(1)
        .map(|line| show::cited(&line))
        .collect()
}

/// The rule of the vote in words.
pub(crate) fn pass_rule(rule: &PassRule) -> Citation {
    Citation {
        says: Some(format!(
            "Được đề nghị công nhận khi số phiếu đồng ý đạt ít nhất {}/{} {}.",
            rule.numerator,
            rule.denominator,
            label::base(rule.base, show::VI)
        )),
        ..show::citation(&rule.citation)
    }
}

/// The limits that govern the present step.
pub(crate) fn citations(view: &DossierView) -> Vec<Citation> {
    if let Some(stands) = &view.stands {
        return service::citations(stands);
    }
    let limits = &view.rules.limits;
    let declared = view.content().first_applied_on();
    match view.dossier.facts.state {
        State::Draft => declared.map(|day| claim(view, day)).into_iter().collect(),
        State::Submitted => vec![show::limit("Kiểm tra hồ sơ", &limits.formality)],
        State::Returned => vec![show::limit("Bổ sung hồ sơ", &limits.correction)],
        State::Accepted | State::Confirmed | State::Marking => {
            vec![show::limit("Xét công nhận", &limits.evaluation)]
        }
        _ => Vec::new(),
    }
}
