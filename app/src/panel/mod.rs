//! The sign-in panel, and the view of a step.
//!
//! The server renders a [`Step`](crate::step::Step) as plain forms inside the panel. In the
//! browser, the code of `browser` only adds event listeners.
//!
//! It posts a submitted form to the form's own `action`, and replaces the step by the next one,
//! drawn by the same code. Without WebAssembly the browser posts the same request itself.

mod actions;
mod choice;
mod field;
mod messages;
pub mod view;
mod written;

use leptos::prelude::*;

use crate::server_functions::TOKEN;

pub use view::StepView;
#[cfg(feature = "hydrate")]
pub(crate) use view::StepViewProps;

/// The id of the panel.
pub(crate) const PANEL: &str = "usher";
/// The id of the element for announcements to screen readers.
pub(crate) const STATUS: &str = "usher-status";

/// The panel, which runs the sign-in without loading pages. Its children are the first step.
#[cfg(feature = "ssr")]
#[island]
pub fn SignInPanel(
    /// The step as the server renders it.
    children: Children,
) -> impl IntoView {
    view! {
        <section id=PANEL class="panel" aria-labelledby="title">
            {children()}
        </section>
        <p id=STATUS class="unseen" role="status"></p>
    }
}

/// Draws the hidden field of the CSRF token. Steps drawn in the browser have none.
pub(crate) fn token_field(token: String) -> impl IntoView {
    (!token.is_empty()).then(|| view! { <input type="hidden" name=TOKEN value=token /> })
}
