//! The org and the application that a client signs users in to.

use url::Host;
use url::Url;

use crate::secret::ClientSecret;

/// The settings of a [`Client`](crate::Client), validated once.
#[derive(Clone, Debug)]
pub struct Config {
    issuer: String,
    oauth_base: String,
    org: Url,
    logout: Url,
    client_id: String,
    client_secret: Option<ClientSecret>,
    redirect_uri: String,
    scopes: Scopes,
}

/// An invalid setting.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The issuer is not a URL.
    #[error("the issuer is not a URL")]
    IssuerUrl(#[source] url::ParseError),
    /// Only loopback may be plain http.
    #[error("the issuer must be https (http only on loopback)")]
    IssuerNotHttps,
    /// The issuer carries a user name, a query or a fragment.
    #[error("the issuer must be scheme, host and path only")]
    IssuerParts,
    /// The issuer is the address of the admin console instead of the org.
    #[error("the issuer is the admin console's address: leave out `-admin` from the host name")]
    AdminHost,
    /// The redirect URI is not a URL.
    #[error("the redirect URI is not a URL")]
    RedirectUrl(#[source] url::ParseError),
    /// Only loopback may be plain http.
    #[error("the redirect URI must be https (http only on loopback)")]
    RedirectNotHttps,
    /// No client id.
    #[error("the client id is empty")]
    EmptyClientId,
    /// The client secret is empty.
    #[error("the client secret is empty")]
    EmptyClientSecret,
    /// Without `openid` there is no ID token, and so no user id.
    #[error("the scopes must contain `openid`")]
    NoOpenid,
}

impl Config {
    /// Validates the settings.
    ///
    /// `issuer` is `https://org` (the org's own authorization server) or `https://org/oauth2/ID`; a trailing slash is dropped.
    /// A `client_secret` makes a confidential client. `redirect_uri` must be registered for the application.
    pub fn new(
        issuer: &str,
        client_id: impl Into<String>,
        client_secret: Option<ClientSecret>,
        redirect_uri: &str,
        scopes: Scopes,
    ) -> Result<Self, ConfigError> {
        let issuer = issuer.trim().trim_end_matches('/').to_owned();
        let url = Url::parse(&issuer).map_err(ConfigError::IssuerUrl)?;
        if !is_protected(&url) {
            return Err(ConfigError::IssuerNotHttps);
        }
        let has_user = !url.username().is_empty() || url.password().is_some();
        if has_user || url.query().is_some() || url.fragment().is_some() {
            return Err(ConfigError::IssuerParts);
        }
        if is_admin_console(&url) {
            return Err(ConfigError::AdminHost);
        }
        let redirect = Url::parse(redirect_uri).map_err(ConfigError::RedirectUrl)?;
        if !is_protected(&redirect) {
            return Err(ConfigError::RedirectNotHttps);
        }
        let client_id = client_id.into();
        if client_id.trim().is_empty() {
            return Err(ConfigError::EmptyClientId);
        }
        if client_secret.as_ref().is_some_and(|secret| secret.expose().is_empty()) {
            return Err(ConfigError::EmptyClientSecret);
        }
        if !scopes.contains("openid") {
            return Err(ConfigError::NoOpenid);
        }
        let (org, has_server) = match issuer.split_once("/oauth2") {
            Some((org, _)) => (org, true),
            None => (issuer.as_str(), false),
        };
        let org = Url::parse(org).map_err(ConfigError::IssuerUrl)?;
        let oauth_base = if has_server { issuer.clone() } else { format!("{issuer}/oauth2") };
        let logout =
            Url::parse(&format!("{oauth_base}/v1/logout")).map_err(ConfigError::IssuerUrl)?;
        let redirect_uri = redirect_uri.to_owned();
        Ok(Self { issuer, oauth_base, org, logout, client_id, client_secret, redirect_uri, scopes })
    }

    /// Returns the issuer without trailing slash; `iss` of every ID token must equal it exactly.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Returns the org: the part of the issuer before `/oauth2`. Every IDX address has its origin.
    pub fn org(&self) -> &Url {
        &self.org
    }

    /// Returns the client id of the application.
    pub fn client_id(&self) -> &str {
        &self.client_id
    }

    /// Returns the address to which magic links and identity providers send the browser.
    pub fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }

    /// Returns the scopes that each transaction requests.
    pub fn scopes(&self) -> &Scopes {
        &self.scopes
    }

    pub(crate) fn client_secret(&self) -> Option<&ClientSecret> {
        self.client_secret.as_ref()
    }

    /// Returns `{issuer}/v1/NAME`, with `/oauth2` in between for the org's own authorization
    /// server.
    pub(crate) fn oauth(&self, name: &str) -> String {
        format!("{}/v1/{name}", self.oauth_base)
    }

    pub(crate) fn logout(&self) -> Url {
        self.logout.clone()
    }

    pub(crate) fn discovery(&self) -> String {
        format!("{}/.well-known/openid-configuration", self.issuer)
    }

    /// Returns the only IDX address that is not taken from a response.
    pub(crate) fn introspect(&self) -> String {
        format!("{}/idp/idx/introspect", self.org.as_str().trim_end_matches('/'))
    }

    /// Whether an address of a response is the org's own: same scheme, host and port, and no user
    /// name.
    pub(crate) fn is_own(&self, url: &Url) -> bool {
        url.origin() == self.org.origin() && url.username().is_empty() && url.password().is_none()
    }
}

fn is_protected(url: &Url) -> bool {
    match url.scheme() {
        "https" => true,
        "http" => is_loopback(url),
        _ => false,
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Whether this is `example-admin.okta.com`, or the like on Okta's other domains
/// (`oktapreview.com`, …).
fn is_admin_console(url: &Url) -> bool {
    let labels = url.host_str().and_then(|host| host.split_once('.'));
    labels.is_some_and(|(first, rest)| first.ends_with("-admin") && rest.starts_with("okta"))
}

/// The scopes to request, in order, without duplicates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scopes(Vec<String>);

impl Scopes {
    /// Accepts any list of scopes.
    pub fn new<S: Into<String>>(scopes: impl IntoIterator<Item = S>) -> Self {
        let mut list: Vec<String> = Vec::new();
        for scope in scopes {
            let scope = scope.into();
            if !scope.is_empty() && !list.contains(&scope) {
                list.push(scope);
            }
        }
        Self(list)
    }

    /// Parses a list as in configuration: separated by spaces or commas.
    pub fn parse(text: &str) -> Self {
        Self::new(text.split([' ', ',', '\t', '\n']))
    }

    /// Whether a scope is among them.
    pub fn contains(&self, scope: &str) -> bool {
        self.0.iter().any(|known| known == scope)
    }

    /// Returns the list separated by single spaces (RFC 6749 section 3.3).
    pub fn joined(&self) -> String {
        self.0.join(" ")
    }
}

impl Default for Scopes {
    /// Returns `openid profile email`: the user's identity, and no token that outlives the sign-in.
    fn default() -> Self {
        Self::new(["openid", "profile", "email"])
    }
}
