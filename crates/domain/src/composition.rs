//! Who has to sit on a council, as rules with their sources, and where a council departs from them.

use serde::{Deserialize, Serialize};

use crate::council::Post;
use crate::id::PersonId;
use crate::law::Citation;

/// One demand on the members of a council.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Demand {
    /// Number of members.
    Size {
        /// Least members.
        least: u32,
        /// Most members; no bound when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        most: Option<u32>,
    },
    /// Somebody holds this post.
    Post {
        /// Which post.
        post: Post,
    },
    /// Somebody sits for the trade union.
    UnionRepresentative,
    /// A head of the unit is no member while an initiative of their own is before the council.
    AuthoringHeadStaysOut,
}

/// A demand with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompositionRule {
    /// What is demanded.
    pub demand: Demand,
    /// Where it is laid down.
    pub citation: Citation,
}

/// A member, as far as the composition goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sitting {
    /// Who.
    pub person: PersonId,
    /// The post held.
    pub post: Post,
    /// Whether they sit for the trade union.
    pub for_union: bool,
}

/// How a council departs from a demand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Departure {
    /// Fewer members than demanded.
    TooFew {
        /// Members.
        members: u32,
        /// Least members.
        least: u32,
    },
    /// More members than allowed.
    TooMany {
        /// Members.
        members: u32,
        /// Most members.
        most: u32,
    },
    /// Nobody holds the post.
    PostVacant {
        /// Which post.
        post: Post,
    },
    /// Nobody sits for the trade union.
    NoUnionRepresentative,
    /// A head of the unit sits although an initiative of their own is before the council.
    AuthoringHeadSits {
        /// Who.
        person: PersonId,
    },
}

/// A departure with the source of the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// What is wrong.
    pub departure: Departure,
    /// Which rule says so.
    pub citation: Citation,
}

/// Where `members` depart from `rules`, in the order of the rules. `authoring_heads` are heads of
/// the unit with an initiative of their own before the council.
pub fn breaches(
    rules: &[CompositionRule],
    members: &[Sitting],
    authoring_heads: &[PersonId],
) -> Vec<Breach> {
    let departures = rules.iter().flat_map(|rule| {
        depart(&rule.demand, members, authoring_heads)
            .into_iter()
            .map(|departure| Breach {
                departure,
                citation: rule.citation.clone(),
            })
    });
    departures.collect()
}

fn depart(demand: &Demand, members: &[Sitting], authoring_heads: &[PersonId]) -> Vec<Departure> {
    let count = u32::try_from(members.len()).unwrap_or(u32::MAX);
    match demand {
        Demand::Size { least, most } => {
            let few = (count < *least).then_some(Departure::TooFew {
                members: count,
                least: *least,
            });
            let many = most.filter(|most| count > *most);
            let many = many.map(|most| Departure::TooMany {
                members: count,
                most,
            });
            few.into_iter().chain(many).collect()
        }
        Demand::Post { post } if members.iter().all(|member| member.post != *post) => {
            vec![Departure::PostVacant { post: *post }]
        }
        Demand::UnionRepresentative if members.iter().all(|member| !member.for_union) => {
            vec![Departure::NoUnionRepresentative]
        }
        Demand::Post { .. } | Demand::UnionRepresentative => Vec::new(),
        Demand::AuthoringHeadStaysOut => members
            .iter()
            .map(|member| member.person)
            .filter(|person| authoring_heads.contains(person))
            .map(|person| Departure::AuthoringHeadSits { person })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn sitting(number: u128, post: Post) -> Sitting {
        Sitting {
            person: PersonId::from(Uuid::from_u128(number)),
            post,
            for_union: number == 3,
        }
    }

    fn rules() -> Vec<CompositionRule> {
        [
            Demand::Size {
                least: 3,
                most: Some(4),
            },
            Demand::Post { post: Post::Chair },
            Demand::UnionRepresentative,
            Demand::AuthoringHeadStaysOut,
        ]
        .into_iter()
        .map(|demand| CompositionRule {
            demand,
            citation: Citation {
                article: "Điều 8".to_owned(),
                ..Citation::default()
            },
        })
        .collect()
    }

    fn found(members: &[Sitting], heads: &[PersonId]) -> Vec<Departure> {
        let found = breaches(&rules(), members, heads);
        assert!(
            found
                .iter()
                .all(|breach| breach.citation.article == "Điều 8")
        );
        found.into_iter().map(|breach| breach.departure).collect()
    }

    #[test]
    fn a_council_as_the_law_wants_it_has_no_breach() {
        let members = [
            sitting(1, Post::Chair),
            sitting(2, Post::Secretary),
            sitting(3, Post::Member),
        ];
        assert_eq!(found(&members, &[]), []);
    }

    #[test]
    fn each_breach_is_named_with_its_article() {
        let alone = [sitting(2, Post::Secretary)];
        assert_eq!(
            found(&alone, &[alone[0].person]),
            [
                Departure::TooFew {
                    members: 1,
                    least: 3
                },
                Departure::PostVacant { post: Post::Chair },
                Departure::NoUnionRepresentative,
                Departure::AuthoringHeadSits {
                    person: alone[0].person
                },
            ]
        );
        let crowd: Vec<Sitting> = (1..=5).map(|n| sitting(n, Post::Chair)).collect();
        assert_eq!(
            found(&crowd, &[]),
            [Departure::TooMany {
                members: 5,
                most: 4
            }]
        );
    }

    #[test]
    fn a_head_who_is_no_member_breaks_nothing() {
        let members: Vec<Sitting> = (1..=3).map(|n| sitting(n, Post::Chair)).collect();
        assert_eq!(found(&members, &[sitting(9, Post::Member).person]), []);
    }
}
