//! A whole IDX answer.

use serde::Serialize;
use serde_json::Value;
use serde_json::json;

use super::View;
use super::ion::ArrayOf;
use super::ion::Form;
use super::ion::ObjectOf;
use super::message::Message;
use crate::state::transaction::Finished;
use crate::state::transaction::Transaction;

/// An IDX answer in the making; members that were not set are left out.
#[derive(Debug)]
pub(crate) struct Page {
    body: Value,
    forms: Vec<Form>,
    messages: Vec<Message>,
}

impl Page {
    pub(super) fn new(view: View<'_>, transaction: &Transaction) -> Self {
        let app = json!({
            "name": "oidc_client",
            "label": view.app_label,
            "id": transaction.request.client,
        });
        let body = json!({
            "version": "1.0.0",
            "stateHandle": view.session.state_handle,
            "expiresAt": view.session.expires_at.iso(),
            "intent": "LOGIN",
            "app": ObjectOf::new(app),
        });
        Self { body, forms: Vec::new(), messages: Vec::new() }
    }

    pub(crate) fn offer(&mut self, form: Form) {
        self.forms.push(form);
    }

    /// Says something at the top of the page.
    pub(crate) fn say(&mut self, message: Message) {
        self.messages.push(message);
    }

    /// Says something at a field of the first form.
    pub(crate) fn complain(&mut self, path: &str, message: &Message) {
        if let Some(form) = self.forms.first_mut() {
            form.complain(path, message);
        }
    }

    /// Sets a top-level member that is an object.
    pub(crate) fn set(&mut self, name: &'static str, value: Value) {
        self.body[name] = json!(ObjectOf::new(value));
    }

    /// Sets a top-level member that is a list.
    pub(super) fn list(&mut self, name: &'static str, value: Vec<Value>) {
        self.body[name] = json!(ArrayOf::new(value));
    }

    /// Sets a top-level member as it is.
    pub(super) fn member(&mut self, name: &'static str, value: impl Serialize) {
        self.body[name] = json!(value);
    }

    pub(super) fn succeed(&mut self, view: View<'_>, transaction: &Transaction, end: &Finished) {
        let request = &transaction.request;
        self.body["successWithInteractionCode"] = json!({
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
        });
    }

    pub(crate) fn into_json(mut self) -> Value {
        if !self.forms.is_empty() {
            self.body["remediation"] = json!(ArrayOf::new(self.forms));
        }
        if !self.messages.is_empty() {
            self.body["messages"] = json!(ArrayOf::new(self.messages));
        }
        self.body
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
