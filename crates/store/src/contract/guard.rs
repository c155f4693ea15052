//! The guard says who may read a dossier; lists say the same as a filter. Here they are held
//! together.

use std::collections::BTreeSet;
use std::sync::Arc;

use sangkien_app::access::dossier_scope;
use sangkien_app::port::{DossierFilter, Paging};
use sangkien_app::record::{Council, MarkingPlan, PlanWay, Recusal};
use sangkien_domain::access::{Actor, PartyWho, Power, Role, dossier_powers};
use sangkien_domain::council::{Post, SessionState};
use sangkien_domain::dossier::State;
use sangkien_domain::id::{CouncilId, DossierId, PersonId, UnitId};

use super::samples::{author, commit, council, grant, person, seat};
use super::{Bench, World};

/// Compares, for every person, what the list shows with what the guard allows.
async fn compare(bench: &dyn Bench, world: &World, people: &[PersonId], dossiers: &[DossierId]) {
    let mut read = bench.store().read().await.unwrap();
    let mut facts = Vec::new();
    for id in dossiers {
        facts.push(read.dossier(*id).await.unwrap().unwrap().open_for_test());
    }
    let everything = Paging {
        page: 1,
        size: 10_000,
    };
    let filter = DossierFilter::default();
    let mut seen_by_anybody = 0;
    for person in people {
        let actor: Actor = read.actor(*person, world.now).await.unwrap().unwrap();
        let scope = dossier_scope(&actor);
        let listed = read.dossiers(&scope, &filter, everything).await.unwrap();
        let unnamed: BTreeSet<DossierId> = listed
            .rows
            .iter()
            .filter(|row| row.blind)
            .map(|row| row.id)
            .collect();
        let listed: BTreeSet<DossierId> = listed.rows.iter().map(|row| row.id).collect();
        let counted: u64 = read
            .count_dossiers(&scope, &filter)
            .await
            .unwrap()
            .into_iter()
            .map(|(_, count)| count)
            .sum();
        assert_eq!(counted, u64::try_from(listed.len()).unwrap());
        for dossier in &facts {
            let powers = dossier_powers(&actor, &dossier.facts);
            let allowed = powers.allow(Power::Read);
            assert_eq!(
                unnamed.contains(&dossier.id),
                allowed && !powers.allow(Power::KnowAuthors),
                "list and guard disagree on names: {actor:?} {dossier:?}"
            );
            assert_eq!(
                listed.contains(&dossier.id),
                allowed,
                "list and guard disagree: {actor:?} {dossier:?}"
            );
        }
        seen_by_anybody += listed.len();
    }
    assert!(seen_by_anybody > 0);
}

/// Every role at every unit, every post, each against every state.
pub async fn lists_agree_with_the_guard_for_every_role_and_state(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut work = bench.store().begin().await.unwrap();
    let mut people = vec![
        world.author,
        world.other,
        world.chair,
        world.secretary,
        world.member,
    ];
    for role in Role::ALL {
        for (number, unit) in [world.district, world.school, world.desk]
            .into_iter()
            .enumerate()
        {
            let holder = person(
                &format!("{}{number}", role.code()),
                "Người mẫu",
                world.district,
            );
            work.insert_person(&holder).await.unwrap();
            let grant = grant(holder.id, role, unit);
            work.insert_grant(&grant).await.unwrap();
            people.push(holder.id);
        }
    }
    let elsewhere = council(world.district);
    work.insert_council(&elsewhere).await.unwrap();
    for post in Post::ALL {
        let stranger = person(&format!("ngoai-{}", post.code()), "Người mẫu", world.school);
        work.insert_person(&stranger).await.unwrap();
        let seat = seat(elsewhere.id, stranger.id, post);
        work.insert_seat(&seat).await.unwrap();
        people.push(stranger.id);
    }
    let mut dossiers = Vec::new();
    for state in State::ALL {
        // Plain; with a council member as author; with the chair stepped aside; named by a step now
        // and before.
        for variant in 0..5 {
            let dossier = world.dossier(state, "Sáng kiến mẫu");
            work.insert_dossier(&dossier).await.unwrap();
            if variant == 1 {
                let authors = [
                    author("Tác giả mẫu 02", 5_000, Some(world.other)),
                    author("Ủy viên mẫu", 5_000, Some(world.member)),
                ];
                work.replace_authors(dossier.id, &authors, 0, world.author, world.now)
                    .await
                    .unwrap();
            }
            if variant == 2 {
                let recusal = Recusal {
                    dossier: dossier.id,
                    seat: world.seats[0],
                    reason: String::new(),
                    declared_at: world.now,
                };
                work.insert_recusal(&recusal).await.unwrap();
            }
            if variant >= 3 {
                let named = [
                    PartyWho::Person(world.other),
                    PartyWho::Role {
                        role: Role::Leader,
                        unit: world.school,
                    },
                    PartyWho::Council {
                        council: elsewhere.id,
                        posts: vec![Post::Secretary],
                    },
                ];
                work.set_parties(dossier.id, 1, &named).await.unwrap();
            }
            if variant == 4 {
                let all = [PartyWho::Council {
                    council: elsewhere.id,
                    posts: Vec::new(),
                }];
                work.set_parties(dossier.id, 2, &all).await.unwrap();
            }
            dossiers.push(dossier.id);
        }
    }
    commit(work).await;
    compare(&*bench, &world, &people, &dossiers).await;
}

/// A small generator, so that a failing world can be built again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).unwrap()).unwrap()
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }
}

/// People with several roles and seats at once, authors who sit on councils, recusals anywhere.
pub async fn lists_agree_with_the_guard_in_generated_worlds(bench: Arc<dyn Bench>) {
    let world = World::build(bench.store()).await;
    let mut dice = Dice(0x5eed_2024_0409);
    let mut work = bench.store().begin().await.unwrap();
    let units: [UnitId; 3] = [world.district, world.school, world.desk];
    let other_council = Council {
        blind: true,
        ..council(world.school)
    };
    work.insert_council(&other_council).await.unwrap();
    let councils: [CouncilId; 2] = [world.council, other_council.id];
    let mut people = Vec::new();
    let mut seats = Vec::new();
    for number in 0..24 {
        let someone = person(&format!("ng{number}"), "Người mẫu", dice.pick(&units));
        work.insert_person(&someone).await.unwrap();
        for _ in 0..dice.roll(4) {
            let grant = grant(someone.id, dice.pick(&Role::ALL), dice.pick(&units));
            work.insert_grant(&grant).await.unwrap();
        }
        for council in councils {
            if dice.roll(3) == 0 {
                let seat = seat(council, someone.id, dice.pick(&Post::ALL));
                work.insert_seat(&seat).await.unwrap();
                seats.push(seat.id);
            }
        }
        people.push(someone.id);
    }
    let (mut dossiers, mut marked) = (Vec::new(), Vec::new());
    for _ in 0..120 {
        let mut dossier = world.dossier(dice.pick(&State::ALL), "Sáng kiến mẫu");
        dossier.facts.owner = dice.pick(&people);
        dossier.facts.unit = dice.pick(&units);
        dossier.facts.desk = dice.pick(&units);
        dossier.facts.organiser = dice.pick(&units);
        dossier.facts.council = Some(dice.pick(&councils));
        work.insert_dossier(&dossier).await.unwrap();
        let authors: Vec<_> = (0..dice.roll(4))
            .map(|_| author("Tác giả mẫu", 1_000, Some(dice.pick(&people))))
            .collect();
        work.replace_authors(dossier.id, &authors, 0, world.author, world.now)
            .await
            .unwrap();
        for _ in 0..dice.roll(4) {
            let recusal = Recusal {
                dossier: dossier.id,
                seat: dice.pick(&seats),
                reason: String::new(),
                declared_at: world.now,
            };
            work.insert_recusal(&recusal).await.unwrap();
        }
        for visit in 1..=i64::try_from(dice.roll(4)).unwrap() {
            let who = match dice.roll(4) {
                0 => PartyWho::Author,
                1 => PartyWho::Person(dice.pick(&people)),
                2 => PartyWho::Role {
                    role: dice.pick(&Role::ALL),
                    unit: dice.pick(&units),
                },
                _ => PartyWho::Council {
                    council: dice.pick(&councils),
                    posts: Post::ALL.into_iter().take(dice.roll(4)).collect(),
                },
            };
            work.set_parties(dossier.id, visit, &[who]).await.unwrap();
        }
        if dossier.facts.state == State::Marking {
            marked.push((dossier.id, dossier.facts.council.unwrap()));
        }
        dossiers.push(dossier.id);
    }
    // One council shares its dossiers out while it marks, and has done with others.
    for (round, council) in (0..4).map(|round| (round, councils[round % 2])) {
        let mut session = world.session();
        session.council = council;
        let mut agenda = Vec::new();
        while agenda.len() < 3 {
            let Some(at) = marked.iter().position(|one| one.1 == council) else {
                break;
            };
            agenda.push(marked.swap_remove(at).0);
        }
        work.insert_council_session(&session, &agenda)
            .await
            .unwrap();
        let mut tasks = BTreeSet::new();
        for id in agenda.iter().flat_map(|id| [id, id]) {
            if dice.roll(4) > 0 {
                tasks.insert((*id, dice.pick(&seats)));
            }
        }
        let plan = MarkingPlan {
            session: session.id,
            needs: 2,
            way: PlanWay::Hand,
            version: 1,
            made_by: world.chair,
            made_at: world.now,
        };
        let tasks: Vec<_> = tasks.into_iter().collect();
        work.put_marking_plan(&plan, &tasks).await.unwrap();
        if round > 1 {
            let (from, to) = (SessionState::Marking, SessionState::Tallying);
            work.move_council_session(session.id, from, to, world.now)
                .await
                .unwrap();
        }
    }
    commit(work).await;
    compare(&*bench, &world, &people, &dossiers).await;
}
