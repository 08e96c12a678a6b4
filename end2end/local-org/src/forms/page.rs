//! A whole IDX answer.

use serde::Serialize;
use serde_json::Value;
use serde_json::json;

use super::View;
use super::authenticator::Authenticator;
use super::ion::Addressed;
use super::ion::ArrayOf;
use super::ion::Form;
use super::ion::ObjectOf;
use super::message::Message;
use crate::protocol::UserId;
use crate::state::people::Profile;
use crate::state::people::id_of;
use crate::state::transaction::Finished;
use crate::state::transaction::Session;
use crate::state::transaction::Subject;
use crate::state::transaction::Transaction;
use crate::state::transaction::Who;

/// An IDX answer in the making; members that were not set are left out.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Page {
    version: &'static str,
    state_handle: String,
    expires_at: String,
    intent: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    remediation: Option<ArrayOf<Form>>,
    #[serde(skip)]
    forms: Vec<Form>,
    #[serde(skip_serializing_if = "Option::is_none")]
    messages: Option<ArrayOf<Message>>,
    #[serde(skip)]
    said: Vec<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) current_authenticator: Option<ObjectOf<Authenticator>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) current_authenticator_enrollment: Option<ObjectOf<Authenticator>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) enrollment_authenticator: Option<ObjectOf<Authenticator>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) recovery_authenticator: Option<ObjectOf<Authenticator>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) authenticators: Option<ArrayOf<Authenticator>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) authenticator_enrollments: Option<ArrayOf<Authenticator>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<ObjectOf<Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cancel: Option<Form>,
    app: ObjectOf<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    success_with_interaction_code: Option<Value>,
}

/// The person in front of the screen, as much as an answer may say about them.
#[derive(Debug)]
pub(super) struct Reader {
    pub(super) id: UserId,
    pub(super) identifier: String,
    pub(super) email: String,
    pub(super) has_password: bool,
    profile: Option<Value>,
}

impl Reader {
    pub(super) fn of(view: View<'_>, subject: &Subject) -> Self {
        let shown = |profile: &Profile| {
            (!view.discreet || !subject.proven.is_empty()).then(|| {
                json!({
                    "firstName": profile.first_name,
                    "lastName": profile.last_name,
                    "timeZone": profile.time_zone,
                    "locale": profile.locale,
                })
            })
        };
        match &subject.who {
            Who::Person(id) => match view.people.get(id) {
                Some(person) => Self {
                    id: id.clone(),
                    identifier: person.login.clone(),
                    email: person.profile.email.clone(),
                    has_password: person.has_password(),
                    profile: shown(&person.profile),
                },
                None => Self::stranger(id.as_str()),
            },
            Who::Nobody { identifier } => Self::stranger(identifier),
            Who::Newcomer(newcomer) => Self {
                id: id_of(&newcomer.profile.email),
                identifier: newcomer.profile.email.clone(),
                email: newcomer.profile.email.clone(),
                has_password: newcomer.password.is_some(),
                profile: shown(&newcomer.profile),
            },
        }
    }

    fn stranger(identifier: &str) -> Self {
        Self {
            id: id_of(identifier),
            identifier: identifier.to_owned(),
            email: identifier.to_owned(),
            has_password: true,
            profile: None,
        }
    }
}

impl Page {
    pub(super) fn new(session: &Session, transaction: &Transaction, app_label: &str) -> Self {
        Self {
            version: "1.0.0",
            state_handle: session.state_handle.as_str().to_owned(),
            expires_at: session.expires_at.iso(),
            intent: "LOGIN",
            remediation: None,
            forms: Vec::new(),
            messages: None,
            said: Vec::new(),
            current_authenticator: None,
            current_authenticator_enrollment: None,
            enrollment_authenticator: None,
            recovery_authenticator: None,
            authenticators: None,
            authenticator_enrollments: None,
            user: None,
            cancel: None,
            app: ObjectOf::new(json!({
                "name": "oidc_client",
                "label": app_label,
                "id": transaction.request.client,
            })),
            success_with_interaction_code: None,
        }
    }

    pub(super) fn offer(&mut self, form: Form) {
        self.forms.push(form);
    }

    /// Says something at the top of the page.
    pub(crate) fn say(&mut self, message: Message) {
        self.said.push(message);
    }

    /// Says something at a field of the first form.
    pub(crate) fn complain(&mut self, path: &str, message: Message) {
        if let Some(form) = self.forms.first_mut() {
            form.complain(path, message);
        }
    }

    pub(super) fn about(&mut self, reader: &Reader) {
        let mut user = json!({ "id": reader.id, "identifier": reader.identifier });
        if let Some(profile) = &reader.profile {
            user["profile"] = profile.clone();
        }
        self.user = Some(ObjectOf::new(user));
    }

    pub(super) fn cancel(&mut self, at: Addressed<'_>) {
        self.cancel = Some(at.form("cancel", "/idp/idx/cancel"));
    }

    pub(super) fn succeed(&mut self, view: View<'_>, transaction: &Transaction, end: &Finished) {
        let request = &transaction.request;
        self.success_with_interaction_code = Some(json!({
            "rel": ["create-form"],
            "name": "issue",
            "href": format!("{}/v1/token", request.server.oauth_base(view.org_url)),
            "method": "POST",
            "value": [
                { "name": "grant_type", "required": true, "value": "interaction_code" },
                { "name": "interaction_code", "required": true, "value": end.code },
                { "name": "client_id", "required": true, "value": request.client },
                { "name": "code_verifier", "required": true },
            ],
            "accepts": "application/x-www-form-urlencoded",
        }));
    }

    pub(crate) fn into_json(mut self) -> serde_json::Result<Vec<u8>> {
        if !self.forms.is_empty() {
            self.remediation = Some(ArrayOf::new(std::mem::take(&mut self.forms)));
        }
        if !self.said.is_empty() {
            self.messages = Some(ArrayOf::new(std::mem::take(&mut self.said)));
        }
        serde_json::to_vec(&self)
    }
}

/// An answer outside of any transaction: only a message, and nothing to go on with.
pub(crate) fn terminal(message: &Message, state_handle: Option<&str>) -> Value {
    let mut body = json!({
        "version": "1.0.0",
        "intent": "LOGIN",
        "messages": { "type": "array", "value": [message] },
    });
    if let Some(handle) = state_handle {
        body["stateHandle"] = handle.into();
    }
    body
}
