//! An org that directs the server elsewhere, and a browser that requests what is not offered.

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::time::Duration;

use app::server_functions::ACT;
use app::server_functions::SUBMIT;
use app::step::Screen;
use app::step::Step;
use serde_json::json;
use tokio::net::TcpListener;

use crate::support::Browser;
use crate::support::Org;
use crate::support::Process;

const IDX: &str = "/idp/idx/";

/// A listener that must receive no connection.
struct Trap {
    knocks: Arc<AtomicUsize>,
}

impl Trap {
    /// Listens on an address, if this system has it.
    async fn at(address: &str) -> Option<(Self, u16)> {
        let listener = TcpListener::bind(address).await.ok()?;
        let port = listener.local_addr().unwrap().port();
        let knocks = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&knocks);
        tokio::spawn(async move {
            while let Ok((_visitor, _)) = listener.accept().await {
                counted.fetch_add(1, Ordering::SeqCst);
            }
        });
        Some((Self { knocks }, port))
    }

    fn knocks(&self) -> usize {
        self.knocks.load(Ordering::SeqCst)
    }
}

async fn server(org: &Org) -> Process {
    let issuer = org.issuer.clone();
    let starting = move || Process::with_org(&issuer, "memory", &["--limit-factor", "100"]);
    tokio::task::spawn_blocking(starting).await.unwrap()
}

/// Whether a step shows an error.
pub(crate) fn told(step: &Step) -> bool {
    let mut fields = step.form.iter().flat_map(|form| &form.fields);
    !step.messages.is_empty() || fields.any(|field| !field.error.is_empty())
}

/// Signs in from any step: directly, or with the button that starts again.
async fn gets_in(org: &Org, browser: &mut Browser, mut step: Step) {
    if step.screen == Screen::Code {
        let code = org.newest_mail("ada@example.com").await.code;
        step = browser.answer_code(&step, &code).await;
        if step.go == "/" {
            return;
        }
        assert!(told(&step), "{step:?}");
        if step.screen == Screen::Code {
            step = browser.act(&step, "restart").await;
        }
    }
    assert_eq!(step.screen, Screen::Identify, "{step:?}");
    assert_eq!(step.form.unwrap().fields[0].value, "ada@example.com", "what was typed is kept");
    let mut step = browser.submit(&step.id, &[("identifier", "ada@example.com")]).await;
    for _ in 0..60 {
        if step.screen != Screen::Identify {
            break;
        }
        // A server process uses the real clock, and fetches missing keys at most every two seconds.
        tokio::time::sleep(Duration::from_millis(50)).await;
        step = browser.submit(&step.id, &[("identifier", "ada@example.com")]).await;
    }
    let code = org.newest_mail("ada@example.com").await.code;
    let done = browser.answer_code(&step, &code).await;
    assert_eq!(done.go, "/", "{done:?}");
}

/// Returns addresses to which an org could send its client, from its own address and another open
/// port.
fn elsewhere(org: &str, other: u16) -> Vec<String> {
    let port = org.rsplit(':').next().unwrap();
    vec![
        format!("http://127.0.0.2:{port}"),
        format!("http://127.0.0.1:{other}"),
        format!("http://localhost:{port}"),
        format!("http://localhost:{other}"),
        format!("http://127.0.0.1:{port}@127.0.0.1:{other}"),
        format!("http://somebody:secret@127.0.0.1:{port}"),
        format!("http://127.0.0.1:{port}%40127.0.0.1:{other}"),
        format!("http://127.0.0.1:{port}\\\\@127.0.0.1:{other}"),
        format!("https://127.0.0.1:{other}"),
        format!("https://127.0.0.1:{port}"),
        format!("//127.0.0.1:{other}"),
        format!("\\\\127.0.0.1:{other}"),
        format!("http://127.1:{other}"),
        format!("http://2130706433:{other}"),
        format!("http://[::ffff:127.0.0.1]:{other}"),
        "http://169.254.169.254".to_owned(),
        "file:///etc/passwd#".to_owned(),
        "javascript:alert(1)//".to_owned(),
        format!("http://127.0.0.1:{port}/other"),
        format!("http://127.0.0.1:{port}/idp/idx/../../other"),
    ]
}

/// Shows: O7
#[tokio::test]
#[expect(clippy::print_stdout, reason = "the figures are part of the report")]
async fn a_form_that_is_sent_elsewhere_is_sent_nowhere_and_the_sign_in_goes_on() {
    let org = Org::start().await;
    let (other, port) = Trap::at("127.0.0.1:0").await.unwrap();
    let org_port = org.url.rsplit(':').next().unwrap();
    let neighbour = Trap::at(&format!("127.0.0.2:{org_port}")).await;
    let server = server(&org).await;
    let mut cases = 0;
    for base in elsewhere(&org.url, port) {
        for (path, next) in [
            ("/idp/idx/introspect", "/idp/idx/identify"),
            ("/idp/idx/identify", "/idp/idx/challenge/answer"),
            ("/idp/idx/challenge/answer", "/none"),
        ] {
            cases += 1;
            let replace = json!({ format!("{}{IDX}", org.url): format!("{base}{IDX}") });
            org.fault(json!({ "path": path, "replace": replace, "times": 9 })).await;
            let before = org.called(next).await;
            let mut browser = Browser::at(&server.origin);
            let mut step = browser.begin("ada@example.com").await;
            if path != "/idp/idx/introspect" && step.screen == Screen::Code {
                let code = org.newest_mail("ada@example.com").await.code;
                step = browser.answer_code(&step, &code).await;
            }
            // The response that ends a sign-in needs no address, because the token endpoint is
            // known.
            let case = format!("{base} in the answer of {path}");
            assert!(told(&step) || step.go == "/", "{case}: {step:?}");
            assert!(step.go.is_empty() || path == "/idp/idx/challenge/answer", "{case}: {step:?}");
            assert!(!format!("{step:?}").contains("http"), "{case}: {step:?}");
            assert_eq!(org.called(next).await, before, "{case}");
            org.clear_faults().await;
            if step.go.is_empty() {
                gets_in(&org, &mut browser, step).await;
            }
        }
    }
    let knocks = other.knocks() + neighbour.map_or(0, |(trap, _)| trap.knocks());
    println!("O7: {cases} sign-ins with forms that lead elsewhere: {knocks} connections");
    assert_eq!(knocks, 0);
    let foreign = org.stats().await.into_keys().filter(|path| path.contains("other"));
    assert_eq!(foreign.count(), 0, "nor to another path of the org");
}

/// Shows: O7
#[tokio::test]
#[expect(clippy::print_stdout, reason = "the figures are part of the report")]
async fn a_redirect_at_any_address_of_the_org_is_followed_nowhere() {
    let org = Org::start().await;
    let (other, port) = Trap::at("127.0.0.1:0").await.unwrap();
    let away = format!("http://127.0.0.1:{port}/");
    let mut cases = 0;
    for path in [
        "/oauth2/default/.well-known/*",
        "/oauth2/default/v1/keys",
        "/oauth2/default/v1/interact",
        "/idp/idx/introspect",
        "/idp/idx/identify",
        "/idp/idx/challenge/answer",
        "/oauth2/default/v1/token",
    ] {
        for status in [301, 302, 303, 307, 308] {
            cases += 1;
            let fault = json!({
                "path": path, "status": status, "body": "", "headers": { "location": away }, "times": 99,
            });
            org.fault(fault).await;
            // This server has not fetched the org's metadata yet.
            let server = server(&org).await;
            let mut browser = Browser::at(&server.origin);
            let mut step = browser.begin("ada@example.com").await;
            if step.screen == Screen::Code {
                let code = org.newest_mail("ada@example.com").await.code;
                step = browser.answer_code(&step, &code).await;
            }
            assert!(told(&step) && step.go.is_empty(), "{status} at {path}: {step:?}");
            assert!(!format!("{step:?}").contains("http"), "{status} at {path}: {step:?}");
            org.clear_faults().await;
            gets_in(&org, &mut browser, step).await;
        }
    }
    println!("O7: {cases} sign-ins with redirects: {} connections", other.knocks());
    assert_eq!(other.knocks(), 0);
}

/// Shows: O7
#[tokio::test]
#[expect(clippy::print_stdout, reason = "the figures are part of the report")]
async fn keys_that_lie_elsewhere_are_not_fetched() {
    let org = Org::start().await;
    let (other, port) = Trap::at("127.0.0.1:0").await.unwrap();
    let mut cases = 0;
    let own = |base: &str| {
        url::Url::parse(base).is_ok_and(|base| {
            base.origin().ascii_serialization() == org.url && base.username().is_empty()
        })
    };
    // Another path of the org itself is acceptable.
    for base in elsewhere(&org.url, port).into_iter().filter(|base| !own(base)) {
        cases += 1;
        let replace = json!({
            format!("\"jwks_uri\":\"{}", org.url): format!("\"jwks_uri\":\"{base}"),
        });
        let path = "/oauth2/default/.well-known/*";
        org.fault(json!({ "path": path, "replace": replace, "times": 99 })).await;
        let server = server(&org).await;
        let mut browser = Browser::at(&server.origin);
        let step = browser.begin("ada@example.com").await;
        assert!(told(&step) && step.screen == Screen::Identify, "{base}: {step:?}");
        org.clear_faults().await;
        gets_in(&org, &mut browser, step).await;
    }
    println!("O7: {cases} addresses of keys: {} connections", other.knocks());
    assert_eq!(other.knocks(), 0);
}

/// Shows: O6
#[tokio::test]
async fn what_is_not_offered_is_refused_or_told_and_the_org_hears_nothing() {
    let org = Org::start().await;
    let server = server(&org).await;
    let mut browser = Browser::at(&server.origin);
    let mut step = browser.begin("ada@example.com").await;
    let before = org.stats().await;
    for action in [
        "",
        "cancel",
        "skip",
        "recover",
        "unlock-account",
        "currentAuthenticator-recover",
        "select-enroll-profile",
        "send:identify",
        "send:select-authenticator-authenticate",
        "send:challenge-poll",
        "send:../token",
        "show:challenge-authenticator",
        "show:enroll-profile",
        "http://127.0.0.1:9/idp/idx/identify",
        "/idp/idx/challenge/resend",
        "\u{0}",
    ] {
        let fields = [("step", step.id.as_str()), ("action", action)];
        let answer = browser.post_json(ACT, &fields).await;
        if answer.status.is_client_error() {
            continue;
        }
        step = answer.step();
        assert!(told(&step) || action.is_empty(), "{action:?}: {step:?}");
        assert_eq!(step.screen, Screen::Code, "{action:?}: {step:?}");
    }
    for field in ["href", "rel", "stateHandle", "answers[stateHandle]", "answers[authenticator.id]"]
    {
        let fields = [("step", step.id.as_str()), (field, "http://127.0.0.1:9/idp/idx/identify")];
        let answer = browser.post_json(SUBMIT, &fields).await;
        if answer.status.is_client_error() {
            continue;
        }
        step = answer.step();
        assert!(told(&step) && step.screen == Screen::Code, "{field}: {step:?}");
    }
    for invented in ["challenge-authenticator", "identify", "1", "../1", &"x".repeat(16)] {
        let fields = [("step", invented), ("answers[credentials.passcode]", "123456")];
        let answer = browser.post_json(SUBMIT, &fields).await;
        assert!(answer.status.is_client_error() || told(&answer.step()), "{invented}: {answer:?}");
    }
    assert_eq!(org.stats().await, before, "the org heard of none of it");
    step = browser.current().await;
    gets_in(&org, &mut browser, step).await;
}
