//! The one place that decides what the cookies look like.

use cookie::Cookie;
use cookie::SameSite;
use http::HeaderMap;
use http::HeaderValue;
use http::header::COOKIE;

use super::SessionId;

/// A cookie header longer than this is not ours.
const MAX_COOKIE_HEADER: usize = 16 * 1024;
/// The device cookie lives as long as browsers allow.
const DEVICE_DAYS: i64 = 400;

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

    /// Name of the cookie that tells Okta one browser from another.
    pub fn device_name(self) -> &'static str {
        if self.https { "__Host-Http-usher-device" } else { "usher-device" }
    }

    /// The session id that came with a request; `None` if there is none, if it is not one, or if there are several.
    pub fn session_id(self, headers: &HeaderMap) -> Option<SessionId> {
        SessionId::parse(&only_value(headers, self.session_name())?)
    }

    /// What the device cookie of a request holds; whether it is fit to be sent on is for its reader to say.
    pub fn device(self, headers: &HeaderMap) -> Option<String> {
        only_value(headers, self.device_name())
    }

    /// Whether any cookie with the name of ours came with a request, whatever it holds.
    pub fn has_any(self, headers: &HeaderMap) -> bool {
        values(headers, self.session_name()).next().is_some()
    }

    /// Gives the browser a session.
    pub fn set_session(self, id: &SessionId) -> HeaderValue {
        self.header(Cookie::new(self.session_name(), id.expose()))
    }

    /// Takes the session from the browser.
    pub fn remove_session(self) -> HeaderValue {
        let mut cookie = Cookie::new(self.session_name(), "");
        cookie.set_max_age(cookie::time::Duration::ZERO);
        self.header(cookie)
    }

    /// Names the browser for Okta's device context.
    pub fn set_device(self, id: &str) -> HeaderValue {
        let mut cookie = Cookie::new(self.device_name(), id.to_owned());
        cookie.set_max_age(cookie::time::Duration::days(DEVICE_DAYS));
        self.header(cookie)
    }

    fn header(self, mut cookie: Cookie<'_>) -> HeaderValue {
        cookie.set_secure(self.https);
        cookie.set_http_only(true);
        cookie.set_same_site(SameSite::Strict);
        cookie.set_path("/");
        // Names and values are ASCII of our own making.
        HeaderValue::from_str(&cookie.to_string()).unwrap_or(HeaderValue::from_static(""))
    }
}

fn only_value(headers: &HeaderMap, name: &str) -> Option<String> {
    let mut found = values(headers, name);
    let value = found.next()?;
    found.next().is_none().then_some(value)
}

fn values<'a>(headers: &'a HeaderMap, name: &'a str) -> impl Iterator<Item = String> + 'a {
    headers
        .get_all(COOKIE)
        .iter()
        .filter(|header| header.len() <= MAX_COOKIE_HEADER)
        .filter_map(|header| header.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .filter(move |cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use okta_idx::SystemRandomness;
    use proptest::prelude::*;

    use super::*;

    fn request(cookie: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if let Ok(value) = HeaderValue::from_str(cookie) {
            headers.insert(COOKIE, value);
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

    proptest! {
        #[test]
        fn no_cookie_header_causes_a_panic(header in "\\PC{0,300}") {
            let _ = Cookies::new(true).session_id(&request(&header));
        }
    }
}
