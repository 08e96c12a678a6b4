//! What happens to requests when the server is asked to stop.

use std::time::Duration;
use std::time::Instant;

use app::step::Screen;
use serde_json::json;
use server::serve::Limits;

use crate::support::Process;
use crate::support::Site;
use crate::support::Wire;
use crate::support::status;

/// Shows: K15
#[tokio::test]
async fn a_stop_finishes_what_is_under_way_and_takes_nothing_new() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let start = browser.step_id("/sign-in").await;
    site.org.fault(json!({"path": "/idp/idx/identify", "delayMs": 400, "times": 1})).await;
    let (step, ()) =
        tokio::join!(browser.submit(&start, &[("identifier", "ada@example.com")]), async {
            // By then, the call to Okta that this step waits for is under way.
            while site.org.called("/oauth2/default/v1/interact").await == 0 {
                tokio::task::yield_now().await;
            }
            site.state.stopping.cancel();
        });
    assert_eq!(step.screen, Screen::Code, "{step:?}");
    assert!(site.browser().request("GET", "/healthz").send().await.is_err());
}

/// Shows: K15
#[tokio::test]
async fn a_server_that_will_stop_says_so_to_balancers_and_serves_people_meanwhile() {
    let site = Site::start().await;
    let mut browser = site.browser();
    assert_eq!(browser.open("/readyz").await.status, 200);
    site.state.draining.cancel();
    let answer = browser.open("/readyz").await;
    assert_eq!(answer.status, 503);
    assert!(answer.headers.contains_key("retry-after"), "{answer:?}");
    assert_eq!(browser.begin("ada@example.com").await.screen, Screen::Code);
}

/// Shows: K15
#[tokio::test]
async fn a_waiting_page_is_sent_away_with_the_time_to_come_back() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let (mut wire, head) = site.stream(&browser, &step.id).await;
    assert_eq!(status(&head), 200, "{head}");
    site.state.stopping.cancel();
    let rest = head + &wire.hear_all().await;
    assert!(rest.contains("retry: 1000") && !rest.contains("moved"), "{rest}");
    assert!(rest.ends_with("0\r\n\r\n"), "the stream has an end: {rest}");
}

/// Shows: K15
#[tokio::test]
async fn what_is_not_finished_in_time_is_abandoned() {
    let limits = Limits { farewell: Duration::from_millis(200), ..Limits::default() };
    let site = Site::start_limited(limits).await;
    let mut wire = Wire::to(&site.origin).await;
    wire.say("GET /healthz HTTP/1.1\r\nhost: ").await;
    // The server has accepted this connection once it has served a later one.
    site.browser().open("/healthz").await;
    let start = Instant::now();
    site.state.stopping.cancel();
    assert_eq!(wire.hear_all().await, "");
    assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
}

/// Shows: K15
#[cfg(unix)]
#[tokio::test]
async fn a_process_that_is_told_to_stop_ends_well_in_spite_of_open_connections() {
    let mut process = tokio::task::spawn_blocking(|| Process::start(|_| ())).await.unwrap();
    let mut idle = Wire::to(&process.origin).await;
    idle.say("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await;
    idle.hear_until("alive\n").await;
    let start = Instant::now();
    process.tell_to_stop();
    let ended = tokio::task::spawn_blocking(move || process.ended()).await.unwrap();
    assert!(ended.success(), "{ended}");
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}
