//! One text for every user at a step that must not tell who has an account: Okta's own words differ with the account.

use app::text::Key;
use okta_idx::Message;
use okta_idx::MessageKind;

use super::draft::At;
use super::fields::Bound;
use super::table;
use crate::limit::Credential;

impl At<'_> {
    /// Whether nothing may be shown here that only a user with an account would see.
    pub(super) fn hides_account(&self) -> bool {
        self.view.prevents_enumeration && !self.flow.proved
    }

    /// Whether Okta's words are replaced here, because they are about a credential that may belong to no account.
    pub(super) fn is_uniform(&self) -> bool {
        self.hides_account() && table::effect_of(self.form, None).attempts().is_some()
    }
}

/// Returns whether a message is shown as Okta sent it: none about a credential is where all users read the same.
pub(super) fn keeps(at: &At<'_>, message: &Message) -> bool {
    !at.is_uniform() || message.kind() == MessageKind::Throttle
}

/// Says at the field of the credential that it is wrong, where Okta says so in whichever words.
pub(super) fn refuse(at: &At<'_>, bound: &mut [Bound]) {
    let Some(credential) = table::effect_of(at.form, None).attempts().filter(|_| at.is_uniform())
    else {
        return;
    };
    let wrong = match credential {
        _ if at.form.kind.asks_username() => Key::WrongPair,
        Credential::Answer => Key::WrongPair,
        Credential::Password => Key::WrongPassword,
        Credential::Code => Key::WrongCode,
    };
    let is_refused = at.pending.refuses_answer(at.form);
    for field in bound {
        let says = is_refused && field.role.is_credential();
        field.shown.error =
            if says { at.view.language.text(wrong).to_owned() } else { String::new() };
    }
}
