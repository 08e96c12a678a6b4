//! How long things live, in seconds unless the name says otherwise.

use serde::Deserialize;

/// Lifetimes, all on the org's own clock.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lifetimes {
    /// From `/v1/interact` until its handle opens nothing any more.
    pub interaction_handle: i64,
    /// From the first introspect until the transaction is gone.
    pub state_handle: i64,
    /// From the end of a sign-in until its interaction code is worthless.
    pub interaction_code: i64,
    /// From a mail until its code and its link are worthless.
    pub email_code: i64,
    /// Between two mails of one transaction.
    pub resend_after: i64,
    /// Milliseconds between two polls of a waiting app.
    pub poll_millis: u32,
    /// Wrong answers until a transaction is dead.
    pub attempts: u32,
    /// Life of access and ID tokens.
    pub token: i64,
    /// Life of a refresh token and all its successors together.
    pub refresh_token: i64,
    /// How long a replaced refresh token still works.
    pub refresh_grace: i64,
    /// How long a replaced signing key stays published.
    pub retired_key: i64,
}

impl Default for Lifetimes {
    fn default() -> Self {
        Self {
            interaction_handle: 3600,
            state_handle: 7200,
            interaction_code: 60,
            email_code: 300,
            resend_after: 30,
            poll_millis: 4000,
            attempts: 5,
            token: 3600,
            refresh_token: 100 * 24 * 3600,
            refresh_grace: 30,
            retired_key: 24 * 3600,
        }
    }
}
