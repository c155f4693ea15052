//! Papers of issued decisions and their files.

use async_trait::async_trait;
use sangkien_app::port::{ReadPapers, Stored, WritePapers};
use sangkien_app::record::{IssuedPaper, PaperVersion, Room};
use sangkien_domain::id::{CertificateId, DecisionId};
use sangkien_domain::signing::{PaperState, SigningFault};

use super::fields::to_json;
use super::{Fields, UnitOfWork, query, sql};

fn paper(row: &Fields<'_>) -> Stored<IssuedPaper> {
    let room: Option<String> = row.get("room")?;
    let hash: Option<String> = row.get("room_hash")?;
    Ok(IssuedPaper {
        decision: row.id("decision_id")?,
        position: row.get("position")?,
        certificate: row.optional_id("certificate_id")?,
        room: room.zip(hash).map(|(file, hash)| Room { file, hash }),
        fault: row.optional_code("fault", SigningFault::from_code)?,
    })
}

fn version(row: &Fields<'_>) -> Stored<PaperVersion> {
    Ok(PaperVersion {
        decision: row.id("decision_id")?,
        position: row.get("position")?,
        version: row.get("version")?,
        sha256: row.get("sha256")?,
        size: row.get("size")?,
        state: row.code("state", PaperState::from_code)?,
        report: row.optional_json("report")?,
        added_by: row.id("added_by")?,
        added_at: row.instant("added_at")?,
    })
}

#[async_trait]
impl ReadPapers for UnitOfWork {
    async fn issued_papers(&mut self, decision: DecisionId) -> Stored<Vec<IssuedPaper>> {
        let find = query(sql!("issued_paper/of_decision")).bind(decision.0);
        self.all(find, paper).await
    }

    async fn paper_versions(&mut self, decision: DecisionId) -> Stored<Vec<PaperVersion>> {
        let find = query(sql!("paper_version/of_decision")).bind(decision.0);
        self.all(find, version).await
    }

    async fn certificate_file(&mut self, id: CertificateId) -> Stored<Option<PaperVersion>> {
        let find = query(sql!("paper_version/of_certificate")).bind(id.0);
        self.optional(find, version).await
    }

    async fn papers_of_hash(&mut self, sha256: &str) -> Stored<Vec<PaperVersion>> {
        self.all(query(sql!("paper_version/by_hash")).bind(sha256), version)
            .await
    }
}

#[async_trait]
impl WritePapers for UnitOfWork {
    async fn insert_paper(&mut self, new: &IssuedPaper) -> Stored<()> {
        let insert = query(sql!("issued_paper/insert"))
            .bind(new.decision.0)
            .bind(new.position)
            .bind(new.certificate.map(|id| id.0));
        self.execute_once(insert).await
    }

    async fn insert_paper_version(&mut self, new: &PaperVersion) -> Stored<()> {
        let report = new.report.as_ref().map(to_json).transpose()?;
        let insert = query(sql!("paper_version/insert"))
            .bind(new.decision.0)
            .bind(new.position)
            .bind(new.version)
            .bind(&new.sha256)
            .bind(new.size)
            .bind(new.state.code())
            .bind(report)
            .bind(new.added_by.0)
            .bind(new.added_at.0);
        self.execute_once(insert).await
    }

    async fn set_paper_waiting(&mut self, paper: &IssuedPaper) -> Stored<()> {
        let room = paper.room.as_ref();
        let set = query(sql!("issued_paper/set_waiting"))
            .bind(paper.decision.0)
            .bind(paper.position)
            .bind(room.map(|room| room.file.as_str()))
            .bind(room.map(|room| room.hash.as_str()))
            .bind(paper.fault.map(SigningFault::code));
        self.execute_once(set).await
    }
}
