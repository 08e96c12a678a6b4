//! Pages that wait for an event that their sign-in has moved on.

use std::time::Duration;

use app::server_functions::EVENTS;
use server::serve::Limits;

use crate::support::Answer;
use crate::support::Browser;
use crate::support::Site;
use crate::support::Wire;
use crate::support::status;

/// Listens to the events of the page at `step` until the stream ends.
async fn listen(browser: &mut Browser, step: &str) -> Answer {
    let request = browser.request("GET", &format!("{EVENTS}?step={step}")).header("x-usher", "1");
    browser.send(request).await
}

/// Opens an event stream as another tab at `step`, and returns it with its status.
async fn open(site: &Site, browser: &Browser, step: &str) -> (Wire, u16) {
    let (wire, head) = site.stream(browser, step).await;
    let status = status(&head);
    (wire, status)
}

#[tokio::test]
async fn the_waiting_page_hears_when_the_link_has_finished_the_sign_in() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let mut waiting = browser.copy();
    let code = site.org.newest_mail("ada@example.com").await.code;
    let answer = async { browser.answer_code(&step, &code).await };
    let (heard, answered) = tokio::join!(listen(&mut waiting, &step.id), answer);
    assert!(heard.body.contains("event: moved\ndata: moved\n\n"), "{}", heard.body);
    assert_eq!(answered.go, "/");
}

#[tokio::test]
async fn a_stream_ends_without_news_so_that_the_page_asks_again() {
    let limits = Limits { listening: Duration::from_millis(50), ..Limits::default() };
    let site = Site::start_limited(limits).await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let heard = listen(&mut browser, &step.id).await;
    assert_eq!(heard.status, 200);
    assert!(!heard.body.contains("moved"), "{}", heard.body);
}

#[tokio::test]
async fn the_tabs_of_one_browser_share_two_streams_and_the_others_are_told_to_come_again() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let (mut first, status) = open(&site, &browser, &step.id).await;
    assert_eq!(status, 200);
    let (_second, status) = open(&site, &browser, &step.id).await;
    assert_eq!(status, 200);
    assert_eq!(listen(&mut browser.copy(), &step.id).await.status, 204);
    // The tabs of another browser are not affected.
    let mut other = site.browser();
    let elsewhere = other.begin("pat@example.com").await;
    assert_eq!(open(&site, &other, &elsewhere.id).await.1, 200);

    let code = site.org.newest_mail("ada@example.com").await.code;
    browser.answer_code(&step, &code).await;
    assert!(first.hear_until("moved").await.contains("event: moved"));
}

#[tokio::test]
async fn a_tab_beyond_the_streams_still_hears_what_has_happened_already() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let next = browser.answer_code(&step, "000000").await;
    assert_ne!(next.id, step.id);
    let (_first, _) = open(&site, &browser, &next.id).await;
    let (_second, _) = open(&site, &browser, &next.id).await;
    let heard = listen(&mut browser.copy(), &step.id).await;
    assert!(heard.body.contains("event: moved"), "{}", heard.body);
}

#[tokio::test]
async fn a_tab_that_is_closed_makes_room_for_another() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let (_first, _) = open(&site, &browser, &step.id).await;
    let (second, _) = open(&site, &browser, &step.id).await;
    drop(second);
    // The server notices a closed connection after a moment.
    for _ in 0..1000 {
        if open(&site, &browser, &step.id).await.1 == 200 {
            return;
        }
    }
    panic!("no room is made");
}
