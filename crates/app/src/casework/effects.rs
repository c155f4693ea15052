//! What happens along with an act, in its transaction.

use sangkien_casework::definition::Effect;
use sangkien_domain::register::document_number;
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::failure::Outcome;
use crate::port::Work;
use crate::record::{Dossier, NumberedDocument, OutboxJob};

impl App {
    /// Carries out the effects of an act by `by`, or by the program; gives the remark that a number
    /// adds to the timeline.
    pub(super) async fn carry_out(
        &self,
        work: &mut dyn Work,
        dossier: &Dossier,
        effects: &[Effect],
        by: Option<sangkien_domain::id::PersonId>,
        now: Instant,
    ) -> Outcome<Vec<String>> {
        let mut remarks = Vec::new();
        for effect in effects {
            match effect {
                Effect::Number { symbol, title } => {
                    let (body, year) = (dossier.facts.organiser, now.day().year());
                    let number = work.next_document_number(body, symbol, year).await?;
                    work.insert_document(&NumberedDocument {
                        dossier: dossier.id,
                        title: title.clone(),
                        body,
                        symbol: symbol.clone(),
                        year,
                        number,
                        issued_at: now,
                        issued_by: by,
                    })
                    .await?;
                    remarks.push(format!("{title} số {}", document_number(number, symbol)));
                }
                Effect::Tell { subject, text } => {
                    let data = json!({
                        "subject": subject,
                        "text": text,
                        "title": dossier.title,
                        "code": dossier.code,
                        "link": format!("{}/dossiers/{}", self.settings.base_url, dossier.id),
                    });
                    let about = format!("{}:{}:{subject}", dossier.id, dossier.standing.visit);
                    self.order_mail(
                        work,
                        dossier.facts.owner,
                        "dossier-notice",
                        &about,
                        data,
                        now,
                    )
                    .await?;
                }
                Effect::Send { system } => self.order_exchange(work, dossier, system, now).await?,
                // The axes are part of the header.
                Effect::Payment(_) | Effect::Delivery(_) => {}
            }
        }
        Ok(remarks)
    }

    async fn order_exchange(
        &self,
        work: &mut dyn Work,
        dossier: &Dossier,
        system: &str,
        now: Instant,
    ) -> Outcome<()> {
        let payload = json!({
            "system": system,
            "dossier": dossier.id,
            "code": dossier.code,
            "step": dossier.standing.step,
            "state": dossier.facts.state.code(),
        });
        work.enqueue(&OutboxJob {
            id: self.fresh_id(),
            kind: "exchange".into(),
            unique_key: format!(
                "exchange:{system}:{}:{}",
                dossier.id, dossier.standing.visit
            ),
            payload: payload.to_string(),
            created_at: now,
            due_at: now,
            attempts: 0,
        })
        .await?;
        Ok(())
    }
}
