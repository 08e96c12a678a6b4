//! The authorization servers: the org's own and the custom ones.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::request::Parts;
use serde::Deserialize;
use serde::Serialize;

use crate::http::answer::Answer;
use crate::org::Org;

/// Which authorization server a request went to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum AuthorizationServer {
    /// Issuer `{org}`; its access tokens are opaque to apps.
    Org,
    /// Issuer `{org}/oauth2/{name}`; its access tokens are JWTs.
    Custom(String),
}

impl AuthorizationServer {
    /// The `iss` of its tokens, character by character.
    pub(crate) fn issuer(&self, org_url: &str) -> String {
        match self {
            Self::Org => org_url.to_owned(),
            Self::Custom(name) => format!("{org_url}/oauth2/{name}"),
        }
    }

    /// What `/v1/…` comes after.
    pub(crate) fn oauth_base(&self, org_url: &str) -> String {
        match self {
            Self::Org => format!("{org_url}/oauth2"),
            Self::Custom(_) => self.issuer(org_url),
        }
    }

    fn of_path(path: &str) -> Option<Self> {
        if path.starts_with("/.well-known/") || path.starts_with("/oauth2/v1/") {
            return Some(Self::Org);
        }
        let (name, _) = path.strip_prefix("/oauth2/")?.split_once('/')?;
        Some(Self::Custom(name.to_owned()))
    }
}

impl FromRequestParts<Arc<Org>> for AuthorizationServer {
    type Rejection = Answer;

    async fn from_request_parts(parts: &mut Parts, org: &Arc<Org>) -> Result<Self, Answer> {
        let path = parts.uri.path();
        let known = |server: &Self| match server {
            Self::Org => true,
            Self::Custom(name) => org.settings.authorization_servers.contains(name),
        };
        Self::of_path(path).filter(known).ok_or_else(|| Answer::not_found(path))
    }
}
