//! The public origin: the address that users type.

use std::str::FromStr;

use url::Host;
use url::Url;

/// Scheme, host and port of this site as browsers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicOrigin {
    text: String,
    https: bool,
}

impl PublicOrigin {
    /// As browsers write it in `Origin`: no path, no default port.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns whether it is https.
    pub fn is_https(&self) -> bool {
        self.https
    }
}

/// What is wrong with an origin, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{why}; write {right}")]
pub struct OriginError {
    why: &'static str,
    right: String,
}

const EXAMPLE: &str = "https://app.example.com";

impl FromStr for PublicOrigin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let refused = |why, right: Option<String>| {
            Err(OriginError { why, right: right.unwrap_or_else(|| EXAMPLE.to_owned()) })
        };
        if !text.contains("://") {
            let right = origin_of(&format!("https://{text}"));
            return refused("scheme, host and port are needed", right);
        }
        let Ok(url) = Url::parse(text) else {
            return refused("it is not scheme, host and port", None);
        };
        if !url.username().is_empty() || url.password().is_some() {
            return refused("a user name or password has no place in it", None);
        }
        let origin = url.origin().ascii_serialization();
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return refused("it must be scheme, host and port only", origin_of(text));
        }
        match url.scheme() {
            "https" => Ok(Self { text: origin, https: true }),
            "http" if is_loopback(&url) => Ok(Self { text: origin, https: false }),
            "http" => refused("plain http is for this machine only", origin_of(text)),
            _ => refused("it must be https", None),
        }
    }
}

/// Returns the origin that an address probably means: https, unless it is on this machine.
fn origin_of(text: &str) -> Option<String> {
    let mut url = Url::parse(text).ok().filter(|url| url.host().is_some())?;
    if !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    let scheme = if is_loopback(&url) { "http" } else { "https" };
    url.set_scheme(scheme).ok()?;
    Some(url.origin().ascii_serialization())
}

/// Returns whether an address is one of this machine only.
pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;

    #[test]
    fn https_and_loopback_http_are_origins() {
        assert!("https://app.example.com".parse::<PublicOrigin>().unwrap().is_https());
        let local = "http://127.0.0.1:3000/".parse::<PublicOrigin>().unwrap();
        assert_eq!((local.as_str(), local.is_https()), ("http://127.0.0.1:3000", false));
    }

    #[test]
    fn plain_http_elsewhere_paths_and_nonsense_are_refused() {
        for text in [
            "http://app.example.com",
            "https://app.example.com/app",
            "app.example.com",
            "ftp://x",
            "https://u:p@x",
        ] {
            assert!(text.parse::<PublicOrigin>().is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_nearly_an_origin_is_answered_with_the_right_one() {
        for (text, right) in [
            ("app.example.com", "https://app.example.com"),
            ("app.example.com:8443", "https://app.example.com:8443"),
            ("http://app.example.com", "https://app.example.com"),
            ("https://app.example.com/login/callback", "https://app.example.com"),
            ("https://app.example.com/?x=1", "https://app.example.com"),
            ("localhost:3000", "http://localhost:3000"),
            ("http://localhost:3000/sign-in", "http://localhost:3000"),
            ("ftp://app.example.com", "https://app.example.com"),
            ("https://ann:geheim@app.example.com", "https://app.example.com"),
        ] {
            let error = text.parse::<PublicOrigin>().unwrap_err().to_string();
            assert!(error.ends_with(&format!("write {right}")), "{text}: {error}");
            assert!(!error.contains("geheim"));
        }
        for text in
            ["HTTPS://App.Example.com/", " https://app.example.com ", "https://app.example.com:443"]
        {
            assert_eq!(
                text.parse::<PublicOrigin>().unwrap().as_str(),
                "https://app.example.com",
                "{text}"
            );
        }
    }
}
