//! One act of the story.

use std::collections::BTreeMap;

use sangkien_app::casework::{Seen, StepInput};
use sangkien_app::correction::{AnswerInput, JudgementInput};
use sangkien_app::council::{NewSessionInput, SheetInput};
use sangkien_app::decision::DraftDecision;
use sangkien_app::dossier::{AuthorInput, ConfirmInput, RefuseInput, SectionInput, Upload};
use sangkien_app::record::Vote;
use sangkien_domain::correction::{ItemState, Judgement, Reply};
use sangkien_domain::form::Answers;
use sangkien_domain::id::DossierId;
use sangkien_domain::meeting::Voting;
use sangkien_packs::{EventAct, SampleDossier, SampleFile};

use super::evidence;
use super::organisation::{council_id, round_id};
use super::player::{Hitch, Stage};

/// What an act is called in Vietnamese.
pub(super) const fn words(act: &EventAct) -> &'static str {
    match act {
        EventAct::File { .. } => "lập và nộp hồ sơ",
        EventAct::Fill { .. } => "lập hồ sơ",
        EventAct::Submit { .. } | EventAct::SubmitLate { .. } => "nộp hồ sơ",
        EventAct::Return { .. } => "trả lại để bổ sung",
        EventAct::Answer { .. } => "trả lời nội dung bổ sung",
        EventAct::Verify { .. } => "xác nhận nội dung bổ sung đã đạt",
        EventAct::Accept { .. } => "tiếp nhận hồ sơ",
        EventAct::Refuse { .. } => "từ chối hồ sơ",
        EventAct::Confirm { .. } => "xác nhận ngày áp dụng lần đầu",
        EventAct::Withdraw { .. } => "rút hồ sơ",
        EventAct::Step { .. } => "xử lý hồ sơ ở bước",
        EventAct::OpenSession { .. } => "triệu tập phiên họp",
        EventAct::Recuse { .. } => "không tham gia chấm hồ sơ",
        EventAct::Mark { .. } => "chấm hồ sơ",
        EventAct::CloseMarking { .. } => "đóng chấm điểm",
        EventAct::Conclude { .. } => "kết luận phiên họp",
        EventAct::DraftDecision { .. } => "lập dự thảo quyết định",
        EventAct::IssueDecision { .. } => "ban hành quyết định",
    }
}

impl Stage<'_> {
    /// Does what the act says, as the caller on stage.
    pub(super) async fn perform(&mut self, act: &EventAct) -> Result<(), Hitch> {
        match act {
            EventAct::File { dossier } => {
                self.fill(dossier).await?;
                self.submit(dossier).await
            }
            EventAct::Fill { dossier } => self.fill(dossier).await,
            EventAct::Submit { dossier } | EventAct::SubmitLate { dossier } => {
                self.submit(dossier).await
            }
            EventAct::Return { dossier, items } => {
                let id = self.dossier(dossier)?;
                let items = items.clone();
                self.app
                    .return_for_supplement(&self.caller, id, Seen::Now, items)
                    .await?;
                Ok(())
            }
            EventAct::Answer {
                dossier,
                answers,
                changes,
                files,
            } => {
                self.answer(dossier, answers, changes).await?;
                let id = self.dossier(dossier)?;
                self.attach(id, files).await?;
                self.submit(dossier).await
            }
            EventAct::Verify { dossier } => self.verify(dossier).await,
            EventAct::Accept { dossier } => {
                let id = self.dossier(dossier)?;
                Ok(self.app.accept(&self.caller, id, Seen::Now).await?)
            }
            EventAct::Refuse {
                dossier,
                reason,
                text,
            } => {
                let id = self.dossier(dossier)?;
                let input = RefuseInput {
                    reason: *reason,
                    note: text.clone(),
                };
                Ok(self.app.refuse(&self.caller, id, Seen::Now, input).await?)
            }
            EventAct::Confirm {
                dossier,
                first_applied_on,
            } => {
                let id = self.dossier(dossier)?;
                let input = ConfirmInput {
                    first_applied_on: *first_applied_on,
                    note: String::new(),
                };
                self.app
                    .confirm_first_application(&self.caller, id, Seen::Now, input)
                    .await?;
                Ok(())
            }
            EventAct::Withdraw { dossier, text } => {
                let id = self.dossier(dossier)?;
                Ok(self.app.withdraw(&self.caller, id, text).await?)
            }
            EventAct::Step {
                dossier,
                step,
                opinion,
                facts,
                files,
            } => {
                let id = self.dossier(dossier)?;
                for file in files {
                    let upload = self.upload(file)?;
                    self.app
                        .attach_at_step(&self.caller, id, Seen::Now, upload)
                        .await?;
                }
                let input = StepInput {
                    act: step.clone(),
                    opinion: opinion.clone(),
                    facts: facts.clone(),
                };
                self.app.act(&self.caller, id, Seen::Now, input).await?;
                Ok(())
            }
            other => self.perform_in_council(other).await,
        }
    }

    async fn perform_in_council(&mut self, act: &EventAct) -> Result<(), Hitch> {
        match act {
            EventAct::OpenSession {
                session,
                council,
                title,
                place,
                meets_at,
                dossiers,
            } => {
                let input = NewSessionInput {
                    council: council_id(council),
                    title: title.clone(),
                    place: place.clone(),
                    meets_at: *meets_at,
                    dossiers: self.dossiers(dossiers)?,
                    voting: Voting::Sheets,
                };
                let id = self.app.convene(&self.caller, input).await?;
                self.state.sessions.insert(session.clone(), id);
                Ok(())
            }
            EventAct::Recuse { dossier, text, .. } => {
                let id = self.dossier(dossier)?;
                Ok(self.app.recuse(&self.caller, id, text).await?)
            }
            EventAct::Mark { dossier, .. } => {
                let id = self.dossier(dossier)?;
                let seen = self
                    .app
                    .marking(&self.caller, id)
                    .await?
                    .sheet
                    .map_or(0, |sheet| sheet.version);
                let input = sheet(act, seen);
                self.app.save_sheet(&self.caller, id, input).await?;
                Ok(())
            }
            EventAct::CloseMarking { session } => {
                let id = self.session(session)?;
                Ok(self.app.close_marking(&self.caller, id).await?)
            }
            EventAct::Conclude { session } => {
                let id = self.session(session)?;
                Ok(self.app.conclude(&self.caller, id).await?)
            }
            EventAct::DraftDecision {
                decision, dossiers, ..
            } => {
                let input = DraftDecision {
                    subject: String::new(),
                    grounds: Vec::new(),
                    dossiers: self.dossiers(dossiers)?,
                };
                let id = self.app.draft_decision(&self.caller, input).await?;
                self.state.decisions.insert(decision.clone(), id);
                Ok(())
            }
            EventAct::IssueDecision { decision } => {
                let id = self.decision(decision)?;
                Ok(self.app.issue_decision(&self.caller, id).await?)
            }
            _ => Ok(()),
        }
    }

    fn dossiers(&self, keys: &[String]) -> Result<Vec<DossierId>, Hitch> {
        keys.iter().map(|key| self.dossier(key)).collect()
    }

    async fn submit(&self, key: &str) -> Result<(), Hitch> {
        let id = self.dossier(key)?;
        self.app.submit(&self.caller, id).await?;
        Ok(())
    }

    /// Begins a draft and fills in everything the sample holds.
    async fn fill(&mut self, key: &str) -> Result<(), Hitch> {
        let Some(sample) = self.story.dossier(key) else {
            return Err(Hitch::Impossible(format!("không có hồ sơ mẫu “{key}”")));
        };
        let round = round_id(&sample.round);
        let id = self.app.begin_dossier(&self.caller, round).await?;
        self.state.dossiers.insert(key.to_owned(), id);
        for (section, answers) in &sample.sections {
            let input = SectionInput {
                answers: answers.clone(),
                seen: 0,
            };
            self.app
                .save_section(&self.caller, id, section, input)
                .await?;
        }
        if !sample.authors.is_empty() {
            let seen = self.app.dossier(&self.caller, id).await?.authors_version;
            self.app
                .save_authors(&self.caller, id, authors(sample), seen)
                .await?;
        }
        self.attach(id, &sample.files).await
    }

    async fn attach(&self, id: DossierId, files: &[SampleFile]) -> Result<(), Hitch> {
        for file in files {
            let upload = self.upload(file)?;
            self.app.attach_file(&self.caller, id, upload).await?;
        }
        Ok(())
    }

    fn upload(&self, file: &SampleFile) -> Result<Upload, Hitch> {
        let (name, day) = (&self.caller.full_name, self.at.day());
        Ok(evidence::upload(self.fonts, file, name, day)?)
    }

    /// Finds every answered item settled.
    async fn verify(&self, key: &str) -> Result<(), Hitch> {
        let id = self.dossier(key)?;
        let view = self.app.dossier(&self.caller, id).await?;
        let answered = view
            .corrections
            .iter()
            .filter(|item| item.state == ItemState::Answered)
            .map(|item| JudgementInput {
                item: item.id,
                judgement: Judgement::Verify,
                note: String::new(),
            })
            .collect();
        self.app
            .judge_corrections(&self.caller, id, Seen::Now, answered)
            .await?;
        Ok(())
    }

    /// Answers the items in order and changes what the answers announce.
    async fn answer(
        &self,
        key: &str,
        answers: &[String],
        changes: &BTreeMap<String, Answers>,
    ) -> Result<(), Hitch> {
        let id = self.dossier(key)?;
        let view = self.app.dossier(&self.caller, id).await?;
        let given = view
            .open_corrections()
            .into_iter()
            .zip(answers)
            .map(|(item, answer)| AnswerInput {
                item: item.id,
                reply: Some(Reply::Fixed),
                answer: answer.clone(),
            })
            .collect();
        self.app.answer_corrections(&self.caller, id, given).await?;
        for (section, changed) in changes {
            let saved = view.sections.get(section);
            let mut all = saved.map(|saved| saved.answers.clone()).unwrap_or_default();
            all.extend(changed.clone());
            let input = SectionInput {
                answers: all,
                seen: saved.map_or(0, |saved| saved.version),
            };
            self.app
                .save_section(&self.caller, id, section, input)
                .await?;
        }
        Ok(())
    }
}

fn authors(sample: &SampleDossier) -> Vec<AuthorInput> {
    sample
        .authors
        .iter()
        .map(|named| AuthorInput {
            author: named.author.clone(),
            account: named.account.clone().unwrap_or_default(),
        })
        .collect()
}

fn sheet(act: &EventAct, seen: i64) -> SheetInput {
    match act {
        EventAct::Mark {
            scores,
            in_favour,
            remark,
            sent,
            ..
        } => SheetInput {
            scores: scores.clone(),
            comments: Answers::new(),
            vote: in_favour.map(|agrees| if agrees { Vote::For } else { Vote::Against }),
            remark: remark.clone(),
            seen,
            send: *sent,
        },
        _ => SheetInput::default(),
    }
}
