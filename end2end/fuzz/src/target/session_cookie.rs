//! The cookie header.

use http::HeaderMap;
use http::HeaderValue;
use http::header::COOKIE;
use server::session::cookie::Cookies;

/// A session id that is parsed from a cookie header is in it literally, under the server's cookie
/// name. The same header sent twice has none, because two cookies of that name are ambiguous.
pub fn target(data: &[u8]) {
    let Ok(value) = HeaderValue::from_bytes(data) else { return };
    for cookies in [Cookies::new(true), Cookies::new(false)] {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, value.clone());
        let Some(id) = cookies.session_id(&headers) else { continue };
        let written = id.expose();
        assert!(contains(data, written.as_bytes()), "an id that nobody sent");
        assert!(contains(data, cookies.session_name().as_bytes()), "an id under another name");
        assert!(cookies.has_any(&headers));
        let given = cookies.set_session(&id);
        let ours = format!("{}={written};", cookies.session_name());
        assert!(given.as_bytes().starts_with(ours.as_bytes()), "the id changes on its way back");
        headers.append(COOKIE, value.clone());
        assert!(cookies.session_id(&headers).is_none(), "one of two ids was chosen");
    }
}

fn contains(data: &[u8], piece: &[u8]) -> bool {
    data.windows(piece.len()).any(|window| window == piece)
}
