//! A whole IDX answer.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::action::Action;
use super::action::ActionKind;
use super::authenticator::Authenticator;
use super::authenticator::Authenticators;
use super::authenticator::resolve;
use super::document::Document;
use super::document::Json;
use super::form::Form;
use super::form::Href;
use super::message::Message;
use super::reference::FormRef;
use crate::secret::InteractionCode;
use crate::secret::ShownCode;

/// A response of Okta, parsed into forms, actions, authenticators and messages.
///
/// `Debug` shows names only, because the response contains handles, email addresses and codes.
pub struct Reply {
    document: Arc<Document>,
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
    pub(crate) fn read(document: Document) -> Self {
        let document = Arc::new(document);
        let root = document.root();
        let mut authenticators = Authenticators::of(&document);
        let remediation = root.get("remediation");
        let is_no_list = remediation.is_some_and(|it| !it.is_null() && !it.has_items());
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut forms = Vec::new();
        let mut unreadable_forms = usize::from(is_no_list);
        for remediation in root.items_of("remediation") {
            let nth = counts.entry(remediation.text("name").unwrap_or_default()).or_default();
            match Form::read(remediation, *nth, &mut authenticators) {
                Some(form) => {
                    *nth += 1;
                    forms.push(form);
                }
                None => unreadable_forms += 1,
            }
        }
        let current = authenticators.current();
        let offered = authenticators.all("authenticators");
        let enrollments = authenticators.all("authenticatorEnrollments");
        Self {
            actions: Action::read_all(root, &forms),
            messages: gather_messages(root, &forms),
            unreadable_forms,
            current,
            authenticators: offered,
            enrollments,
            forms,
            document,
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
        self.root().text("expiresAt")
    }

    /// Returns when the transaction expires.
    pub fn expires_at(&self) -> Option<OffsetDateTime> {
        OffsetDateTime::parse(self.expires_at_text()?, &Rfc3339).ok()
    }

    /// Returns the purpose of the transaction, such as `LOGIN`.
    pub fn intent(&self) -> Option<&str> {
        self.root().text("intent")
    }

    /// Returns the username that the user entered, once identified.
    pub fn user_identifier(&self) -> Option<&str> {
        self.object("user")?.text("identifier")
    }

    /// Returns a top-level object of the response, such as `user`, `app`, `captcha`, `client` or
    /// `deviceEnrollment`.
    ///
    /// It may hold secrets; do not print it.
    pub fn object(&self, name: &str) -> Option<Json<'_>> {
        self.root().get(name)?.inner()
    }

    /// Returns the target of a `relatesTo` path, or `None` if it does not resolve.
    ///
    /// It may hold secrets; do not print it.
    pub fn related(&self, path: &str) -> Option<Json<'_>> {
        resolve(self.root(), path)
    }

    /// Returns where a hosted flow would send the browser at its end. Not checked, possibly secret.
    pub fn redirect(&self) -> Option<&str> {
        let end = |name: &str| self.root().get(name)?.text("href");
        let form = |name: &str| self.form(name)?.href.as_ref().map(Href::expose);
        end("success")
            .or_else(|| end("failure"))
            .or_else(|| form("success-redirect"))
            .or_else(|| form("failure-redirect"))
    }

    /// Returns the code to show to a user who opened the email's link on another device.
    pub fn shown_code(&self) -> Option<ShownCode> {
        let otp = self.current.as_ref()?.contextual("otp")?;
        otp.readable().map(ShownCode::new)
    }

    pub(crate) fn interaction_code(&self) -> Option<InteractionCode> {
        let mut fields = self.root().get("successWithInteractionCode")?.items_of("value");
        let code = fields.find(|field| field.text("name") == Some("interaction_code"))?;
        code.text("value").filter(|code| !code.is_empty()).map(InteractionCode::new)
    }

    pub(crate) fn root(&self) -> Json<'_> {
        self.document.root()
    }

    /// Returns the text of the response.
    pub(crate) fn text(&self) -> &str {
        self.document.text()
    }
}

fn gather_messages(root: Json<'_>, forms: &[Form]) -> Vec<Message> {
    let mut messages = Vec::new();
    Message::merge(&mut messages, &Message::read_all(root, "messages"));
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
