//! The page a user is sent to after signing in, for every kind of `return_to`.
//!
//! The corpus names invisible characters: `<TAB>` and the like stand for the characters themselves.

use std::fmt::Write;

use app::server_functions::SUBMIT;
use axum::Router;
use axum::body::Body;
use http::Request;
use tower::ServiceExt;
use url::Url;

use crate::support::Site;

const CORPUS: &str = include_str!("return_urls.txt");
const NAMED: [(&str, &str); 17] = [
    ("<TAB>", "\t"),
    ("<LF>", "\n"),
    ("<CR>", "\r"),
    ("<NUL>", "\0"),
    ("<VT>", "\u{b}"),
    ("<FF>", "\u{c}"),
    ("<BS>", "\u{8}"),
    ("<ESC>", "\u{1b}"),
    ("<DEL>", "\u{7f}"),
    ("<NEL>", "\u{85}"),
    ("<LS>", "\u{2028}"),
    ("<NBSP>", "\u{a0}"),
    ("<BOM>", "\u{feff}"),
    ("<ZWSP>", "\u{200b}"),
    ("<RTL>", "\u{202e}"),
    ("<SHY>", "\u{ad}"),
    ("<WJ>", "\u{2060}"),
];

fn corpus() -> Vec<String> {
    let named =
        |line: &str| NAMED.iter().fold(line.to_owned(), |it, (name, c)| it.replace(name, c));
    CORPUS.lines().map(named).collect()
}

/// Encodes every byte as `%xx`.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        write!(encoded, "%{byte:02x}").unwrap();
        encoded
    })
}

fn decoded(text: &str) -> String {
    let pairs = format!("x={}", text.replace('+', "%2b").replace('&', "%26"));
    url::form_urlencoded::parse(pairs.as_bytes()).next().unwrap().1.into_owned()
}

/// Whether a browser that follows `location` stays on the site, even if it is decoded once or
/// twice.
fn stays(location: &str) -> bool {
    let here = Url::parse("https://app.example/sign-in").unwrap();
    let once = decoded(location);
    let twice = decoded(&once);
    [location, &once, &twice].into_iter().all(|text| {
        let there = here.join(text).map(|there| there.origin());
        let slash = text.starts_with('/') && !text.starts_with("//") && !text.starts_with("/\\");
        slash && there.is_ok_and(|there| there == here.origin())
    })
}

/// Returns where the sign-in page sends a user who is signed in already.
async fn sent_to(router: &Router, cookie: &str, path: &str, asked: &str) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("return_to", asked)
        .finish();
    let request = Request::get(format!("{path}?{query}")).header("cookie", cookie);
    let answer = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(answer.status(), 303, "{asked:?}");
    answer.headers()["location"].to_str().unwrap().to_owned()
}

/// Inserts characters that parsers treat differently at the first places of hostile addresses.
fn mutations() -> Vec<String> {
    let inserted =
        ["\t", "\n", "\\", "/", "%09", "%5c", "%2f", "@", ".", "\0", "%00", "%0a", "\u{a0}"];
    let bases = ["//evil.example", "/\\evil.example", "https://evil.example", "/..//evil.example"];
    let mut made = Vec::new();
    for base in
        bases.iter().chain(&["javascript:alert(1)", "/app//evil.example", "/%2fevil.example"])
    {
        for place in 0..base.len().min(12) {
            made.extend(
                inserted.iter().map(|it| format!("{}{it}{}", &base[..place], &base[place..])),
            );
        }
    }
    made
}

/// Shows: O13, T11, T12
#[tokio::test]
async fn no_address_of_the_corpus_leads_anybody_away() {
    let site = Site::start().await;
    let browser = site.signed_in().await;
    let cookie = format!("usher={}", browser.cookies["usher"]);
    let router = server::routes::router(&site.state);
    let (corpus, mutations) = (corpus(), mutations());
    assert!(corpus.len() >= 600 && mutations.len() >= 1000, "{} {}", corpus.len(), mutations.len());
    for asked in corpus.iter().chain(&mutations) {
        let once = encoded(asked);
        for asked in [asked, &once, &encoded(&once)] {
            for path in ["/sign-in", "/sign-up", "/forgot-password"] {
                let location = sent_to(&router, &cookie, path, asked).await;
                assert!(stays(&location), "{asked:?} led to {location:?}");
                // The location is a header, so it must be one line of plain characters.
                assert!(
                    location.bytes().all(|byte| byte.is_ascii_graphic()),
                    "{asked:?} {location:?}"
                );
            }
        }
    }
    let kept = sent_to(&router, &cookie, "/sign-in", "/app?tab=2&q=%20x").await;
    assert_eq!(kept, "/app?tab=2&q=%20x", "a good one is kept");
}

/// Shows: O13
#[tokio::test]
async fn nor_does_one_that_was_posted_and_kept_through_a_sign_in() {
    let site = Site::start().await;
    let corpus = corpus();
    for asked in corpus.iter().step_by(corpus.len() / 24) {
        for asked in [asked.clone(), encoded(asked)] {
            let mut browser = site.browser();
            let step = browser.step_id("/sign-in").await;
            let fields = [
                ("step", step.as_str()),
                ("return_to", asked.as_str()),
                ("answers[identifier]", "ada@example.com"),
            ];
            let step = browser.post_json(SUBMIT, &fields).await.step();
            let code = site.org.newest_mail("ada@example.com").await.code;
            let done = browser.answer_code(&step, &code).await;
            assert!(stays(&done.go), "{asked:?} led to {:?}", done.go);
        }
    }
}
