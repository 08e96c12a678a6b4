//! Every route that the binary prints, requested in every way and compared with the written rules.
//!
//! [`Asked::expected`] repeats the rules from the text of the security rows, not from the gates. An
//! error would have to be made twice to go unnoticed.

use app::server_functions;
use axum::Router;
use axum::body::Body;
use http::HeaderMap;
use http::HeaderValue;
use http::Request;
use http::Response;
use tower::ServiceExt;

use crate::support::Browser;
use crate::support::Site;
use crate::support::listed_routes;

const METHODS: [&str; 7] = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];
const URLENCODED: &str = "application/x-www-form-urlencoded";

/// Returns one path per route, and one that is no route.
fn paths(routes: &[(String, String)]) -> Vec<String> {
    let mut paths =
        routes.iter().map(|(_, path)| path.replace('*', "usher.css")).collect::<Vec<_>>();
    paths.push("/nowhere".to_owned());
    paths.sort_unstable();
    paths.dedup();
    paths
}

/// How a request proves its origin beyond the browser's headers.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Proof {
    Header,
    Token,
    Nothing,
}

/// One cell of the table.
#[derive(Debug)]
struct Asked<'a> {
    method: &'a str,
    path: &'a str,
    sites: &'a [&'static [u8]],
    origins: &'a [String],
    kind: Option<&'static str>,
    proof: Proof,
    ours: &'a str,
}

impl Asked<'_> {
    /// Whether the browser's headers name this site as the origin, exactly once.
    fn is_from_here(&self) -> bool {
        match self.sites {
            [] => matches!(self.origins, [origin] if origin == self.ours),
            [site] => *site == b"same-origin",
            _ => false,
        }
    }

    /// Whether the browser's headers name no origin, so that a CSRF token is required.
    fn is_unstated(&self) -> bool {
        let names_none = match self.origins {
            [] => true,
            [origin] => origin == "null",
            _ => false,
        };
        self.sites.is_empty() && names_none
    }

    /// Returns the status that the rules require.
    fn expected(&self, routes: &[(String, String)]) -> u16 {
        let is_form = self.path.starts_with("/api/") && self.path != server_functions::EVENTS;
        let reads = matches!(self.method, "GET" | "HEAD" | "OPTIONS");
        let may_prove_itself = is_form && self.method == "POST" && self.is_unstated();
        if !reads && !self.is_from_here() && !may_prove_itself {
            return 403;
        }
        let known = |method: Option<&str>| {
            routes.iter().any(|(its, path)| {
                path.replace('*', "usher.css") == self.path && method.is_none_or(|it| it == its)
            })
        };
        if !known(None) {
            return 404;
        }
        if !known(Some(self.method)) {
            return 405;
        }
        if is_form {
            return match (self.kind, self.proof) {
                (Some(kind), _) if !kind.to_ascii_lowercase().starts_with(URLENCODED) => 415,
                (None, _) => 415,
                (_, Proof::Nothing) => 403,
                (_, Proof::Header) if may_prove_itself => 403,
                _ => 200,
            };
        }
        if self.path == server_functions::EVENTS {
            let elsewhere = !matches!(self.sites, [] | [b"same-origin"]);
            return if elsewhere || self.proof != Proof::Header { 403 } else { 200 };
        }
        match self.path {
            // The user is signed in, so the pages of the sign-in redirect to the start page.
            "/sign-in" | "/sign-up" | "/forgot-password" | "/unlock" | "/login/callback"
            | "/login/callback/" => 303,
            // Accepts only browser reports, which have another content type than forms.
            "/_csp" => 415,
            _ => 200,
        }
    }

    async fn send(&self, router: &Router, jar: &Jar) -> Response<Body> {
        let query = if self.path == server_functions::EVENTS { "?step=x" } else { "" };
        let mut request = Request::builder()
            .method(self.method)
            .uri(format!("{}{query}", self.path))
            .header("accept", "application/json")
            .header("cookie", &jar.cookies);
        for site in self.sites {
            request = request.header("sec-fetch-site", HeaderValue::from_bytes(site).unwrap());
        }
        for origin in self.origins {
            request = request.header("origin", origin);
        }
        if let Some(kind) = self.kind {
            request = request.header("content-type", kind);
        }
        let mut body = "step=x&action=none&otp=123456&state=none".to_owned();
        match self.proof {
            Proof::Header => request = request.header("x-usher", "1"),
            Proof::Token => body.extend(["&token=", &jar.token]),
            Proof::Nothing => {}
        }
        router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap()
    }
}

/// The cookies of one user, and a CSRF token that matches them.
struct Jar {
    cookies: String,
    token: String,
}

impl Jar {
    async fn of(mut browser: Browser, page: &str) -> Self {
        let token = browser.open(page).await.hidden("token");
        let cookies = browser.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        Self { cookies: cookies.collect::<Vec<_>>().join("; "), token }
    }
}

/// Checks the headers that every response must or must not have.
fn assert_plain(asked: &Asked<'_>, status: u16, headers: &HeaderMap) {
    let said = headers.keys().map(http::HeaderName::as_str);
    let allowing = said.filter(|name| name.starts_with("access-control-")).collect::<Vec<_>>();
    assert!(allowing.is_empty(), "{asked:?} {allowing:?}");
    let vary = headers.get_all("vary").iter().map(|it| it.to_str().unwrap().to_ascii_lowercase());
    let vary = vary.collect::<Vec<_>>().join(",");
    // A file is the same for all users.
    let is_file = headers.get("cache-control").is_some_and(|it| it != "no-store");
    let names: &[&str] =
        if is_file { &[] } else { &["cookie", "sec-fetch-site", "origin", "accept"] };
    for name in names.iter().copied() {
        assert!(vary.split(',').any(|it| it.trim() == name), "{asked:?} {vary}");
    }
    if status >= 400 {
        assert!(!headers.contains_key("location"), "{asked:?}");
        assert!(!headers.contains_key("set-cookie"), "{asked:?}");
    }
}

/// Builds a site with one style sheet and an icon.
fn built_site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("pkg")).unwrap();
    std::fs::write(folder.path().join("pkg/usher.css"), "main{}").unwrap();
    std::fs::write(folder.path().join("favicon.svg"), "<svg/>").unwrap();
    folder
}

/// Shows: X1, X2, X4, X6, X9
#[tokio::test]
async fn every_route_answers_every_request_as_the_rules_say() {
    let built = built_site();
    let site = Site::start_with(&["--site-root", built.path().to_str().unwrap()]).await;
    let router = server::routes::router(&site.state);
    let listed = listed_routes();
    // The first jar is for requests that must change nothing; the second one may be signed out.
    let mut watched = site.signed_in().await;
    let kept = Jar::of(watched.copy(), "/").await;
    let mut other = site.browser();
    other.begin("pat@example.com").await;
    let spent = Jar::of(other, "/sign-in").await;
    let upstream = site.org.stats().await;

    let sites: [&[&[u8]]; 10] = [
        &[],
        &[b"same-origin"],
        &[b"same-site"],
        &[b"cross-site"],
        &[b"none"],
        &[b"garbage"],
        &[b"\xff\xfe"],
        &[b"same-origin", b"same-origin"],
        &[b"same-origin", b"cross-site"],
        &[b"cross-site", b"same-origin"],
    ];
    let ours = site.origin.clone();
    let (_, host) = ours.split_once("//").unwrap();
    let origins = [
        vec![],
        vec![ours.clone()],
        vec!["https://evil.example".to_owned()],
        vec!["null".to_owned()],
        vec![format!("{ours}.evil.example")],
        vec![format!("{ours}0")],
        vec![format!("http://evil-{host}")],
        vec![format!("https://{host}")],
        vec![format!("{ours}/")],
        vec![ours.clone(), ours.clone()],
        vec![ours.clone(), "https://evil.example".to_owned()],
    ];
    let kinds = [
        Some(URLENCODED),
        Some("Application/X-WWW-Form-URLencoded; charset=utf-8"),
        Some("text/plain"),
        Some("application/json"),
        Some("multipart/form-data; boundary=x"),
        None,
    ];
    let mut asked_in_all = 0_u32;
    for path in &paths(&listed) {
        for method in METHODS {
            let is_api = path.starts_with("/api/");
            let (kinds, proofs): (&[_], &[_]) = match (method, is_api) {
                ("POST", true) => (&kinds, &[Proof::Header, Proof::Token, Proof::Nothing]),
                (_, true) => (&kinds[..1], &[Proof::Header, Proof::Nothing]),
                (_, false) => (&kinds[..1], &[Proof::Nothing]),
            };
            for ((sites, origins), (kind, proof)) in sites
                .iter()
                .flat_map(|sites| origins.iter().map(move |origins| (*sites, origins)))
                .flat_map(|source| {
                    let ways =
                        kinds.iter().flat_map(|kind| proofs.iter().map(move |it| (*kind, *it)));
                    ways.map(move |way| (source, way))
                })
            {
                let ours = ours.as_str();
                let asked = Asked { method, path, sites, origins, kind, proof, ours };
                let expected = asked.expected(&listed);
                let jar = if expected == 200 && method == "POST" { &spent } else { &kept };
                let answer = asked.send(&router, jar).await;
                let status = answer.status().as_u16();
                assert_eq!(status, expected, "{asked:?}");
                assert_plain(&asked, status, answer.headers());
                asked_in_all += 1;
            }
        }
    }
    assert!(asked_in_all >= 27_500, "{asked_in_all} requests");
    assert!(watched.open("/").await.body.contains("Hello, Ada"), "nothing refused had an effect");
    assert_eq!(site.org.stats().await, upstream, "the org heard nothing");
}

/// Shows: X1, T5
#[tokio::test]
async fn the_binary_prints_the_routes_and_the_server_functions_are_among_them() {
    let routes = listed_routes();
    for (path, method) in leptos::server_fn::axum::server_fn_paths() {
        assert!(routes.contains(&(method.to_string(), path.to_owned())), "{method} {path}");
    }
    let changing = routes.iter().filter(|(method, _)| method != "GET" && method != "HEAD");
    // All but one are server functions; the other one takes policy reports of browsers.
    let functions = leptos::server_fn::axum::server_fn_paths().count();
    assert_eq!(changing.filter(|(_, path)| path != "/_csp").count(), functions);
}

/// Shows: X6
#[tokio::test]
async fn a_preflight_from_anywhere_is_allowed_nothing() {
    let site = Site::start().await;
    let mut browser = site.signed_in().await;
    let (_, host) = site.origin.split_once("//").unwrap();
    let origins = [
        "https://evil.example".to_owned(),
        "null".to_owned(),
        format!("{}.evil.example", site.origin),
        format!("http://evil-{host}"),
        site.origin.clone(),
    ];
    for path in paths(&listed_routes()) {
        for origin in &origins {
            let preflight = browser
                .request("OPTIONS", &path)
                .header("origin", origin)
                .header("sec-fetch-site", "cross-site")
                .header("sec-fetch-mode", "cors")
                .header("access-control-request-method", "POST")
                .header("access-control-request-headers", "x-usher,content-type");
            let answer = browser.send(preflight).await;
            assert!(answer.status.is_client_error(), "{path} {origin} {answer:?}");
            let allows = answer.headers.keys().any(|it| it.as_str().starts_with("access-control-"));
            assert!(!allows, "{path} {origin} {answer:?}");
        }
    }
}

/// Shows: X8, T9
#[tokio::test]
async fn no_request_becomes_a_websocket() {
    let site = Site::start().await;
    let mut browser = site.signed_in().await;
    let ours = site.origin.clone();
    for path in paths(&listed_routes()) {
        for origin in ["https://evil.example", "null", &ours] {
            let handshake = browser
                .request("GET", &path)
                .header("origin", origin)
                .header("connection", "Upgrade")
                .header("upgrade", "WebSocket")
                .header("sec-websocket-version", "13")
                .header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");
            assert_eq!(browser.send(handshake).await.status, 403, "{path} {origin}");
        }
    }
}

/// Shows: X7
#[tokio::test]
async fn the_steps_of_one_person_sign_nobody_else_in() {
    let site = Site::start().await;
    let mut attacker = site.browser();
    let step = attacker.begin("ada@example.com").await;
    let token = attacker.open("/sign-in").await.hidden("token");
    let code = site.org.newest_mail("ada@example.com").await.code;
    let own_step = [("step", step.id.as_str()), ("answers[credentials.passcode]", code.as_str())];
    for mut victim in [site.browser(), {
        let mut busy = site.browser();
        busy.begin("pat@example.com").await;
        busy
    }] {
        let before = site.org.called("/idp/idx/challenge/answer").await;
        let plain = [&own_step[..], &[("token", token.as_str())]].concat();
        let refused = victim.post_only(server_functions::SUBMIT, &plain).await;
        assert_eq!(refused.status, 403, "with the attacker's token");
        // The step of another user is refused even in a request by the site's own script.
        let scripted = victim.post_json(server_functions::SUBMIT, &own_step).await.step();
        assert!(scripted.go.is_empty(), "{scripted:?}");
        assert_eq!(site.org.called("/idp/idx/challenge/answer").await, before);
        assert_eq!(victim.open("/").await.location(), "/sign-in", "nobody is signed in");
    }
    assert_eq!(attacker.answer_code(&step, &code).await.go, "/", "the code is still good");
}
