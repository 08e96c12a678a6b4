//! The first step of a sign-in, against an org with arbitrary responses.

use app::server_functions::SCRIPT_HEADER;
use app::server_functions::SCRIPT_HEADER_VALUE;
use axum::body::Body;
use http::Request;
use http::StatusCode;
use http::header;
use http::response::Parts;

use crate::org::ORG;
use crate::site::ORIGIN;
use crate::site::ask;

/// The first line is the response to introspection, the second one the response to the form. `ORG`
/// stands for the org's address. There is a page for any response, and it signs no user in. No text
/// of the org becomes a script, a script link or an element.
pub fn target(data: &[u8]) {
    let html = page(data);
    assert_eq!(html.matches("<script").count(), scripts(), "a text of the org became a script");
    for hurtful in ["<usher-canary", "=\"javascript:", "<iframe", "<img src"] {
        assert!(!html.contains(hurtful), "{hurtful} of the org stands in the page");
    }
}

/// Returns the page after a username was submitted.
pub fn page(data: &[u8]) -> String {
    let text = String::from_utf8_lossy(data).replace("ORG", &ORG.url);
    let (first, next) = text.split_once('\n').unwrap_or((&text, ""));
    let _turn = ORG.answers(&[
        (".well-known/openid-configuration", &ORG.discovery()),
        ("v1/keys", &ORG.keys()),
        ("v1/interact", br#"{"interaction_handle":"ih"}"#),
        ("/idp/idx/introspect", first.as_bytes()),
        ("/idp/idx/identify", next.as_bytes()),
        ("/idp/idx/challenge", next.as_bytes()),
    ]);
    let Ok(first) = Request::get("/sign-in").body(Body::empty()) else {
        unreachable!("a page of ours")
    };
    let device = cookie_of(&ask(first).0);
    let posted = Request::post(app::server_functions::SUBMIT)
        .header("cookie", &device)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("origin", ORIGIN)
        .header(SCRIPT_HEADER, SCRIPT_HEADER_VALUE)
        .header("accept", "text/html")
        .body(Body::from("step=sign-in.AAAAAAAAAAAAAAAA&answers[identifier]=ada%40example.com"));
    let Ok(posted) = posted else { unreachable!("a form of ours") };
    let (parts, _) = ask(posted);
    assert_eq!(parts.status, StatusCode::SEE_OTHER);
    assert!(parts.headers.get(header::LOCATION).is_some_and(|it| it != "/"), "signed in");
    let cookie = cookie_of(&parts);
    let page = Request::get("/sign-in").header("cookie", cookie).header("accept", "text/html");
    let Ok(page) = page.body(Body::empty()) else { unreachable!("a page of ours") };
    let (parts, html) = ask(page);
    // An org that refuses all users gets status 503 and a form to try again.
    let expected = [StatusCode::OK, StatusCode::SERVICE_UNAVAILABLE];
    assert!(expected.contains(&parts.status), "{}: a step without a page", parts.status);
    assert!(html.contains("data-step="), "a page without a step");
    html
}

/// Returns the first cookie that a response sets.
fn cookie_of(answer: &Parts) -> String {
    let cookie = answer.headers.get(header::SET_COOKIE).and_then(|it| it.to_str().ok());
    cookie.and_then(|it| it.split(';').next()).unwrap_or_default().to_owned()
}

/// Counts the scripts of the sign-in page before any sign-in.
fn scripts() -> usize {
    static SCRIPTS: std::sync::OnceLock<usize> = std::sync::OnceLock::new();
    *SCRIPTS.get_or_init(|| {
        let Ok(page) = Request::get("/sign-in").body(Body::empty()) else { unreachable!() };
        ask(page).1.matches("<script").count()
    })
}
