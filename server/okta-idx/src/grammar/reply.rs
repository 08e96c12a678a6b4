//! A whole IDX answer.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::action::Action;
use super::action::ActionKind;
use super::authenticator::Authenticator;
use super::authenticator::Authenticators;
use super::authenticator::resolve;
use super::form::Form;
use super::form::Href;
use super::json;
use super::message::Message;
use super::reference::FormRef;
use crate::secret::InteractionCode;
use crate::secret::SecretValue;
use crate::secret::ShownCode;

/// A response of Okta, parsed into forms, actions, authenticators and messages.
///
/// `Debug` shows names only, because the response contains handles, email addresses and codes.
pub struct Reply {
    root: SecretValue,
    forms: Vec<Form>,
    actions: Vec<Action>,
    messages: Vec<Message>,
    current: Option<Arc<Authenticator>>,
    authenticators: Vec<Arc<Authenticator>>,
    enrollments: Vec<Arc<Authenticator>>,
    unreadable_forms: usize,
}

impl Reply {
    /// Reads any JSON object; invalid parts are omitted.
    pub(crate) fn read(root: Value) -> Self {
        let root = SecretValue(root);
        let mut authenticators = Authenticators::of(&root.0);
        let remediation = root.0.get("remediation");
        let remediations = json::items(remediation);
        let is_no_list = remediation.is_some_and(|it| !it.is_null() && !json::is_list(it));
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut forms = Vec::new();
        for remediation in remediations {
            let nth =
                counts.entry(json::text(remediation, "name").unwrap_or_default()).or_default();
            if let Some(form) = Form::read(remediation, *nth, &mut authenticators) {
                *nth += 1;
                forms.push(form);
            }
        }
        let current = authenticators.current();
        let offered = authenticators.all("authenticators");
        let enrollments = authenticators.all("authenticatorEnrollments");
        Self {
            actions: Action::read_all(&root.0, &forms),
            messages: gather_messages(&root.0, &forms),
            unreadable_forms: remediations.len() - forms.len() + usize::from(is_no_list),
            current,
            authenticators: offered,
            enrollments,
            forms,
            root,
        }
    }

    /// Returns the forms in Okta's order, which is its order of preference.
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// Returns the first form of this name.
    pub fn form(&self, name: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.name == name)
    }

    /// Returns the form of a reference to a remediation or an action.
    pub fn form_at(&self, reference: &FormRef) -> Option<&Form> {
        match reference {
            FormRef::Remediation { name, nth } => {
                self.forms.iter().filter(|form| form.name == *name).nth(*nth)
            }
            FormRef::Action { name } => self.action(name).map(|action| &action.form),
        }
    }

    /// Returns all actions, such as `cancel` or `resend`.
    pub fn actions(&self) -> &[Action] {
        &self.actions
    }

    /// Returns the action of this full name, or the first of this plain name.
    pub fn action(&self, name: &str) -> Option<&Action> {
        let full = self.actions.iter().find(|action| action.name == name);
        full.or_else(|| self.actions.iter().find(|action| action.plain_name() == name))
    }

    /// Returns the first action of this kind; that of the current authenticator has precedence.
    pub fn action_of(&self, kind: ActionKind) -> Option<&Action> {
        self.actions.iter().find(|action| action.kind == kind)
    }

    /// Returns the messages: of the whole response, then of fields, in order and without
    /// duplicates.
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// Returns the challenged enrolment, otherwise the authenticator that is enrolled or
    /// challenged.
    pub fn current_authenticator(&self) -> Option<&Arc<Authenticator>> {
        self.current.as_ref()
    }

    /// Returns the authenticators that the org offers in this step.
    pub fn authenticators(&self) -> &[Arc<Authenticator>] {
        &self.authenticators
    }

    /// Returns the user's enrolments.
    pub fn enrollments(&self) -> &[Arc<Authenticator>] {
        &self.enrollments
    }

    /// Returns the number of forms that could not be parsed; above zero, this version does not
    /// understand the response.
    pub fn unreadable_forms(&self) -> usize {
        self.unreadable_forms
    }

    /// Returns when the transaction expires, as Okta wrote it.
    pub fn expires_at_text(&self) -> Option<&str> {
        json::text(&self.root.0, "expiresAt")
    }

    /// Returns when the transaction expires.
    pub fn expires_at(&self) -> Option<OffsetDateTime> {
        OffsetDateTime::parse(self.expires_at_text()?, &Rfc3339).ok()
    }

    /// Returns the purpose of the transaction, such as `LOGIN`.
    pub fn intent(&self) -> Option<&str> {
        json::text(&self.root.0, "intent")
    }

    /// Returns the username that the user entered, once identified.
    pub fn user_identifier(&self) -> Option<&str> {
        json::text(self.object("user")?, "identifier")
    }

    /// Returns a top-level object of the response, such as `user`, `app`, `captcha`, `client` or
    /// `deviceEnrollment`.
    ///
    /// It may hold secrets; do not print it.
    pub fn object(&self, name: &str) -> Option<&Value> {
        json::inner(self.root.0.get(name)?)
    }

    /// Returns the target of a `relatesTo` path, or `None` if it does not resolve.
    ///
    /// It may hold secrets; do not print it.
    pub fn related(&self, path: &str) -> Option<&Value> {
        resolve(&self.root.0, path)
    }

    /// Returns where a hosted flow would send the browser at its end. Not checked, possibly secret.
    pub fn redirect(&self) -> Option<&str> {
        let end = |name: &str| json::text(self.root.0.get(name)?, "href");
        let form = |name: &str| self.form(name)?.href.as_ref().map(Href::expose);
        end("success")
            .or_else(|| end("failure"))
            .or_else(|| form("success-redirect"))
            .or_else(|| form("failure-redirect"))
    }

    /// Returns the code to show to a user who opened the email's link on another device.
    pub fn shown_code(&self) -> Option<ShownCode> {
        let otp = self.current.as_ref()?.contextual("otp")?;
        json::readable(otp).map(ShownCode::new)
    }

    pub(crate) fn interaction_code(&self) -> Option<InteractionCode> {
        let issue = self.root.0.get("successWithInteractionCode")?;
        let fields = json::items(issue.get("value"));
        let code =
            fields.iter().find(|field| json::text(field, "name") == Some("interaction_code"))?;
        json::text(code, "value").filter(|code| !code.is_empty()).map(InteractionCode::new)
    }

    pub(crate) fn root(&self) -> &Value {
        &self.root.0
    }
}

fn gather_messages(root: &Value, forms: &[Form]) -> Vec<Message> {
    let mut messages = Vec::new();
    Message::merge(&mut messages, &Message::read_all(root.get("messages")));
    for form in forms {
        Message::merge(&mut messages, &form.messages);
        form.walk(&mut |_, field| Message::merge(&mut messages, &field.messages));
    }
    messages
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let forms: Vec<&str> = self.forms.iter().map(|form| form.name.as_str()).collect();
        let actions: Vec<&str> = self.actions.iter().map(|action| action.name.as_str()).collect();
        f.debug_struct("Reply")
            .field("forms", &forms)
            .field("actions", &actions)
            .field("messages", &self.messages)
            .finish_non_exhaustive()
    }
}
