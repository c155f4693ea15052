//! Sheets filled in without a connection: out as a workbook, in again, and what is refused.

use sangkien_app::Caller;
use sangkien_app::council::{OfflineFate, OfflineRow, SheetInput};
use sangkien_app::failure::Failure;
use sangkien_app::port::FileReader as _;
use sangkien_app::port::offline::{COMMENT, GREATEST, KEY, SCORE, SCORE_KEY, VOTE_KEY};
use sangkien_app::record::{ReadCell, ReadTab, Vote};
use sangkien_domain::council::Right;
use sangkien_domain::id::DossierId;
use sangkien_domain::offline::OfflineFault;
use sangkien_domain::reading::Unread;
use sangkien_testkit::{PlainReader, Scene, World};

use crate::sheets::{convened, scene, seated, world};

/// A signature that anybody could make is enough here.
fn sign(bound: &str) -> String {
    bound
        .chars()
        .filter(|letter| *letter != '.')
        .rev()
        .collect()
}

fn signed(bound: &str, signature: &str) -> bool {
    sign(bound) == signature
}

/// The sheets of a caller's workbook, without the one that explains.
async fn book(world: &World, caller: &Caller) -> Vec<ReadTab> {
    let content = world.app.offline_book(caller, sign).await.unwrap().unwrap();
    let mut tabs = PlainReader.workbook(content).await.unwrap();
    assert_eq!(tabs.remove(0).name, "Hướng dẫn");
    tabs
}

async fn judge(world: &World, caller: &Caller, tabs: &[ReadTab]) -> Vec<OfflineRow> {
    let content = serde_json::to_vec(tabs).unwrap();
    let judged = world.app.judge_offline(caller, content, signed).await;
    judged.unwrap().unwrap()
}

fn faults(rows: &[OfflineRow]) -> Vec<OfflineFault> {
    let faults = rows.iter().flat_map(|row| match &row.fate {
        OfflineFate::Refused(faults) => faults.clone(),
        _ => Vec::new(),
    });
    faults.collect()
}

/// Writes into the row with a key.
fn put(tab: &mut ReadTab, key: &str, column: u32, text: &str, formula: bool) {
    let mut keys = tab.cells.iter();
    let row = keys.find(|cell| cell.column == KEY && cell.text == key);
    let row = row.unwrap().row;
    tab.cells
        .retain(|cell| (cell.row, cell.column) != (row, column));
    tab.cells.push(ReadCell {
        row,
        column,
        text: text.to_owned(),
        formula,
    });
}

/// Greatest scores and a vote in favour.
fn fill(scene: &Scene<'_>, tab: &mut ReadTab) {
    for (key, score) in scene.full_marks() {
        let text = format!("{}", score.0 / 100);
        put(tab, &format!("{SCORE_KEY}{key}"), SCORE, &text, false);
        let key = format!("{SCORE_KEY}{key}");
        put(tab, &key, COMMENT, "Có minh chứng", false);
    }
    put(tab, VOTE_KEY, SCORE, "Đồng ý", false);
}

struct Marking<'a> {
    world: &'a World,
    scene: Scene<'a>,
    dossiers: [DossierId; 2],
    member: Caller,
}

async fn marking(world: &World) -> Marking<'_> {
    let scene = scene(world).await;
    let rights = [Right::Mark, Right::Vote, Right::Comment];
    seated(&scene, "can-bo-mau", &rights).await;
    let dossiers = [scene.confirmed(1).await, scene.confirmed(2).await];
    convened(&scene, &dossiers).await;
    let member = world.caller("can-bo-mau").await;
    Marking {
        world,
        scene,
        dossiers,
        member,
    }
}

#[tokio::test]
async fn sheets_filled_in_at_home_become_drafts_all_at_once_and_are_not_sent() {
    let world = world().await;
    let at = marking(&world).await;
    let mut tabs = book(&world, &at.member).await;
    assert_eq!(tabs.len(), 2);
    let same = judge(&world, &at.member, &tabs).await;
    assert!(same.iter().all(|row| row.fate == OfflineFate::Unchanged));
    fill(&at.scene, &mut tabs[0]);
    put(&mut tabs[1], VOTE_KEY, SCORE, "Không đồng ý", false);
    let rows = judge(&world, &at.member, &tabs).await;
    assert!(matches!(rows[0].fate, OfflineFate::Complete(_)));
    assert!(matches!(rows[1].fate, OfflineFate::Partial { .. }));
    let drafts: Vec<_> = rows.iter().filter_map(|row| row.draft.clone()).collect();
    let before = world.app.marking_list(&at.member).await.unwrap();
    assert!(
        before.iter().all(|item| !item.begun),
        "judging stores nothing"
    );

    // One of the two was saved elsewhere in the meantime: neither is taken.
    let first = drafts[1].0;
    let other = SheetInput::default();
    world
        .app
        .save_sheet(&at.member, first, other)
        .await
        .unwrap();
    let tried = world.app.save_drafts(&at.member, drafts.clone()).await;
    assert!(matches!(tried, Err(Failure::Stale)), "{tried:?}");
    let untouched = world.app.marking(&at.member, drafts[0].0).await.unwrap();
    assert!(untouched.sheet.is_none());
    assert_eq!(
        faults(&judge(&world, &at.member, &tabs).await),
        [OfflineFault::Outdated]
    );

    let mut tabs = book(&world, &at.member).await;
    for tab in &mut tabs {
        fill(&at.scene, tab);
    }
    let rows = judge(&world, &at.member, &tabs).await;
    let drafts = rows.into_iter().filter_map(|row| row.draft).collect();
    let saved = world.app.save_drafts(&at.member, drafts).await.unwrap();
    assert_eq!(saved, 2);
    for dossier in at.dossiers {
        let view = world.app.marking(&at.member, dossier).await.unwrap();
        let sheet = view.sheet.unwrap();
        assert_eq!(sheet.scores, at.scene.full_marks());
        assert_eq!((sheet.vote, sheet.sent_at), (Some(Vote::For), None));
        assert!(sheet.comments.values().all(|text| text == "Có minh chứng"));
    }
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn a_sheet_is_refused_for_another_member_round_or_version_and_when_it_was_altered() {
    let world = world().await;
    let at = marking(&world).await;
    let tabs = book(&world, &at.member).await;
    let refused = async |tabs: &[ReadTab], caller: &Caller| {
        let rows = judge(at.world, caller, tabs).await;
        assert!(rows.iter().all(|row| row.draft.is_none()));
        faults(&rows)
    };
    let one = std::slice::from_ref(&tabs[0]);
    assert_eq!(
        refused(one, &at.scene.secretary).await,
        [OfflineFault::OtherMember]
    );
    let changed = |change: &dyn Fn(&mut ReadTab)| {
        let mut tab = tabs[0].clone();
        change(&mut tab);
        [tab]
    };
    let seal = |tab: &mut ReadTab, change: &dyn Fn(&str) -> String| {
        let cell = tab.cells.iter_mut().find(|cell| cell.column == KEY);
        let cell = cell.unwrap();
        let (bound, _) = cell.text.rsplit_once('.').unwrap();
        let bound = change(bound);
        cell.text = format!("{bound}.{}", sign(&bound));
    };
    let swapped = |number: usize, with: &'static str| {
        changed(&move |tab: &mut ReadTab| {
            seal(tab, &|bound: &str| {
                let mut parts: Vec<&str> = bound.split('.').collect();
                parts[number] = with;
                parts.join(".")
            });
        })
    };
    for (number, fault) in [
        (0, OfflineFault::Unsealed),
        (1, OfflineFault::OtherMember),
        (2, OfflineFault::OtherRound),
        (3, OfflineFault::OtherRound),
        (4, OfflineFault::OtherRound),
        (5, OfflineFault::OtherRound),
        (6, OfflineFault::OtherRubric),
        (7, OfflineFault::NotGiven),
    ] {
        let tabs = swapped(number, "another");
        assert_eq!(refused(&tabs, &at.member).await, [fault], "{number}");
    }
    let forged = changed(&|tab| {
        let cell = tab.cells.iter_mut().find(|cell| cell.column == KEY);
        cell.unwrap().text.push('0');
    });
    assert_eq!(refused(&forged, &at.member).await, [OfflineFault::Altered]);
    let bare = changed(&|tab| tab.cells.retain(|cell| cell.column != KEY));
    assert_eq!(refused(&bare, &at.member).await, [OfflineFault::Unsealed]);
    let key = format!(
        "{SCORE_KEY}{}",
        at.scene.full_marks().keys().next().unwrap()
    );
    let key = key.as_str();
    let greater = changed(&|tab| put(tab, key, GREATEST, "1000", false));
    assert_eq!(refused(&greater, &at.member).await, [OfflineFault::Altered]);
    let worked_out = changed(&|tab| put(tab, key, SCORE, "5+5", true));
    assert!(matches!(
        refused(&worked_out, &at.member).await[..],
        [OfflineFault::Formula { .. }]
    ));
    let words = changed(&|tab| {
        put(tab, key, SCORE, "mười", false);
        put(tab, VOTE_KEY, SCORE, "có lẽ", false);
    });
    assert!(matches!(
        refused(&words, &at.member).await[..],
        [
            OfflineFault::NotANumber { .. },
            OfflineFault::VoteUnreadable
        ]
    ));
    let beyond = changed(&|tab| put(tab, key, SCORE, "1000", false));
    assert!(matches!(
        refused(&beyond, &at.member).await[..],
        [OfflineFault::Score(_)]
    ));
    let twice = [tabs[0].clone(), tabs[0].clone()];
    assert_eq!(refused(&twice, &at.member).await, [OfflineFault::Twice]);

    // Whoever marks nothing gets nothing, and what is no workbook is told as such.
    for outsider in [&at.scene.author, &at.scene.clerk, &at.scene.leader] {
        let tried = world.app.offline_book(outsider, sign).await;
        assert!(matches!(tried, Err(Failure::Absent)), "{tried:?}");
    }
    let broken = world.app.judge_offline(&at.member, b"PK".to_vec(), signed);
    assert!(matches!(broken.await, Ok(Err(Unread::Damaged))));
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn a_sheet_sent_since_is_left_as_it_is_and_one_given_to_others_is_refused() {
    let world = world().await;
    let at = marking(&world).await;
    let mut tabs = book(&world, &at.member).await;
    for tab in &mut tabs {
        fill(&at.scene, tab);
    }
    let rows = judge(&world, &at.member, &tabs).await;
    let (sent, input) = rows[0].draft.clone().unwrap();
    let whole = SheetInput {
        send: true,
        ..input
    };
    world.app.save_sheet(&at.member, sent, whole).await.unwrap();
    let (left, _) = rows[1].draft.clone().unwrap();
    world
        .app
        .recuse(&at.member, left, "Người thân")
        .await
        .unwrap();
    let rows = judge(&world, &at.member, &tabs).await;
    assert_eq!(rows[0].fate, OfflineFate::Unchanged);
    assert_eq!(faults(&rows), [OfflineFault::NotGiven]);
    assert_eq!(rows[1].title, None, "nothing more is told of it");
    put(&mut tabs[0], VOTE_KEY, SCORE, "Không đồng ý", false);
    let rows = judge(&world, &at.member, &tabs[..1]).await;
    assert_eq!(faults(&rows), [OfflineFault::Sent]);
    let none = world.app.offline_book(&at.member, sign).await.unwrap();
    assert!(none.is_none(), "no sheet is open any more");
    world.check().await;
    world.close().await;
}
