//! One text for every user at a step that must not tell who has an account: Okta's own words differ with the account.

use app::text::Key;
use okta_idx::Message;
use okta_idx::MessageKind;

use super::draft::At;
use super::fields::Bound;
use super::table;
use crate::effect::Credential;

impl At<'_> {
    /// Whether nothing may be shown here that only a user with an account would see.
    pub(super) fn hides_account(&self) -> bool {
        self.view.prevents_enumeration && !self.flow.proved
    }

    /// Returns the credential about which Okta's words are replaced here, because it may belong to no account.
    fn hidden_credential(&self) -> Option<Credential> {
        table::effect_of(self.form, None).attempts().filter(|_| self.hides_account())
    }
}

/// Returns whether a message is shown as Okta sent it: none about a credential is where all users read the same.
pub(super) fn keeps(at: &At<'_>, message: &Message) -> bool {
    at.hidden_credential().is_none() || message.kind() == MessageKind::Throttle
}

/// Says at the field of the credential that it is wrong, where Okta says so.
pub(super) fn refuse(at: &At<'_>, bound: &mut [Bound]) {
    let Some(credential) = at.hidden_credential() else { return };
    let wrong = match credential {
        Credential::Password if !at.form.kind.asks_username() => Key::WrongPassword,
        Credential::Password | Credential::Answer => Key::WrongPair,
        Credential::Code => Key::WrongCode,
    };
    let is_refused = at.pending.refuses_answer(at.form);
    for field in bound {
        let says = is_refused && field.role.is_credential();
        field.shown.error =
            if says { at.view.language.text(wrong).to_owned() } else { String::new() };
    }
}
