//! Authenticators, and the references to them in responses.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::action::Action;
use super::authenticator_key::AuthenticatorKey;
use super::document::Document;
use super::document::Json;

/// An authenticator that the org offers, or a user's enrolment of one.
///
/// `id` has two meanings. In an option and in `authenticators` it is the authenticator's; in
/// `currentAuthenticatorEnrollment` and `authenticatorEnrollments` it is the enrolment's.
#[non_exhaustive]
pub struct Authenticator {
    /// The product, if Okta names it.
    pub key: Option<AuthenticatorKey>,
    /// Okta's key of the product, such as `okta_email` or `webauthn`.
    pub key_text: Option<String>,
    /// The family, such as `email`, `phone`, `security_key`.
    pub kind: Option<String>,
    /// The id of the authenticator or of the enrolment.
    pub id: Option<String>,
    /// The label for the user, in the org's language.
    pub display_name: Option<String>,
    /// The user's own name for it.
    pub nickname: Option<String>,
    /// Methods, such as `sms` and `voice`.
    pub methods: Vec<String>,
    /// `resend`, `poll`, `recover`, `send` and the like. Their full names carry the place of the authenticator.
    pub actions: Vec<Action>,
    /// The response that it is in, and where.
    document: Arc<Document>,
    path: String,
}

impl Authenticator {
    fn read(document: &Arc<Document>, path: &str, value: Json<'_>) -> Option<Self> {
        let value = value.inner()?;
        let key_text = value.owned("key").or_else(|| value.owned("catalogKey"));
        let methods = value.items_of("methods");
        // Captchas and device challenges have a type too; only authenticators come with a key or with methods.
        if key_text.is_none() && methods.clone().next().is_none() {
            return None;
        }
        let either = |key: &str, older: &str| value.owned(key).or_else(|| value.owned(older));
        let method = |method: Json<'_>| match method.as_str() {
            Some(name) => Some(name.to_owned()),
            None => method.owned("type").or_else(|| method.owned("methodType")),
        };
        Some(Self {
            key: key_text.as_deref().map(AuthenticatorKey::of),
            key_text,
            kind: value.owned("type"),
            id: either("id", "authenticatorId"),
            display_name: either("displayName", "authenticatorName"),
            nickname: value.owned("nickname"),
            methods: methods.filter_map(method).collect(),
            actions: Action::inside(place(path), value),
            document: Arc::clone(document),
            path: path.to_owned(),
        })
    }

    /// Returns a member of the authenticator as Okta sent it, such as `settings` or `credentialId`.
    ///
    /// It may hold secrets; do not print it.
    pub fn member(&self, name: &str) -> Option<Json<'_>> {
        resolve(self.document.root(), &self.path)?.inner()?.get(name)
    }

    /// Returns a text of `profile`, such as the masked address under `email`.
    pub fn profile(&self, name: &str) -> Option<&str> {
        self.member("profile")?.text(name)
    }

    /// Returns a member of `contextualData`, such as `qrcode`, `challengeData` or
    /// `useEmailMagicLink`.
    ///
    /// It may hold secrets (`otp`, `sharedSecret`); do not print it.
    pub fn contextual(&self, name: &str) -> Option<Json<'_>> {
        self.member("contextualData")?.get(name)
    }

    /// Returns the secret to type into an authenticator app, in base 32 (RFC 4648).
    pub fn shared_secret(&self) -> Option<&str> {
        self.contextual("sharedSecret")?.as_str()
    }

    /// Returns the action with this plain name.
    pub fn action(&self, plain_name: &str) -> Option<&Action> {
        self.actions.iter().find(|action| action.plain_name() == plain_name)
    }
}

impl fmt::Debug for Authenticator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authenticator")
            .field("key", &self.key_text)
            .field("kind", &self.kind)
            .field("methods", &self.methods)
            .field("actions", &self.actions)
            .finish_non_exhaustive()
    }
}

/// The maximum length of a path: `$`, `authenticators`, `value` and `[0]`.
const LONGEST_PATH: usize = 4;

/// Finds the authenticators that forms and options refer to, reading each once.
pub(super) struct Authenticators<'a> {
    document: Option<&'a Arc<Document>>,
    known: BTreeMap<*const (), Option<Arc<Authenticator>>>,
    by_id: Option<BTreeMap<String, Arc<Authenticator>>>,
}

impl<'a> Authenticators<'a> {
    pub(super) fn of(document: &'a Arc<Document>) -> Self {
        Self { document: Some(document), ..Self::none() }
    }

    /// Returns a reader that finds none.
    pub(super) fn none() -> Self {
        Self { document: None, known: BTreeMap::new(), by_id: None }
    }

    /// Returns the authenticator in use: the enrolment if there is one, otherwise the
    /// authenticator.
    pub(super) fn current(&mut self) -> Option<Arc<Authenticator>> {
        self.at("currentAuthenticatorEnrollment").or_else(|| self.at("currentAuthenticator"))
    }

    /// Returns the listed authenticator with this id, for an option whose reference does not
    /// resolve.
    pub(super) fn of_id(&mut self, id: &str) -> Option<Arc<Authenticator>> {
        if self.by_id.is_none() {
            let listed = ["authenticatorEnrollments", "authenticators"];
            let all = listed.into_iter().flat_map(|list| self.all(list)).collect::<Vec<_>>();
            let named = all.into_iter().filter_map(|it| Some((it.id.clone()?, it)));
            self.by_id = Some(named.collect());
        }
        self.by_id.as_ref()?.get(id).cloned()
    }

    /// Returns the authenticator at a path, or `None` if the path does not resolve to one.
    ///
    /// A path is resolved once: its target is never taken for another path, so there are no cycles.
    pub(super) fn at(&mut self, path: &str) -> Option<Arc<Authenticator>> {
        if path.split(['.', '[']).take(LONGEST_PATH + 1).count() > LONGEST_PATH {
            return None;
        }
        let document = self.document?;
        let target = resolve(document.root(), path)?;
        let read = || Authenticator::read(document, path, target).map(Arc::new);
        self.known.entry(target.address()).or_insert_with(read).clone()
    }

    pub(super) fn all(&mut self, list: &str) -> Vec<Arc<Authenticator>> {
        let listed = self.document.and_then(|document| document.root().get(list));
        let count = listed.map_or(0, |list| list.items().len());
        (0..count).filter_map(|n| self.at(&format!("$.{list}.value[{n}]"))).collect()
    }
}

/// Returns the top-level member at the start of a path.
fn place(path: &str) -> &str {
    let path = path.strip_prefix("$.").unwrap_or(path);
    path.split(['.', '[']).next().unwrap_or(path)
}

/// Resolves the part of `JSONPath` that Okta uses: `$`, dotted names, `[n]`. A bare name is a
/// top-level member.
pub(crate) fn resolve<'a>(root: Json<'a>, path: &str) -> Option<Json<'a>> {
    let path = path.strip_prefix('$').unwrap_or(path);
    let path = path.strip_prefix('.').unwrap_or(path);
    let mut here = root;
    for step in path.split('.').filter(|step| !step.is_empty()) {
        let (name, indices) = step.split_once('[').unwrap_or((step, ""));
        if !name.is_empty() {
            here = here.get(name)?;
        }
        for index in indices.split('[').filter(|index| !index.is_empty()) {
            here = here.at(index.strip_suffix(']')?.parse().ok()?)?;
        }
    }
    Some(here)
}
