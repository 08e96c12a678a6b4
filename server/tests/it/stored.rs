//! What a session store contains and for how long, and that a closed session cannot return.

use std::path::Path;

use app::server_functions::SIGN_OUT;
use app::step::Step;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rusqlite::Connection;
use serde_json::json;

use crate::support::Browser;
use crate::support::Site;
use crate::support::listed_routes;
use crate::support::repetitions;

const TOKEN: &str = "/oauth2/default/v1/token";

/// Makes a folder, and the flag that keeps sessions in a file of it.
fn file() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let flag = format!("sqlite:{}", folder.path().join("sessions.sqlite3").display());
    (folder, flag)
}

/// Returns all bytes in the files of a store.
fn dump(folder: &Path) -> Vec<u8> {
    let files = std::fs::read_dir(folder).unwrap();
    files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
}

fn rows(folder: &Path) -> Vec<(Vec<u8>, Vec<u8>, i64)> {
    let store = Connection::open(folder.join("sessions.sqlite3")).unwrap();
    let mut query =
        store.prepare("SELECT key, sealed, version FROM sessions ORDER BY key").unwrap();
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Returns the session records: sealed, and longer than the record of a used code, which has only
/// an id.
fn sessions(folder: &Path) -> Vec<(Vec<u8>, Vec<u8>, i64)> {
    let is_session = |sealed: &[u8]| sealed.first() == Some(&1) && sealed.len() > 200;
    rows(folder).into_iter().filter(|(_, sealed, _)| is_session(sealed)).collect()
}

fn holds(dump: &[u8], what: &[u8]) -> bool {
    dump.windows(what.len()).any(|part| part == what)
}

/// Shows: C5
#[tokio::test]
async fn the_file_of_sessions_holds_no_cookie_no_token_and_no_address() {
    let (folder, flag) = file();
    let site = Site::start_with(&["--session-store", &flag]).await;
    let signed_in = site.signed_in().await;
    let mut under_way = site.browser();
    under_way.begin("pat@example.com").await;
    let code = site.org.newest_mail("pat@example.com").await.code;
    let dumped = dump(folder.path());
    assert!(holds(&dumped, b"CREATE TABLE"), "the file was read");
    let answered = site.org.calls(TOKEN).await[0].to_string();
    let token = answered.split("access_token").nth(1).unwrap();
    let token = token.trim_start_matches(['\\', '"', ':', ' ']).split(['\\', '"']).next().unwrap();
    assert!(token.len() > 100, "an access token was issued: {token}");
    for secret in [token, &token[token.len() - 40..], "ada@example.com", "pat@example.com", &code] {
        assert!(!holds(&dumped, secret.as_bytes()), "{secret}");
    }
    for cookie in signed_in.cookies.values().chain(under_way.cookies.values()) {
        assert!(!holds(&dumped, cookie.as_bytes()), "{cookie}");
    }
    for id in [&signed_in.cookies["usher"], &under_way.cookies["usher"]] {
        let bytes = URL_SAFE_NO_PAD.decode(id).unwrap();
        assert!(!holds(&dumped, &bytes[..16]) && !holds(&dumped, &bytes[16..]), "either half");
    }
}

/// Shows: C5
#[tokio::test]
async fn records_that_change_places_open_nothing_and_break_nothing() {
    let (folder, flag) = file();
    let site = Site::start_with(&["--session-store", &flag]).await;
    let mut people = [site.signed_in().await, site.signed_in().await];
    let sealed = sessions(folder.path());
    assert_eq!(sealed.len(), 2, "one record for each");
    let store = Connection::open(folder.path().join("sessions.sqlite3")).unwrap();
    for (to, from) in [(0, 1), (1, 0)] {
        store
            .execute(
                "UPDATE sessions SET sealed = ?2 WHERE key = ?1",
                (&sealed[to].0, &sealed[from].1),
            )
            .unwrap();
    }
    for person in &mut people {
        let answer = person.open("/").await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/sign-in"));
        assert!(Step::is_first(&person.current().await.id));
    }
    store.execute("UPDATE sessions SET sealed = x'0102'", ()).unwrap();
    for person in &mut people {
        assert_eq!(person.open("/").await.status, 303);
    }
}

/// Shows: X5
#[tokio::test]
async fn reading_every_route_writes_nothing_here_and_asks_nothing_of_the_org() {
    let (folder, flag) = file();
    let site = Site::start_with(&["--session-store", &flag]).await;
    let mut under_way = site.browser();
    under_way.begin("pat@example.com").await;
    let mut people = [site.browser(), under_way, site.signed_in().await];
    let (kept, asked) = (rows(folder.path()), site.org.stats().await);
    for person in &mut people {
        for (_, path) in listed_routes() {
            for method in ["GET", "HEAD", "OPTIONS"] {
                let path = format!("{}?step=x&otp=123456&state=x", path.replace('*', "none.css"));
                let request = person.request(method, &path).header("x-usher", "1");
                let answer = person.send(request).await;
                // Only the cookie that identifies the browser, which later forms are checked
                // against.
                for cookie in answer.headers.get_all("set-cookie") {
                    let cookie = cookie.to_str().unwrap();
                    assert!(cookie.starts_with("usher-device="), "{method} {path}: {cookie}");
                }
            }
        }
    }
    assert_eq!(rows(folder.path()), kept);
    assert_eq!(site.org.stats().await, asked);
}

/// Shows: C7
#[tokio::test]
async fn a_session_in_use_every_minute_ends_after_twelve_hours_to_the_second() {
    let site = Site::start().await;
    let mut busy = site.signed_in().await;
    let mut idle = site.signed_in().await;
    for minute in 1..12 * 60 {
        site.clock.advance(60);
        assert_eq!(busy.open("/").await.status, 200, "minute {minute}");
    }
    site.clock.advance(59);
    assert_eq!(busy.open("/").await.status, 200, "one second before the end");
    site.clock.advance(2);
    assert_eq!(busy.open("/").await.location(), "/sign-in", "one second after it");
    site.clock.advance(60 * 60);
    assert_eq!(busy.open("/").await.location(), "/sign-in", "after 13 hours");
    assert_eq!(idle.open("/").await.location(), "/sign-in");
    let site = Site::start().await;
    let mut fresh = site.signed_in().await;
    site.clock.advance(30 * 60 - 1);
    assert_eq!(fresh.copy().open("/healthz").await.status, 200, "which is no use of the session");
    site.clock.advance(2);
    assert_eq!(fresh.open("/").await.location(), "/sign-in", "unused for 30 minutes and a second");
}

/// Shows: C6
#[tokio::test]
async fn a_jar_that_was_copied_before_the_sign_in_is_worth_nothing_after_it() {
    let site = Site::start().await;
    let mut victim = site.browser();
    // An attacker planted the cookie of a sign-in that they had started.
    let mut attacker = site.browser();
    attacker.begin("pat@example.com").await;
    victim.cookies.clone_from(&attacker.cookies);
    let step = victim.step_id("/sign-up").await;
    assert!(Step::is_first(&step));
    let step = victim.step_id("/sign-in").await;
    let code = site.org.newest_mail("pat@example.com").await.code;
    let done = victim.submit(&step, &[("credentials.passcode", &code)]).await;
    assert_eq!(done.go, "/");
    assert_ne!(victim.cookies["usher"], attacker.cookies["usher"]);
    assert_eq!(attacker.open("/").await.location(), "/sign-in", "the copied jar is dead");
    assert!(Step::is_first(&attacker.current().await.id));
    let mut never = site.browser();
    never.cookies.insert("usher".to_owned(), "B".repeat(42) + "A");
    assert_eq!(never.open("/").await.location(), "/sign-in", "as is an id that never was");
    assert_eq!(never.cookies["usher"], "B".repeat(42) + "A", "and none is given out for it");
}

/// Checks that no session cookie of these browsers opens a session on any server.
async fn assert_all_dead(sites: [&Site; 2], jars: &[&Browser]) {
    for jar in jars {
        for site in sites {
            let mut thief = site.browser_like(jar);
            assert_eq!(thief.open("/").await.location(), "/sign-in");
        }
    }
}

/// Shows: C8
#[tokio::test]
async fn a_sign_out_is_not_undone_by_what_was_still_under_way_on_another_server() {
    let (folder, flag) = file();
    let first = Site::start_with(&["--session-store", &flag]).await;
    let flags = ["--session-store", flag.as_str()];
    let second = first.second(&flags).await;
    for _ in 0..repetitions(20) {
        let mut browser = first.browser();
        let step = browser.begin("ada@example.com").await;
        let code = first.org.newest_mail("ada@example.com").await.code;
        let mut leaving = second.browser_like(&browser);
        let before = leaving.copy();
        let calls = first.org.called(TOKEN).await;
        first.org.fault(json!({ "path": TOKEN, "delayMs": 300, "before": false })).await;
        let fields = [("step", step.id.as_str()), ("answers[credentials.passcode]", &code)];
        let finish = browser.post_json(app::server_functions::SUBMIT, &fields);
        let leave = async {
            while first.org.called(TOKEN).await == calls {
                tokio::task::yield_now().await;
            }
            leaving.post_json(SIGN_OUT, &[]).await
        };
        let (held, left) = tokio::join!(finish, leave);
        assert_eq!(left.status, 200);
        assert!(held.status == 503 || !held.body.contains("\"go\""), "{held:?}");
        assert_all_dead([&first, &second], &[&browser, &leaving, &before]).await;
    }
    assert_eq!(sessions(folder.path()).len(), 0, "no session is left");
}

/// Shows: C8
#[tokio::test]
async fn a_sign_out_is_not_undone_by_pages_that_note_the_time_of_use() {
    let (folder, flag) = file();
    let first = Site::start_with(&["--session-store", &flag]).await;
    let flags = ["--session-store", flag.as_str()];
    let second = first.second(&flags).await;
    for _ in 0..repetitions(40) {
        let mut browser = first.signed_in().await;
        // Each page that is read now saves the time of its use.
        first.clock.advance(61);
        let reading = (0..8).map(|place| {
            let site = if place % 2 == 0 { &first } else { &second };
            let mut tab = site.browser_like(&browser);
            async move {
                let answer = tab.open("/").await;
                assert!(answer.status == 200 || answer.status == 303, "{answer:?}");
            }
        });
        let mut leaving = second.browser_like(&browser);
        let before = leaving.copy();
        let read = futures::future::join_all(reading);
        let (_, left) = tokio::join!(read, leaving.post_json(SIGN_OUT, &[]));
        assert_eq!(left.status, 200);
        assert_eq!(browser.open("/").await.location(), "/sign-in");
        assert_all_dead([&first, &second], &[&browser, &before]).await;
    }
    assert_eq!(sessions(folder.path()).len(), 0, "no session is left");
}
