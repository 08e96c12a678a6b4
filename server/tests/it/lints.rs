//! Library calls that the sources must not contain because of their default behaviour, and how the
//! server replaces that behaviour.

use std::path::PathBuf;

use app::server_functions;
use app::server_functions::SUBMIT;
use axum::body::Body;
use http::Request;
use tower::ServiceExt;

use crate::gates::FORMS;
use crate::source::whole_files;
use crate::support::Site;
use crate::support::listed_routes;

/// Returns the sources of what runs in production, with the tests inside them.
fn sources() -> Vec<(PathBuf, String)> {
    let folders = ["app/src", "frontend/src", "server/src"];
    let found = folders.into_iter().flat_map(whole_files).collect::<Vec<_>>();
    assert!(found.len() > 60, "{} files were read", found.len());
    found
}

/// Returns the files that contain `what`, except those whose path ends with one of `allowed`.
fn files_with(what: &str, allowed: &[&str]) -> Vec<PathBuf> {
    sources()
        .into_iter()
        .filter(|(path, text)| text.contains(what) && !allowed.iter().any(|it| path.ends_with(it)))
        .map(|(path, _)| path)
        .collect()
}

fn assert_nowhere(words: &[&str]) {
    for word in words {
        assert_eq!(files_with(word, &[]), [] as [PathBuf; 0], "{word}");
    }
}

/// Shows: T8, T9, T15
#[test]
fn no_server_function_is_read_with_get_streamed_in_parts_or_over_a_websocket() {
    assert_nowhere(&[
        "GetUrl",
        "PutUrl",
        "PatchUrl",
        "DeleteUrl",
        "Streaming",
        "ByteStream",
        "TextStream",
        "Multipart",
        "Websocket",
        "WebSocketUpgrade",
        "BoxedStream",
        "input =",
        "output =",
        "protocol =",
    ]);
}

/// Shows: T2, T3, T11, T12
#[test]
fn no_redirect_and_no_error_of_the_library_reaches_anybody() {
    assert_nowhere(&[
        "leptos_axum::redirect",
        "leptos_axum::extract",
        "leptos_routes",
        "generate_route_list",
        "ActionForm",
        "MultiActionForm",
        "ServerFnError::",
        "ErrorBoundary",
        "leptos_router",
        "__err",
        "__path",
    ]);
}

#[test]
fn no_text_gets_into_a_page_unescaped() {
    assert_nowhere(&["inner_html", "<textarea", "dangerously"]);
}

/// Shows: X1, T5
#[test]
fn a_route_is_added_in_the_table_and_nowhere_else() {
    let table = ["server/src/route/table.rs"];
    for way in [".route(", ".route_service(", ".nest(", ".nest_service(", ".fallback_service("] {
        assert_eq!(files_with(way, &table), [] as [PathBuf; 0], "{way}");
        let used = matches!(way, ".route(" | ".route_service(" | ".nest_service(");
        assert_eq!(!files_with(way, &[]).is_empty(), used, "{way}: the search finds what is there");
    }
    assert_eq!(files_with("Router::new()", &table), [] as [PathBuf; 0]);
}

/// Shows: T18
#[test]
fn every_server_function_has_an_address_that_a_build_cannot_change() {
    let declared =
        sources().iter().map(|(_, text)| text.matches("#[server(").count()).sum::<usize>();
    let bare = sources().iter().map(|(_, text)| text.matches("#[server]").count()).sum::<usize>();
    let defaults =
        sources().iter().map(|(_, it)| it.matches("#[server(default)]").count()).sum::<usize>();
    let named = sources()
        .iter()
        .map(|(_, text)| text.matches("#[server(prefix = \"/api\", endpoint = \"").count())
        .sum::<usize>();
    assert_eq!((declared - defaults, bare), (named, 0));
    let mut paths = leptos::server_fn::axum::server_fn_paths().collect::<Vec<_>>();
    paths.sort_unstable_by_key(|(path, _)| *path);
    let post = http::Method::POST;
    // The address is repeated here because a tab opened before an update still posts to it
    // afterwards.
    assert_eq!(
        paths,
        [
            ("/api/sign-in/act", post.clone()),
            ("/api/sign-in/current", post.clone()),
            ("/api/sign-in/link", post.clone()),
            ("/api/sign-in/submit", post.clone()),
            ("/api/sign-out", post),
        ]
    );
    assert_eq!(named, paths.len());
}

/// Shows: T1, T2
#[tokio::test]
async fn no_form_is_answered_with_the_address_or_the_error_that_leptos_would_use() {
    let site = Site::start().await;
    let mut visitor = site.browser();
    let step = visitor.open("/sign-in").await;
    let (name, token) = (step.hidden("step"), step.hidden("token"));
    let refused = site.browser().open("/nowhere").await.status;
    assert_eq!(refused, 404);
    let good =
        [("step", name.as_str()), ("token", &token), ("answers[identifier]", "ada@example.com")];
    let nonsense =
        [("step", name.as_str()), ("token", &token), ("answers", "x"), ("__err", "U2Vy")];
    for referer in
        ["https://evil.example/?__path=x&__err=U2Vy", "javascript:alert(1)", "//evil.example"]
    {
        for (from_here, fields) in
            [(true, &good[..]), (true, &nonsense), (false, &good), (false, &nonsense)]
        {
            let mut browser = visitor.copy();
            let source = if from_here { "same-origin" } else { "cross-site" };
            let request = browser
                .request("POST", SUBMIT)
                .header("accept", "text/html")
                .header("sec-fetch-site", source)
                .header("referer", referer)
                .form(fields);
            let answer = browser.send(request).await;
            let expected = match (from_here, fields.len()) {
                (true, 3) => (303, "/sign-in"),
                (true, _) => (400, ""),
                (false, _) => (403, ""),
            };
            assert_eq!((answer.status.as_u16(), answer.location()), expected, "{referer} {source}");
            for said in ["__err", "__path", "evil.example", "U2Vy", "missing field", "invalid type"]
            {
                assert!(!answer.body.contains(said), "{referer} {source} {said}");
            }
        }
    }
}

/// Shows: T3
#[tokio::test]
async fn an_error_that_an_address_brings_along_is_shown_on_no_page() {
    let site = Site::start().await;
    // base64 of `ServerError|CALL +1 <script>alert(1)</script>`
    let error = "U2VydmVyRXJyb3J8Q0FMTCArMSA8c2NyaXB0PmFsZXJ0KDEpPC9zY3JpcHQ-";
    let mut people = [site.browser(), site.signed_in().await];
    for person in &mut people {
        for (_, page) in listed_routes().into_iter().filter(|(method, _)| method == "GET") {
            if page == server_functions::EVENTS {
                continue;
            }
            for function in FORMS {
                let page = page.replace('*', "x");
                let asked = format!("{page}?__path={}&__err={error}", function.replace('/', "%2F"));
                let answer = person.open(&asked).await;
                for said in ["CALL +1", "alert(1)", "U2Vydm", "__err"] {
                    assert!(!answer.body.contains(said), "{asked}");
                    assert!(!answer.location().contains(said), "{asked}");
                }
            }
        }
    }
}

/// Shows: T8
#[tokio::test]
async fn a_body_without_a_length_is_cut_off_at_the_same_place() {
    let site = Site::start().await;
    let router = server::routes::router(&site.state);
    for path in FORMS {
        for by_script in [true, false] {
            let chunks = (0..64).map(|_| Ok::<_, std::io::Error>("a".repeat(1024)));
            let body = Body::from_stream(futures::stream::iter(chunks));
            let mut request = Request::post(path)
                .header("sec-fetch-site", "same-origin")
                .header("content-type", "application/x-www-form-urlencoded");
            if by_script {
                request = request.header("x-usher", "1");
            }
            let answer = router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
            assert_eq!(answer.status(), 413, "{path} {by_script}");
        }
    }
}

/// Shows: T10
#[tokio::test]
async fn what_no_form_of_ours_can_say_is_refused_with_a_code_and_no_detail() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let deep = format!("answers{}=x&step=x", "[a]".repeat(40));
    for body in ["", "step=x&answers=y", "%ff=%ff", "answers[0][1]=x", &deep, "step[]=x"] {
        let request = browser
            .request("POST", SUBMIT)
            .header("sec-fetch-site", "same-origin")
            .header("x-usher", "1")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body.to_owned());
        let answer = browser.send(request).await;
        assert_eq!(answer.status, 400, "{body}");
        let id = answer.headers["x-request-id"].to_str().unwrap();
        let said = |code| format!("{{\"error\":\"{code}\",\"request\":\"{id}\"}}");
        let known = ["bad-request", "too-many-fields"].map(said);
        assert!(known.contains(&answer.body), "{body}: {}", answer.body);
        assert_eq!(answer.headers["content-type"], "application/json");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    }
    let unknown = browser.post_json("/api/sign-in/submit123", &[("step", "x")]).await;
    assert_eq!(unknown.status, 404);
    assert!(!unknown.body.contains("submit123"));
}
