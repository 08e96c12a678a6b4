//! A code or a magic link by email.

use serde_json::Value;
use serde_json::json;

use super::Activity;
use super::Authenticator;
use super::Challenge;
use super::Facts;
use super::Progress;
use super::Refused;
use super::Selection;
use super::sent_code;
use crate::forms::View;
use crate::forms::ion::Field;
use crate::idx::sent::Sent;
use crate::idx::step::StepContext;
use crate::random::Random;
use crate::settings::Policy;
use crate::settings::looks_like_email;
use crate::state::inbox::Channel;
use crate::state::transaction::Verification;
use crate::state::users::Enrollment;
use crate::state::users::User;

const FACTS: Facts = Facts {
    name: "email",
    key: "okta_email",
    kind: "email",
    id: "autLocalOrgEmail0001",
    enrollment_prefix: "eae",
    seed: "email",
    label: "Email",
    methods: &[("email", "Email")],
    asks_for: "the code from the mail",
};

#[derive(Debug)]
pub(super) struct Email;

impl Authenticator for Email {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn begin(
        &self,
        step: &mut StepContext<'_>,
        verification: &Verification,
        activity: Activity,
        selection: Selection<'_>,
    ) -> Result<Progress, Refused> {
        let was_asked = matches!(selection, Selection::Data(_)) || activity == Activity::Enroll;
        if step.policy().ask_before_mailing && !was_asked {
            return Ok(Progress::NeedsData);
        }
        let address = step.user(verification).map(|user| user.profile.email.clone());
        Ok(Progress::Sent(sent_code::send(step, verification, Channel::Email, address)))
    }

    fn answer_fields(&self, policy: &Policy, _: Activity) -> Vec<Field> {
        vec![sent_code::field(policy.code)]
    }

    fn check(
        &self,
        step: &mut StepContext<'_>,
        _: &Verification,
        challenge: &Challenge,
        sent: &Sent,
    ) -> Result<Option<Enrollment>, Refused> {
        sent_code::check(step, challenge, sent)
    }

    fn amr(&self, _: &Progress) -> &'static str {
        "otp"
    }

    fn seeded(&self, text: &str, _: &mut Random) -> Result<Enrollment, String> {
        if looks_like_email(text) {
            Ok(Enrollment::of(&text))
        } else {
            Err(format!("`{text}` is not an email address"))
        }
    }

    fn profile(&self, user: Option<&User>, identifier: &str) -> Option<Value> {
        let address = user.map_or(identifier, |user| &user.profile.email);
        masked(address).map(|email| json!({ "email": email }))
    }

    fn describe(&self, view: View<'_>, challenge: &Challenge, description: &mut Value) {
        if !matches!(challenge.progress, Progress::Sent(_)) {
            return;
        }
        let has_link = view.policy.magic_link;
        description["contextualData"] = json!({ "useEmailMagicLink": has_link });
        if has_link {
            let poll = view.form("poll", "/idp/idx/challenge/poll");
            description["poll"] = json!(poll.every(view.lifetimes.poll_millis));
        }
    }
}

/// `a***a@example.com`: enough to recognise one's own address by; `None` for what is no address.
fn masked(address: &str) -> Option<String> {
    let address = address.trim();
    if !looks_like_email(address) {
        return None;
    }
    let (local, host) = address.split_once('@')?;
    let (first, last) = (local.chars().next()?, local.chars().next_back()?);
    Some(format!("{first}***{last}@{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_masked_but_recognisable() {
        assert_eq!(masked("ada@example.com").as_deref(), Some("a***a@example.com"));
        assert_eq!(masked("é@example.com").as_deref(), Some("é***é@example.com"));
        assert_eq!(masked("ada"), None);
    }
}
