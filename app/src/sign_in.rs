//! The interface between the pages and the implementation of the sign-in.

use std::sync::Arc;

use async_trait::async_trait;

use crate::server_functions::Failure;
use crate::step::Step;

/// A submitted form of a step.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Submission {
    /// The [`Step::id`] of the submitted form.
    pub step: String,
    /// Field names and values.
    pub answers: Vec<(String, String)>,
    /// Where to go after signing in, from the page's address. Untrusted.
    pub return_to: Option<String>,
}

impl std::fmt::Debug for Submission {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Submission").field("step", &self.step).finish_non_exhaustive()
    }
}

/// The sign-in of one browser, in the Leptos context of pages and server functions.
///
/// Every method returns the next step for the user; a rejected code or an unknown user is such a
/// step, not an error.
#[async_trait]
pub trait SignIn: Send + Sync {
    /// Returns the current step, without a call to Okta.
    async fn current(&self) -> Result<Step, Failure>;
    /// Submits the form of a step.
    async fn submit(&self, submission: Submission) -> Result<Step, Failure>;
    /// Does an action of a step. `return_to` is where to go after signing in, from the page's
    /// address; untrusted.
    async fn act(
        &self,
        step: String,
        action: String,
        return_to: Option<String>,
    ) -> Result<Step, Failure>;
    /// Finishes the sign-in with the `otp` and `state` of a link in an email.
    async fn follow_link(&self, otp: String, state: String) -> Result<Step, Failure>;
    /// Ends the session, first on this server and then at Okta.
    async fn sign_out(&self) -> Result<(), Failure>;
}

/// The wrapper of [`SignIn`] in the Leptos context.
#[derive(Clone)]
pub struct CurrentSignIn(pub Arc<dyn SignIn>);

impl std::fmt::Debug for CurrentSignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CurrentSignIn")
    }
}
