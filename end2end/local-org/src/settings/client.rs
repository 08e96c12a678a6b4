//! The apps that sign users in.

use std::net::IpAddr;

use serde::Deserialize;
use url::Host;
use url::Url;

/// The word in a list of URIs that stands for every loopback address, any port and path.
pub(crate) const LOOPBACK: &str = "loopback";

/// One app of the org.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientSettings {
    /// `client_id`.
    pub id: String,
    /// `client_secret`; `None` makes it a public client.
    #[serde(default)]
    pub secret: Option<String>,
    /// How pages and mails call the app.
    #[serde(default = "label")]
    pub label: String,
    /// Exact redirect URIs, or the word `loopback` for any address of this machine.
    #[serde(default = "any_loopback")]
    pub redirect_uris: Vec<String>,
    /// The same for sign-out.
    #[serde(default = "any_loopback")]
    pub post_logout_redirect_uris: Vec<String>,
    /// Whether each use of a refresh token hands out the next one.
    #[serde(default = "yes")]
    pub rotate_refresh_tokens: bool,
}

fn label() -> String {
    "Usher".to_owned()
}

fn any_loopback() -> Vec<String> {
    vec![LOOPBACK.to_owned()]
}

fn yes() -> bool {
    true
}

impl ClientSettings {
    pub(crate) fn allows_redirect(&self, uri: &str) -> bool {
        allows(&self.redirect_uris, uri)
    }

    pub(crate) fn allows_post_logout_redirect(&self, uri: &str) -> bool {
        allows(&self.post_logout_redirect_uris, uri)
    }
}

fn allows(registered: &[String], uri: &str) -> bool {
    registered.iter().any(
        |entry| {
            if entry == LOOPBACK { is_loopback_uri(uri) } else { entry == uri }
        },
    )
}

/// Whether a URI leads to this machine and nowhere else.
fn is_loopback_uri(uri: &str) -> bool {
    let Ok(url) = Url::parse(uri) else { return false };
    matches!(url.scheme(), "http" | "https")
        && url.username().is_empty()
        && url.password().is_none()
        && url.fragment().is_none()
        && url.host().is_some_and(|host| is_loopback_host(&host))
}

/// `localhost`, `*.localhost` (RFC 6761 section 6.3), `127.0.0.0/8` and `::1`.
pub(crate) fn is_loopback_host<S: AsRef<str>>(host: &Host<S>) -> bool {
    match host {
        Host::Domain(name) => {
            let name = name.as_ref();
            name == "localhost" || name.ends_with(".localhost")
        }
        Host::Ipv4(address) => IpAddr::V4(*address).is_loopback(),
        Host::Ipv6(address) => IpAddr::V6(*address).is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_means_this_machine_only() {
        for uri in ["http://127.0.0.1:3000/login/callback", "http://localhost/", "http://[::1]:8/"]
        {
            assert!(is_loopback_uri(uri), "{uri}");
        }
        for uri in [
            "http://127.0.0.1.example.com/",
            "http://example.com/",
            "http://user@127.0.0.1/",
            "javascript:alert(1)",
            "//127.0.0.1/",
            "http://localhost.example/",
            "http://127.0.0.1/#x",
        ] {
            assert!(!is_loopback_uri(uri), "{uri}");
        }
    }
}
