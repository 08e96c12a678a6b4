//! The issuer of the authorization server, also where another address was copied.

use url::Url;

use super::origin::is_loopback;

/// Ends of addresses that are copied instead of the issuer; the issuer stands before them.
const BEHIND: [&str; 2] =
    ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"];

/// What is wrong with an issuer, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{why}; write {right}")]
pub struct IssuerError {
    why: &'static str,
    right: String,
}

/// Reads an issuer; a slash at the end and the address of its discovery document are dropped.
pub fn issuer(text: &str) -> Result<String, IssuerError> {
    let text = text.trim().trim_end_matches('/');
    let text = BEHIND.iter().find_map(|it| text.strip_suffix(it)).unwrap_or(text);
    let refused = |why, right: String| Err(IssuerError { why, right });
    if !text.contains("://") {
        let likely = Url::parse(&format!("https://{text}")).ok();
        let host = likely.filter(|it| it.host_str().is_some_and(|host| host.contains('.')));
        let right = host.map_or_else(example, |url| url.as_str().trim_end_matches('/').to_owned());
        return refused("it must begin with https://", right);
    }
    let Ok(mut url) = Url::parse(text) else { return refused("it is not an address", example()) };
    if url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() {
        return refused("it must be scheme, host and path only", example());
    }
    if url.scheme() != "https" && !(url.scheme() == "http" && is_loopback(&url)) {
        let right = if url.set_scheme("https").is_ok() { url.to_string() } else { example() };
        return refused("it must be https (http only on this machine)", right);
    }
    let host = url.host_str().unwrap_or_default().to_owned();
    if let Some((first, rest)) = host.split_once("-admin.okta") {
        let right = format!("https://{first}.okta{rest}{}", url.path());
        return refused("that is the admin console's address", right);
    }
    Ok(text.to_owned())
}

fn example() -> String {
    "https://example.okta.com/oauth2/default".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_is_taken_with_a_slash_or_its_discovery_document_behind_it() {
        let right = "https://example.okta.com/oauth2/default";
        for text in [
            right,
            "https://example.okta.com/oauth2/default/",
            " https://example.okta.com/oauth2/default ",
            "https://example.okta.com/oauth2/default/.well-known/openid-configuration",
            "https://example.okta.com/oauth2/default/.well-known/oauth-authorization-server",
        ] {
            assert_eq!(issuer(text).as_deref(), Ok(right), "{text}");
        }
        assert_eq!(issuer("http://127.0.0.1:4100").as_deref(), Ok("http://127.0.0.1:4100"));
    }

    #[test]
    fn what_is_nearly_an_issuer_is_answered_with_the_right_one() {
        for (text, right) in [
            ("example.okta.com/oauth2/default", "https://example.okta.com/oauth2/default"),
            ("example.okta.com", "https://example.okta.com"),
            ("http://example.okta.com/oauth2/default", "https://example.okta.com/oauth2/default"),
            (
                "https://example-admin.okta.com/oauth2/default",
                "https://example.okta.com/oauth2/default",
            ),
            ("https://example-admin.oktapreview.com", "https://example.oktapreview.com"),
            (
                "https://example.okta.com/oauth2/default?x=1",
                "https://example.okta.com/oauth2/default",
            ),
            ("default", "https://example.okta.com/oauth2/default"),
            ("https://", "https://example.okta.com/oauth2/default"),
        ] {
            let error = issuer(text).map_err(|error| error.to_string());
            assert!(error.as_ref().is_err_and(|it| it.contains(right)), "{text}: {error:?}");
        }
    }
}
