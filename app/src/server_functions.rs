//! The public endpoints of a sign-in, for plain forms and for the panel.
//!
//! They take the values, call [`SignIn`](crate::sign_in::SignIn) and return the [`Step`]. The
//! server turns the response to a plain form into a redirect. Their paths are part of the public
//! interface.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::Deserialize;
use serde::Serialize;

use crate::step::Step;

/// Path of [`SubmitStep`]: submits the form of a step.
pub const SUBMIT: &str = "/api/sign-in/submit";
/// Path of [`ActOnStep`]: does an action of a step.
pub const ACT: &str = "/api/sign-in/act";
/// Path of [`FollowLink`]: finishes a sign-in with the query of a link in an email.
pub const LINK: &str = "/api/sign-in/link";
/// Path of [`CurrentStep`]: returns the current step.
pub const CURRENT: &str = "/api/sign-in/current";
/// Path of [`SignOut`]: ends the session.
pub const SIGN_OUT: &str = "/api/sign-out";
/// Path of the event stream, which tells a waiting page to fetch the step.
pub const EVENTS: &str = "/api/sign-in/events";

/// The header on requests of this site's own script. A page of another site needs a CORS preflight
/// to send it, which is never allowed.
pub const SCRIPT_HEADER: &str = "x-usher";
/// The value of [`SCRIPT_HEADER`].
pub const SCRIPT_HEADER_VALUE: &str = "1";
/// The hidden field of the CSRF token. Forms that a script posts need none.
pub const TOKEN: &str = "token";

/// Why a server function has no step to return. This is a closed set of codes, so that no internal
/// detail can leak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Failure {
    /// The request does not have the form that this endpoint expects.
    BadRequest,
    /// The session store is unavailable.
    Unavailable,
}

impl FromServerFnError for Failure {
    type Encoder = leptos::server_fn::codec::JsonEncoding;

    fn from_server_fn_error(_error: ServerFnErrorErr) -> Self {
        Self::BadRequest
    }
}

/// Submits the form of step `step`; `answers` has the values by field name.
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

/// Finishes the waiting sign-in with the `otp` and `state` of a link in an email.
#[server(prefix = "/api", endpoint = "sign-in/link")]
pub async fn follow_link(otp: String, state: String) -> Result<Step, Failure> {
    visitor()?.follow_link(otp, state).await
}

/// Returns the current step.
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
