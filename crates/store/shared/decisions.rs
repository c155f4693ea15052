//! Decisions and certificates; the registry's rows are read by [`super::registry`].

use std::collections::BTreeMap;

use async_trait::async_trait;
use sangkien_app::access::{DossierScope, Unguarded};
use sangkien_app::balance::BalanceSight;
use sangkien_app::port::{
    Facet, Page, Paging, ReadDecisions, RegistryFilter, Stored, WriteDecisions,
};
use sangkien_app::record::{
    Certificate, CertificateAct, CertificateActKind, CertificateState, Decision, Issue, LifeRow,
    OutcomeRow, RegistryEntry,
};
use sangkien_domain::dossier::State;
use sangkien_domain::id::{CertificateId, DecisionId, DossierId, UnitId};
use sangkien_domain::round::Stage;
use sangkien_domain::time::Instant;

use super::fields::{day, to_json};
use super::lists::Listing;
use super::{Fields, Query, UnitOfWork, balance, outcomes, query, registry, sql};

fn decision(row: &Fields<'_>) -> Stored<Decision> {
    let issue = match row.optional_instant("issued_at")? {
        None => None,
        Some(issued_at) => Some(Issue {
            year: row.small("year")?,
            number: row.small("number")?,
            issued_at,
            signer: row.id("signer_id")?,
            signer_name: row.get("signer_name")?,
            signer_post: row.get("signer_post")?,
        }),
    };
    Ok(Decision {
        id: row.id("id")?,
        organiser: row.id("organiser_id")?,
        stage: row.code("stage", Stage::from_code)?,
        subject: row.get("subject")?,
        symbol: row.get("symbol")?,
        grounds: row.json("grounds")?,
        drafted_by: row.id("drafted_by")?,
        drafted_at: row.instant("drafted_at")?,
        issue,
        items: Vec::new(),
    })
}

fn item(row: &Fields<'_>) -> Stored<(DecisionId, DossierId)> {
    Ok((row.id("decision_id")?, row.id("dossier_id")?))
}

pub(super) fn certificate(row: &Fields<'_>) -> Stored<Certificate> {
    Ok(Certificate {
        id: row.id("id")?,
        code: row.get("code")?,
        dossier: row.id("dossier_id")?,
        author_position: row.get("author_position")?,
        decision: row.id("decision_id")?,
        organiser: row.id("organiser_id")?,
        year: row.small("year")?,
        number: row.small("number")?,
        issued_at: row.instant("issued_at")?,
        state: row.code("state", CertificateState::from_code)?,
        face: row.json("face")?,
        replaces: row.optional_id("replaces")?,
    })
}

fn certificate_act(row: &Fields<'_>) -> Stored<CertificateAct> {
    Ok(CertificateAct {
        certificate: row.id("certificate_id")?,
        ordinal: row.get("ordinal")?,
        kind: row.code("kind", CertificateActKind::from_code)?,
        reason: row.get("reason")?,
        decision_label: row.get("decision_label")?,
        decided_on: row.date("decided_on")?,
        acted_by: row.id("acted_by")?,
        acted_at: row.instant("acted_at")?,
    })
}

impl UnitOfWork {
    async fn decision_with_items(
        &mut self,
        find: Query<'_>,
    ) -> Stored<Option<Unguarded<Decision>>> {
        let Some(mut found) = self.optional(find, decision).await? else {
            return Ok(None);
        };
        let items = query(sql!("decision/items")).bind(found.id.0);
        let items = self.all(items, item).await?;
        found.items = items.into_iter().map(|(_, dossier)| dossier).collect();
        Ok(Some(Unguarded::new(found)))
    }
}

#[async_trait]
impl ReadDecisions for UnitOfWork {
    async fn decisions(&mut self, bodies: &[UnitId]) -> Stored<Vec<Decision>> {
        let mut listing = Listing::new(
            "SELECT id, organiser_id, stage, subject, symbol, grounds, drafted_by, drafted_at, year, number, issued_at, \
             signer_id, signer_name, signer_post FROM decision WHERE ",
        );
        listing.one_of_ids("organiser_id", bodies).text(
            " ORDER BY CASE WHEN issued_at IS NULL THEN 0 ELSE 1 END, issued_at DESC, drafted_at DESC, id DESC",
        );
        let mut decisions = self.list(listing, decision).await?;
        let mut items = Listing::new(
            "SELECT i.decision_id, i.dossier_id FROM decision_item i JOIN decision d ON d.id = i.decision_id WHERE ",
        );
        items
            .one_of_ids("d.organiser_id", bodies)
            .text(" ORDER BY i.decision_id, i.position");
        let mut by_decision: BTreeMap<DecisionId, Vec<DossierId>> = BTreeMap::new();
        for (decision, dossier) in self.list(items, item).await? {
            by_decision.entry(decision).or_default().push(dossier);
        }
        for decision in &mut decisions {
            decision.items = by_decision.remove(&decision.id).unwrap_or_default();
        }
        Ok(decisions)
    }

    async fn decision(&mut self, id: DecisionId) -> Stored<Option<Unguarded<Decision>>> {
        self.decision_with_items(query(sql!("decision/by_id")).bind(id.0))
            .await
    }

    async fn decision_of(&mut self, dossier: DossierId) -> Stored<Option<Unguarded<Decision>>> {
        self.decision_with_items(query(sql!("decision/of_dossier")).bind(dossier.0))
            .await
    }

    async fn certificate(&mut self, code: &str) -> Stored<Option<Certificate>> {
        self.optional(query(sql!("certificate/by_code")).bind(code), certificate)
            .await
    }

    async fn certificate_by_id(&mut self, id: CertificateId) -> Stored<Option<Certificate>> {
        self.optional(query(sql!("certificate/by_id")).bind(id.0), certificate)
            .await
    }

    async fn certificate_acts(&mut self, id: CertificateId) -> Stored<Vec<CertificateAct>> {
        let find = query(sql!("certificate_act/of_certificate")).bind(id.0);
        self.all(find, certificate_act).await
    }

    async fn certificate_replacing(&mut self, id: CertificateId) -> Stored<Option<Certificate>> {
        let find = query(sql!("certificate/replacing")).bind(id.0);
        self.optional(find, certificate).await
    }

    async fn certificates(&mut self, dossier: DossierId) -> Stored<Vec<Certificate>> {
        let of_dossier = query(sql!("certificate/of_dossier")).bind(dossier.0);
        self.all(of_dossier, certificate).await
    }

    async fn registry(
        &mut self,
        filter: &RegistryFilter,
        paging: Paging,
    ) -> Stored<Page<RegistryEntry>> {
        registry::page(self, filter, paging).await
    }

    async fn registry_facets(
        &mut self,
        filter: &RegistryFilter,
    ) -> Stored<(Vec<Facet>, Vec<Facet>)> {
        registry::facets(self, filter).await
    }

    async fn registry_entry(&mut self, code: &str) -> Stored<Option<RegistryEntry>> {
        let find = query(sql!("registry/by_code")).bind(code);
        self.optional(find, registry::entry).await
    }

    async fn registry_year(&mut self, bodies: &[UnitId], year: i16) -> Stored<Vec<RegistryEntry>> {
        registry::of_year(self, bodies, year).await
    }

    async fn report_years(&mut self, bodies: &[UnitId]) -> Stored<Vec<i16>> {
        let mut listing = Listing::new("SELECT DISTINCT year FROM round WHERE ");
        listing
            .one_of_ids("organiser_id", bodies)
            .text(" AND stage <> 'service' ORDER BY year DESC");
        self.list(listing, |row| row.small("year")).await
    }

    async fn outcomes(
        &mut self,
        scope: &DossierScope,
        bodies: &[UnitId],
        year: i16,
    ) -> Stored<Vec<OutcomeRow>> {
        outcomes::of_year(self, scope, bodies, year).await
    }

    async fn lives(&mut self, sight: &BalanceSight, until: Instant) -> Stored<Vec<LifeRow>> {
        balance::lives(self, sight, until).await
    }

    async fn year_counts(&mut self, bodies: &[UnitId], year: i16) -> Stored<Vec<(State, u64)>> {
        let mut listing = Listing::new(
            "SELECT d.state, COUNT(*) AS count FROM dossier d JOIN round r ON r.id = d.round_id \
             WHERE d.state <> 'draft' AND r.year = ",
        );
        listing
            .value(i64::from(year))
            .text(" AND ")
            .one_of_ids("r.organiser_id", bodies)
            .text(" AND r.stage <> 'service' GROUP BY d.state");
        let mut counts = self
            .list(listing, |row| {
                Ok((row.code("state", State::from_code)?, row.count("count")?))
            })
            .await?;
        counts.sort_unstable_by_key(|(state, _)| *state);
        Ok(counts)
    }
}

#[async_trait]
impl WriteDecisions for UnitOfWork {
    async fn insert_decision(&mut self, decision: &Decision) -> Stored<()> {
        let insert = query(sql!("decision/insert"))
            .bind(decision.id.0)
            .bind(decision.organiser.0)
            .bind(decision.stage.code())
            .bind(&decision.subject)
            .bind(&decision.symbol)
            .bind(to_json(&decision.grounds)?)
            .bind(decision.drafted_by.0)
            .bind(decision.drafted_at.0);
        self.execute_once(insert).await?;
        for (position, dossier) in (1_i64..).zip(&decision.items) {
            let item = query(sql!("decision/insert_item"))
                .bind(decision.id.0)
                .bind(position)
                .bind(dossier.0);
            self.execute_once(item).await?;
        }
        match &decision.issue {
            Some(issue) => self.issue_decision(decision.id, issue).await,
            None => Ok(()),
        }
    }

    async fn discard_decision(&mut self, id: DecisionId) -> Stored<()> {
        self.execute_once(query(sql!("decision/discard")).bind(id.0))
            .await
    }

    async fn issue_decision(&mut self, id: DecisionId, issue: &Issue) -> Stored<()> {
        let set = query(sql!("decision/issue"))
            .bind(id.0)
            .bind(i64::from(issue.year))
            .bind(i64::from(issue.number))
            .bind(issue.issued_at.0)
            .bind(issue.signer.0)
            .bind(&issue.signer_name)
            .bind(&issue.signer_post);
        self.execute_once(set).await
    }

    async fn insert_certificate(&mut self, certificate: &Certificate) -> Stored<()> {
        let insert = query(sql!("certificate/insert"))
            .bind(certificate.id.0)
            .bind(&certificate.code)
            .bind(certificate.dossier.0)
            .bind(certificate.author_position)
            .bind(certificate.decision.0)
            .bind(certificate.organiser.0)
            .bind(i64::from(certificate.year))
            .bind(i64::from(certificate.number))
            .bind(certificate.issued_at.0)
            .bind(certificate.state.code())
            .bind(to_json(&certificate.face)?)
            .bind(certificate.replaces.map(|id| id.0));
        self.execute_once(insert).await
    }

    async fn insert_certificate_act(&mut self, act: &CertificateAct) -> Stored<()> {
        let insert = query(sql!("certificate_act/insert"))
            .bind(act.certificate.0)
            .bind(act.ordinal)
            .bind(act.kind.code())
            .bind(&act.reason)
            .bind(&act.decision_label)
            .bind(day(act.decided_on))
            .bind(act.acted_by.0)
            .bind(act.acted_at.0);
        self.execute_once(insert).await
    }

    async fn withdraw_entry(&mut self, dossier: DossierId, withdrawn: bool) -> Stored<()> {
        let set = query(sql!("registry/withdraw"))
            .bind(dossier.0)
            .bind(withdrawn);
        self.execute(set).await.map(|_| ())
    }

    async fn set_certificate_state(&mut self, code: &str, state: CertificateState) -> Stored<()> {
        let set = query(sql!("certificate/set_state"))
            .bind(code)
            .bind(state.code());
        self.execute_once(set).await
    }

    async fn insert_registry_entry(&mut self, entry: &RegistryEntry) -> Stored<()> {
        registry::insert(self, entry).await
    }
}
