//! Pictures of hands and seals.

use std::sync::Arc;

use sangkien_app::port::StoreError;
use sangkien_app::record::StampPicture;
use sangkien_domain::stamp::StampOwner;

use super::samples::commit;
use super::{Bench, World, refused_by};

/// A hand and a seal have one picture each, that of a seal with its real width.
pub async fn a_hand_and_a_seal_have_one_picture_each(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let picture = |owner, millimetres| StampPicture {
        owner,
        file: "a".repeat(64),
        size: (420, 200),
        millimetres,
        placed_by: world.secretary,
        placed_at: world.now,
    };
    let hand = picture(StampOwner::Hand(world.secretary), None);
    let seal = picture(StampOwner::Seal(world.district), Some(36));
    let mut work = bench.store().begin().await.unwrap();
    work.insert_stamp_picture(&hand).await.unwrap();
    work.insert_stamp_picture(&seal).await.unwrap();
    commit(work).await;

    for wrong in [
        picture(StampOwner::Seal(world.school), None),
        picture(StampOwner::Hand(world.author), Some(36)),
    ] {
        let mut work = bench.store().begin().await.unwrap();
        let outcome = work.insert_stamp_picture(&wrong).await;
        refused_by(outcome);
    }
    let mut work = bench.store().begin().await.unwrap();
    let twice = work.insert_stamp_picture(&hand).await;
    assert!(matches!(twice, Err(StoreError::Constraint(_))), "{twice:?}");
    drop(work);

    let mut work = bench.store().begin().await.unwrap();
    assert_eq!(work.stamp_picture(seal.owner).await.unwrap(), Some(seal));
    work.remove_stamp_picture(hand.owner).await.unwrap();
    commit(work).await;
    let mut read = bench.store().read().await.unwrap();
    assert_eq!(read.stamp_picture(hand.owner).await.unwrap(), None);
}
