//! Decoys: steps that look real and lead nowhere, so that no answer tells who has an account.
//!
//! A decoy is a [`Template`] of a real step, which the org showed to another user. It goes through the same screens,
//! limits and padding as a real step does; only the call to Okta is answered here. What an org shows is its own choice,
//! so it is learned from what users with an account see, and not described by settings.

use std::sync::Mutex;
use std::sync::PoisonError;

use app::text::Language;
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

use super::request::RequestContext;
use crate::flow::CallFailure;
use crate::flow::Decoys;
use crate::flow::Intent;
use crate::flow::Outcome;
use crate::screen::table;

/// What led to a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// A username, in a sign-in with this intent.
    Named(Intent),
    /// Another form, with the authenticator that was chosen or that it is about.
    Form(RemediationKind, Option<AuthenticatorKey>),
}

impl After {
    /// The answers to a form.
    pub(super) fn answers(intent: Intent, form: &Form, answers: &Answers) -> Self {
        if form.kind.asks_username() { Self::Named(intent) } else { Self::form(form, answers) }
    }

    fn form(form: &Form, answers: &Answers) -> Self {
        Self::Form(form.kind, answers.authenticator(form).or_else(|| form.key()))
    }
}

/// The steps that users with an account saw last, in each language.
#[derive(Debug, Default)]
pub struct DecoyTemplates(Mutex<Vec<Known>>);

#[derive(Clone, Debug)]
struct Known {
    after: After,
    language: Language,
    template: Template,
    /// How long Okta keeps the transaction of such a step.
    lasts: Option<Duration>,
}

impl DecoyTemplates {
    /// Remembers what a real step looks like.
    pub fn learn(&self, after: After, language: Language, step: &Pending, now: OffsetDateTime) {
        let template = step.template();
        let lasts = step.expires_at().map(|end| end - now);
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|known| known.after != after || known.language != language);
        all.push(Known { after, language, template, lasts });
    }

    /// Returns what a decoy is to look like: as in this language, else as in the one that was seen last, else usual.
    fn find(&self, after: After, language: Language) -> (Template, Option<Duration>) {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut like = all.iter().filter(|known| known.after == after).rev();
        let own = like.clone().find(|known| known.language == language);
        match own.or_else(|| like.next()) {
            Some(known) => (known.template.clone(), known.lasts),
            None => (Template::challenge_of(usual(after)), None),
        }
    }
}

/// What is asked for after a step, where nothing else is known: most orgs begin with an email.
fn usual(after: After) -> AuthenticatorKey {
    match after {
        After::Form(_, Some(key)) => key,
        After::Named(_) | After::Form(_, None) => AuthenticatorKey::Email,
    }
}

/// Makes decoys for one request.
#[derive(Debug)]
pub(super) struct DecoysOf<'a> {
    pub request: &'a RequestContext,
    /// Names the transaction of a decoy, which has none at Okta.
    pub state: &'a str,
}

impl Decoys for DecoysOf<'_> {
    fn after_username(&self, intent: Intent) -> Option<Pending> {
        let server = &self.request.server;
        let (template, lasts) = server.decoys.find(After::Named(intent), self.request.language);
        template.step(self.state, lasts.map(|lasts| server.clock.now() + lasts))
    }
}

impl RequestContext {
    /// Learns what users with an account see, as long as this one has not proved theirs.
    pub(super) fn learn_step(&self, after: After, outcome: &Outcome) {
        if let Outcome::Advanced(Transaction::Pending(step)) = outcome
            && !step.is_detached()
            && !step.says_error()
            && step.retry_at().is_none()
        {
            self.server.decoys.learn(after, self.language, step, self.server.clock.now());
        }
    }

    /// Answers a form of a decoy as Okta would: no credential is right, and a choice leads to the step that follows it.
    pub(super) fn answer_of_decoy(
        &self,
        at: &Pending,
        form: &FormRef,
        answers: &Answers,
    ) -> Outcome {
        let Some(form) = at.form_at(form) else { return Outcome::Failed(CallFailure::Incomplete) };
        let step = if table::effect_of(form, answers.authenticator(form)).attempts().is_some() {
            Some(at.refused())
        } else if form.kind == RemediationKind::Resend {
            Some(at.unanswered())
        } else {
            let after = After::form(form, answers);
            self.server.decoys.find(after, self.language).0.step_after(at)
        };
        match step {
            Some(step) => Outcome::Advanced(Transaction::Pending(step)),
            None => Outcome::Failed(CallFailure::Incomplete),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMED: After = After::Named(Intent::SignIn);

    fn step_of(key: AuthenticatorKey) -> Pending {
        Template::challenge_of(key).step("s", None).unwrap_or_else(|| panic!("{key:?}"))
    }

    #[test]
    fn a_decoy_looks_like_the_last_real_step_in_the_language_of_its_visitor() {
        let (decoys, now) = (DecoyTemplates::default(), OffsetDateTime::UNIX_EPOCH);
        let found = |language| decoys.find(NAMED, language).0;
        assert_eq!(found(Language::English), Template::challenge_of(AuthenticatorKey::Email));
        let password = step_of(AuthenticatorKey::Password);
        decoys.learn(NAMED, Language::German, &step_of(AuthenticatorKey::Phone), now);
        decoys.learn(NAMED, Language::German, &password, now);
        assert_eq!(found(Language::English), password.template(), "rather than none");
        let phone = step_of(AuthenticatorKey::Phone);
        decoys.learn(NAMED, Language::English, &phone, now);
        assert_eq!(found(Language::English), phone.template());
        assert_eq!(found(Language::German), password.template());
    }

    #[test]
    fn what_follows_a_choice_is_the_challenge_of_what_was_chosen() {
        let decoys = DecoyTemplates::default();
        let chosen = |key| After::Form(RemediationKind::SelectAuthenticate, Some(key));
        for key in [AuthenticatorKey::Password, AuthenticatorKey::Phone] {
            let (template, _) = decoys.find(chosen(key), Language::English);
            assert_eq!(template, Template::challenge_of(key));
        }
    }
}
