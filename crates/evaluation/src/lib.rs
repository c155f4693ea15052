//! The evaluation kit of the overlap engine.
//!
//! [`plant`] takes any collection of texts and makes new ones that copy from it in known places and
//! known ways; [`plagdet`] measures answers against that truth as the PAN competitions do; [`runs`]
//! index, ask and print tables. [`sample`] is a small collection written for this project, so that
//! all of it runs without outside data, and [`paraphrase`] has pairs of sentences that say the same in
//! other words.
//!
//! Everything is repeatable: randomness comes from [`numbers::Numbers`] with a seed.

pub mod clock;
pub mod filler;
pub mod meaning;
pub mod numbers;
pub mod paraphrase;
pub mod plagdet;
pub mod plant;
pub mod runs;
pub mod sample;
