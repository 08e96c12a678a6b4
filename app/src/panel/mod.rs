//! The sign-in panel: the one island, and the view of a step.
//!
//! The server renders a [`Step`](crate::step::Step) as plain forms inside the island. In the browser the island does not
//! touch what it finds: it listens. When a form is sent, it posts that form itself to the form's own `action` and puts
//! the step that comes back in the place of the old one, drawn by the same code. Until the WebAssembly has arrived, or
//! without it, the browser posts the very same request.

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

/// Carries the sign-in forward without loading pages. Its children are the first step.
#[island]
pub fn SignInPanel(
    /// The step as the server renders it.
    children: Children,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    let (on_submit, on_input) = crate::browser::upgrade();
    #[cfg(not(feature = "hydrate"))]
    let (on_submit, on_input) = (|_: leptos::ev::SubmitEvent| (), |_: leptos::ev::Event| ());
    view! {
        <section class="panel" aria-labelledby="title" on:submit=on_submit on:input=on_input>
            {children()}
        </section>
        <p class="unseen" role="status"></p>
    }
}

/// Draws the hidden field that ties a form to the browser it is rendered for. What is drawn in the browser has none.
pub(crate) fn token_field(token: String) -> impl IntoView {
    (!token.is_empty()).then(|| view! { <input type="hidden" name=TOKEN value=token /> })
}
