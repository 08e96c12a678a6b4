//! The sign-in panel, and the view of a step.
//!
//! The server renders a [`Step`](crate::step::Step) as plain forms inside the panel. In the browser the code of
//! `browser` finds the panel and does not touch what is in it: it listens. When a form is sent, it posts that form to the
//! form's own `action` and puts the step that comes back in the place of the old one, drawn by the same code. Until the
//! WebAssembly has arrived, or without it, the browser posts the very same request.

mod actions;
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
/// The id of the place for what is said to screen readers.
pub(crate) const STATUS: &str = "usher-status";

/// Carries the sign-in forward without loading pages. Its children are the first step.
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

/// Draws the hidden field that ties a form to the browser it is rendered for. What is drawn in the browser has none.
pub(crate) fn token_field(token: String) -> impl IntoView {
    (!token.is_empty()).then(|| view! { <input type="hidden" name=TOKEN value=token /> })
}
