//! What the log says of a run. Texts of Okta may name the user, so only keys are written.

use okta_idx::Class;
use okta_idx::Message;
use okta_idx::MessageKind;
use okta_idx::Transaction;

use crate::flow::Flow;
use crate::flow::Input;
use crate::flow::Intent;
use crate::flow::Outcome;
use crate::flow::Stage;
use crate::text_input::username::Username;

/// Writes what is worth to know of an input, before the flow moves by it.
pub(super) fn note_input(flow: &Flow, input: &Input) {
    let entered = match input {
        Input::Begin(entered) => Some(entered),
        Input::Expired { entered } => {
            tracing::info!(
                event = "sign_in.expired",
                "an answer came after the sign-in had expired"
            );
            entered.as_ref()
        }
        _ => None,
    };
    if flow.intent != Intent::SignUp
        && let Some(Err(problem)) = entered.map(|entered| Username::read(&entered.username))
    {
        tracing::info!(
            event = "sign_in.username_refused",
            reason = ?problem,
            "what was entered is no username"
        );
    }
}

/// What a run was about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// Whether it began a sign-in.
    pub begins: bool,
    /// Whether a decoy hides what Okta said of a username.
    pub hides: bool,
}

/// Writes what the last call of a run led to; `user` is a pseudonym.
pub(super) fn write(run: Run, flow: &Flow, last: &Outcome, user: &str) {
    if run.hides {
        tracing::info!(
            event = "sign_in.hidden",
            okta.keys = safe_keys(last.messages()),
            user,
            "the username cannot sign in, and the answer does not tell"
        );
    }
    if run.begins && !matches!(last, Outcome::Limited(_)) {
        let intent = flow.intent.name();
        tracing::info!(event = "sign_in.started", flow.kind = intent, user, "a sign-in started");
    }
    if matches!(flow.stage, Stage::AwaitingPickup(_)) {
        tracing::info!(event = "sign_in.succeeded", user, "a user signed in");
    }
    match last {
        _ if run.hides => {}
        Outcome::Advanced(Transaction::Pending(at)) => {
            let is_refusal = |message: &&Message| {
                message.class != Some(Class::Info) || message.kind() == MessageKind::UnknownUser
            };
            let refusals = at.messages().iter().filter(is_refusal).cloned().collect::<Vec<_>>();
            if !refusals.is_empty() {
                refused(&refusals);
            }
        }
        // Every message at an end, because administrators write messages of their own.
        Outcome::Advanced(Transaction::Terminal(end)) => refused(end.messages()),
        _ => {}
    }
}

fn refused(messages: &[Message]) {
    let keys = safe_keys(messages);
    tracing::info!(event = "sign_in.refused", okta.keys = keys, "Okta refused an answer");
}

/// The keys of messages, fit for logs; a word instead of what does not look like a key.
pub(super) fn safe_keys(messages: &[Message]) -> String {
    let is_key = |key: &&str| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._:-".contains(&byte);
        key.len() <= 160 && key.bytes().all(plain)
    };
    let mut keys = messages.iter().map(|message| match message.key.as_deref() {
        Some(key) => Some(key).filter(is_key).unwrap_or("unusual-key"),
        None => "no-key",
    });
    let shown = keys.by_ref().take(12).collect::<Vec<_>>();
    if shown.is_empty() { "no-message".to_owned() } else { shown.join(" ") }
}
