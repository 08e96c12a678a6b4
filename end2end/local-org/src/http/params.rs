//! Parameters of the OAuth endpoints: form body or query, the body first.

use axum::body::Bytes;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use http::Uri;
use http::header;

/// Decoded parameters; the first of a name counts.
#[derive(Debug)]
pub(crate) struct Params(Vec<(String, String)>);

impl Params {
    pub(crate) fn of(uri: &Uri, body: &Bytes) -> Self {
        let decode = |bytes: &[u8]| -> Vec<(String, String)> {
            url::form_urlencoded::parse(bytes).into_owned().collect()
        };
        let mut all = decode(body);
        all.extend(decode(uri.query().unwrap_or_default().as_bytes()));
        Self(all)
    }

    /// The value of `name`; an empty one counts as absent.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(key, _)| key == name)?;
        (!value.is_empty()).then_some(value)
    }
}

/// User and password of `Authorization: Basic`; a missing colon means no password.
pub(crate) fn basic_credentials(headers: &HeaderMap) -> Option<(String, Option<String>)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let decoded = |part: &str| {
        let pair = url::form_urlencoded::parse(part.as_bytes()).next();
        pair.map(|(name, _)| name.into_owned()).unwrap_or_default()
    };
    Some(match text.split_once(':') {
        Some((id, secret)) => (decoded(id), Some(decoded(secret))),
        None => (decoded(&text), None),
    })
}

/// The token of `Authorization: Bearer`.
pub(crate) fn bearer_token(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "fixed inputs")]
    use super::*;

    #[test]
    fn a_body_parameter_wins_over_the_query() {
        let uri: Uri = "/token?code=query&scope=a%20b".parse().unwrap();
        let params = Params::of(&uri, &Bytes::from_static(b"code=body&empty="));
        assert_eq!(params.get("code"), Some("body"));
        assert_eq!(params.get("scope"), Some("a b"));
        assert_eq!(params.get("empty"), None);
    }

    #[test]
    fn basic_credentials_may_lack_the_colon() {
        let mut headers = HeaderMap::new();
        let with = |text: &str| format!("Basic {}", STANDARD.encode(text)).parse().unwrap();
        headers.insert(header::AUTHORIZATION, with("web:s%3Acret"));
        let both = ("web".to_owned(), Some("s:cret".to_owned()));
        assert_eq!(basic_credentials(&headers), Some(both));
        headers.insert(header::AUTHORIZATION, with("spa"));
        assert_eq!(basic_credentials(&headers), Some(("spa".to_owned(), None)));
        headers.insert(header::AUTHORIZATION, "Basic ???".parse().unwrap());
        assert_eq!(basic_credentials(&headers), None);
    }
}
