//! Which screen draws which remediation.

use app::text::Key;
use okta_idx::AuthenticatorKey;
use okta_idx::Form;
use okta_idx::Pending;
use okta_idx::RemediationKind;

use super::authenticator;
use super::choose;
use super::consent;
use super::draft::At;
use super::draft::Draft;
use super::identify;
use super::interlude;
use super::profile;
use super::unknown;
use crate::effect::Channel;
use crate::effect::Credential;
pub use crate::effect::Effect;

/// How one remediation is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Screen {
    kind: RemediationKind,
    key: Option<AuthenticatorKey>,
    /// What answering it can cause.
    pub effect: Effect,
    /// What the message came by that it waits for.
    pub awaits: Option<Channel>,
    /// Whether its code consists of digits, unless Okta names another format.
    pub digits: bool,
    /// What a button says that leads here from another screen of the same step. Without a text it says the name of
    /// Okta's form.
    pub instead: Option<Key>,
    /// What it says beyond Okta's form.
    pub draw: fn(&At<'_>) -> Draft,
}

impl Screen {
    /// A screen for all remediations of a kind.
    pub(super) const fn of(kind: RemediationKind, draw: fn(&At<'_>) -> Draft) -> Self {
        let instead = match kind {
            RemediationKind::Challenge => Some(Key::CodeInstead),
            _ => None,
        };
        let effect = Effect::None;
        Self { kind, key: None, effect, awaits: None, digits: false, instead, draw }
    }

    /// Only for those about one product.
    pub(super) const fn about(self, key: AuthenticatorKey) -> Self {
        Self { key: Some(key), ..self }
    }

    pub(super) const fn effect(self, effect: Effect) -> Self {
        Self { effect, ..self }
    }

    /// Waits for the answer to a prompt of an app.
    pub(super) const fn awaits_push(self) -> Self {
        Self { awaits: Some(Channel::Push), ..self }
    }

    /// Waits for the code of a message.
    pub(super) const fn awaits(self, channel: Channel) -> Self {
        Self { effect: Effect::Attempts(Credential::Code), awaits: Some(channel), ..self }
    }

    pub(super) const fn digits(self) -> Self {
        Self { digits: true, ..self }
    }

    pub(super) const fn instead(self, instead: Key) -> Self {
        Self { instead: Some(instead), ..self }
    }
}

/// All screens. An authenticator is one line here and one file.
const SCREENS: &[&[Screen]] = &[
    identify::SCREENS,
    choose::SCREENS,
    consent::SCREENS,
    interlude::SCREENS,
    profile::SCREENS,
    authenticator::email::SCREENS,
    authenticator::google_otp::SCREENS,
    authenticator::okta_verify::SCREENS,
    authenticator::one_time_code::SCREENS,
    authenticator::password::SCREENS,
    authenticator::phone::SCREENS,
    authenticator::security_question::SCREENS,
];

/// Draws what no other screen knows.
const UNKNOWN: Screen = Screen::of(RemediationKind::Other, unknown::draw);

/// Finds the screen of a remediation: that of its product, else that of its kind, else the generic one.
pub(crate) fn of(form: &Form) -> Screen {
    let found = |key: Option<AuthenticatorKey>| {
        let mut all = SCREENS.iter().copied().flatten();
        all.find(|screen| screen.kind == form.kind && screen.key == key).copied()
    };
    let exact = form.key().and_then(|key| found(Some(key)));
    exact.or_else(|| found(None)).unwrap_or(UNKNOWN)
}

/// Returns how the message came that a step waits for.
pub(crate) fn awaited(pending: &Pending) -> Option<Channel> {
    pending.forms().iter().find_map(|form| of(form).awaits)
}

/// Returns what sending a form can cause. A choice sends by the channel of the authenticator that is chosen.
pub(crate) fn effect_of(form: &Form, picked: Option<AuthenticatorKey>) -> Effect {
    let channel = picked.and_then(|key| {
        let mut all = SCREENS.iter().copied().flatten().filter(|it| it.key == Some(key));
        all.find_map(|screen| screen.awaits)
    });
    if form.kind.asks_username() && form.asks_credential() {
        return Effect::Attempts(Credential::Password);
    }
    match (of(form).effect, channel) {
        (Effect::Sends(_), Some(channel)) => Effect::Sends(channel),
        (effect, _) => effect,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_screens_claim_one_remediation() {
        let mut claims = SCREENS.iter().copied().flatten().map(|it| (it.kind, it.key));
        let mut seen = std::collections::HashSet::new();
        assert_eq!(claims.find(|claim| !seen.insert(*claim)), None);
    }
}
