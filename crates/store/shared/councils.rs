//! Sessions and sheets.

use async_trait::async_trait;
use sangkien_app::access::Unguarded;
use sangkien_app::port::{ReadCouncils, Stored, WriteCouncils};
use sangkien_app::record::{
    AgendaItem, CouncilSession, PublicVotes, Reopening, Sheet, StoredVerdict, Vote,
};
use sangkien_domain::council::SessionState;
use sangkien_domain::id::{CouncilId, DossierId, PersonId, SeatId, SessionId, SheetId};
use sangkien_domain::meeting::Voting;
use sangkien_domain::rubric::Score;
use sangkien_domain::time::Instant;

use super::fields::to_json;
use super::lists::Listing;
use super::{Fields, UnitOfWork, query, sql};

fn session(row: &Fields<'_>) -> Stored<CouncilSession> {
    Ok(CouncilSession {
        id: row.id("id")?,
        council: row.id("council_id")?,
        council_name: row.get("council_name")?,
        title: row.get("title")?,
        place: row.get("place")?,
        meets_at: row.instant("meets_at")?,
        state: row.code("state", SessionState::from_code)?,
        version: row.get("version")?,
        closed_at: row.optional_instant("closed_at")?,
        concluded_at: row.optional_instant("concluded_at")?,
        voting: row.code("voting", Voting::from_code)?,
        locked_at: row.optional_instant("locked_at")?,
    })
}

fn agenda_item(row: &Fields<'_>) -> Stored<AgendaItem> {
    let verdict = match row.get::<Option<bool>>("carried")? {
        None => None,
        Some(carried) => Some(StoredVerdict {
            carried,
            in_favour: row.get("in_favour")?,
            base: row.get("base")?,
            needed: row.get("needed")?,
            average: row.get::<Option<i64>>("average")?.map(Score),
            settled: row.optional_json("settled")?,
        }),
    };
    Ok(AgendaItem {
        session: row.id("session_id")?,
        dossier: row.id("dossier_id")?,
        position: row.get("position")?,
        verdict,
        discussion: row.get("discussion")?,
        discussion_version: row.get("discussion_version")?,
        discussion_at: row.optional_instant("discussion_at")?,
        public: match row.get::<Option<i64>>("public_votes")? {
            None => None,
            Some(votes) => Some(PublicVotes {
                votes,
                evidence: row.get("public_evidence")?,
                reason: row.get("public_reason")?,
            }),
        },
    })
}

fn sheet(row: &Fields<'_>) -> Stored<Unguarded<Sheet>> {
    Ok(Unguarded::new(Sheet {
        id: row.id("id")?,
        session: row.id("session_id")?,
        dossier: row.id("dossier_id")?,
        seat: row.id("seat_id")?,
        scores: row.json("scores")?,
        comments: row.json("comments")?,
        vote: row.optional_code("vote", Vote::from_code)?,
        remark: row.get("remark")?,
        total: row.get::<Option<i64>>("total")?.map(Score),
        version: row.get("version")?,
        saved_at: row.instant("saved_at")?,
        sent_at: row.optional_instant("sent_at")?,
    }))
}

#[async_trait]
impl ReadCouncils for UnitOfWork {
    async fn council_sessions(&mut self, councils: &[CouncilId]) -> Stored<Vec<CouncilSession>> {
        let mut listing = Listing::new(
            "SELECT s.id, s.council_id, c.name AS council_name, s.title, s.place, s.meets_at, s.state, s.version, \
             s.closed_at, s.concluded_at, s.voting, s.locked_at FROM council_session s JOIN council c ON c.id = s.council_id WHERE ",
        );
        listing
            .one_of_ids("s.council_id", councils)
            .text(" ORDER BY s.meets_at DESC, s.id DESC");
        self.list(listing, session).await
    }

    async fn council_session(&mut self, id: SessionId) -> Stored<Option<CouncilSession>> {
        self.optional(query(sql!("session/by_id")).bind(id.0), session)
            .await
    }

    async fn session_of(&mut self, dossier: DossierId) -> Stored<Option<CouncilSession>> {
        self.optional(query(sql!("session/of_dossier")).bind(dossier.0), session)
            .await
    }

    async fn agenda(&mut self, id: SessionId) -> Stored<Vec<AgendaItem>> {
        self.all(query(sql!("agenda/of_session")).bind(id.0), agenda_item)
            .await
    }

    async fn sheets(&mut self, id: SessionId) -> Stored<Vec<Unguarded<Sheet>>> {
        self.all(query(sql!("sheet/of_session")).bind(id.0), sheet)
            .await
    }

    async fn reopenings(&mut self, id: SessionId) -> Stored<Vec<Reopening>> {
        let find = query(sql!("sheet/reopenings")).bind(id.0);
        self.all(find, |row| {
            Ok(Reopening {
                dossier: row.id("dossier_id")?,
                seat: row.id("seat_id")?,
                version: row.get("version")?,
                reason: row.get("reason")?,
                by: row.id("reopened_by")?,
                by_name: row.get("by_name")?,
                at: row.instant("reopened_at")?,
            })
        })
        .await
    }

    async fn sheets_before(&mut self, id: SessionId) -> Stored<Vec<Unguarded<Sheet>>> {
        self.all(query(sql!("sheet/before")).bind(id.0), sheet)
            .await
    }

    async fn sheet(
        &mut self,
        dossier: DossierId,
        seat: SeatId,
    ) -> Stored<Option<Unguarded<Sheet>>> {
        let find = query(sql!("sheet/of_seat")).bind(dossier.0).bind(seat.0);
        self.optional(find, sheet).await
    }
}

#[async_trait]
impl WriteCouncils for UnitOfWork {
    async fn insert_council_session(
        &mut self,
        session: &CouncilSession,
        agenda: &[DossierId],
    ) -> Stored<()> {
        let insert = query(sql!("session/insert"))
            .bind(session.id.0)
            .bind(session.council.0)
            .bind(&session.title)
            .bind(&session.place)
            .bind(session.meets_at.0)
            .bind(session.state.code())
            .bind(session.version)
            .bind(session.closed_at.map(|at| at.0))
            .bind(session.concluded_at.map(|at| at.0))
            .bind(session.voting.code());
        self.execute_once(insert).await?;
        for (position, dossier) in (1_i64..).zip(agenda) {
            let item = query(sql!("agenda/insert"))
                .bind(session.id.0)
                .bind(dossier.0)
                .bind(position);
            self.execute_once(item).await?;
        }
        Ok(())
    }

    async fn move_council_session(
        &mut self,
        id: SessionId,
        from: SessionState,
        to: SessionState,
        now: Instant,
    ) -> Stored<()> {
        let closed_at = (to == SessionState::Tallying).then_some(now.0);
        let concluded_at = (to == SessionState::Concluded).then_some(now.0);
        let step = query(sql!("session/move"))
            .bind(id.0)
            .bind(from.code())
            .bind(to.code())
            .bind(closed_at)
            .bind(concluded_at);
        self.execute_once(step).await
    }

    async fn set_verdict(
        &mut self,
        session: SessionId,
        dossier: DossierId,
        verdict: &StoredVerdict,
    ) -> Stored<()> {
        let set = query(sql!("agenda/set_verdict"))
            .bind(session.0)
            .bind(dossier.0)
            .bind(verdict.carried)
            .bind(verdict.in_favour)
            .bind(verdict.base)
            .bind(verdict.needed)
            .bind(verdict.average.map(|score| score.0))
            .bind(verdict.settled.as_ref().map(to_json).transpose()?);
        self.execute_once(set).await
    }

    async fn save_sheet(&mut self, sheet: &Sheet) -> Stored<i64> {
        let first = sheet.version == 0;
        let save = query(if first {
            sql!("sheet/insert")
        } else {
            sql!("sheet/update")
        });
        let mut save = save
            .bind(sheet.id.0)
            .bind(sheet.session.0)
            .bind(sheet.dossier.0)
            .bind(sheet.seat.0)
            .bind(to_json(&sheet.scores)?)
            .bind(to_json(&sheet.comments)?)
            .bind(sheet.vote.map(Vote::code))
            .bind(&sheet.remark)
            .bind(sheet.total.map(|score| score.0))
            .bind(sheet.saved_at.0)
            .bind(sheet.sent_at.map(|at| at.0));
        if !first {
            save = save.bind(sheet.version);
        }
        self.execute_once(save).await?;
        Ok(sheet.version + 1)
    }

    async fn reopen_sheet(
        &mut self,
        sheet: SheetId,
        version: i64,
        reason: &str,
        by: PersonId,
        now: Instant,
    ) -> Stored<()> {
        let keep = query(sql!("sheet/keep"))
            .bind(sheet.0)
            .bind(version)
            .bind(reason)
            .bind(by.0)
            .bind(now.0);
        self.execute_once(keep).await?;
        let reopen = query(sql!("sheet/reopen")).bind(sheet.0).bind(version);
        self.execute_once(reopen).await
    }
}
