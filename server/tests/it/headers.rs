//! The headers of every kind of response.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashSet;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Context;
use std::task::Poll;
use std::time::Duration;

use app::server_functions;
use axum::Router;
use axum::body::Body;
use axum::body::Bytes;
use axum::routing::get;
use http::HeaderMap;
use hyper::body::Frame;
use server::gate::headers;
use server::gate::headers::PageNonce;
use server::gate::headers::page_policy;
use server::routes;
use server::serve;
use server::serve::Limits;
use server::state::AppState;
use tokio::net::TcpListener;
use tower::ServiceExt;

use crate::support::Browser;
use crate::support::Site;

/// Headers of individual responses, which are not in the table.
const OWN: [&str; 15] = [
    "accept-ranges",
    "allow",
    "clear-site-data",
    "connection",
    "content-encoding",
    "content-length",
    "content-range",
    "content-type",
    "date",
    "last-modified",
    "location",
    "retry-after",
    "set-cookie",
    "transfer-encoding",
    "x-request-id",
];

fn text(headers: &HeaderMap, name: &str) -> String {
    headers.get(name).map_or(String::new(), |value| value.to_str().unwrap().to_owned())
}

/// Checks that a response has exactly the headers of the table, each once.
fn holds(what: &str, headers: &HeaderMap, https: bool) {
    let mut expected = headers::ALWAYS.into_iter().collect::<BTreeMap<_, _>>();
    if what.starts_with("/login/callback") {
        expected.insert("referrer-policy", "no-referrer");
    }
    if https {
        expected.insert("strict-transport-security", headers::HSTS);
    }
    let cache = text(headers, "cache-control");
    let public = cache.starts_with("public");
    expected.insert("vary", if public { headers::VARY_OF_FILES } else { headers::VARY });
    let kind = text(headers, "content-type");
    let policy = if kind.starts_with("text/html") {
        expected.extend(https.then_some(headers::OF_PAGES));
        let given = text(headers, "content-security-policy");
        let nonce = given.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
        assert!(nonce.len() >= 22, "128 bits");
        page_policy(&PageNonce(nonce.to_owned()), https, None)
    } else {
        headers::DATA_POLICY.to_owned()
    };
    expected.insert("content-security-policy", &policy);
    expected
        .insert("cache-control", if public || cache == "no-cache" { &cache } else { "no-store" });
    let found = headers
        .iter()
        .filter(|(name, _)| !OWN.contains(&name.as_str()))
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect::<Vec<_>>();
    let once = found.iter().copied().collect::<BTreeMap<_, _>>();
    assert_eq!(found.len(), once.len(), "{what}: a header stands twice: {found:?}");
    assert_eq!(once, expected, "{what}");
    assert_eq!(text(headers, "x-request-id").len(), 10, "{what}");
    assert!(kind.is_empty() || KINDS.contains(&kind.as_str()), "{what}: {kind}");
    assert!(
        kind.is_empty() == (text(headers, "content-length") == "0" || !has_body(headers)),
        "{what}: {headers:?}"
    );
}

fn has_body(headers: &HeaderMap) -> bool {
    headers.contains_key("content-length") || headers.contains_key("transfer-encoding")
}

const KINDS: [&str; 7] = [
    "text/html; charset=utf-8",
    "text/plain; charset=utf-8",
    "text/css; charset=utf-8",
    "text/javascript; charset=utf-8",
    "text/event-stream",
    "application/json",
    "image/svg+xml",
];

/// A body that never arrives.
struct Never;

impl hyper::body::Body for Never {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Pending
    }
}

fn built_site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("pkg")).unwrap();
    for (name, content) in
        [("pkg/usher.css", "a{}"), ("pkg/usher.js", "1"), ("favicon.svg", "<svg/>")]
    {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

/// Shows: O10, H1, H5, H6, H7
#[tokio::test]
async fn every_kind_of_answer_carries_exactly_the_table() {
    let folder = built_site();
    let flags = ["--site-root", folder.path().to_str().unwrap()];
    let limits = Limits { body_pause: Duration::from_millis(100), ..Limits::default() };
    let site = Site::start_changed(&flags, |state| state.limits = limits).await;
    let mut ada = site.signed_in().await;
    let mut nobody = site.browser();
    let mut seen = BTreeSet::new();
    for path in
        ["/sign-in", "/sign-up", "/forgot-password", "/nowhere", "/login/callback?otp=1&state=2"]
    {
        let page = nobody.open(path).await;
        holds(path, &page.headers, false);
        seen.insert(page.status.as_u16());
    }
    holds("/ signed in", &ada.open("/").await.headers, false);
    let huge = "a".repeat(17 * 1024);
    let long = format!("/{}", "a".repeat(5000));
    let form = |browser: &Browser, path: &str, accept: &str| {
        let request = browser.request("POST", path).header("accept", accept);
        request.header("sec-fetch-site", "same-origin").header("x-usher", "1")
    };
    for accept in ["text/html", "application/json"] {
        let get = |path: &str| nobody.request("GET", path).header("accept", accept);
        let never = reqwest::Body::wrap(Never);
        for (what, request, status) in [
            ("a redirect", get("/"), 303),
            ("a page or a refusal", get("/nowhere"), 404),
            ("a missing file", get("/pkg/none.js"), 404),
            ("a style sheet", get("/pkg/usher.css"), 200),
            ("a script", get("/pkg/usher.js"), 200),
            ("an icon", get("/favicon.svg"), 200),
            ("health", get("/healthz"), 200),
            ("readiness", get("/readyz"), 200),
            ("a wrong method", get(server_functions::ACT), 405),
            (
                "no route for the method",
                nobody.request("OPTIONS", "/sign-in").header("accept", accept),
                405,
            ),
            ("a head", nobody.request("HEAD", "/sign-in").header("accept", accept), 200),
            ("a foreign form", nobody.request("POST", "/").header("accept", accept), 403),
            ("no form", form(&nobody, server_functions::ACT, accept).body("x"), 415),
            ("nonsense", form(&nobody, server_functions::ACT, accept).form(&[("a", "b")]), 400),
            ("too large", form(&nobody, server_functions::ACT, accept).form(&[("a", &huge)]), 413),
            ("too slow", form(&nobody, server_functions::ACT, accept).body(never), 408),
            ("too long", get(&long), 414),
            ("too many", get("/").header("x-fat", "a".repeat(17_000)), 431),
            (
                "a foreign listener",
                get(server_functions::EVENTS).header("sec-fetch-site", "none"),
                403,
            ),
            ("a range", get("/pkg/usher.css").header("range", "bytes=9-1"), 416),
        ] {
            let answer = site.browser().send(request).await;
            assert_eq!(answer.status, status, "{what} {accept}");
            holds(what, &answer.headers, false);
            seen.insert(status);
        }
    }
    let step = nobody.post_json(server_functions::CURRENT, &[]).await;
    holds("a step", &step.headers, false);
    nobody.open("/sign-in").await;
    let sent = nobody.post_plain(server_functions::SUBMIT, &[]).await;
    assert_eq!(sent.status, 303);
    holds("a plain form", &sent.headers, false);
    let mut waiting = site.browser();
    let step = waiting.begin("ada@example.com").await;
    let cookie = format!("usher={}", waiting.cookies["usher"]);
    let listen = waiting.request("GET", server_functions::EVENTS).query(&[("step", &step.id)]);
    let stream = listen.header("cookie", cookie).header("x-usher", "1").send().await.unwrap();
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    holds("events", stream.headers(), false);
    let out = ada.post_json(server_functions::SIGN_OUT, &[]).await;
    holds("signing out", &out.headers, false);
    eprintln!("statuses held against the table: {seen:?}");
}

/// Shows: H5
#[tokio::test]
async fn behind_https_every_answer_says_to_stay_there() {
    let site = Site::start_changed(&[], |state| state.https = true).await;
    for path in ["/sign-in", "/nowhere", "/healthz", "/", "/pkg/none.js"] {
        holds(path, &site.browser().open(path).await.headers, true);
    }
}

/// Starts a server with a route that panics, behind the real gates.
pub(crate) async fn with_a_bug(state: &Arc<AppState>) -> String {
    #[expect(clippy::panic, reason = "this is the bug")]
    async fn bug() {
        panic!("secret-of-a-panic");
    }
    let router = routes::behind_gates(Router::new().route("/bug", get(bug)), state);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let stopping = state.stopping.clone();
    tokio::spawn(serve::serve(listener, router, state.limits, stopping));
    origin
}

/// Shows: H1, H5, L7
#[tokio::test]
async fn a_panic_is_a_generic_answer_and_the_next_request_is_served() {
    let site = Site::start().await;
    let origin = with_a_bug(&site.state).await;
    let http = okta_idx::http_client().unwrap();
    for accept in ["text/html", "application/json"] {
        for _ in 0..3 {
            let answer = http.get(format!("{origin}/bug")).header("accept", accept).send().await;
            let answer = answer.unwrap();
            assert_eq!(answer.status(), 500);
            holds("a panic", answer.headers(), false);
            let id = text(answer.headers(), "x-request-id");
            let body = answer.text().await.unwrap();
            assert!(body.contains(&id) && !body.contains("secret-of-a-panic"), "{body}");
            let page = body.contains("<h1 id=\"title\">That did not work");
            assert_eq!(page, accept == "text/html", "{body}");
        }
    }
}

/// Shows: H1, H2, T6, T17
#[tokio::test]
async fn ten_thousand_pages_have_ten_thousand_nonces_each_in_nonce_attributes_only() {
    let site = Site::start().await;
    let router = routes::router(&site.state);
    let mut seen = HashSet::new();
    for number in 0..10_000 {
        let path = ["/sign-in", "/sign-up", "/forgot-password"][number % 3];
        let request = http::Request::get(path).header("accept", "text/html");
        let page = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let policy = text(page.headers(), "content-security-policy");
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        let body = axum::body::to_bytes(page.into_body(), 1 << 20).await.unwrap();
        let body = std::str::from_utf8(&body).unwrap();
        let attribute = format!("nonce=\"{nonce}\"");
        assert!(body.contains(&attribute), "the page carries the nonce of its header");
        assert_eq!(body.matches(&nonce).count(), body.matches(&attribute).count());
        assert_eq!(body.matches("nonce=\"").count(), body.matches(&attribute).count());
        assert!(seen.insert(nonce), "a nonce came twice");
    }
    eprintln!("{} different nonces", seen.len());
}

/// Shows: H7, H9, T7, T14, T19
#[tokio::test]
async fn a_page_is_one_piece_without_banners_or_tools_of_developers() {
    let site = Site::start().await;
    let page = site.browser().open("/sign-in").await;
    assert_eq!(text(&page.headers, "content-length"), page.body.len().to_string());
    assert!(!page.body.contains("createPolicy"), "no text of a page becomes markup");
    for tool in [
        "live_reload",
        "sourceMappingURL",
        "__RESOLVED_RESOURCES",
        "__INCOMPLETE_CHUNKS",
        "X-Powered-By",
    ] {
        assert!(!page.body.contains(tool), "{tool}");
    }
    assert!(!page.headers.contains_key("server") && !page.headers.contains_key("x-powered-by"));
}

/// Shows: H8
#[tokio::test]
async fn reports_of_browsers_are_taken_from_our_pages_in_both_spellings_and_bounded() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let older = r#"{"csp-report":{"effective-directive":"script-src","document-uri":"https://a.example/?otp=1"}}"#;
    let newer = r#"[{"type":"csp-violation","body":{"effectiveDirective":"img-src","documentURL":"https://a.example/"}},{"type":"other"}]"#;
    let large = format!("{{\"csp-report\":\"{}\"}}", "a".repeat(17_000));
    for (site_said, kind, body, status) in [
        ("same-origin", "application/csp-report", older, 204),
        ("same-origin", "application/reports+json", newer, 204),
        ("same-origin", "application/reports+json", "[1,null,{\"body\":7}]", 204),
        ("same-origin", "application/csp-report", "not json", 400),
        ("same-origin", "application/csp-report", &large, 413),
        ("same-origin", "application/json", older, 415),
        ("cross-site", "application/csp-report", older, 403),
    ] {
        let request = browser
            .request("POST", "/_csp")
            .header("sec-fetch-site", site_said)
            .header("content-type", kind)
            .body(body.to_owned());
        let answer = browser.send(request).await;
        assert_eq!(answer.status, status, "{kind} {body:.40}");
        holds("/_csp", &answer.headers, false);
        assert!(answer.headers.get("set-cookie").is_none());
    }
}
