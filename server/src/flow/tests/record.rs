//! Records of other releases.

use app::text::Key;

use super::super::Flow;
use super::super::Notice;
use super::super::Stage;

/// Flows as the release before wrote them, at stages that this one has.
const PREVIOUS_RELEASE: &str = include_str!("previous_release.json");

#[test]
fn a_sign_in_that_the_previous_release_began_goes_on() {
    let flows: Vec<Flow> = serde_json::from_str(PREVIOUS_RELEASE).unwrap();
    for flow in &flows {
        assert_eq!(flow.rate_limit_key, "ada@example.com");
        assert_eq!(flow.entered.as_ref().unwrap().values, [("note".to_owned(), "x".to_owned())]);
        assert!(flow.ends_upstream.is_some());
        // Its sentences are left out: they are in the language of an earlier request.
        assert!(flow.notices.is_empty() && flow.help.is_empty() && flow.field_errors.is_empty());
    }
    let [pending, confirmed, ended] = flows.try_into().unwrap();
    assert!(matches!(pending.stage, Stage::Pending(question) if question.restore().is_some()));
    assert!(matches!(confirmed.stage, Stage::AwaitingTokens(_)));
    assert!(matches!(ended.stage, Stage::Ended));
}

#[test]
fn a_text_that_this_release_does_not_know_is_left_out_of_a_record() {
    let mut flows: Vec<serde_json::Value> = serde_json::from_str(PREVIOUS_RELEASE).unwrap();
    let known = Notice::info(Key::OutOfDate);
    flows[0]["notices"] = serde_json::json!([
        { "tone": "info", "text": { "own": { "key": "OfALaterRelease" } } },
        known,
    ]);
    let flow: Flow = serde_json::from_value(flows.swap_remove(0)).unwrap();
    assert_eq!(flow.notices, [known]);
}
