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

use super::flow::Flow;
use super::flow::Kind;
use super::outcome::Trouble;
use super::outcome::Upstream;
use super::visit::Visitor;
use crate::screen::table;

/// What led to a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// A username, in a sign-in of this kind.
    Named(Kind),
    /// Another form, with the authenticator that was chosen or that it is about.
    Form(RemediationKind, Option<AuthenticatorKey>),
}

impl After {
    /// The answers to a form.
    pub(super) fn answers(flow: &Flow, form: &Form, answers: &Answers) -> Self {
        if form.kind.asks_username() { Self::Named(flow.kind) } else { Self::form(form, answers) }
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

impl Visitor {
    /// Learns what users with an account see, as long as this one has not proved theirs.
    pub(super) fn learn_step(&self, flow: &Flow, after: After, upstream: &Upstream) {
        if let Upstream::Moved(Transaction::Pending(step)) = upstream
            && self.hides(flow)
            && !step.is_detached()
            && !step.says_error()
            && step.retry_at().is_none()
        {
            let now = self.server.clock.now();
            self.server.decoys.learn(after, self.language, step, now);
        }
    }

    /// Returns a decoy in the place of the first step after a username.
    pub(super) fn decoy_of_user(&self, flow: &Flow, state: &str) -> Upstream {
        let (template, lasts) = self.server.decoys.find(After::Named(flow.kind), self.language);
        let ends_at = lasts.map(|lasts| self.server.clock.now() + lasts);
        drawn(template.step(state, ends_at))
    }

    /// Returns a decoy in the place of a step whose transaction Okta has ended.
    pub(super) fn decoy_of_step(at: &Pending) -> Option<Pending> {
        at.template().step_after(at)
    }

    /// Answers a form of a decoy as Okta would: no credential is right, and a choice leads to the step that follows it.
    pub(super) fn answer_of_decoy(
        &self,
        at: &Pending,
        form: &FormRef,
        answers: &Answers,
    ) -> Upstream {
        let Some(form) = at.form_at(form) else { return Upstream::Unmoved(Trouble::Incomplete) };
        if table::effect_of(form, answers.authenticator(form)).attempts().is_some() {
            return drawn(Some(at.refused()));
        }
        if form.kind == RemediationKind::Resend {
            return drawn(Some(at.unanswered()));
        }
        let (template, _) = self.server.decoys.find(After::form(form, answers), self.language);
        drawn(template.step_after(at))
    }
}

pub(super) fn drawn(step: Option<Pending>) -> Upstream {
    match step {
        Some(step) => Upstream::Moved(Transaction::Pending(step)),
        None => Upstream::Unmoved(Trouble::Incomplete),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMED: After = After::Named(Kind::SignIn);

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
