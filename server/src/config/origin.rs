//! The address that people type.

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

    /// Whether it is https.
    pub fn is_https(&self) -> bool {
        self.https
    }
}

impl FromStr for PublicOrigin {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXAMPLE: &str = "write scheme, host and port only, as in https://app.example.com";
        let url = Url::parse(text).map_err(|_| EXAMPLE)?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        if !bare || !url.username().is_empty() || url.password().is_some() {
            return Err(EXAMPLE);
        }
        let loopback = match url.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => return Err(EXAMPLE),
        };
        match url.scheme() {
            "https" => Ok(Self { text: url.origin().ascii_serialization(), https: true }),
            "http" if loopback => {
                Ok(Self { text: url.origin().ascii_serialization(), https: false })
            }
            "http" => Err(
                "plain http is for loopback only; people need https, as in https://app.example.com",
            ),
            _ => Err(EXAMPLE),
        }
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
}
