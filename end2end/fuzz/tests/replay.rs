//! Replays the committed corpus, and the same 2,000 mutations of it in every run.
#![expect(clippy::unwrap_used, reason = "tests may panic")]

use std::path::Path;

use fastrand::Rng;
use fuzz::mutation::mutated;

const MUTATIONS: usize = 2_000;

fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
    let mut files =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    files.sort();
    files.iter().map(|file| std::fs::read(file).unwrap()).collect()
}

fn holds(name: &str) {
    let target = fuzz::named(name).unwrap();
    let corpus = corpus(name);
    assert!(corpus.len() >= 10, "{name}: {} files", corpus.len());
    for bytes in &corpus {
        target(bytes);
    }
    let mut numbers = Rng::with_seed(name.len() as u64);
    for _ in 0..MUTATIONS {
        let bytes = mutated(&corpus, &mut numbers);
        if let Err(panic) = std::panic::catch_unwind(|| target(&bytes)) {
            eprintln!("{name} broke on \"{}\"", bytes.escape_ascii());
            std::panic::resume_unwind(panic);
        }
    }
}

/// Shows: S6
#[test]
fn no_address_is_believed_that_no_trusted_hop_vouched_for() {
    holds("forwarded_address");
}

/// Shows: S6
#[test]
fn an_answer_of_the_org_offers_only_forms_that_can_be_found_again() {
    holds("idx_answer");
}

/// Shows: S6
#[test]
fn only_exactly_our_own_page_passes_the_origin_gate() {
    holds("origin_gate");
}

/// Shows: S6
#[test]
fn a_return_address_that_is_accepted_resolves_to_our_origin() {
    holds("return_address");
}

/// Shows: S6
#[test]
fn a_restored_transaction_is_the_one_that_was_saved() {
    holds("saved_transaction");
}

/// Shows: S6
#[test]
fn a_sealed_record_never_opens_after_a_change() {
    holds("sealed_record");
}

/// Shows: S6
#[test]
fn a_session_id_read_from_a_cookie_header_stood_there_once_under_our_name() {
    holds("session_cookie");
}

/// Shows: S6
#[test]
fn a_session_record_that_is_read_keeps_its_text_and_leads_nowhere_else() {
    holds("session_record");
}

/// Shows: S6
#[test]
fn a_username_that_is_accepted_shows_all_it_holds_and_reads_the_same_again() {
    holds("username");
}

/// Shows: S6
#[test]
fn a_link_that_nobody_waits_for_shows_the_same_page_whatever_it_carries() {
    holds("callback_query");
}

/// Shows: S6
#[test]
fn a_discovery_document_is_believed_only_of_the_configured_issuer_and_origin() {
    holds("discovery");
}

/// Shows: S6
#[test]
fn no_posted_body_makes_a_handler_panic_or_leads_to_another_site() {
    holds("form_body");
}

/// Shows: S6
#[test]
fn an_id_token_is_believed_only_unchanged_and_for_this_application() {
    holds("id_token");
}

/// Shows: S6
#[test]
fn a_token_is_believed_only_by_the_one_key_of_its_name() {
    holds("key_set");
}

/// Shows: S6
#[test]
fn nothing_in_an_address_becomes_markup_of_the_page_that_leads_on() {
    holds("page_address");
}

/// Shows: S6
#[test]
fn every_folder_of_the_corpus_is_a_target_and_every_target_has_one() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let folders = std::fs::read_dir(corpus).unwrap();
    let mut folders =
        folders.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>();
    folders.sort();
    assert_eq!(folders, fuzz::TARGETS.map(|(name, _)| name));
}

/// Shows: S6
#[test]
fn an_org_that_answers_anything_puts_no_markup_on_a_page_and_signs_nobody_in() {
    holds("hostile_org");
}
