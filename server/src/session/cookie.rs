//! The names, attributes and parsing of all cookies.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use cookie::Cookie;
use cookie::SameSite;
use http::HeaderMap;
use http::HeaderValue;
use http::header::COOKIE;

use super::SessionId;

/// The cookies of device and language live as long as browsers allow.
const DEVICE_DAYS: i64 = 400;
/// A username is remembered for so long after it was last entered.
const USERNAME_DAYS: i64 = 90;
/// A longer username is not remembered, so that no cookie is long.
const LONGEST_USERNAME: usize = 120;

/// The names and attributes of this server's cookies.
///
/// On https the `__Host-Http-` prefix makes browsers refuse a cookie of this name that is not `Secure`, `HttpOnly`, for
/// the whole host and for this host alone. Plain http happens only on loopback, where the prefix cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cookies {
    https: bool,
}

impl Cookies {
    /// For a public origin that is, or is not, https.
    pub fn new(https: bool) -> Self {
        Self { https }
    }

    /// Name of the session cookie.
    pub fn session_name(self) -> &'static str {
        if self.https { "__Host-Http-usher" } else { "usher" }
    }

    /// Name of the device cookie, which tells one browser from another across sessions.
    pub fn device_name(self) -> &'static str {
        if self.https { "__Host-Http-usher-device" } else { "usher-device" }
    }

    /// Name of the cookie that keeps a language which a visitor has picked.
    pub fn language_name(self) -> &'static str {
        if self.https { "__Host-Http-usher-language" } else { "usher-language" }
    }

    /// Name of the cookie that remembers a username whose user wants that.
    pub fn username_name(self) -> &'static str {
        if self.https { "__Host-Http-usher-username" } else { "usher-username" }
    }

    /// Returns the username that a browser remembers, which any program may have set.
    pub fn username(self, headers: &HeaderMap) -> Option<String> {
        let bytes = URL_SAFE_NO_PAD.decode(only_value(headers, self.username_name())?).ok()?;
        String::from_utf8(bytes).ok()
    }

    /// Returns the session id that came with a request; `None` if there is none, if it is not one, or if there are
    /// several.
    pub fn session_id(self, headers: &HeaderMap) -> Option<SessionId> {
        SessionId::parse(only_value(headers, self.session_name())?)
    }

    /// Returns the value of the device cookie, which any program may have set; `None` if there are several.
    pub fn device(self, headers: &HeaderMap) -> Option<&str> {
        only_value(headers, self.device_name())
    }

    /// Returns the value of the language cookie of a request, unchecked.
    pub fn language(self, headers: &HeaderMap) -> Option<&str> {
        only_value(headers, self.language_name())
    }

    /// Returns whether a request carries no cookie of this server at all: the browser is new, or blocks cookies.
    pub fn are_missing(self, headers: &HeaderMap) -> bool {
        !self.has_any(headers) && values(headers, self.device_name()).next().is_none()
    }

    /// Returns whether a request carries a session cookie with any value.
    pub fn has_any(self, headers: &HeaderMap) -> bool {
        values(headers, self.session_name()).next().is_some()
    }

    /// Returns the header that sets the session cookie.
    pub fn set_session(self, id: &SessionId) -> HeaderValue {
        self.header(Cookie::new(self.session_name(), id.expose()))
    }

    /// Returns the header that removes the session cookie.
    pub fn remove_session(self) -> HeaderValue {
        let mut cookie = Cookie::new(self.session_name(), "");
        cookie.set_max_age(cookie::time::Duration::ZERO);
        self.header(cookie)
    }

    /// Returns the header that sets the device cookie.
    pub fn set_device(self, id: &str) -> HeaderValue {
        let mut cookie = Cookie::new(self.device_name(), id.to_owned());
        cookie.set_max_age(cookie::time::Duration::days(DEVICE_DAYS));
        self.header(cookie)
    }

    /// Returns the header that sets the language cookie, by its tag.
    pub fn set_language(self, tag: &'static str) -> HeaderValue {
        let mut cookie = Cookie::new(self.language_name(), tag);
        cookie.set_max_age(cookie::time::Duration::days(DEVICE_DAYS));
        self.header(cookie)
    }

    /// Returns the header that makes the browser remember a username; `None` if it is too long for a cookie.
    pub fn set_username(self, username: &str) -> Option<HeaderValue> {
        let bytes = Some(username).filter(|name| name.len() <= LONGEST_USERNAME)?;
        let mut cookie = Cookie::new(self.username_name(), URL_SAFE_NO_PAD.encode(bytes));
        cookie.set_max_age(cookie::time::Duration::days(USERNAME_DAYS));
        Some(self.header(cookie))
    }

    /// Returns the header that makes the browser forget the username.
    pub fn remove_username(self) -> HeaderValue {
        let mut cookie = Cookie::new(self.username_name(), "");
        cookie.set_max_age(cookie::time::Duration::ZERO);
        self.header(cookie)
    }

    fn header(self, mut cookie: Cookie<'_>) -> HeaderValue {
        cookie.set_secure(self.https);
        cookie.set_http_only(true);
        cookie.set_same_site(SameSite::Strict);
        cookie.set_path("/");
        // Names and values are ASCII that this server writes.
        HeaderValue::from_str(&cookie.to_string()).unwrap_or(HeaderValue::from_static(""))
    }
}

/// Returns the value of a cookie that a request carries exactly once.
fn only_value<'a>(headers: &'a HeaderMap, name: &'static str) -> Option<&'a str> {
    let mut found = values(headers, name);
    let value = found.next()?;
    if found.next().is_some() {
        return None;
    }
    // Values of this server are ASCII; what else stands here is another application's.
    std::str::from_utf8(value).ok()
}

/// Returns the values of all cookies with a name.
///
/// Cookies are split as bytes (RFC 6265, section 5.4): a browser sends what another application on the host has set
/// as it is, in UTF-8, Latin-1 or neither, and such a neighbour must not hide the cookies of this server.
fn values<'a>(headers: &'a HeaderMap, name: &'static str) -> impl Iterator<Item = &'a [u8]> {
    headers
        .get_all(COOKIE)
        .iter()
        .flat_map(|header| header.as_bytes().split(|byte| *byte == b';'))
        .filter_map(|pair| {
            let equals = pair.iter().position(|byte| *byte == b'=')?;
            let (found, value) = (pair.get(..equals)?, pair.get(equals + 1..)?);
            (found.trim_ascii() == name.as_bytes()).then(|| unquoted(value.trim_ascii()))
        })
}

/// Takes off the quotes that some proxies put around a value.
fn unquoted(value: &[u8]) -> &[u8] {
    value.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use proptest::prelude::*;

    use super::*;
    use crate::environment::SystemRandomness;

    fn request(cookie: &str) -> HeaderMap {
        request_of(&[cookie.as_bytes()])
    }

    fn request_of(cookies: &[&[u8]]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for cookie in cookies {
            if let Ok(value) = HeaderValue::from_bytes(cookie) {
                headers.append(COOKIE, value);
            }
        }
        headers
    }

    #[test]
    fn on_https_the_cookie_has_the_prefix_and_every_attribute_it_demands() {
        let id = SessionId::fresh(&SystemRandomness).unwrap();
        let header = Cookies::new(true).set_session(&id);
        let text = header.to_str().unwrap().replace(&id.expose(), "ID");
        assert_eq!(text, "__Host-Http-usher=ID; HttpOnly; SameSite=Strict; Secure; Path=/");
    }

    #[test]
    fn removing_uses_the_same_attributes() {
        let header = Cookies::new(true).remove_session();
        assert_eq!(
            header.to_str().unwrap(),
            "__Host-Http-usher=; HttpOnly; SameSite=Strict; Secure; Path=/; Max-Age=0"
        );
    }

    #[test]
    fn a_language_is_kept_as_safely_as_a_session() {
        let cookies = Cookies::new(true);
        assert_eq!(
            cookies.set_language("de").to_str().unwrap(),
            "__Host-Http-usher-language=de; HttpOnly; SameSite=Strict; Secure; Path=/; Max-Age=34560000"
        );
        assert_eq!(cookies.language(&request("__Host-Http-usher-language=de")), Some("de"));
        let only_language = request("usher-language=de");
        assert!(Cookies::new(false).are_missing(&only_language), "no form is tied to a language");
    }

    #[test]
    fn a_username_is_remembered_as_safely_as_a_session_and_comes_back() {
        let cookies = Cookies::new(true);
        let name = "jürgen@example.com";
        let header = cookies.set_username(name).unwrap();
        let (pair, attributes) = header.to_str().unwrap().split_once(';').unwrap();
        assert_eq!(attributes, " HttpOnly; SameSite=Strict; Secure; Path=/; Max-Age=7776000");
        assert_eq!(cookies.username(&request(pair)).as_deref(), Some(name));
        let long = "a".repeat(LONGEST_USERNAME);
        assert!(cookies.set_username(&long).unwrap().len() <= 256);
        assert!(cookies.set_username(&"a".repeat(LONGEST_USERNAME + 1)).is_none());
        assert!(cookies.are_missing(&request(pair)), "no form is tied to a username");
    }

    #[test]
    fn the_id_comes_back_from_among_other_cookies() {
        let id = SessionId::fresh(&SystemRandomness).unwrap();
        let headers = request(&format!("a=1; usher={}; b=2", id.expose()));
        assert!(Cookies::new(false).session_id(&headers) == Some(id));
    }

    #[test]
    fn two_cookies_of_our_name_count_as_none() {
        let id = SessionId::fresh(&SystemRandomness).unwrap().expose();
        assert!(
            Cookies::new(false).session_id(&request(&format!("usher={id}; usher={id}"))).is_none()
        );
    }

    #[test]
    fn a_value_in_quotes_is_read_without_them() {
        let id = SessionId::fresh(&SystemRandomness).unwrap();
        let headers = request(&format!("usher=\"{}\"", id.expose()));
        assert!(Cookies::new(false).session_id(&headers) == Some(id));
    }

    #[test]
    fn cookies_of_other_applications_are_not_cookies_of_this_server() {
        let cookies = Cookies::new(false);
        for neighbour in ["", "a=1", "usher", "usher-devices=1", "x=usher=1", "USHER=1"] {
            assert!(cookies.are_missing(&request(neighbour)), "{neighbour}");
        }
        for ours in ["usher=", "a=1; usher=x", "usher-device=\"", "b;usher-device=1"] {
            assert!(!cookies.are_missing(&request(ours)), "{ours}");
        }
    }

    proptest! {
        #[test]
        fn no_value_of_a_neighbour_hides_the_session(
            before in proptest::collection::vec(1_u8..=255, 0..40),
            after in proptest::collection::vec(1_u8..=255, 0..40),
            apart in proptest::bool::ANY,
        ) {
            let id = SessionId::fresh(&SystemRandomness).unwrap();
            // A control character ends the connection long before; a semicolon ends a value.
            let neighbour = |bytes: Vec<u8>| -> Vec<u8> {
                bytes.into_iter().filter(|byte| *byte >= b' ' && !b";\x7f".contains(byte)).collect()
            };
            let own = format!("usher={}", id.expose()).into_bytes();
            let all = [neighbour(before), own, neighbour(after)];
            let headers = if apart {
                request_of(&[&all[0], &all[1], &all[2]])
            } else {
                request_of(&[&all.join(&b"; "[..])])
            };
            prop_assert!(Cookies::new(false).session_id(&headers) == Some(id));
        }

        #[test]
        fn no_cookie_header_causes_a_panic(header in "(__Host-Http-usher-username=)?\\PC{0,300}") {
            let _ = Cookies::new(true).session_id(&request(&header));
            let _ = Cookies::new(true).username(&request(&header));
        }
    }
}
