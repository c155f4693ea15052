//! How a decision and its certificates name bodies, places and signers.

use sangkien_domain::id::{DossierId, UnitId};
use sangkien_domain::register::{document_number, symbol_text};
use sangkien_domain::round::Stage;
use sangkien_domain::time::Instant;

use crate::App;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{DecisionPaper, Reading};
use crate::record::{Decision, StoredVerdict, Unit};

impl App {
    /// Address of the public page that verifies a certificate.
    pub fn verify_url(&self, code: &str) -> String {
        format!("{}/certificates/{code}", self.settings.base_url)
    }

    pub(crate) async fn body(
        &self,
        store: &mut (impl Reading + ?Sized),
        id: UnitId,
        at: Instant,
    ) -> Outcome<Unit> {
        let found = store.unit(id, at.day()).await?;
        found.ok_or_else(|| Failure::Inconsistent(format!("unit {id} is missing")))
    }

    pub(crate) async fn superior_of(
        &self,
        store: &mut (impl Reading + ?Sized),
        body: &Unit,
        at: Instant,
    ) -> Outcome<String> {
        match body.parent {
            Some(parent) => Ok(store
                .unit(parent, at.day())
                .await?
                .map(|unit| unit.name)
                .unwrap_or_default()),
            None => Ok(String::new()),
        }
    }

    /// The caller's state post in a unit, as it stands above a signature.
    pub(crate) async fn post_of(
        &self,
        store: &mut (impl Reading + ?Sized),
        caller: &Caller,
        unit: UnitId,
    ) -> Outcome<String> {
        let posts = store.state_posts(caller.actor.person, self.now()).await?;
        Ok(posts
            .into_iter()
            .find(|post| post.unit == unit)
            .map(|post| post.title)
            .unwrap_or_default())
    }
}

/// The place of the date line: what follows the last word for a kind of place in the body's name,
/// such as "Phúc Thọ" for "Phòng Kinh tế huyện Phúc Thọ".
pub(crate) fn place_of(body: &Unit) -> String {
    [
        "huyện ",
        "xã ",
        "thị trấn ",
        "phường ",
        "tỉnh ",
        "thành phố ",
        "quận ",
        "đặc khu ",
    ]
    .iter()
    .filter_map(|kind| {
        body.name
            .rfind(kind)
            .and_then(|at| body.name.get(at + kind.len()..))
    })
    .min_by_key(|place| place.len())
    .unwrap_or(&body.name)
    .to_owned()
}

/// What the council found of a dossier; none before it concluded.
pub(crate) async fn verdict_of(
    store: &mut dyn Reading,
    dossier: DossierId,
) -> Outcome<Option<StoredVerdict>> {
    let Some(session) = store.session_of(dossier).await? else {
        return Ok(None);
    };
    let mut agenda = store.agenda(session.id).await?.into_iter();
    let item = agenda.find(|item| item.dossier == dossier);
    Ok(item.and_then(|item| item.verdict))
}

/// The class it reached; empty where its rubric has none.
pub(crate) fn class_of(verdict: Option<StoredVerdict>) -> String {
    let settled = verdict.and_then(|verdict| verdict.settled);
    settled
        .and_then(|settled| settled.class)
        .unwrap_or_default()
}

pub(crate) fn decision_paper(
    decision: &Decision,
    body: &Unit,
    superior: String,
    annex: Vec<[String; 5]>,
    signer_post: String,
    signer_name: String,
) -> DecisionPaper {
    let count = annex.len();
    let what = match decision.stage {
        Stage::Base => format!("Công nhận {count:02} sáng kiến"),
        Stage::Service => format!("Chấp thuận kết quả giải quyết {count:02} hồ sơ"),
        Stage::Reach => {
            format!("Công nhận hiệu quả áp dụng, phạm vi ảnh hưởng của {count:02} sáng kiến")
        }
    };
    let authority = if body.name.starts_with("Ủy ban nhân dân") || body.name.starts_with("UBND")
    {
        format!("CHỦ TỊCH {}", body.name.to_uppercase())
    } else {
        format!("THỦ TRƯỞNG {}", body.name.to_uppercase())
    };
    DecisionPaper {
        superior,
        body: body.name.clone(),
        authority,
        number: decision.issue.as_ref().map(|issue| document_number(issue.number, &decision.symbol)),
        symbol: symbol_text(&decision.symbol).to_owned(),
        place: place_of(body),
        issued_on: decision.issue.as_ref().map(|issue| issue.issued_at.day()),
        subject: decision.subject.clone(),
        grounds: decision.grounds.clone(),
        articles: vec![
            format!("{what} (có danh sách kèm theo)."),
            "Tác giả, đồng tác giả có sáng kiến được công nhận được cấp Giấy chứng nhận và được sử dụng kết quả làm căn cứ xét thi đua, khen thưởng theo quy định.".into(),
            "Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các cơ quan, đơn vị liên quan và các tác giả có tên tại danh sách chịu trách nhiệm thi hành Quyết định này.".into(),
        ],
        recipients: vec!["Như Điều 3;".into(), "Hội đồng Sáng kiến;".into(), "Lưu: VT.".into()],
        signer_post,
        signer_name,
        annex,
    }
}
