//! Responses of the org that grow when they are decompressed or read.

use std::time::Instant;

use axum::Router;
use axum::body::Body;
use http::HeaderMap;
use http::header::CONTENT_ENCODING;
use serde_json::json;
use tokio::net::TcpListener;

use crate::hostile_org::told;
use crate::support::Browser;
use crate::support::Process;

/// Starts an org that sends this response to every call, after valid metadata.
async fn answering(body: Vec<u8>, headers: HeaderMap) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer = format!("http://{}/oauth2/default", listener.local_addr().unwrap());
    let about = json!({
        "issuer": issuer, "jwks_uri": format!("{issuer}/v1/keys"),
        "code_challenge_methods_supported": ["S256"],
    });
    let router = Router::new().fallback(move |uri: http::Uri| {
        let mut response = http::Response::new(Body::from(body.clone()));
        response.headers_mut().insert("content-type", "application/json".parse().unwrap());
        if uri.path().contains(".well-known") {
            *response.body_mut() = Body::from(about.to_string());
        } else if uri.path().ends_with("/keys") {
            *response.body_mut() = Body::from("{\"keys\":[]}");
        } else {
            response.headers_mut().extend(headers.clone());
        }
        std::future::ready(response)
    });
    tokio::spawn(async move { axum::serve(listener, router).await });
    issuer
}

/// Returns many spaces in a few kilobytes, compressed as a server does.
async fn bomb() -> Vec<u8> {
    use tower::ServiceExt;
    let spaces = || std::future::ready(vec![b' '; 32 << 20]);
    let router = Router::new()
        .fallback(spaces)
        .layer(tower_http::compression::CompressionLayer::new().gzip(true));
    let request = http::Request::get("/").header("accept-encoding", "gzip");
    let answer = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(answer.headers()[CONTENT_ENCODING], "gzip");
    axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec()
}

/// Shows: L6
#[tokio::test]
#[expect(clippy::print_stdout, reason = "the figures are part of the report")]
async fn packed_and_deep_answers_of_the_org_are_given_up_at_once_and_told() {
    let packed = bomb().await;
    assert!(packed.len() < 100_000, "{}", packed.len());
    let deep =
        |open: &str, close: &str, times| (open.repeat(times) + &close.repeat(times)).into_bytes();
    let none = HeaderMap::new();
    let gzip = HeaderMap::from_iter([(CONTENT_ENCODING, "gzip".parse().unwrap())]);
    for (what, body, headers) in [
        ("32 MB of spaces packed with gzip", packed, gzip),
        ("500,000 lists in each other", deep("[", "]", 500_000), none.clone()),
        ("100,000 objects in each other", deep("{\"a\":", "}", 100_000), none),
    ] {
        let issuer = answering(body, headers).await;
        let starting = move || Process::with_org(&issuer, "memory", &[]);
        let server = tokio::task::spawn_blocking(starting).await.unwrap();
        let mut browser = Browser::at(&server.origin);
        let page = browser.step_id("/sign-in").await;
        let before = server.memory().unwrap_or_default();
        let began = Instant::now();
        let step = browser.submit(&page, &[("identifier", "ada@example.com")]).await;
        let took = began.elapsed();
        let grown = server.memory().unwrap_or_default().saturating_sub(before) / 1024;
        println!("L6: {what}: told after {took:.1?}, {grown} kB more memory");
        assert!(told(&step), "{what}: {step:?}");
        assert_eq!(step.form.unwrap().fields[0].value, "ada@example.com", "{what}");
    }
}
