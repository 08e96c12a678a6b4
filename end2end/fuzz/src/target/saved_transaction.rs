//! Saved transactions and saved tokens, as read from a session record.

use okta_idx::Pending;
use okta_idx::Tokens;

/// A restored value can be saved and restored again without a change.
pub fn target(data: &[u8]) {
    if let Ok(pending) = Pending::restore(data) {
        let saved = pending.save();
        let again = Pending::restore(&saved).map(|again| again.save());
        assert!(again.is_ok_and(|again| *again == *saved), "a transaction changes by being kept");
        assert!(pending.state_matches(pending.state().expose()), "a state that is not itself");
        for form in pending.forms() {
            assert!(pending.form_at(&form.reference()).is_some(), "a form that cannot be found");
        }
        let _ = format!("{pending:?}");
    }
    if let Ok(tokens) = Tokens::restore(data) {
        let saved = tokens.save();
        let again = Tokens::restore(&saved).map(|again| again.save());
        assert!(again.is_ok_and(|again| *again == *saved), "tokens change by being kept");
        let claims = tokens.claims();
        let _ = (claims.issued_at(), claims.expires_at(), claims.auth_time(), claims.amr().count());
    }
}
