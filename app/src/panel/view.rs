//! One step, from its heading to its links.
//!
//! What changes while a step is shown (countdowns, the message that the server cannot be reached) is written into
//! `data-` attributes, so that whoever ticks needs nothing but the page.

use leptos::prelude::*;

use super::actions;
use super::field;
use super::messages;
use crate::server_functions::SUBMIT;
use crate::step::Form;
use crate::step::Link;
use crate::step::Step;
use crate::step::Words;

/// Draws a step.
#[component]
pub fn StepView(
    /// The step.
    step: Step,
    /// The words for what ticks.
    words: Words,
    /// Where to go after signing in, as asked for in the page's address (empty for the default page).
    return_to: String,
) -> impl IntoView {
    let Step {
        id, screen, title, lead, messages, form, actions, links, expires_in, waiting, ..
    } = step;
    let waits = !waiting.is_empty();
    let form = form.map(|content| form_of(&id, content, return_to));
    let expiry = actions::expiry(expires_in, &words);
    let actions =
        actions.into_iter().map(|action| actions::action(&id, action, &words)).collect::<Vec<_>>();
    view! {
        <div class="step" data-screen=screen.name() data-step=id data-waits=waits.to_string()>
            <h1 id="title" tabindex="-1">
                {title}
            </h1>
            {paragraph("lead", lead)}
            {messages::list(messages)}
            <p class="message offline" data-tone="error" role="alert" hidden>
                {words.unreachable}
            </p>
            {form}
            {paragraph("waiting", waiting)}
            {expiry}
            {(!actions.is_empty()).then(|| view! { <div class="actions">{actions}</div> })}
            {link_list(links)}
        </div>
    }
}

fn paragraph(class: &'static str, text: String) -> impl IntoView {
    (!text.is_empty()).then(|| view! { <p class=class>{text}</p> })
}

fn form_of(step: &str, form: Form, return_to: String) -> impl IntoView + use<> {
    let mut first = true;
    let fields = form
        .fields
        .into_iter()
        .map(|content| {
            let focus = first && field::takes_focus(&content);
            first &= !focus;
            field::field(content, focus)
        })
        .collect::<Vec<_>>();
    view! {
        <form method="post" action=SUBMIT novalidate autocapitalize="none" spellcheck="false">
            <input type="hidden" name="step" value=step.to_owned() />
            <input type="hidden" name="return_to" value=return_to />
            {fields}
            <button type="submit" class="primary">
                {form.submit}
            </button>
        </form>
    }
}

fn link_list(links: Vec<Link>) -> impl IntoView {
    let items = links
        .into_iter()
        .map(|link| {
            let external = link.is_external();
            view! {
                <li>
                    <a
                        href=link.href
                        target=external.then_some("_blank")
                        rel=external.then_some("noopener noreferrer")
                    >
                        {link.label}
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    (!items.is_empty()).then(|| view! { <ul class="links">{items}</ul> })
}
