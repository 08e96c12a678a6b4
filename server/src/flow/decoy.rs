//! Decoys: steps that look real and belong to no transaction, so that no answer tells who has an account.
//!
//! A decoy is a [`Template`] of a real step, which the org showed to another user. It moves as a real step does; only the
//! call to Okta is answered in the place of Okta. What an org shows is its own choice, so it is learned from what users
//! with an account see, and not described by settings.

use okta_idx::Answers;
use okta_idx::AuthenticatorKey;
use okta_idx::Form;
use okta_idx::FormRef;
use okta_idx::Pending;
use okta_idx::RemediationKind;
use okta_idx::Template;
use okta_idx::Transaction;
use time::Duration;
use time::OffsetDateTime;

use super::Intent;
use super::outcome::CallFailure;
use super::outcome::Outcome;

/// What led to a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// A username.
    Named(Intent),
    /// Another form, with the authenticator that was chosen or that it is about.
    Form(RemediationKind, Option<AuthenticatorKey>),
}

/// What a decoy looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecoyTemplate {
    /// The step.
    pub step: Template,
    /// How long Okta keeps the transaction of such a step.
    pub lasts: Option<Duration>,
}

impl After {
    /// The answers to a form.
    pub fn of(form: &Form, answers: &Answers, intent: Intent) -> Self {
        if form.kind.asks_username() {
            Self::Named(intent)
        } else {
            Self::Form(form.kind, answers.authenticator(form).or_else(|| form.key()))
        }
    }
}

impl DecoyTemplate {
    /// Returns what most orgs show: they begin with an email, and ask for what was chosen.
    pub fn usual(after: After) -> Self {
        let key = match after {
            After::Form(_, Some(key)) => key,
            After::Named(_) | After::Form(_, None) => AuthenticatorKey::Email,
        };
        Self { step: Template::challenge_of(key), lasts: None }
    }

    /// Returns what follows from a username, as if there were an account. `name` counts its attempts.
    pub(super) fn of_user(&self, name: &str, now: OffsetDateTime) -> Outcome {
        drawn(self.step.step(name, self.lasts.map(|lasts| now + lasts)))
    }
}

/// Answers a form of a decoy as Okta would: no credential is right, and a choice leads to what follows from it.
///
/// `tries` tells whether a credential was entered, and `known` what a step looks like.
pub fn answer_of_decoy(
    at: &Pending,
    form: &FormRef,
    answers: &Answers,
    tries: impl Fn(&Form, Option<AuthenticatorKey>) -> bool,
    known: impl Fn(After) -> DecoyTemplate,
) -> Outcome {
    let Some(form) = at.form_at(form) else { return Outcome::Failed(CallFailure::Incomplete) };
    let picked = answers.authenticator(form);
    if tries(form, picked) {
        return drawn(Some(at.refused()));
    }
    if form.kind == RemediationKind::Resend {
        return drawn(Some(at.unanswered()));
    }
    let after = After::Form(form.kind, picked.or_else(|| form.key()));
    drawn(known(after).step.step_after(at))
}

/// Returns a decoy of the step itself.
pub(super) fn of_step(at: &Pending) -> Option<Pending> {
    at.template().step_after(at)
}

fn drawn(step: Option<Pending>) -> Outcome {
    match step {
        Some(step) => Outcome::Advanced(Transaction::Pending(step)),
        None => Outcome::Failed(CallFailure::Unavailable),
    }
}
