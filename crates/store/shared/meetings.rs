//! Attendance, votes, ballots, papers and signatures of sessions.

use std::collections::HashMap;

use async_trait::async_trait;
use sangkien_app::access::Unguarded;
use sangkien_app::port::{ReadMeetings, Stored, WriteMeetings};
use sangkien_app::record::{
    Attendance, BallotCount, CastBallot, CouncilVote, PaperKind, PublicVotes, SessionPaper,
    SessionSignature, VoteSeat,
};
use sangkien_domain::council::Post;
use sangkien_domain::id::{DossierId, SeatId, SessionId, VoteId};
use sangkien_domain::meeting::Choice;
use sangkien_domain::time::Instant;

use super::fields::to_json;
use super::{Fields, UnitOfWork, query, sql};

fn attendance(row: &Fields<'_>) -> Stored<Attendance> {
    Ok(Attendance {
        session: row.id("session_id")?,
        seat: row.id("seat_id")?,
        present: row.get("present")?,
        reason: row.get("reason")?,
        noted_at: row.instant("noted_at")?,
    })
}

fn vote(row: &Fields<'_>) -> Stored<CouncilVote> {
    let closed_at = row.optional_instant("closed_at")?;
    let count = match closed_at {
        None => None,
        Some(_) => Some(BallotCount {
            in_favour: row.small("in_favour")?,
            against: row.small("against")?,
            abstained: row.small("abstained")?,
        }),
    };
    let repealed = match row.optional_instant("repealed_at")? {
        None => None,
        Some(at) => Some((at, row.get("repeal_reason")?)),
    };
    Ok(CouncilVote {
        id: row.id("id")?,
        session: row.id("session_id")?,
        dossier: row.id("dossier_id")?,
        round: row.get("round")?,
        secret: row.get("secret")?,
        question: row.get("question")?,
        choices: row.json("choices")?,
        roll: Vec::new(),
        checking_key: row.get("checking_key")?,
        opened_at: row.instant("opened_at")?,
        closed_at,
        count,
        seal: row.get("seal")?,
        repealed,
    })
}

fn entitled(row: &Fields<'_>) -> Stored<(VoteId, VoteSeat)> {
    let seat = VoteSeat {
        seat: row.id("seat_id")?,
        name: row.get("name")?,
    };
    Ok((row.id("vote_id")?, seat))
}

fn ballot(row: &Fields<'_>) -> Stored<Unguarded<CastBallot>> {
    Ok(Unguarded::new(CastBallot {
        seat: row.id("seat_id")?,
        name: row.get("name")?,
        choice: row.optional_code("choice", Choice::from_code)?,
        blinded: row.get("blinded")?,
    }))
}

fn paper(row: &Fields<'_>) -> Stored<SessionPaper> {
    Ok(SessionPaper {
        session: row.id("session_id")?,
        kind: row.code("kind", PaperKind::from_code)?,
        content: row.json("content")?,
        sha256: row.get("sha256")?,
        drawn_at: row.instant("drawn_at")?,
    })
}

fn signature(row: &Fields<'_>) -> Stored<SessionSignature> {
    Ok(SessionSignature {
        session: row.id("session_id")?,
        seat: row.id("seat_id")?,
        position: row.get("position")?,
        name: row.get("name")?,
        post: row.code("post", Post::from_code)?,
        signed_at: row.instant("signed_at")?,
    })
}

impl UnitOfWork {
    /// Overwrites the key and deletes it with the urn.
    async fn destroy_secrets(&mut self, vote: VoteId) -> Stored<()> {
        let blank = query(sql!("vote/blank_key"))
            .bind(vote.0)
            .bind(vec![0_u8; 32]);
        self.execute(blank).await?;
        self.execute(query(sql!("vote/delete_key")).bind(vote.0))
            .await?;
        self.execute(query(sql!("vote/delete_urn")).bind(vote.0))
            .await?;
        Ok(())
    }
}

#[async_trait]
impl ReadMeetings for UnitOfWork {
    async fn attendance(&mut self, session: SessionId) -> Stored<Vec<Attendance>> {
        let find = query(sql!("attendance/of_session")).bind(session.0);
        self.all(find, attendance).await
    }

    async fn guests(&mut self, session: SessionId) -> Stored<Vec<String>> {
        let find = query(sql!("session/guests")).bind(session.0);
        let text: Option<String> = self.optional(find, |row| row.get("guests")).await?;
        let text = text.unwrap_or_default();
        Ok(text.lines().map(str::to_owned).collect())
    }

    async fn votes(&mut self, session: SessionId) -> Stored<Vec<CouncilVote>> {
        let find = query(sql!("vote/of_session")).bind(session.0);
        let mut votes = self.all(find, vote).await?;
        if votes.is_empty() {
            return Ok(votes);
        }
        let find = query(sql!("vote/roll_of_session")).bind(session.0);
        let mut rolls: HashMap<VoteId, Vec<VoteSeat>> = HashMap::new();
        for (vote, seat) in self.all(find, entitled).await? {
            rolls.entry(vote).or_default().push(seat);
        }
        for vote in &mut votes {
            vote.roll = rolls.remove(&vote.id).unwrap_or_default();
        }
        Ok(votes)
    }

    async fn standing_vote(
        &mut self,
        session: SessionId,
        dossier: DossierId,
    ) -> Stored<Option<CouncilVote>> {
        let find = query(sql!("vote/standing")).bind(session.0).bind(dossier.0);
        let Some(mut found) = self.optional(find, vote).await? else {
            return Ok(None);
        };
        let roll = query(sql!("vote/roll")).bind(found.id.0);
        let roll = self.all(roll, entitled).await?;
        found.roll = roll.into_iter().map(|(_, seat)| seat).collect();
        Ok(Some(found))
    }

    async fn has_ballot(&mut self, vote: VoteId, seat: SeatId) -> Stored<bool> {
        let find = query(sql!("ballot/cast_by")).bind(vote.0).bind(seat.0);
        let found = self.optional(find, |row| row.id::<SeatId>("seat_id"));
        Ok(found.await?.is_some())
    }

    async fn ballots(&mut self, vote: VoteId) -> Stored<Vec<Unguarded<CastBallot>>> {
        self.all(query(sql!("ballot/of_vote")).bind(vote.0), ballot)
            .await
    }

    async fn vote_key(&mut self, vote: VoteId) -> Stored<Option<Vec<u8>>> {
        let find = query(sql!("vote/key")).bind(vote.0);
        self.optional(find, |row| row.get("signing_key")).await
    }

    async fn vote_urn(&mut self, vote: VoteId) -> Stored<Option<String>> {
        let find = query(sql!("vote/urn")).bind(vote.0);
        self.optional(find, |row| row.get("ballots")).await
    }

    async fn vote_export(&mut self, vote: VoteId) -> Stored<Option<String>> {
        let find = query(sql!("vote/export")).bind(vote.0);
        self.optional(find, |row| row.get("export")).await
    }

    async fn session_papers(&mut self, session: SessionId) -> Stored<Vec<SessionPaper>> {
        let find = query(sql!("session_paper/of_session")).bind(session.0);
        self.all(find, paper).await
    }

    async fn session_signatures(&mut self, session: SessionId) -> Stored<Vec<SessionSignature>> {
        let find = query(sql!("session_signature/of_session")).bind(session.0);
        self.all(find, signature).await
    }
}

#[async_trait]
impl WriteMeetings for UnitOfWork {
    async fn note_attendance(&mut self, noted: &Attendance) -> Stored<()> {
        let put = query(sql!("attendance/put"))
            .bind(noted.session.0)
            .bind(noted.seat.0)
            .bind(noted.present)
            .bind(&noted.reason)
            .bind(noted.noted_at.0);
        self.execute_once(put).await
    }

    async fn set_guests(&mut self, session: SessionId, guests: &[String]) -> Stored<()> {
        let set = query(sql!("session/set_guests"))
            .bind(session.0)
            .bind(guests.join("\n"));
        self.execute_once(set).await
    }

    async fn set_public_votes(
        &mut self,
        session: SessionId,
        dossier: DossierId,
        votes: &PublicVotes,
    ) -> Stored<()> {
        let set = query(sql!("agenda/set_public_votes"))
            .bind(session.0)
            .bind(dossier.0)
            .bind(votes.votes)
            .bind(&votes.evidence)
            .bind(&votes.reason);
        self.execute_once(set).await
    }

    async fn set_discussion(
        &mut self,
        session: SessionId,
        dossier: DossierId,
        text: &str,
        seen: i64,
        now: Instant,
    ) -> Stored<()> {
        let set = query(sql!("agenda/set_discussion"))
            .bind(session.0)
            .bind(dossier.0)
            .bind(text)
            .bind(seen)
            .bind(now.0);
        self.execute_once(set).await
    }

    async fn insert_vote(&mut self, vote: &CouncilVote, key: Option<&[u8]>) -> Stored<()> {
        let insert = query(sql!("vote/insert"))
            .bind(vote.id.0)
            .bind(vote.session.0)
            .bind(vote.dossier.0)
            .bind(vote.round)
            .bind(vote.secret)
            .bind(&vote.question)
            .bind(to_json(&vote.choices)?)
            .bind(&vote.checking_key)
            .bind(vote.opened_at.0);
        self.execute_once(insert).await?;
        for one in &vote.roll {
            let entitle = query(sql!("vote/insert_roll"))
                .bind(vote.id.0)
                .bind(one.seat.0)
                .bind(&one.name);
            self.execute_once(entitle).await?;
        }
        if let Some(key) = key {
            let keep = query(sql!("vote/insert_key"))
                .bind(vote.id.0)
                .bind(key.to_vec());
            self.execute_once(keep).await?;
            let urn = query(sql!("vote/insert_urn")).bind(vote.id.0).bind("[]");
            self.execute_once(urn).await?;
        }
        Ok(())
    }

    async fn insert_ballot(&mut self, vote: VoteId, ballot: &CastBallot) -> Stored<()> {
        let insert = query(sql!("ballot/insert"))
            .bind(vote.0)
            .bind(ballot.seat.0)
            .bind(ballot.choice.map(Choice::code))
            .bind(ballot.blinded.as_deref());
        self.execute_once(insert).await
    }

    async fn put_urn(&mut self, vote: VoteId, ballots: &str) -> Stored<()> {
        let put = query(sql!("vote/put_urn")).bind(vote.0).bind(ballots);
        self.execute_once(put).await
    }

    async fn close_vote(&mut self, vote: &CouncilVote, export: Option<&str>) -> Stored<()> {
        let count = vote.count.unwrap_or_default();
        let close = query(sql!("vote/close"))
            .bind(vote.id.0)
            .bind(vote.closed_at.map(|at| at.0))
            .bind(i64::from(count.in_favour))
            .bind(i64::from(count.against))
            .bind(i64::from(count.abstained))
            .bind(export)
            .bind(vote.seal.as_deref());
        self.execute_once(close).await?;
        self.destroy_secrets(vote.id).await
    }

    async fn repeal_vote(&mut self, vote: VoteId, reason: &str, now: Instant) -> Stored<()> {
        let repeal = query(sql!("vote/repeal"))
            .bind(vote.0)
            .bind(now.0)
            .bind(reason);
        self.execute_once(repeal).await?;
        self.destroy_secrets(vote).await
    }

    async fn put_session_paper(&mut self, paper: &SessionPaper) -> Stored<()> {
        let put = query(sql!("session_paper/put"))
            .bind(paper.session.0)
            .bind(paper.kind.code())
            .bind(to_json(&paper.content)?)
            .bind(&paper.sha256)
            .bind(paper.drawn_at.0);
        self.execute_once(put).await
    }

    async fn insert_session_signature(&mut self, signature: &SessionSignature) -> Stored<()> {
        let insert = query(sql!("session_signature/insert"))
            .bind(signature.session.0)
            .bind(signature.seat.0)
            .bind(signature.position)
            .bind(&signature.name)
            .bind(signature.post.code())
            .bind(signature.signed_at.0);
        self.execute_once(insert).await
    }

    async fn lock_council_session(&mut self, id: SessionId, now: Instant) -> Stored<()> {
        let lock = query(sql!("session/lock")).bind(id.0).bind(now.0);
        self.execute_once(lock).await
    }
}
