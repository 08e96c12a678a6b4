//! The checks that every request must pass, and the headers of every response.

use app::server_functions;
use axum::Router;
use axum::body::Body;
use axum::routing::post;
use futures::TryStreamExt;
use http::Request;
use tower::ServiceExt;

use crate::support::Site;

pub(crate) const FORMS: [&str; 5] = [
    server_functions::SUBMIT,
    server_functions::ACT,
    server_functions::LINK,
    server_functions::CURRENT,
    server_functions::SIGN_OUT,
];

/// Shows: X1
#[tokio::test]
async fn no_form_is_accepted_from_another_site() {
    let site = Site::start().await;
    let mut browser = site.signed_in().await;
    let sources: [(&str, &str); 6] = [
        ("cross-site", "https://evil.example"),
        ("same-site", "https://evil.example"),
        ("none", ""),
        ("", "https://evil.example"),
        ("", "null"),
        ("", ""),
    ];
    for path in FORMS.into_iter().chain(["/", "/sign-in", "/nowhere", "/pkg/usher.css"]) {
        for method in ["POST", "PUT", "PATCH", "DELETE"] {
            for (fetch_site, origin) in sources {
                let mut request = browser.request(method, path).form(&[("step", "x")]);
                if !fetch_site.is_empty() {
                    request = request.header("sec-fetch-site", fetch_site);
                }
                if !origin.is_empty() {
                    request = request.header("origin", origin);
                }
                let answer = browser.send(request).await;
                assert_eq!(answer.status, 403, "{method} {path} {fetch_site} {origin}");
                assert_eq!(answer.location(), "");
            }
        }
    }
    assert_eq!(browser.open("/").await.status, 200, "still signed in");
}

/// Shows: X4, T4
#[tokio::test]
async fn a_form_must_say_that_it_is_one() {
    let site = Site::start().await;
    let mut browser = site.browser();
    for path in FORMS {
        for kind in ["text/plain", "application/json", "multipart/form-data; boundary=x", ""] {
            let mut request = browser.request("POST", path).header("sec-fetch-site", "same-origin");
            if !kind.is_empty() {
                request = request.header("content-type", kind);
            }
            let answer = browser.send(request.body("step=x")).await;
            assert_eq!(answer.status, 415, "{path} {kind}");
        }
    }
}

/// Shows: T8
#[tokio::test]
async fn a_form_larger_than_ours_can_be_is_refused() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let huge = "a".repeat(17 * 1024);
    let answer = browser.post_json(server_functions::SUBMIT, &[("step", &huge)]).await;
    assert_eq!(answer.status, 413);
}

/// A route that passes on what it is sent can stand beside the forms: the gates of all routes read no body.
#[tokio::test]
async fn a_body_is_held_to_the_size_of_a_form_only_where_a_form_is_taken() {
    let site = Site::start().await;
    let counted = async |body: Body| {
        let pieces = body.into_data_stream();
        pieces.try_fold(0, async |all, piece| Ok(all + piece.len())).await.unwrap().to_string()
    };
    let upload = Router::new().route("/upload", post(counted));
    let router = server::routes::behind_gates(upload, &site.state);
    let piece = "a".repeat(64 * 1024);
    let pieces = (0..16).map(move |_| Ok::<_, std::io::Error>(piece.clone()));
    let request = Request::post("/upload")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from_stream(futures::stream::iter(pieces)));
    let answer = router.oneshot(request.unwrap()).await.unwrap();
    assert_eq!(answer.status(), 200);
    let body = axum::body::to_bytes(answer.into_body(), 100).await.unwrap();
    assert_eq!(body, (16 * 64 * 1024).to_string());
}

/// Shows: X5, T15
#[tokio::test]
async fn no_reading_request_reaches_a_server_function() {
    let site = Site::start().await;
    let mut browser = site.browser();
    for path in FORMS {
        for method in ["GET", "HEAD"] {
            let request = browser.request(method, path).query(&[("step", "x")]);
            assert_eq!(browser.send(request).await.status, 405, "{method} {path}");
        }
    }
}

/// Shows: T5
#[tokio::test]
async fn the_server_functions_are_exactly_the_ones_with_a_route() {
    let mut known =
        leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).collect::<Vec<_>>();
    known.sort_unstable();
    let mut listed = FORMS.to_vec();
    listed.sort_unstable();
    assert_eq!(known, listed);
}

#[tokio::test]
async fn every_answer_carries_the_whole_table_of_headers() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let paths = [
        "/",
        "/sign-in",
        "/sign-up",
        "/forgot-password",
        "/login/callback",
        "/nowhere",
        "/healthz",
        "/readyz",
        "/pkg/none.js",
        server_functions::SUBMIT,
    ];
    for path in paths {
        let answer = browser.open(path).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-embedder-policy", "require-corp"),
            ("cross-origin-resource-policy", "same-origin"),
            ("origin-agent-cluster", "?1"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(
                answer.headers.get(name).map(|it| it.to_str().unwrap()),
                Some(value),
                "{path} {name}"
            );
        }
        assert!(answer.headers.contains_key("content-security-policy"), "{path}");
        assert!(answer.headers.contains_key("permissions-policy"), "{path}");
        assert!(
            !answer.headers.contains_key("server")
                && !answer.headers.contains_key("access-control-allow-origin")
        );
    }
}

/// Shows: H4
#[tokio::test]
async fn the_nonce_of_a_page_is_its_own_and_stands_in_nonce_attributes_only() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let mut seen = std::collections::HashSet::new();
    for path in ["/sign-in", "/sign-up", "/login/callback", "/nowhere"] {
        let page = browser.open(path).await;
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        assert_eq!(
            page.body.matches(&nonce).count(),
            page.body.matches(&format!("nonce=\"{nonce}\"")).count()
        );
        let handler = page.body.split_whitespace().any(|word| {
            word.strip_prefix("on").is_some_and(|rest| {
                rest.split_once('=')
                    .is_some_and(|(name, _)| name.chars().all(|c| c.is_ascii_lowercase()))
            })
        });
        assert!(!page.body.contains(" style=") && !handler, "{path}: inline style or handler");
        assert!(seen.insert(nonce));
    }
}

#[tokio::test]
async fn an_error_in_the_address_is_not_shown() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let page = browser
        .open("/sign-in?__path=%2Fapi%2Fsign-in%2Fsubmit&__err=U2VydmVyRXJyb3J8Q2FsbCB1cw")
        .await;
    assert!(!page.body.contains("Call us") && !page.body.contains("U2Vy"));
}

/// Shows: S8, T10
#[tokio::test]
async fn what_is_not_a_request_to_a_server_function_gets_a_code_and_nothing_else() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let answer = browser.post_json(server_functions::ACT, &[("nonsense", "1")]).await;
    let request = answer.headers["x-request-id"].to_str().unwrap();
    assert_eq!(answer.status, 400);
    assert_eq!(answer.body, format!("{{\"error\":\"bad-request\",\"request\":\"{request}\"}}"));
    let step = browser.begin("ada@example.com").await;
    browser.open("/sign-in").await;
    let page =
        browser.post_plain(server_functions::ACT, &[("step", &step.id), ("action", "")]).await;
    assert_eq!(page.status, 303, "an action that nobody offered leads to where things stand");
    browser.open("/sign-in").await;
    let twice = [("step", "1"), ("step", "2")];
    let page = browser.post_plain(server_functions::ACT, &twice).await;
    assert_eq!(page.status, 400);
    assert!(page.body.contains("That did not work") && !page.body.contains("missing field"));
    assert_eq!(page.location(), "");
}

/// Shows: C2, C3
#[tokio::test]
async fn somebody_who_comes_from_another_site_is_led_round_once() {
    let site = Site::start().await;
    let signed_in = site.signed_in().await;
    let mut stranger = site.browser();
    let arrival = stranger
        .request("GET", "/")
        .header("sec-fetch-site", "cross-site")
        .header("sec-fetch-mode", "navigate")
        .header("sec-fetch-dest", "document");
    let bounced = stranger.send(arrival).await;
    assert_eq!(bounced.status, 200);
    assert!(
        bounced.body.contains("http-equiv=\"refresh\" content=\"0;url=/\""),
        "{}",
        bounced.body
    );
    let mut here = signed_in.copy();
    let second = here
        .request("GET", "/")
        .header("sec-fetch-site", "same-origin")
        .header("sec-fetch-mode", "navigate")
        .header("sec-fetch-dest", "document");
    assert!(here.send(second).await.body.contains("Hello, Ada"));
}

/// Shows: R8
#[tokio::test]
async fn okta_hears_who_the_visitor_is_and_no_invented_address() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.step_id("/sign-in").await;
    let request = browser
        .request("POST", server_functions::SUBMIT)
        .header("accept", "application/json")
        .header("sec-fetch-site", "same-origin")
        .header("x-forwarded-for", "6.6.6.6")
        .header("x-usher", "1")
        .header("user-agent", "Test/1.0")
        .form(&[("step", step.as_str()), ("answers[identifier]", "ada@example.com")]);
    browser.send(request).await;
    let calls = site.org.calls("/idp/idx/identify").await;
    let text = calls[0].to_string();
    assert!(
        text.contains("127.0.0.1") && text.contains("Test/1.0") && !text.contains("6.6.6.6"),
        "{text}"
    );
    assert!(text.contains(&browser.cookies["usher-device"]), "{text}");
}
