//! What the org's first page asks for and offers.
//!
//! It is learned from each transaction that starts, so that showing the page costs no call to Okta. Where none starts
//! by itself, one is started at intervals and dropped. Each server learns for itself. A page that is out of date loses no
//! input: what was entered is used as far as the org's form takes it.

use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use okta_idx::ActionKind;
use okta_idx::Pending;
use okta_idx::RemediationKind;
use okta_idx::Transaction;

/// What the org's first page asks for and offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstPage {
    /// Whether it asks for the password beside the username.
    pub password: bool,
    /// What it offers besides signing in.
    pub offers: Offers,
}

/// What a first page offers besides signing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offers {
    /// To sign up.
    pub sign_up: bool,
    /// To recover a password.
    pub recovery: bool,
    /// To unlock an account.
    pub unlock: bool,
}

/// What is usual.
impl Default for FirstPage {
    fn default() -> Self {
        let offers = Offers { sign_up: true, recovery: true, unlock: false };
        Self { password: false, offers }
    }
}

impl FirstPage {
    /// Reads the first answer of a transaction; `None` if it does not ask for a username.
    pub fn of(at: &Pending) -> Option<Self> {
        let identify = at.identify()?;
        // A page that needs a captcha is shown by the step itself, which knows its key.
        let password = identify.password().is_some() && !identify.wants_captcha();
        Some(Self { password, offers: Offers::of(at) })
    }
}

impl Offers {
    /// Reads what a step offers.
    pub fn of(at: &Pending) -> Self {
        Self {
            sign_up: at.form_of(RemediationKind::SelectProfile).is_some(),
            recovery: at.action_of(ActionKind::Recover).is_some(),
            unlock: at.form_of(RemediationKind::UnlockAccount).is_some(),
        }
    }
}

/// The first page that the org showed last.
#[derive(Debug, Default)]
pub struct LastFirstPage(Mutex<Seen>);

#[derive(Debug, Default)]
struct Seen {
    page: FirstPage,
    /// Whether it was seen since it was last asked whether that is due.
    is_fresh: bool,
}

impl LastFirstPage {
    /// Returns it, or what is usual if the org has shown none yet.
    pub fn get(&self) -> FirstPage {
        self.seen().page
    }

    /// Learns from a transaction that was just started.
    pub fn learn(&self, started: &Transaction) {
        if let Transaction::Pending(at) = started
            && let Some(page) = FirstPage::of(at)
        {
            *self.seen() = Seen { page, is_fresh: true };
        }
    }

    /// Returns whether no transaction has shown it since the last time that this was asked.
    pub fn is_due(&self) -> bool {
        !std::mem::take(&mut self.seen().is_fresh)
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::panic, reason = "tests may panic")]

    use serde_json::Value;
    use serde_json::json;

    use super::*;

    fn form(name: &str, fields: &Value) -> Value {
        json!({
            "rel": ["create-form"], "name": name, "method": "POST", "value": fields,
            "href": format!("https://org.example/idp/idx/{name}"),
        })
    }

    fn started(forms: &[Value]) -> Transaction {
        let body = json!({ "stateHandle": "h", "remediation": { "value": forms } });
        Transaction::detached(body.to_string().as_bytes()).unwrap_or_else(|| panic!("{body}"))
    }

    #[test]
    fn the_page_offers_what_the_last_first_answer_did() {
        let last = LastFirstPage::default();
        let username = json!([{ "name": "identifier" }]);
        let none = json!([]);
        let identify = form("identify", &username);
        last.learn(&started(&[identify.clone(), form("unlock-account", &none)]));
        let offers = Offers { sign_up: false, recovery: false, unlock: true };
        assert_eq!(last.get(), FirstPage { password: false, offers });
        last.learn(&started(&[identify, form("select-enroll-profile", &none)]));
        assert!(last.get().offers.sign_up && !last.get().offers.unlock);
    }

    #[test]
    fn a_password_is_asked_for_unless_a_captcha_is_needed_too() {
        let last = LastFirstPage::default();
        let password = json!({ "name": "credentials", "form": { "value": [
            { "name": "passcode", "secret": true },
        ] } });
        let both = json!([{ "name": "identifier" }, password]);
        last.learn(&started(&[form("identify", &both)]));
        assert!(last.get().password);
        let guarded = json!([{ "name": "identifier" }, password, { "name": "captchaVerify" }]);
        last.learn(&started(&[form("identify", &guarded)]));
        assert!(!last.get().password);
    }

    #[test]
    fn what_is_no_first_page_teaches_nothing() {
        let last = LastFirstPage::default();
        last.learn(&started(&[form("something-new", &json!([{ "name": "a" }]))]));
        assert_eq!(last.get(), FirstPage::default());
        assert!(last.is_due());
    }
}
