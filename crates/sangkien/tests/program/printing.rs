//! Sheets of marks on paper.

use sangkien_app::council::SheetInput;
use sangkien_app::failure::Failure;
use sangkien_app::port::PaperFormat;
use sangkien_app::record::Vote;
use sangkien_app::{App, Caller};
use sangkien_documents::reading::read;
use sangkien_documents::sniff::MediaType;
use sangkien_domain::access::Role;
use sangkien_domain::council::Right;
use sangkien_domain::id::SessionId;

use super::sheets::{convened, scene, seated, world};

/// What stands on the sheets that somebody may print, in both formats.
async fn printed(app: &App, who: &Caller, session: SessionId) -> String {
    let mut texts = String::new();
    for (format, kind) in [
        (PaperFormat::Pdf, MediaType::Pdf),
        (PaperFormat::Docx, MediaType::Docx),
    ] {
        let file = app.printed_sheets(who, session, format).await.unwrap();
        let reading = read(kind, &file).unwrap();
        for part in reading.parts {
            texts.push_str(&part.text);
            texts.push('\n');
        }
    }
    texts
}

#[tokio::test]
async fn sheets_are_printed_for_who_may_read_them_and_ones_own_alone_while_members_mark() {
    let world = world().await;
    let scene = scene(&world).await;
    let app = &world.app;
    scene.joins("uy-vien-in", Role::Author).await;
    let rights = [Right::Mark, Right::Vote, Right::Comment];
    seated(&scene, "uy-vien-in", &rights).await;
    let member = world.caller("uy-vien-in").await;
    let dossiers = [scene.confirmed(1).await, scene.confirmed(2).await];
    let session = convened(&scene, &dossiers).await;
    let none = app.printed_sheets(&member, session, PaperFormat::Pdf).await;
    assert!(matches!(none, Err(Failure::Absent)), "nothing is sent");
    for who in [&scene.secretary, &member] {
        for dossier in dossiers {
            let sheet = SheetInput {
                scores: scene.full_marks(),
                vote: Some(Vote::For),
                remark: format!("Ý kiến của {}", who.full_name),
                send: true,
                ..SheetInput::default()
            };
            app.save_sheet(who, dossier, sheet).await.unwrap();
        }
    }
    let (own, other) = (
        format!("Ý kiến của {}", member.full_name),
        format!("Ý kiến của {}", scene.secretary.full_name),
    );
    let text = printed(app, &member, session).await;
    assert_eq!(
        text.matches("PHIẾU CHẤM ĐIỂM SÁNG KIẾN").count(),
        4,
        "{text}"
    );
    assert!(text.contains(&own) && !text.contains(&other), "{text}");
    let stranger = app.printed_sheets(&scene.author, session, PaperFormat::Pdf);
    assert!(matches!(stranger.await, Err(Failure::Absent)));
    app.close_marking(&scene.secretary, session).await.unwrap();
    let text = printed(app, &member, session).await;
    assert_eq!(
        text.matches("PHIẾU CHẤM ĐIỂM SÁNG KIẾN").count(),
        8,
        "{text}"
    );
    assert!(text.contains(&own) && text.contains(&other));
    world.close().await;
}
