//! Forms: what can be submitted next.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::authenticator::Authenticator;
use super::authenticator::Authenticators;
use super::authenticator_key::AuthenticatorKey;
use super::document::Json;
use super::field::Field;
use super::message::Message;
use super::reference::FormRef;
use super::remediation::RemediationKind;
use crate::secret::SecretValue;

/// One remediation: a form to submit, or a link to redirect the browser to.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Form {
    /// Such as `identify` or `challenge-authenticator`.
    pub name: String,
    /// The kind, by its name.
    pub kind: RemediationKind,
    /// The address to submit to, exactly as Okta sent it. [`Client::submit`](crate::Client::submit)
    /// checks it.
    pub href: Option<Href>,
    /// How it is submitted.
    pub method: Method,
    /// The media type that becomes the `Accept` header, verbatim.
    pub accepts: Option<String>,
    /// `create-form` for a form; empty for a link.
    pub rel: Vec<String>,
    /// The interval between polls. May change with every response.
    pub refresh: Option<Duration>,
    /// The fields, in order, including the state handle.
    pub fields: Vec<Field>,
    /// Okta's messages about the whole form.
    pub messages: Vec<Message>,
    /// The paths in the response that it refers to, such as `$.currentAuthenticatorEnrollment`.
    pub relates_to: Vec<String>,
    /// The authenticator at that path, if it resolves.
    pub authenticator: Option<Arc<Authenticator>>,
    /// The identity provider of a `redirect-idp`.
    pub identity_provider: Option<IdentityProvider>,
    nth: usize,
    others: BTreeMap<String, SecretValue>,
}

/// An external identity provider.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct IdentityProvider {
    /// Such as `GOOGLE` or `SAML2`.
    pub kind: Option<String>,
    /// Okta's id of it.
    pub id: Option<String>,
    /// The label for the user.
    pub name: Option<String>,
}

/// How a form is submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Method {
    /// As a request with a JSON body.
    Post,
    /// As a plain request.
    Get,
    /// Not at all: the content is in the response, or the method is unknown.
    Other,
}

/// An address of a response. It may contain a handle, so `Debug` omits its query.
#[derive(Clone, PartialEq, Eq)]
pub struct Href(String);

impl Href {
    /// Returns the address as Okta sent it: not checked, possibly secret.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Href {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.split(['?', '#']).next().unwrap_or_default();
        let shown = if shown.starts_with("http") { shown } else { "…" };
        write!(f, "Href({shown})")
    }
}

const KNOWN: [&str; 12] = [
    "accepts",
    "href",
    "idp",
    "messages",
    "method",
    "name",
    "produces",
    "refresh",
    "rel",
    "relatesTo",
    "type",
    "value",
];

impl Form {
    /// Reads a remediation. `nth` counts those of the same name before it.
    pub(super) fn read(
        value: Json<'_>,
        nth: usize,
        authenticators: &mut Authenticators<'_>,
    ) -> Option<Self> {
        Some(Self::named(value.owned("name")?, value, nth, authenticators))
    }

    /// Reads an action, which may lack the name that its place gives it. Its reference is not
    /// resolved, because an authenticator's own action refers back to the authenticator.
    pub(super) fn read_action(key: &str, value: Json<'_>) -> Self {
        let name = value.text("name").unwrap_or(key).to_owned();
        Self::named(name, value, 0, &mut Authenticators::none())
    }

    fn named(
        name: String,
        value: Json<'_>,
        nth: usize,
        authenticators: &mut Authenticators<'_>,
    ) -> Self {
        let relates_to = value.texts("relatesTo");
        let named = relates_to.iter().find_map(|path| authenticators.at(path));
        let kind = RemediationKind::of(&name);
        let is_about_current = kind.is_about_current();
        if named.is_none() && is_about_current {
            tracing::debug!(okta.form = name, "the form's reference leads to no authenticator");
        }
        let authenticator = named.or_else(|| {
            let current = || authenticators.current();
            is_about_current.then(current).flatten()
        });
        let rel = value.texts("rel");
        let others = value.members().filter(|(key, _)| !KNOWN.contains(key));
        Self {
            href: value.owned("href").filter(|href| !href.is_empty()).map(Href),
            method: Method::read(value.text("method"), is_create_form(&rel)),
            accepts: value.owned("accepts"),
            refresh: value.number("refresh").map(Duration::from_millis),
            fields: Field::read_all(value.get("value"), authenticators),
            messages: Message::read_all(value, "messages"),
            identity_provider: IdentityProvider::read(value),
            others: others
                .map(|(key, value)| (key.to_owned(), SecretValue(value.to_value())))
                .collect(),
            rel,
            relates_to,
            authenticator,
            nth,
            kind,
            name,
        }
    }

    /// Whether a value is a form that can be submitted, without reading all of it.
    pub(super) fn may_be_submitted(value: Json<'_>) -> bool {
        is_create_form(&value.texts("rel"))
    }

    /// Whether it can be submitted; otherwise it is a link to redirect the browser to.
    pub fn is_submittable(&self) -> bool {
        is_create_form(&self.rel)
    }

    /// Returns the product of its authenticator, if it has one that names it.
    pub fn key(&self) -> Option<AuthenticatorKey> {
        self.authenticator.as_ref()?.key
    }

    /// Returns a field by name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Returns a field by dotted name, also one inside a group or an option, such as
    /// `credentials.passcode`.
    pub fn field_at(&self, path: &str) -> Option<&Field> {
        let mut found = None;
        self.walk(&mut |here, field| {
            if here == path && found.is_none() {
                found = Some(field);
            }
        });
        found
    }

    /// Returns a member without a name in this library, such as `scopes` or
    /// `customExpiredPasswordURL`.
    ///
    /// It may hold secrets; do not print it.
    pub fn member(&self, name: &str) -> Option<&Value> {
        self.others.get(name).map(|value| &value.0)
    }

    /// Returns the reference for [`Client::submit`](crate::Client::submit).
    pub fn reference(&self) -> FormRef {
        FormRef::Remediation { name: self.name.clone(), nth: self.nth }
    }

    /// Returns the polling interval: its own, or that of its authenticator's `poll`.
    pub fn poll_interval(&self) -> Option<Duration> {
        let poll = || self.authenticator.as_ref()?.action("poll")?.form.refresh;
        self.refresh.or_else(poll)
    }

    /// Calls `visit` with every field at every depth and its dotted name, in order.
    pub(crate) fn walk<'a>(&'a self, visit: &mut impl FnMut(&str, &'a Field)) {
        for field in &self.fields {
            field.walk("", visit);
        }
    }
}

fn is_create_form(rel: &[String]) -> bool {
    rel.iter().any(|rel| rel == "create-form")
}

impl Method {
    fn read(word: Option<&str>, submittable: bool) -> Self {
        match word {
            Some(word) if word.eq_ignore_ascii_case("POST") => Self::Post,
            Some(word) if word.eq_ignore_ascii_case("GET") => Self::Get,
            Some(_) => Self::Other,
            None if submittable => Self::Post,
            None => Self::Get,
        }
    }
}

impl IdentityProvider {
    fn read(form: Json<'_>) -> Option<Self> {
        let idp = form.get("idp").filter(|idp| idp.is_object())?;
        Some(Self { kind: form.owned("type"), id: idp.owned("id"), name: idp.owned("name") })
    }
}
