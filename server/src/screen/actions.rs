//! What else can be done at a step.

use std::time::Duration;

use app::step::Action;
use app::text::Key;
use okta_idx::ActionKind;
use okta_idx::FieldRole;
use okta_idx::Form;
use okta_idx::MethodKind;
use okta_idx::RemediationKind;

use super::draft::At;
use super::fields;
use super::table;
use super::view::View;
use crate::effect::Channel;
use crate::flow::Flow;
use crate::flow::Intent;

/// Starts again.
pub const RESTART: &str = "restart";
/// Sends another email.
pub const RESEND: &str = "resend";
/// Sends the code by the other method of the phone.
pub const OTHER_METHOD: &str = "other-method";
/// Starts to recover the password.
pub const RECOVER: &str = "recover";
/// Leaves out an optional step.
pub const SKIP: &str = "skip";
/// Shows another of the offered forms; its name follows.
pub const SHOW: &str = "show:";
/// Sends another of the offered forms, which needs no answers; its name follows.
pub const SEND: &str = "send:";

/// Emails go out at least this far apart.
const RESEND_AFTER: Duration = Duration::from_secs(30);

/// Returns the actions of a step, most useful first.
pub(crate) fn of(at: &At<'_>) -> Vec<Action> {
    let (view, flow, pending) = (&at.view, at.flow, at.pending);
    let action = |name: &str, key| Action {
        name: name.to_owned(),
        label: view.language.text(key).to_owned(),
        wait: 0,
    };
    let identifies = at.form.kind == RemediationKind::Identify;
    let mut actions = Vec::new();
    // Before a message is asked for there is none to send again.
    if !at.form.kind.asks_before_sending() && pending.resend().is_some() {
        let label = match table::awaited(pending) {
            Some(Channel::Email) => Key::Resend,
            Some(Channel::Phone) => Key::ResendCode,
            Some(Channel::Push) | None => Key::SendAgain,
        };
        actions.push(Action { wait: wait(view, flow), ..action(RESEND, label) });
    }
    if let Some((method, _)) = pending.other_phone_method() {
        let label = match method {
            MethodKind::Voice => Key::CallInstead,
            _ => Key::TextInstead,
        };
        actions.push(Action { wait: wait(view, flow), ..action(OTHER_METHOD, label) });
    }
    let others = pending
        .forms()
        .iter()
        .filter(|form| form.is_submittable() && form.reference() != at.form.reference());
    actions.extend(others.filter_map(|form| other_form(at, form)));
    if pending.action_of(ActionKind::Skip).is_some() {
        let label = match at.form.kind {
            RemediationKind::ReEnrollWarning => Key::RemindLater,
            _ => Key::Skip,
        };
        actions.push(action(SKIP, label));
    }
    if identifies {
        return actions;
    }
    if flow.intent != Intent::Recovery && pending.action_of(ActionKind::Recover).is_some() {
        actions.push(action(RECOVER, Key::ForgotPassword));
    }
    let back = match flow.intent {
        Intent::SignIn => Key::AnotherUsername,
        Intent::SignUp => Key::Cancel,
        Intent::Recovery | Intent::Unlock | Intent::Activation | Intent::Reset => Key::BackToSignIn,
    };
    actions.push(action(RESTART, back));
    actions
}

/// Offers a form beside the main one, unless it is offered in another way already.
fn other_form(at: &At<'_>, form: &Form) -> Option<Action> {
    let language = at.view.language;
    let label = match form.kind {
        RemediationKind::Skip
        | RemediationKind::Resend
        | RemediationKind::Identify
        | RemediationKind::SelectIdentify
        | RemediationKind::SelectProfile => return None,
        // There it is a link.
        RemediationKind::UnlockAccount if at.form.kind == RemediationKind::Identify => return None,
        kind if kind.is_poll() => return None,
        RemediationKind::SelectAuthenticate => {
            at.pending.select_authenticator().filter(|select| select.offers().count() > 1)?;
            language.text(Key::OtherWays).to_owned()
        }
        // One option is what the user is at.
        RemediationKind::SelectEnroll => {
            let mut choices = form.fields.iter().filter(|it| it.role == FieldRole::Authenticator);
            choices.find(|field| field.options.len() > 1)?;
            language.text(Key::OtherSetUp).to_owned()
        }
        _ => match table::of(form).instead {
            Some(key) => language.text(key).to_owned(),
            None => fields::words(&form.name),
        },
    };
    let asks = !fields::of_form(&at.view, form).is_empty();
    let prefix = if asks { SHOW } else { SEND };
    Some(Action { name: format!("{prefix}{}", form.name), label, wait: 0 })
}

/// Returns the seconds until the next email may be asked for.
pub(crate) fn wait(view: &View<'_>, flow: &Flow) -> u32 {
    flow.last_sent_at().map_or(0, |sent| view.seconds_until(sent + RESEND_AFTER))
}
