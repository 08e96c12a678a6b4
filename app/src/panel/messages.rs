//! The messages above the form.

use leptos::either::Either;
use leptos::prelude::*;

use super::view::NEW_TAB;
use crate::step::Message;
use crate::step::Tone;

/// Draws the messages: errors as one alert, the rest as plain paragraphs.
pub(super) fn list(messages: Vec<Message>) -> impl IntoView {
    let (errors, others): (Vec<_>, Vec<_>) =
        messages.into_iter().partition(|message| message.tone == Tone::Error);
    let errors =
        (!errors.is_empty()).then(|| view! { <div role="alert">{paragraphs(errors)}</div> });
    view! {
        {errors}
        {paragraphs(others)}
    }
}

/// Draws a message that is hidden until the browser shows it; `class` names the reason.
pub(super) fn trouble(class: &str, text: String) -> impl IntoView + use<> {
    view! {
        <p class=format!("message trouble {class}") data-tone="error" role="alert" hidden>
            {text}
        </p>
    }
}

fn paragraphs(messages: Vec<Message>) -> Vec<impl IntoView> {
    messages
        .into_iter()
        .map(|message| {
            view! {
                <p class="message" data-tone=message.tone.name()>
                    {link(message.href, message.text)}
                </p>
            }
        })
        .collect()
}

/// Draws a text, as a link if it has an address.
fn link(href: String, text: String) -> impl IntoView {
    if href.is_empty() {
        return Either::Left(text);
    }
    Either::Right(view! {
        <a href=href target="_blank" rel="noopener noreferrer" aria-describedby=NEW_TAB>
            {text}
        </a>
    })
}
