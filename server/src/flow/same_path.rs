//! Addresses to go to after signing in.

use serde::Deserialize;
use serde::Serialize;
use url::Url;

/// A path on this site: the only kind of target that a user is sent to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SamePath(String);

/// The parameter of the pages of a sign-in that names its target.
pub const RETURN_TO: &str = "return_to";

const MAX_LENGTH: usize = 2048;
const HERE: &str = "http://here.invalid";

impl SamePath {
    /// The default page.
    pub fn home() -> Self {
        Self("/".to_owned())
    }

    /// Reads an untrusted address; `None` unless it is plainly a path on this site.
    ///
    /// A browser's own rules decide (WHATWG URL): what it would resolve to another origin is refused, and so is what
    /// would do so after being decoded once or twice by something careless on the way. What is kept is what a browser
    /// would make of it, and that must pass as well: a session that holds it is read again.
    pub fn parse(text: &str) -> Option<Self> {
        let path = Self::resolved(text)?;
        (Self::resolved(&path)? == path).then_some(Self(path))
    }

    fn resolved(text: &str) -> Option<String> {
        if text.len() > MAX_LENGTH {
            return None;
        }
        let once = decoded(text)?;
        let twice = decoded(&once)?;
        if ![text, &once, &twice].into_iter().all(stays_here) {
            return None;
        }
        let resolved = Url::parse(HERE).ok()?.join(text).ok()?;
        let mut path = resolved.path().to_owned();
        for (mark, part) in [('?', resolved.query()), ('#', resolved.fragment())] {
            if let Some(part) = part {
                path.push(mark);
                path.push_str(part);
            }
        }
        stays_here(&path).then_some(path)
    }

    /// Returns `page` with this as the target of a sign-in that starts there. The default page needs no mention.
    pub fn asked_at(&self, page: &str) -> String {
        if self.0 == "/" {
            return page.to_owned();
        }
        let value = url::form_urlencoded::byte_serialize(self.0.as_bytes()).collect::<String>();
        let mark = if page.contains('?') { '&' } else { '?' };
        format!("{page}{mark}{RETURN_TO}={value}")
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn stays_here(text: &str) -> bool {
    let plain = !text.contains(|c: char| c.is_control() || c == '\\');
    let local = text.starts_with('/') && !text.starts_with("//");
    let resolved = Url::parse(HERE).and_then(|here| Ok((here.origin(), here.join(text)?)));
    let here = resolved.is_ok_and(|(here, there)| {
        // Without its `..` it must not begin as another host would.
        there.origin() == here && !there.path().starts_with("//")
    });
    plain && local && here
}

/// Percent-decodes; `None` if that does not give text.
fn decoded(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut place = 0;
    while place < bytes.len() {
        let pair = (bytes[place] == b'%').then(|| text.get(place + 1..place + 3)).flatten();
        if let Some(byte) = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            decoded.push(byte);
            place += 3;
        } else {
            decoded.push(bytes[place]);
            place += 1;
        }
    }
    String::from_utf8(decoded).ok()
}

impl TryFrom<String> for SamePath {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not a path on this site")
    }
}

impl From<SamePath> for String {
    fn from(path: SamePath) -> Self {
        path.0
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn paths_on_this_site_are_kept() {
        for path in [
            "/",
            "/app",
            "/app?a=b&c=d",
            "/a/b;c=1",
            "/%E2%82%AC",
            "/search?q=https://other.example",
            "/docs#install",
            "/docs?page=2#a/b?c",
            "/#//other.example",
        ] {
            assert_eq!(SamePath::parse(path).map(String::from).as_deref(), Some(path));
        }
    }

    /// Shows: O13
    #[test]
    fn everything_that_a_browser_could_take_elsewhere_is_refused() {
        let hostile = [
            "",
            "app",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/%2f/evil.example/..//",
            "/%5cevil.example",
            "%2f%2fevil.example",
            "/%09/evil.example",
            "/%2fevil.example",
            "/%252fevil.example",
            "/..//evil.example",
            "/.//evil.example",
            "/%2e%2e//evil.example",
            "data:text/html,x",
            "//",
            "/\u{0}",
            "/%00",
            "/%0d%0aLocation:x",
            "/%255cevil.example",
            "/a/../%2fevil.example",
            "/a/../%252fevil.example",
            "/a/..%2f%2fevil.example",
            "@evil.example",
            "http:/evil.example",
            "#/evil.example",
            "//evil.example#x",
            "/docs#\\x",
            "/docs#%0ax",
            "/./%252fevil.example",
        ];
        for text in hostile {
            assert_eq!(SamePath::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn an_address_longer_than_any_of_ours_is_refused() {
        assert_eq!(SamePath::parse(&format!("/{}", "a".repeat(MAX_LENGTH))), None);
    }

    #[test]
    fn an_address_that_grows_too_long_by_being_encoded_is_refused() {
        assert_eq!(SamePath::parse(&format!("/{}", "é".repeat(MAX_LENGTH / 3))), None);
    }

    proptest! {
        /// Shows: O13
        #[test]
        fn what_is_accepted_stays_on_the_origin_and_survives_a_second_reading(text in "[/\\\\%a-z0-9.:@?#\\t]{0,24}") {
            if let Some(path) = SamePath::parse(&text) {
                let there = Url::parse("https://app.example").unwrap().join(path.as_str()).unwrap();
                prop_assert_eq!(there.origin().ascii_serialization(), "https://app.example");
                prop_assert!(SamePath::parse(path.as_str()) == Some(path.clone()));
            }
        }
    }
}
