//! What happens along with an act, in its transaction.

use sangkien_casework::definition::{Effect, Exchange};
use sangkien_domain::id::{DossierId, PersonId};
use sangkien_domain::register::document_number;
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::access;
use crate::caller::Origin;
use crate::failure::{Failure, Outcome};
use crate::port::Work;
use crate::record::{Dossier, NumberedDocument, OutboxJob};
use crate::support::{About, event_from};

impl App {
    /// Carries out the effects of an act by `by`, or by the program; gives the remark that a number
    /// adds to the timeline.
    pub(super) async fn carry_out(
        &self,
        work: &mut dyn Work,
        dossier: &Dossier,
        effects: &[Effect],
        by: Option<PersonId>,
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

    /// Notes on its dossier that a message to another system could not be delivered.
    pub async fn exchange_failed(&self, job: &OutboxJob) -> Outcome<()> {
        #[derive(serde::Deserialize)]
        struct Order {
            system: String,
            dossier: DossierId,
        }
        let order: Order = serde_json::from_str(&job.payload)
            .map_err(|error| Failure::Inconsistent(format!("job {}: {error}", job.id)))?;
        let now = self.now();
        let mut work = self.begin().await?;
        work.hold(order.dossier.0).await?;
        let found = work.dossier(order.dossier).await?;
        let mut dossier = access::dossier_of_job(found)?;
        if dossier.standing.axes.exchange != Exchange::Waiting {
            return Ok(());
        }
        dossier.standing.axes.exchange = Exchange::Failed;
        work.update_dossier(&dossier).await?;
        let about = About {
            act: "dossier.exchange-failed",
            kind: "dossier",
            id: order.dossier.to_string(),
        };
        let origin = Origin::local("exchange");
        let details = json!({ "system": order.system });
        work.record(event_from(&origin, None, &about, json!({}), details, now));
        work.commit().await?;
        Ok(())
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
