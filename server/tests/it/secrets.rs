//! The server's own secrets: which of them it refuses at start-up, and how they are rotated.

use std::process::Command;
use std::process::Output;
use std::process::Stdio;
use std::sync::Arc;

use server::session::SessionId;
use server::session::memory::MemoryStore;
use server::session::seal::KeyRing;
use server::sign_in::record::Sessions;
use server::state::AppState;

use crate::support::Site;

/// Two servers, or one before and after a restart, with one store and other keys.
fn with(store: &Arc<MemoryStore>, keys: KeyRing) -> impl FnOnce(&mut AppState) {
    let store = Arc::clone(store);
    move |state| {
        let (clock, randomness) = (Arc::clone(&state.clock), Arc::clone(&state.randomness));
        let lifetimes = state.sessions.lifetimes();
        state.sessions = Sessions::new(store, keys, lifetimes, clock, randomness);
    }
}

/// Shows: S3
#[tokio::test]
async fn a_new_key_signs_nobody_out_and_without_the_old_one_its_sessions_end_cleanly() {
    let store = Arc::new(MemoryStore::default());
    let (old, new) = (KeyRing::derive(&[1; 32]), KeyRing::derive(&[2; 32]));
    let before = Box::pin(Site::start_changed(&[], with(&store, old.clone()))).await;
    let ada = before.signed_in().await;
    let id = SessionId::parse(&ada.cookies["usher"]).unwrap();
    let state = before.state.sessions.find(&id).await.unwrap().unwrap().record.state;
    let mut cookies = Vec::new();
    for _ in 0..1000 {
        cookies.push(before.state.sessions.open(state.clone()).await.unwrap().id.expose());
    }
    let both = new.clone().with_older(vec![old]);
    let during = Box::pin(Site::start_changed(&[], with(&store, both))).await;
    let after = Box::pin(Site::start_changed(&[], with(&store, new))).await;
    let mut signed_out = 0;
    let mut browser = during.browser();
    for cookie in &cookies {
        browser.cookies.insert("usher".to_owned(), cookie.clone());
        let page = browser.open("/").await;
        signed_out += usize::from(page.status != 200 || !page.body.contains("Hello, Ada"));
    }
    eprintln!("{signed_out} of {} signed out by a new key", cookies.len());
    assert_eq!(signed_out, 0);
    // Sessions of the old key are used, awaited and ended as any others.
    during.clock.advance(120);
    assert_eq!(browser.open("/").await.status, 200);
    browser.post_json(app::server_functions::SIGN_OUT, &[]).await;
    browser.cookies.insert("usher".to_owned(), cookies.pop().unwrap());
    assert_eq!(browser.open("/").await.location(), "/sign-in");
    // New sessions use the new key.
    let mut fresh = during.signed_in().await;
    for (browser, place) in [(&mut fresh, ""), (&mut ada.copy(), "/sign-in")] {
        let mut jar = after.browser();
        jar.cookies.clone_from(&browser.cookies);
        assert_eq!(jar.open("/").await.location(), place);
    }
    let mut gone = after.browser();
    for cookie in &cookies {
        gone.cookies.insert("usher".to_owned(), cookie.clone());
        let page = gone.open("/").await;
        assert_eq!((page.status.as_u16(), page.location()), (303, "/sign-in"));
    }
}

const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

fn started_with(change: impl FnOnce(&mut Command)) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command
        .env_clear()
        .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
        .env("OKTA_ISSUER", "https://example.okta.com/oauth2/default")
        .env("OKTA_CLIENT_ID", "usher-web")
        .env("OKTA_CLIENT_SECRET", "k".repeat(40))
        .env("USHER_SESSION_STORE", "memory")
        .env("USHER_SESSION_KEY", KEY)
        .stdin(Stdio::null());
    change(&mut command);
    command.output().unwrap()
}

/// Shows: S3
#[cfg(unix)]
#[test]
fn the_server_does_not_start_with_a_weak_exposed_or_doubled_secret_and_never_repeats_it() {
    use std::os::unix::fs::PermissionsExt;
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), KEY).unwrap();
    std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(0o644)).unwrap();
    let exposed = file.path().to_str().unwrap();
    for (variables, named) in [
        (vec![("USHER_SESSION_KEY", "c2hvcnQtYW5kLXNlY3JldA==")], "USHER_SESSION_KEY"),
        (
            vec![("USHER_SESSION_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")],
            "USHER_SESSION_KEY",
        ),
        (
            vec![("USHER_SESSION_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=,c2hvcnQ=")],
            "USHER_SESSION_KEY",
        ),
        (vec![("USHER_SESSION_KEY_FILE", exposed)], "USHER_SESSION_KEY_FILE"),
        (vec![("USHER_SESSION_KEY", ""), ("USHER_SESSION_KEY_FILE", exposed)], "chmod 600"),
        (vec![("OKTA_CLIENT_SECRET", "short-secret")], "OKTA_CLIENT_SECRET"),
        (vec![("OKTA_CLIENT_SECRET", "usher-web-local-secret")], "OKTA_CLIENT_SECRET"),
        (vec![("OKTA_CLIENT_SECRET", "")], "OKTA_CLIENT_SECRET"),
    ] {
        let output = started_with(|command| {
            command.envs(variables.clone());
        });
        let said =
            String::from_utf8(output.stderr).unwrap() + &String::from_utf8(output.stdout).unwrap();
        assert!(!output.status.success() && said.contains(named), "{variables:?}: {said}");
        for secret in [KEY, "c2hvcnQ", "short-secret", "usher-web-local-secret", "AAAAAAAAAAAA"] {
            assert!(!said.contains(secret), "{said}");
        }
    }
}
