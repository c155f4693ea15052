//! The suite that every driver must pass: one behaviour of the ports, one test.
//!
//! A driver's tests implement [`Bench`] on a database of their own and write
//! `sangkien_store::storage_contract!(crate::open);`. To add a behaviour, write a function in the
//! module of its noun and name it in the macro; a test of this crate finds forgotten names.
#![expect(
    clippy::needless_pass_by_value,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::unwrap_used,
    reason = "compiled only for the tests of the drivers; a panic is how a test fails"
)]

pub mod casework;
pub mod corrections;
pub mod councils;
pub mod decisions;
pub mod effects;
pub mod guard;
pub mod history;
pub mod law;
pub mod lists;
pub mod meetings;
pub mod organisation;
pub mod own_forms;
pub mod people;
pub mod procedure;
pub mod procedures;
pub mod readings;
pub mod registry;
pub mod rubrics;
mod samples;
pub mod schema;
pub mod speed;
pub mod stamps;
pub mod steps;
pub mod unit_of_work;
pub mod upgrade;
mod world;

use std::sync::Arc;

use async_trait::async_trait;
use sangkien_app::port::{Store, StoreError, Stored};

pub use world::World;

/// A column as the catalogue of an engine describes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ColumnShape {
    /// Name.
    pub name: String,
    /// Type, as the engine names it, in upper case.
    pub kind: String,
    /// Whether it may be empty.
    pub nullable: bool,
}

/// A table as the catalogue of an engine describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableShape {
    /// Name.
    pub name: String,
    /// Columns in order.
    pub columns: Vec<ColumnShape>,
    /// Columns of the primary key and of each unique constraint, sorted.
    pub unique: Vec<Vec<String>>,
    /// Number of foreign keys.
    pub foreign_keys: usize,
}

/// A database of one test, and ways past the ports that only a test may go.
#[async_trait]
pub trait Bench: Send + Sync {
    /// "sqlite" or "postgres".
    fn engine(&self) -> &'static str;
    /// The store under test.
    fn store(&self) -> &dyn Store;
    /// Opens the same database again, as a second program would.
    async fn reopen(&self) -> Result<(), StoreError>;
    /// Runs statements past the store.
    async fn run(&self, sql: &str) -> Result<(), String>;
    /// A number read past the store.
    async fn number(&self, sql: &str) -> i64;
    /// Asks the engine whether it accepts a statement.
    async fn prepare(&self, sql: &str) -> Result<(), String>;
    /// Every table of the database.
    async fn tables(&self) -> Vec<TableShape>;
    /// Closes and removes the database.
    async fn close(&self);
}

/// Runs one test and removes its database, whether it passed or not.
pub async fn run<T, F>(bench: Arc<dyn Bench>, test: T)
where
    T: FnOnce(Arc<dyn Bench>) -> F,
    F: Future<Output = ()> + Send + 'static,
{
    let outcome = tokio::spawn(test(Arc::clone(&bench))).await;
    bench.close().await;
    if let Err(error) = outcome {
        std::panic::resume_unwind(error.into_panic());
    }
}

/// The name of the constraint that refused.
fn refused_by<T: std::fmt::Debug>(outcome: Stored<T>) -> String {
    match outcome {
        Err(StoreError::Constraint(name)) => name,
        other => panic!("a constraint was expected to refuse, but: {other:?}"),
    }
}

fn assert_stale<T: std::fmt::Debug>(outcome: Stored<T>) {
    assert!(
        matches!(outcome, Err(StoreError::Stale)),
        "a stale save was expected, but: {outcome:?}"
    );
}

/// Declares every test of the suite; `$open` gives an `Arc<dyn Bench>` on a fresh database.
#[macro_export]
macro_rules! storage_contract {
    ($open:path) => {
        $crate::contract_module!($open, unit_of_work:
            an_unfinished_unit_of_work_leaves_nothing,
            a_unit_of_work_is_seen_wholly_after_its_commit,
            a_unit_of_work_reads_what_it_has_written,
            a_snapshot_does_not_change_while_it_is_read,
            after_a_refused_write_nothing_of_the_unit_of_work_is_kept,
            a_database_that_answers_is_ready,
            whoever_holds_a_thing_keeps_others_waiting,
        );
        $crate::contract_module!($open, people:
            a_person_comes_back_as_stored,
            an_account_differing_only_by_case_is_refused,
            an_account_is_found_whatever_its_case,
            an_actor_has_what_is_in_force_and_nothing_else,
            a_closed_account_is_no_actor_and_holds_no_role,
            people_are_listed_by_given_name_with_their_roles,
            people_are_found_without_diacritics,
            a_grant_that_has_ended_cannot_be_ended_again,
            state_posts_are_those_in_force,
            a_session_ends_at_its_end_and_when_deleted,
            a_session_is_replaced_once,
            a_link_is_used_once_and_a_sample_link_repeatedly,
            a_dossier_cannot_name_a_person_who_does_not_exist,
        );
        $crate::contract_module!($open, organisation:
            a_round_closes_to_the_microsecond_as_set,
            a_round_that_closes_before_it_opens_is_refused,
            rounds_and_routes_come_in_their_order,
            a_unit_is_shown_as_it_was_on_the_day,
            units_are_listed_in_vietnamese_order,
            fields_and_rule_sets_are_those_of_the_day,
            seats_are_listed_by_precedence,
            a_setting_is_replaced,
        );
        $crate::contract_module!($open, casework:
            a_dossier_comes_back_as_stored,
            a_dossier_saved_from_an_old_version_is_refused,
            a_section_saved_from_an_old_version_is_refused,
            of_two_people_who_save_a_first_section_one_is_refused,
            authors_are_replaced_as_a_whole_and_from_the_version_seen,
            a_share_outside_the_whole_is_refused,
            a_dossier_is_received_only_when_the_shares_make_the_whole,
            a_received_dossier_has_a_code_and_a_stamp,
        );
        $crate::contract_module!($open, procedure:
            files_taken_off_stay_readable,
            submissions_come_in_order,
            a_dossier_is_confirmed_once,
            milestones_come_in_the_order_of_the_steps,
            stepping_aside_twice_is_once_and_is_part_of_the_facts,
        );
        $crate::contract_module!($open, procedures:
            procedures_and_versions_come_back_as_stored,
            a_code_and_a_version_number_are_given_once,
            a_draft_saved_from_an_old_revision_is_refused,
            the_text_of_a_checked_version_is_fixed,
            the_active_version_is_that_of_the_moment,
            two_active_ranges_of_a_procedure_never_overlap,
            of_two_activations_at_once_one_is_refused,
            a_range_that_makes_no_sense_is_refused,
        );
        $crate::contract_module!($open, corrections:
            items_come_back_as_asked_and_in_order,
            an_item_lacking_its_basis_or_its_reason_is_refused,
            the_history_of_items_and_requests_is_kept,
            a_request_being_written_is_saved_from_the_version_seen,
            versions_of_phrases_stand_side_by_side,
            items_of_the_schema_before_are_carried_over,
        );
        $crate::contract_module!($open, councils:
            a_session_moves_on_only_from_the_state_seen,
            a_dossier_stands_on_one_agenda_only,
            a_verdict_comes_back_with_its_arithmetic,
            a_sheet_saved_from_an_old_version_is_refused,
            a_sent_sheet_is_locked,
            a_sheet_without_total_is_not_sent,
            a_sheet_opened_again_keeps_what_was_sent,
            a_plan_of_marking_is_replaced_from_the_version_seen,
            a_seat_has_one_sheet_on_a_dossier,
            sheets_are_read_in_the_order_of_the_agenda,
            a_sheet_needs_its_dossier_on_the_agenda,
            a_council_changes_from_the_version_seen,
            a_seat_keeps_its_rights_and_ends_once,
            a_substitute_takes_one_seat,
            a_round_goes_only_to_a_council_of_its_unit,
        );
        $crate::contract_module!($open, meetings:
            a_seat_of_the_roll_has_one_ballot,
            nothing_is_cast_after_closing,
            one_vote_on_a_dossier_stands,
            a_locked_session_stands_still,
        );
        $crate::contract_module!($open, decisions:
            numbers_have_no_gap_and_no_duplicate_under_parallel_issues,
            a_number_of_work_not_committed_is_given_again,
            each_body_series_and_year_counts_for_itself,
            a_draft_has_no_number_and_is_issued_once,
            an_initiative_stands_on_one_decision_only,
            an_issued_decision_is_not_discarded,
            two_decisions_do_not_share_a_number,
            decisions_are_listed_drafts_first,
            a_certificate_comes_back_as_issued,
            an_author_gets_one_certificate,
        );
        $crate::contract_module!($open, registry:
            the_registry_shows_only_published_entries,
            the_registry_is_searched_in_all_its_words,
            the_registry_counts_fields_and_years,
            the_yearly_list_follows_the_numbers_of_the_decisions,
        );
        $crate::contract_module!($open, lists:
            a_search_finds_duong_for_its_marked_form,
            every_word_of_a_search_must_occur,
            a_percent_sign_in_a_search_is_literal,
            pages_follow_each_other_without_gap_or_repeat,
            a_list_is_ordered_as_asked,
            a_list_is_narrowed_by_every_filter,
            states_are_counted_without_regard_to_the_states_asked_for,
            an_empty_scope_sees_nothing,
        );
        $crate::contract_module!($open, guard:
            lists_agree_with_the_guard_for_every_role_and_state,
            lists_agree_with_the_guard_in_generated_worlds,
        );
        $crate::contract_module!($open, history:
            the_audit_chain_verifies,
            parallel_commits_make_one_chain,
            an_event_of_work_not_committed_is_not_chained,
            an_edited_event_is_found,
            a_removed_event_is_found,
            an_event_hidden_from_searches_is_found,
            audit_rows_cannot_be_changed_or_deleted,
            the_head_of_the_log_never_goes_back,
            the_log_is_searched_by_actor_subject_act_and_time,
        );
        $crate::contract_module!($open, effects:
            two_jobs_with_one_key_are_one_job,
            a_leased_job_is_taken_by_nobody_else,
            a_lease_that_has_run_out_frees_the_job,
            jobs_wait_until_they_are_due,
            a_job_put_off_comes_back_with_its_tries,
            parallel_workers_never_take_the_same_job,
            samples_are_removed_only_on_a_sample_instance,
            removing_samples_leaves_the_log_and_nothing_else,
        );
        $crate::contract_module!($open, law:
            the_registry_of_law_comes_back_as_stored,
            two_rows_of_one_rule_never_hold_on_the_same_day,
            of_two_overlapping_rows_written_at_once_one_is_refused,
            an_act_that_a_rule_rests_on_is_not_removed,
            a_rule_without_its_value_is_refused,
            a_confirmed_calendar_table_stays_as_it_was_confirmed,
            a_calendar_draft_is_one_and_is_changed_from_the_version_seen,
            a_day_of_another_year_is_refused,
        );
        $crate::contract_module!($open, schema:
            every_statement_is_accepted,
            both_engines_have_the_same_tables,
            a_database_is_opened_again_without_change,
            a_newer_schema_is_refused,
            an_edited_migration_is_refused,
        );
        $crate::contract_module!($open, steps:
            a_dossier_keeps_its_place_in_the_procedure,
            a_dossier_stands_at_one_step,
            parties_of_earlier_steps_stay_known_as_such,
            a_choice_takes_the_place_of_the_one_before,
            limits_and_pauses_come_back_as_counted,
            a_fact_is_stated_anew,
            documents_of_procedures_are_numbered_by_symbol,
            moves_to_other_versions_are_kept,
            filed_dossiers_without_a_procedure_are_found,
            a_delegation_lends_a_role_within_its_dates,
        );
        $crate::contract_module!($open, upgrade:
            a_database_of_the_first_program_keeps_every_row,
        );
        $crate::contract_module!($open, own_forms:
            a_form_is_found_by_the_moment_of_the_paper,
        );
        $crate::contract_module!($open, readings:
            a_file_is_read_by_one_and_its_text_comes_back,
            a_reading_given_up_says_why_and_may_begin_again,
        );
        $crate::contract_module!($open, rubrics:
            a_rubric_is_fixed_once_it_is_in_force,
        );
        $crate::contract_module!($open, stamps:
            a_hand_and_a_seal_have_one_picture_each,
        );
        $crate::contract_module!($open, speed:
            a_page_of_fifty_among_three_thousand_dossiers_is_cheap,
        );
    };
}

/// One module of [`storage_contract!`].
#[doc(hidden)]
#[macro_export]
macro_rules! contract_module {
    ($open:path, $module:ident: $($test:ident),+ $(,)?) => {
        mod $module {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $test() {
                    $crate::contract::run($open().await, $crate::contract::$module::$test).await;
                }
            )+
        }
    };
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_behaviour_of_the_suite_is_run() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/contract");
        let declared = include_str!("mod.rs");
        let mut found = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let source = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            for rest in source.split("\npub async fn ").skip(1) {
                let (name, parameters) = rest.split_once('(').unwrap();
                if parameters.starts_with("bench: Arc<dyn Bench>)") {
                    found += 1;
                    assert!(
                        declared.contains(&format!("            {name},")),
                        "{name} is not part of storage_contract!"
                    );
                }
            }
        }
        assert!(found > 80, "only {found} behaviours found");
    }
}
