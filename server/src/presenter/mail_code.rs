//! The screen for the code of a mail where accounts are hidden: the same for people with an account and without.

use app::step::Step;
use app::text::Key;
use app::text::Language;

use super::actions;
use super::pending::mail_link;
use super::seconds_left;
use crate::presenter::actions::RESEND;
use crate::sign_in::flow::Flow;
use crate::sign_in::veil;
use crate::sign_in::veil::Decoy;
use crate::state::AppState;

/// What Okta calls a wrong code.
const WRONG_CODE: &str = "api.authn.error.PASSCODE_INVALID";

/// The screen of a decoy.
pub(super) fn decoy(server: &AppState, flow: &Flow, decoy: &Decoy) -> Step {
    let mut step = decoy.shape.step.clone();
    for action in step.actions.iter_mut().filter(|action| action.name == RESEND) {
        action.wait = actions::wait(server, flow);
    }
    for field in step.form.iter_mut().flat_map(|form| &mut form.fields) {
        if let Some((_, wrong)) = flow.wrong.iter().find(|(name, _)| *name == field.name) {
            wrong.clone_into(&mut field.error);
        } else if decoy.said_wrong {
            field.error = wrong_code(server);
        }
    }
    step.expires_in = Some(seconds_left(server, flow));
    step.links = mail_link(server, None);
    step.lead = lead(server, flow, &step);
    step
}

/// Takes out of a real screen what only a real one has: the org's idea of the address, and its words for a wrong code.
pub(super) fn veil(server: &AppState, flow: &Flow, step: &mut Step) {
    if !veil::is_plain(step) {
        return;
    }
    step.lead = lead(server, flow, step);
    step.links = mail_link(server, None);
    for field in step.form.iter_mut().flat_map(|form| &mut form.fields) {
        if !field.error.is_empty() && !flow.wrong.iter().any(|(name, _)| *name == field.name) {
            field.error = wrong_code(server);
        }
    }
}

/// The sentence about a code that is not right.
fn wrong_code(server: &AppState) -> String {
    let language = server.language;
    language.okta(WRONG_CODE, &[]).unwrap_or_else(|| language.text(Key::NotUnderstood).to_owned())
}

/// The same sentence for everybody: it names what was typed, and no address.
fn lead(server: &AppState, flow: &Flow, step: &Step) -> String {
    unaddressed_lead(server.language, flow, !step.waiting.is_empty())
}

/// The sentence about an email to an address that nobody may or can name. It is true with an account and without.
pub(super) fn unaddressed_lead(language: Language, flow: &Flow, has_link: bool) -> String {
    // At sign-up there is no account yet, and the email went out in any case.
    let (named, unnamed) = if has_link {
        (Key::CodeLeadIfAccount, Key::CodeLeadNoAddress)
    } else {
        (Key::CodeOnlyLeadIfAccount, Key::CodeOnlyLeadNoAddress)
    };
    if flow.username.is_empty() {
        language.text(unnamed).to_owned()
    } else {
        language.filled(named, &[&flow.username])
    }
}
