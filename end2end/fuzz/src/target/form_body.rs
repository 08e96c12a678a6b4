//! Request bodies of the server functions.

use app::server_functions::SCRIPT_HEADER;
use app::server_functions::SCRIPT_HEADER_VALUE;
use axum::body::Body;
use http::Request;

use crate::org::ORG;
use crate::site::ORIGIN;
use crate::site::ask;

const FORMS: [&str; 5] = [
    app::server_functions::SUBMIT,
    app::server_functions::ACT,
    app::server_functions::LINK,
    app::server_functions::CURRENT,
    app::server_functions::SIGN_OUT,
];

/// The first byte selects the form, and whether a plain form or the island posts it. No body alone
/// signs a user in, because this org never confirms a sign-in. Only the server's own cookies are
/// set.
pub fn target(data: &[u8]) {
    let Some((first, body)) = data.split_first() else { return };
    let first = usize::from(*first);
    let accept = if first & 8 == 0 { "text/html" } else { "application/json" };
    let request = Request::post(FORMS[first % 8 % FORMS.len()])
        .header("content-type", "application/x-www-form-urlencoded")
        .header("origin", ORIGIN)
        .header(SCRIPT_HEADER, SCRIPT_HEADER_VALUE)
        .header("accept", accept)
        .body(Body::from(body.to_vec()));
    let Ok(request) = request else { unreachable!("a form of ours") };
    let _silent = ORG.answers(&[]);
    let (parts, _) = ask(request);
    for cookie in parts.headers.get_all("set-cookie") {
        assert!(cookie.as_bytes().starts_with(b"usher"), "{cookie:?}");
        assert!(cookie.to_str().is_ok_and(|it| it.contains("HttpOnly; SameSite=Strict")));
    }
    let place = parts.headers.get("location").map(http::HeaderValue::as_bytes);
    assert!(place != Some(b"/") || first % 8 % FORMS.len() == 4, "signed in by a form alone");
}
