//! What decoys look like: the steps that users with an account saw last, in each language.

use std::sync::Mutex;
use std::sync::PoisonError;

use app::text::Language;
use okta_idx::Answers;
use okta_idx::FormRef;
use okta_idx::Pending;
use time::OffsetDateTime;

use super::request::RequestContext;
use crate::flow::After;
use crate::flow::Ask;
use crate::flow::DecoyTemplate;
use crate::flow::Flow;
use crate::flow::Outcome;
use crate::flow::Stage;
use crate::flow::answer_of_decoy;
use crate::screen::table;

/// The templates of decoys.
#[derive(Debug, Default)]
pub struct DecoyTemplates(Mutex<Vec<Known>>);

#[derive(Clone, Debug)]
struct Known {
    after: After,
    language: Language,
    template: DecoyTemplate,
}

impl DecoyTemplates {
    /// Remembers what a real step looks like.
    fn learn(&self, after: After, language: Language, step: &Pending, now: OffsetDateTime) {
        let lasts = step.expires_at().map(|end| end - now);
        let template = DecoyTemplate { step: step.template(), lasts };
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|known| known.after != after || known.language != language);
        all.push(Known { after, language, template });
    }

    /// Returns what a decoy is to look like: as in this language, else as in the one that was seen last, else usual.
    fn find(&self, after: After, language: Language) -> DecoyTemplate {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut like = all.iter().filter(|known| known.after == after).rev();
        let own = like.clone().find(|known| known.language == language);
        let known = own.or_else(|| like.next()).map(|known| known.template.clone());
        known.unwrap_or_else(|| DecoyTemplate::usual(after))
    }
}

impl RequestContext {
    /// Returns what a user of this request sees after a username, if there is no account.
    pub(super) fn decoy_of_user(&self, flow: &Flow) -> DecoyTemplate {
        self.server.decoys.find(After::Named(flow.intent), self.language)
    }

    /// Answers a form of a decoy in the place of Okta.
    pub(super) fn answer_of_decoy(
        &self,
        at: &Pending,
        form: &FormRef,
        answers: &Answers,
    ) -> Outcome {
        let tries = |form: &_, picked| table::effect_of(form, picked).attempts().is_some();
        let known = |after| self.server.decoys.find(after, self.language);
        answer_of_decoy(at, form, answers, tries, known)
    }

    /// Learns what users with an account see after what was sent, as long as this one has not proved theirs.
    pub(super) fn learn_step(&self, flow: &Flow, after: Option<After>) {
        if let Some(after) = after
            && let Stage::Pending(question) = &flow.stage
            && let Some(step) = question.restore()
            && self.server.policy.enumeration_prevention
            && !flow.proved
            && !step.is_detached()
            && !step.says_error()
            && step.retry_at().is_none()
        {
            self.server.decoys.learn(after, self.language, &step, self.server.clock.now());
        }
    }
}

/// Returns what a call leads from. A username leads further than the forms before it.
pub(super) fn after(earlier: Option<After>, ask: &Ask, flow: &Flow) -> Option<After> {
    let Ask::Submit { at, form, answers } = ask else { return earlier };
    match at.form_at(form).map(|form| After::of(form, answers, flow.intent)) {
        Some(named @ After::Named(_)) => Some(named),
        other => earlier.or(other),
    }
}

#[cfg(test)]
mod tests {
    use okta_idx::AuthenticatorKey;
    use okta_idx::RemediationKind;
    use okta_idx::Template;

    use super::*;
    use crate::flow::Intent;

    const NAMED: After = After::Named(Intent::SignIn);

    fn step_of(key: AuthenticatorKey) -> Pending {
        Template::challenge_of(key).step("s", None).unwrap_or_else(|| panic!("{key:?}"))
    }

    #[test]
    fn a_decoy_looks_like_the_last_real_step_in_the_language_of_its_visitor() {
        let (decoys, now) = (DecoyTemplates::default(), OffsetDateTime::UNIX_EPOCH);
        let found = |language| decoys.find(NAMED, language).step;
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
            let found = decoys.find(chosen(key), Language::English);
            assert_eq!(found.step, Template::challenge_of(key));
        }
    }
}
