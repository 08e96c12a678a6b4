//! The screen for the code of a mail where accounts are hidden: the same for people with an account and without.

use app::step::Step;
use app::text::Key;

use super::actions;
use super::actions::RESEND;
use super::authenticator::email::mailbox_links;
use super::authenticator::email::unaddressed_lead;
use super::messages;
use super::view::View;
use crate::flow::Decoy;
use crate::flow::Flow;
use crate::sign_in::veil;

/// What Okta calls a wrong code.
const WRONG_CODE: &str = "api.authn.error.PASSCODE_INVALID";

/// The screen of a decoy.
pub(super) fn draw(view: &View<'_>, flow: &Flow, decoy: &Decoy) -> Step {
    let mut step = decoy.shape.draw(view.language, flow.intent);
    for action in step.actions.iter_mut().filter(|action| action.name == RESEND) {
        action.wait = actions::wait(view, flow);
    }
    for field in step.form.iter_mut().flat_map(|form| &mut form.fields) {
        if let Some(error) = flow.error_at(&field.name) {
            field.error = messages::error(view.language, error, &field.label);
        } else if decoy.said_wrong {
            field.error = wrong_code(view);
        }
    }
    step.expires_in = Some(view.seconds_until(flow.ends_at(view.flow_lifetime)));
    step.links = mailbox_links(view, None);
    step.lead = lead(view, flow, &step);
    step
}

/// Takes out of a real screen what only a real one has: the org's idea of the address, and its words for a wrong code.
pub(super) fn anonymize(view: &View<'_>, flow: &Flow, step: &mut Step) {
    if !veil::is_plain(step) {
        return;
    }
    step.lead = lead(view, flow, step);
    step.links = mailbox_links(view, None);
    for field in step.form.iter_mut().flat_map(|form| &mut form.fields) {
        if !field.error.is_empty() && flow.error_at(&field.name).is_none() {
            field.error = wrong_code(view);
        }
    }
}

/// The sentence about a code that is not right.
fn wrong_code(view: &View<'_>) -> String {
    let language = view.language;
    language.okta(WRONG_CODE, &[]).unwrap_or_else(|| language.text(Key::NotUnderstood).to_owned())
}

/// The same sentence for everybody: it names what was typed, and no address.
fn lead(view: &View<'_>, flow: &Flow, step: &Step) -> String {
    unaddressed_lead(view.language, flow, !step.waiting.is_empty())
}
