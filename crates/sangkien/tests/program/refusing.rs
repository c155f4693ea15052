//! Reasons of a refusal.

use sangkien_app::casework::Seen;
use sangkien_app::dossier::RefuseInput;
use sangkien_app::failure::Failure;
use sangkien_domain::dossier::RefusalReason;
use sangkien_domain::round::Window;
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, Scene, World};

#[tokio::test]
async fn a_desk_refuses_for_every_reason_but_the_votes_of_a_council() {
    let at = Instant::parse("2024-03-04T08:00:00+07:00").unwrap();
    let world = World::at(Engine::Sqlite, at).await;
    let window = Window {
        opens_at: at,
        closes_at: at.plus_seconds(30 * 24 * 3600),
    };
    let scene = Scene::set_up(&world.app, window).await;
    for (number, reason) in (1..).zip(RefusalReason::ALL) {
        let id = scene.draft(&scene.author, number).await;
        world.app.submit(&scene.author, id).await.unwrap();
        let input = RefuseInput {
            reason,
            note: "Lý do mẫu.".into(),
        };
        let refused = world.app.refuse(&scene.clerk, id, Seen::Now, input).await;
        match reason {
            RefusalReason::NotEnoughVotes => {
                assert!(matches!(refused, Err(Failure::Refused(_))), "{refused:?}");
            }
            _ => refused.unwrap(),
        }
    }
    world.check().await;
    world.close().await;
}
