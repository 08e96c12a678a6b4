//! The wall between pages and what stands behind them.

use std::sync::Arc;

use async_trait::async_trait;

use crate::server_functions::Failure;
use crate::step::Step;

/// An answer to the form of a step, as it was posted.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Submission {
    /// The [`Step::id`] that was answered.
    pub step: String,
    /// Field names and what was typed.
    pub answers: Vec<(String, String)>,
    /// Where to go after signing in, as the page had it in its address. Untrusted.
    pub return_to: Option<String>,
}

impl std::fmt::Debug for Submission {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Submission").field("step", &self.step).finish_non_exhaustive()
    }
}

/// One visitor's sign-in. The pages and server functions find it in the Leptos context.
///
/// Every method ends with the step that the visitor should see next; a refused code or an unknown user is such a
/// step, not an error.
#[async_trait]
pub trait SignIn: Send + Sync {
    /// Where the sign-in stands. Causes nothing upstream.
    async fn current(&self) -> Result<Step, Failure>;
    /// Answers the form of a step.
    async fn submit(&self, submission: Submission) -> Result<Step, Failure>;
    /// Does one of the actions of a step. `return_to` is where to go after signing in, as the page had it; untrusted.
    async fn act(
        &self,
        step: String,
        action: String,
        return_to: Option<String>,
    ) -> Result<Step, Failure>;
    /// Completes the sign-in with what a magic link carried.
    async fn follow_link(&self, otp: String, state: String) -> Result<Step, Failure>;
    /// Ends the session, here first and then upstream.
    async fn sign_out(&self) -> Result<(), Failure>;
}

/// How [`SignIn`] travels in the Leptos context.
#[derive(Clone)]
pub struct CurrentSignIn(pub Arc<dyn SignIn>);

impl std::fmt::Debug for CurrentSignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CurrentSignIn")
    }
}
