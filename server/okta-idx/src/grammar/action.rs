//! Actions: small forms beside the remediations, such as sending a code again.

use super::document::Json;
use super::form::Form;
use super::reference::FormRef;
use super::word::words;

words! {
    /// The purpose of an action, by its plain name in any place of the response.
    pub enum ActionKind {
        /// Send the code or push again.
        Resend = "resend",
        /// Ask whether the user has confirmed elsewhere.
        Poll = "poll",
        /// Start the recovery of a password.
        Recover = "recover",
        /// Send something for the first time.
        Send = "send",
        /// Leave out an optional step.
        Skip = "skip",
        /// Start over.
        Cancel = "cancel",
        /// Stop waiting for a device.
        CancelPolling = "cancel-polling" | "cancel-polling-transaction",
    }
}

/// A form without answers.
///
/// Okta places them at the top of the response (`cancel`), or inside an authenticator (`resend`,
/// `poll`, `recover`, …). Others are among the remediations (`skip`, sometimes `resend` and
/// `poll`). This list contains all of them.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Action {
    /// The full name, unique in the step: the plain name, prefixed by the authenticator's member if
    /// there is one, such as `currentAuthenticatorEnrollment-resend`.
    pub name: String,
    /// The purpose.
    pub kind: ActionKind,
    /// The form to submit.
    pub form: Form,
    reference: FormRef,
}

/// Top-level forms that are not actions: an obsolete one, and the end of the flow.
const NOT_ACTIONS: [&str; 5] =
    ["context", "failure", "remediation", "success", "successWithInteractionCode"];

impl Action {
    /// Reads all actions of a response, in a stable order: of authenticators, of the top level, of
    /// the remediations.
    pub(super) fn read_all(root: Json<'_>, forms: &[Form]) -> Vec<Self> {
        let mut top: Vec<_> = root.members().collect();
        top.sort_by_key(|(key, _)| (place_order(key), *key));
        top.retain(|(key, _)| !NOT_ACTIONS.contains(key));
        let mut actions = Vec::new();
        for (key, value) in &top {
            if let Some(inner) = value.get("value").filter(|inner| inner.is_object()) {
                actions.extend(Self::inside(key, inner));
            }
        }
        for (key, value) in &top {
            actions.extend(Self::read("", key, *value));
        }
        let plain = forms.iter().filter(|form| is_plain(form));
        actions.extend(plain.map(|form| Self {
            name: form.name.clone(),
            kind: ActionKind::of(&form.name),
            reference: form.reference(),
            form: form.clone(),
        }));
        actions
    }

    /// Reads the actions inside one object.
    pub(super) fn inside(place: &str, object: Json<'_>) -> Vec<Self> {
        let mut inside: Vec<_> = object.members().collect();
        inside.sort_by_key(|(key, _)| *key);
        inside.into_iter().filter_map(|(key, value)| Self::read(place, key, value)).collect()
    }

    fn read(place: &str, key: &str, value: Json<'_>) -> Option<Self> {
        let known = ActionKind::of(key) != ActionKind::Other && value.get("href").is_some();
        if !known && !Form::may_be_submitted(value) {
            return None;
        }
        let form = Form::read_action(key, value);
        let name =
            if place.is_empty() { form.name.clone() } else { format!("{place}-{}", form.name) };
        let kind = match ActionKind::of(&form.name) {
            ActionKind::Other => ActionKind::of(key),
            kind => kind,
        };
        Some(Self { kind, reference: FormRef::action(name.clone()), name, form })
    }

    /// Returns the name without its place, such as `resend`.
    pub fn plain_name(&self) -> &str {
        &self.form.name
    }

    /// Returns the reference for [`Client::submit`](crate::Client::submit).
    pub fn reference(&self) -> &FormRef {
        &self.reference
    }
}

/// Sorts challenged enrolments first, because `resend` usually means theirs.
fn place_order(key: &str) -> u8 {
    match key {
        "currentAuthenticatorEnrollment" => 0,
        "currentAuthenticator" => 1,
        _ => 2,
    }
}

/// Whether a remediation is an action: it has no fields to fill in.
fn is_plain(form: &Form) -> bool {
    form.is_submittable() && ActionKind::of(&form.name) != ActionKind::Other
}
