//! The public endpoints of a sign-in, callable by a plain form and by the panel alike.
//!
//! They are thin: take the values, call [`SignIn`](crate::sign_in::SignIn), return the [`Step`]. The server in front
//! of them turns the answer to a plain form into a redirect. Their paths are part of the public interface.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::Deserialize;
use serde::Serialize;

use crate::step::Step;

/// Path of [`SubmitStep`]: answers the form of a step.
pub const SUBMIT: &str = "/api/sign-in/submit";
/// Path of [`ActOnStep`]: does one of a step's actions.
pub const ACT: &str = "/api/sign-in/act";
/// Path of [`FollowLink`]: completes a sign-in with what a magic link carried.
pub const LINK: &str = "/api/sign-in/link";
/// Path of [`CurrentStep`]: asks where the sign-in stands.
pub const CURRENT: &str = "/api/sign-in/current";
/// Path of [`SignOut`]: ends the session.
pub const SIGN_OUT: &str = "/api/sign-out";
/// Path of the stream that tells a waiting page to look again.
pub const EVENTS: &str = "/api/sign-in/events";

/// The header that requests of this site's own script carry. A page of another site cannot send it without asking first
/// (a CORS preflight), and is never allowed to.
pub const SCRIPT_HEADER: &str = "x-usher";
/// What [`SCRIPT_HEADER`] holds.
pub const SCRIPT_HEADER_VALUE: &str = "1";
/// The hidden field that ties a form to the browser it was rendered for. Forms that are sent by script do without.
pub const TOKEN: &str = "token";

/// Why a server function could not answer with a step. A closed list of codes: nothing from the inside fits in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Failure {
    /// What was sent does not have the shape of a request to this endpoint.
    BadRequest,
    /// The session cannot be read or written at the moment.
    Unavailable,
}

impl FromServerFnError for Failure {
    type Encoder = leptos::server_fn::codec::JsonEncoding;

    fn from_server_fn_error(_error: ServerFnErrorErr) -> Self {
        Self::BadRequest
    }
}

/// Answers the form of step `step`; `answers` holds what was typed, by field name.
#[server(prefix = "/api", endpoint = "sign-in/submit")]
pub async fn submit_step(
    step: String,
    #[server(default)] answers: BTreeMap<String, String>,
    #[server(default)] return_to: String,
) -> Result<Step, Failure> {
    let submission = crate::sign_in::Submission {
        step,
        answers: answers.into_iter().collect(),
        return_to: (!return_to.is_empty()).then_some(return_to),
    };
    visitor()?.submit(submission).await
}

/// Does `action` at step `step`.
#[server(prefix = "/api", endpoint = "sign-in/act")]
pub async fn act_on_step(
    step: String,
    action: String,
    #[server(default)] return_to: String,
) -> Result<Step, Failure> {
    let return_to = (!return_to.is_empty()).then_some(return_to);
    visitor()?.act(step, action, return_to).await
}

/// Completes the waiting sign-in with the `otp` and `state` of a magic link.
#[server(prefix = "/api", endpoint = "sign-in/link")]
pub async fn follow_link(otp: String, state: String) -> Result<Step, Failure> {
    visitor()?.follow_link(otp, state).await
}

/// Tells where the sign-in stands.
#[server(prefix = "/api", endpoint = "sign-in/current")]
pub async fn current_step() -> Result<Step, Failure> {
    visitor()?.current().await
}

/// Ends the session.
#[server(prefix = "/api", endpoint = "sign-out")]
pub async fn sign_out() -> Result<(), Failure> {
    visitor()?.sign_out().await
}

#[cfg(feature = "ssr")]
fn visitor() -> Result<std::sync::Arc<dyn crate::sign_in::SignIn>, Failure> {
    use_context::<crate::sign_in::CurrentSignIn>()
        .map(|current| current.0)
        .ok_or(Failure::Unavailable)
}
