//! A sign-in that leads nowhere and does not show it.

use app::step::Field;
use serde::Deserialize;
use serde::Serialize;

/// The stage of a user who must not learn whether there is an account. Its calls are answered here instead of by Okta.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Decoy {
    /// What it looks like.
    pub shape: Shape,
    /// What its attempts are counted under.
    pub transaction: String,
    /// Whether a wrong code was the last thing that was said.
    pub said_wrong: bool,
}

/// What the screen for the code of an email looks like in this org, without anything of one user or language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// The field of the code; its label is the language's.
    pub field: Field,
    /// Whether another email can be asked for.
    pub resends: bool,
    /// Whether the page waits for a link.
    pub waits: bool,
    /// Seconds until Okta drops the transaction.
    pub lasts: Option<i64>,
}
