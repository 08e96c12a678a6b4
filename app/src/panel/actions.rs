//! The actions and the countdowns of a step.

use leptos::prelude::*;

use super::token_field;
use crate::server_functions::ACT;
use crate::step::Action;
use crate::words::Words;

/// Draws one action as a small form of its own.
///
/// During a countdown the button stays focusable. Without JavaScript it also works, and the server
/// then says how long to wait.
pub(super) fn action(
    step: &str,
    token: String,
    action: Action,
    return_to: String,
    words: &Words,
) -> impl IntoView + use<> {
    let Action { name, label, wait } = action;
    let countdown = (wait > 0).then(|| {
        let text = words.countdown(wait);
        view! {
            <span
                class="countdown"
                aria-hidden="true"
                data-seconds=wait
                data-pattern=words.available_in.clone()
                data-end=words.available_now.clone()
            >
                {text}
            </span>
        }
    });
    // Screen readers announce this description with the button, instead of every tick; it is hidden
    // otherwise.
    let wait_id = (wait > 0).then(|| format!("wait-{name}"));
    let description = wait_id.clone().map(|id| {
        view! {
            <span id=id hidden>
                {words.wait(wait)}
            </span>
        }
    });
    view! {
        <form method="post" action=ACT>
            <input type="hidden" name="step" value=step.to_owned() />
            <input type="hidden" name="action" value=name />
            <input type="hidden" name="return_to" value=return_to />
            {token_field(token)}
            <button
                type="submit"
                class="quiet"
                aria-disabled=(wait > 0).then_some("true")
                aria-describedby=wait_id
            >
                {label}" "{countdown}
            </button>
            {description}
        </form>
    }
}

/// "This sign-in expires in 4 min", or nothing if the step does not expire.
pub(super) fn expiry(expires_in: Option<u32>, words: &Words) -> impl IntoView + use<> {
    expires_in.map(|seconds| {
        let text = words.expiry(seconds);
        view! {
            <p
                class="expiry"
                data-seconds=seconds
                data-pattern=words.expires_in.clone()
                data-minutes=words.minutes.clone()
                data-short=words.seconds.clone()
            >
                {text}
            </p>
        }
    })
}
