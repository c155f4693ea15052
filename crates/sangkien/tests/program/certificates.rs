//! Certificates after they were issued.

use sangkien_app::decision::{CertificateGrounds, NewHolder};
use sangkien_app::failure::{Failure, Outcome};
use sangkien_app::record::CertificateState;
use sangkien_app::signed::KnownPaper;
use sangkien_domain::access::Role;
use sangkien_domain::refusal::{CertificateRefusal, Refusal};
use sangkien_testkit::{Engine, World};

use crate::signing_decisions::{at, issued, scene};

fn grounds() -> CertificateGrounds {
    CertificateGrounds {
        reason: "Ghi sai họ tên".into(),
        decision: "140/QĐ-UBND".into(),
        decided_on: "2024-04-01".parse().ok(),
    }
}

fn refused<T: std::fmt::Debug>(outcome: Outcome<T>) -> Vec<Refusal> {
    match outcome {
        Err(Failure::Refused(refusals)) => refusals,
        other => panic!("{other:?}"),
    }
}

async fn replaced_revoked_and_restored(engine: Engine) {
    use CertificateState::{Revoked, Superseded, Valid};
    let world = World::at(engine, at("2024-04-01T09:00:00+07:00")).await;
    let scene = scene(&world).await;
    let id = issued(&scene, 1).await;
    let (app, leader) = (&world.app, &scene.leader);
    let old = app
        .decision(leader, id)
        .await
        .unwrap()
        .certificates
        .remove(0);
    let file = app.certificate_pdf(&old.code).await.unwrap().1;
    let again = app.certificate_pdf(&old.code).await.unwrap().1;
    assert_eq!(file, again, "a paper is given out unchanged");
    let known = app.known_paper(&file).await.unwrap();
    assert_eq!(known, Some(KnownPaper::Certificate(Box::new(old.clone()))));
    assert_eq!(
        app.known_paper(b"%PDF-1.7 of a stranger").await.unwrap(),
        None
    );

    // Who does not lead the body learns nothing; what is missing is told at once.
    let clerk = scene.joins("van-thu-mau", Role::RecordsClerk).await;
    let by_clerk = app
        .revoke_certificate(&clerk, &old.code, grounds(), false)
        .await;
    assert!(matches!(by_clerk, Err(Failure::Absent)));
    let empty = CertificateGrounds::default();
    assert_eq!(
        refused(
            app.revoke_certificate(leader, &old.code, empty, false)
                .await
        ),
        [
            Refusal::ReasonMissing,
            Refusal::Certificate(CertificateRefusal::DecisionMissing),
            Refusal::Certificate(CertificateRefusal::DayUnusable),
        ]
    );
    let ahead = CertificateGrounds {
        decided_on: "2024-04-02".parse().ok(),
        ..grounds()
    };
    assert_eq!(
        refused(
            app.revoke_certificate(leader, &old.code, ahead, false)
                .await
        ),
        [Refusal::Certificate(CertificateRefusal::DayUnusable)]
    );

    let holder = NewHolder {
        author: "Tác giả mẫu Một".into(),
        workplace: "Phòng mẫu".into(),
    };
    let code = app
        .replace_certificate(leader, &old.code, grounds(), holder.clone())
        .await
        .unwrap();
    let new = app.verify_certificate(&code).await.unwrap();
    assert_eq!((new.number, new.state), (old.number + 1, Valid));
    assert_eq!(new.face.author, "Tác giả mẫu Một");
    let found = app.verify_certificate(&old.code).await.unwrap();
    assert_eq!(
        (found.state, &found.face),
        (Superseded, &old.face),
        "nothing printed changes"
    );
    let after = app.certificate_after(&found).await.unwrap();
    assert_eq!(after.replaced_by.as_ref(), Some(&code));
    assert_eq!(
        refused(
            app.replace_certificate(leader, &old.code, grounds(), holder)
                .await
        ),
        [Refusal::Certificate(CertificateRefusal::NotValid)]
    );
    let view = app.signing(leader, id).await.unwrap();
    assert_eq!(view.papers.len(), 3, "the new one is a paper of its own");

    let state = async || app.verify_certificate(&code).await.unwrap().state;
    app.revoke_certificate(leader, &code, grounds(), true)
        .await
        .unwrap();
    assert_eq!(state().await, Revoked);
    let withdrawn = async || app.yearly_report(leader, None).await.unwrap().withdrawn();
    assert_eq!(withdrawn().await, 1, "it counts no more as in force");
    assert_eq!(
        refused(
            app.revoke_certificate(leader, &code, grounds(), false)
                .await
        ),
        [Refusal::Certificate(CertificateRefusal::NotValid)]
    );
    app.restore_certificate(leader, &code, grounds())
        .await
        .unwrap();
    assert_eq!(withdrawn().await, 0);
    assert_eq!(state().await, Valid);
    assert_eq!(
        refused(app.restore_certificate(leader, &old.code, grounds()).await),
        [Refusal::Certificate(CertificateRefusal::NotRevoked)]
    );
    let desk = app.certificate_desk(leader, &code).await.unwrap();
    assert_eq!(desk.acts.len(), 2, "what was undone stays written down");
    let mut told = Vec::new();
    for job in app.take_jobs(1_000).await.unwrap() {
        let payload: serde_json::Value = serde_json::from_str(&job.payload).unwrap();
        let message = payload["message"].as_str().unwrap_or_default();
        if message.starts_with("certificate-") {
            told.push(message.to_owned());
        }
    }
    told.sort();
    told.dedup();
    assert_eq!(
        told,
        [
            "certificate-replaced",
            "certificate-restored",
            "certificate-revoked"
        ],
        "the holder is told each time"
    );
    world.check().await;
    world.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_is_replaced_revoked_and_restored_in_a_file() {
    Box::pin(replaced_revoked_and_restored(Engine::Sqlite)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_is_replaced_revoked_and_restored_on_a_server() {
    Box::pin(replaced_revoked_and_restored(Engine::Postgres)).await;
}
