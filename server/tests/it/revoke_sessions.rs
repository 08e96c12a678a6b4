//! An operator's command revokes the sessions of a user while the server runs.

use std::process::Command;
use std::process::Output;
use std::time::Duration;
use std::time::Instant;

use app::step::Screen;
use app::step::Step;
use rusqlite::Connection;
use server::session::SessionId;
use server::sign_in::record::State;

use crate::support::Browser;
use crate::support::Site;

async fn signed_in(site: &Site, username: &str) -> Browser {
    let mut browser = site.browser();
    let step = browser.begin(username).await;
    let code = site.org.newest_mail(username).await.code;
    assert_eq!(browser.answer_code(&step, &code).await.go, "/");
    browser
}

/// Returns Okta's subject of the user who is signed in.
async fn subject(site: &Site, browser: &Browser) -> String {
    let id = SessionId::parse(&browser.cookies["usher"]).unwrap();
    let session = site.state.sessions.find(&id).await.unwrap().unwrap();
    let State::SignedIn(signed_in) = session.record.state else { panic!("signed in") };
    signed_in.tokens().unwrap().claims().sub().to_owned()
}

fn revoke(store: &str, who: &str) -> Output {
    revoke_as("--revoke-sessions-of", store, who)
}

fn revoke_as(flag: &str, store: &str, who: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_server"))
        .env_clear()
        .args(["--session-store", store, flag, who])
        .args(["--session-key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="])
        .output()
        .unwrap()
}

/// Shows: S9
#[tokio::test]
async fn a_person_who_is_forgotten_is_asked_to_sign_in_everywhere_and_nobody_else_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.sqlite3");
    let store = format!("sqlite:{}", path.display());
    let site = Site::start_with(&["--session-store", &store]).await;
    let mut bystander = signed_in(&site, "pat@example.com").await;
    let mut people = [site.signed_in().await, site.signed_in().await];
    let ada = subject(&site, &people[0]).await;
    let kept = |kind: &str, name: &str| -> i64 {
        let key = site.state.sessions.keys().of_count(kind, name);
        let count = "SELECT count(*) FROM sessions WHERE key = ?1";
        let file = Connection::open(&path).unwrap();
        file.query_row(count, [key.as_bytes()], |row| row.get(0)).unwrap()
    };
    assert_eq!((kept("sessions", &ada), kept("mail", "ada@example.com")), (1, 1));
    for person in &mut people {
        assert_eq!(person.open("/").await.status, 200);
    }
    let began = Instant::now();
    let output = revoke(&store, &ada);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "sessions deleted: 2\n");
    for person in &mut people {
        assert_eq!(person.open("/").await.location(), "/sign-in");
        assert!(Step::is_first(&person.current().await.id));
    }
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    assert!(bystander.open("/").await.body.contains("Hello, Pat"), "somebody else stays");
    // The second run finds no session, and the user may sign in again.
    assert_eq!(revoke(&store, &ada).stdout, b"sessions deleted: 0\n");
    assert_eq!((kept("sessions", &ada), kept("mail", "ada@example.com")), (0, 1));
    // What is counted for limits lies under the username.
    assert!(revoke(&store, "Ada@example.com").status.success());
    assert_eq!(kept("mail", "ada@example.com"), 0);
    assert!(site.signed_in().await.open("/").await.body.contains("Hello, Ada"));
}

/// Shows: S9
#[tokio::test]
async fn a_mail_limit_is_forgotten_with_the_username() {
    let folder = tempfile::tempdir().unwrap();
    let store = format!("sqlite:{}", folder.path().join("sessions.sqlite3").display());
    let site = Site::start_with(&["--session-store", &store, "--limit-factor", "1"]).await;
    for _ in 0..3 {
        site.browser().begin("ada@example.com").await;
    }
    assert_eq!(site.browser().begin("ada@example.com").await.screen, Screen::Identify);
    assert!(revoke(&store, "ada@example.com").status.success());
    assert_eq!(site.browser().begin("ada@example.com").await.screen, Screen::Code);
}

/// Shows: S9
#[test]
fn where_nobody_can_be_forgotten_the_command_says_why() {
    for (store, why) in [
        ("memory", "a restart of it deletes all of them"),
        ("sqlite:/nowhere/at/all.sqlite3", "there is no file /nowhere/at/all.sqlite3"),
    ] {
        let output = revoke(store, "00u1");
        assert!(!output.status.success() && output.stdout.is_empty());
        assert!(String::from_utf8(output.stderr).unwrap().contains(why), "{store}");
    }
}

#[tokio::test]
async fn the_flag_of_the_last_release_works_and_says_its_name_of_now() {
    let folder = tempfile::tempdir().unwrap();
    let store = format!("sqlite:{}", folder.path().join("sessions.sqlite3").display());
    let site = Site::start_with(&["--session-store", &store]).await;
    let mut browser = site.signed_in().await;
    let output = revoke_as("--forget-person", &store, &subject(&site, &browser).await);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "sessions deleted: 1\n");
    let warning = String::from_utf8(output.stderr).unwrap();
    assert!(warning.starts_with("--forget-person is called --revoke-sessions-of now"), "{warning}");
    assert_eq!(browser.open("/").await.location(), "/sign-in");
}
