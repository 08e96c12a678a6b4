//! The start page greets users with all kinds of names.

use crate::support::Site;

const LOGIN: &str = "jo@example.com";

/// Returns the start page of a user with these names.
async fn home(site: &Site, first_name: &str, last_name: &str) -> String {
    site.org.user(LOGIN, first_name, last_name).await;
    let mut browser = site.browser();
    let step = browser.begin(LOGIN).await;
    let code = site.org.newest_mail(LOGIN).await.code;
    assert_eq!(browser.answer_code(&step, &code).await.go, "/");
    browser.open("/").await.body
}

fn title(page: &str) -> &str {
    page.split_once("<title>").unwrap().1.split_once("</title>").unwrap().0
}

/// Returns the text of the heading, without its markup.
fn heading(page: &str) -> String {
    let (_, rest) = page.split_once("<h1 id=\"title\">").unwrap();
    let inner = rest.split_once("</h1>").unwrap().0;
    let pieces = inner.split('<').map(|piece| piece.split_once('>').map_or(piece, |it| it.1));
    pieces.collect()
}

#[tokio::test]
async fn a_user_without_a_name_that_can_be_seen_is_greeted_without_one() {
    let site = Site::start().await;
    for (first, last) in
        [("", ""), ("\u{200b}", "\u{200b}"), (" ", "\u{a0}"), ("\u{202e}", "\u{feff}")]
    {
        let page = home(&site, first, last).await;
        assert_eq!(
            (title(&page), heading(&page).as_str()),
            ("Hello", "Hello"),
            "{first:?} {last:?}"
        );
        assert!(page.contains("<bdi>jo@example.com</bdi>"), "the username stands in for the name");
        for unseen in ["\u{200b}", "\u{202e}", "\u{feff}"] {
            assert!(!page.contains(unseen), "{first:?} {last:?}");
        }
    }
}

#[tokio::test]
async fn a_user_with_one_name_is_greeted_by_it() {
    let site = Site::start().await;
    for (first, last, expected) in [
        ("Madonna", "", "Hello, Madonna"),
        ("", "Lovelace", "Hello, Lovelace"),
        ("\u{200b}", "Lovelace", "Hello, Lovelace"),
    ] {
        let page = home(&site, first, last).await;
        assert_eq!(
            (title(&page), heading(&page).as_str()),
            (expected, expected),
            "{first:?} {last:?}"
        );
    }
}

#[tokio::test]
async fn a_name_is_shown_as_text_and_turns_nothing_around() {
    let site = Site::start().await;
    let page = home(&site, "<b>Ada</b>", "\u{202e}evil").await;
    assert!(page.contains("<bdi>&lt;b&gt;Ada&lt;/b&gt;</bdi>"), "{page}");
    assert!(!page.contains('\u{202e}'));
    let page = home(&site, "עדה", "כהן").await;
    assert!(page.contains("<bdi>עדה</bdi>"), "{page}");
    let page = home(&site, &"x".repeat(5_000), "y").await;
    assert!(title(&page).len() < 200 && heading(&page).len() < 200);
}
