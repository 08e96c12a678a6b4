//! One step, from its heading to its links.
//!
//! What changes while a step is shown (countdowns, the message that the server is unreachable) is
//! in `data-` attributes. So the code that updates it needs only the page.

use leptos::prelude::*;

use super::actions;
use super::choice;
use super::field;
use super::messages;
use super::token_field;
use crate::server_functions::SUBMIT;
use crate::step::Fact;
use crate::step::FieldKind;
use crate::step::Form;
use crate::step::Link;
use crate::step::Step;
use crate::step::Tone;
use crate::words::Words;

/// Draws a step.
#[component]
pub fn StepView(
    /// The step.
    step: Step,
    /// The texts for countdowns.
    words: Words,
    /// Where to go after signing in, as asked for in the page's address (empty for the default page).
    return_to: String,
    /// The CSRF token of the forms; empty if a script posts them.
    token: String,
) -> impl IntoView {
    let Step {
        id,
        screen,
        title,
        lead,
        picture,
        facts,
        messages,
        form,
        actions,
        links,
        expires_in,
        waiting,
        ..
    } = step;
    let waits = !waiting.is_empty();
    let has_alert = messages.iter().any(|message| message.tone == Tone::Error);
    let opens_tabs = links.iter().any(Link::is_external)
        || messages.iter().any(|message| !message.href.is_empty());
    let form =
        form.map(|content| form_of(&id, token.clone(), content, return_to.clone(), has_alert));
    let expiry = actions::expiry(expires_in, &words);
    let actions = actions
        .into_iter()
        .zip(std::iter::repeat((token, return_to)))
        .map(|(action, (token, return_to))| actions::action(&id, token, action, return_to, &words))
        .collect::<Vec<_>>();
    view! {
        <div class="step" data-screen=screen.name() data-step=id data-waits=waits.to_string()>
            <h1 id="title" tabindex="-1">
                {title}
            </h1>
            {paragraph("lead", lead)}
            {picture.map(|it| view! { <img class="picture" src=it.source alt=it.description /> })}
            {fact_list(facts)}
            {messages::list(messages)}
            {messages::trouble("offline", words.unreachable)}
            {messages::trouble("refused", words.refused)}
            {form}
            {paragraph("waiting", waiting)}
            {expiry}
            {(!actions.is_empty()).then(|| view! { <div class="actions">{actions}</div> })}
            {link_list(links)}
            {opens_tabs
                .then(|| {
                    view! {
                        <p id=NEW_TAB hidden>
                            {words.new_tab}
                        </p>
                    }
                })}
        </div>
    }
}

fn paragraph(class: &'static str, text: String) -> impl IntoView {
    (!text.is_empty()).then(|| view! { <p class=class>{text}</p> })
}

fn fact_list(facts: Vec<Fact>) -> impl IntoView {
    let items = facts.into_iter().map(|fact| {
        view! {
            <dt>{fact.title}</dt>
            <dd>{fact.text}</dd>
        }
    });
    let items = items.collect::<Vec<_>>();
    (!items.is_empty()).then(|| view! { <dl class="facts">{items}</dl> })
}

fn form_of(
    step: &str,
    token: String,
    form: Form,
    return_to: String,
    has_alert: bool,
) -> impl IntoView + use<> {
    let (decisions, fields): (Vec<_>, Vec<_>) =
        form.fields.into_iter().partition(|field| matches!(field.kind, FieldKind::Buttons(_)));
    let buttons = choice::submits(decisions, form.submit, field::Stress::default());
    let fields = field::fields(fields, has_alert);
    view! {
        <form method="post" action=SUBMIT novalidate>
            <input type="hidden" name="step" value=step.to_owned() />
            <input type="hidden" name="return_to" value=return_to />
            {token_field(token)}
            {fields}
            {buttons}
        </form>
    }
}

/// The id of the text that describes external links.
pub(super) const NEW_TAB: &str = "new-tab";

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
                        aria-describedby=external.then_some(NEW_TAB)
                    >
                        {link.label}
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    (!items.is_empty()).then(|| view! { <ul class="links">{items}</ul> })
}
