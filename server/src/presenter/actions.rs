//! What else can be done at a step.

use std::time::Duration;

use app::step::Action;
use app::text::Key;
use okta_idx::ActionKind;
use okta_idx::Form;
use okta_idx::Pending;

use super::fields;
use super::pending::main_form;
use super::rounded_up;
use crate::sign_in::flow::Flow;
use crate::sign_in::flow::Kind;
use crate::state::AppState;

/// Starts again.
pub const RESTART: &str = "restart";
/// Sends another mail.
pub const RESEND: &str = "resend";
/// Starts to recover the password.
pub const RECOVER: &str = "recover";
/// Leaves out an optional step.
pub const SKIP: &str = "skip";
/// Shows another of the offered forms; its name follows.
pub const SHOW: &str = "show:";
/// Sends another of the offered forms, which needs no answers; its name follows.
pub const SEND: &str = "send:";

/// Mails go out at least this far apart.
const RESEND_AFTER: Duration = Duration::from_secs(30);

/// The actions at `pending`, most useful first.
pub fn of(server: &AppState, flow: &Flow, pending: &Pending) -> Vec<Action> {
    let language = server.language;
    let action = |name: &str, key| Action {
        name: name.to_owned(),
        label: language.text(key).to_owned(),
        wait: 0,
    };
    let main = main_form(pending, flow.chosen_form.as_deref());
    let identifies = main.is_some_and(|form| form.name == "identify");
    let mut actions = Vec::new();
    if pending.email_challenge().is_some_and(|challenge| challenge.resend().is_some()) {
        actions.push(Action { wait: wait(server, flow), ..action(RESEND, Key::Resend) });
    }
    for form in pending.forms().iter().filter(|form| form.is_submittable()) {
        if main.is_some_and(|main| main.reference() == form.reference()) {
            continue;
        }
        actions.extend(other_form(server, form, pending));
    }
    if pending.action_of(ActionKind::Skip).is_some() {
        actions.push(action(SKIP, Key::Skip));
    }
    if !identifies
        && flow.kind != Kind::Recovery
        && pending.action_of(ActionKind::Recover).is_some()
    {
        actions.push(action(RECOVER, Key::ForgotPassword));
    }
    if !identifies {
        let key = match flow.kind {
            Kind::SignIn => Key::AnotherUsername,
            Kind::SignUp => Key::Cancel,
            Kind::Recovery => Key::BackToSignIn,
        };
        actions.push(action(RESTART, key));
    }
    actions
}

/// Forms beside the main one, unless they are offered in another way already.
fn other_form(server: &AppState, form: &Form, pending: &Pending) -> Option<Action> {
    let label = match form.name.as_str() {
        "skip" | "resend" | "identify" | "select-identify" | "select-enroll-profile" => {
            return None;
        }
        name if name.contains("poll") => return None,
        "select-authenticator-authenticate" => {
            pending.select_authenticator().filter(|select| select.offers().count() > 1)?;
            server.language.text(Key::OtherWays).to_owned()
        }
        "challenge-authenticator" => server.language.text(instead(form)).to_owned(),
        "unlock-account" => server.language.text(Key::UnlockAccount).to_owned(),
        name => fields::words(name),
    };
    let asks = !fields::of_form(server.language, form, pending).is_empty();
    let prefix = if asks { SHOW } else { SEND };
    Some(Action { name: format!("{prefix}{}", form.name), label, wait: 0 })
}

/// What leads from a chooser back to the challenge beside it.
fn instead(form: &Form) -> Key {
    match form.authenticator.as_deref().and_then(|it| it.key.as_deref()) {
        Some("okta_password") => Key::PasswordInstead,
        _ => Key::CodeInstead,
    }
}

/// Seconds until the next mail may be asked for.
pub fn wait(server: &AppState, flow: &Flow) -> u32 {
    let Some(sent) = flow.mailed_at else { return 0 };
    rounded_up(sent + RESEND_AFTER - server.clock.now())
}
