//! A server, an org, and a browser that keeps cookies.

mod browser;
mod clock;
mod log;
mod org;
mod process;
mod undecided;
mod wire;

use std::sync::Arc;

use app::server_functions::EVENTS;
use clap::Parser;
use okta_idx::SystemRandomness;
use server::config::OrgSettings;
use server::config::Settings;
use server::environment::Environment;
use server::routes;
use server::serve;
use server::serve::Limits;
use server::start;
use server::state::AppState;
use tokio::net::TcpListener;
use zeroize::Zeroizing;

pub(crate) use browser::Answer;
pub(crate) use browser::Browser;
pub(crate) use clock::FakeClock;
pub(crate) use log::Log;
pub(crate) use org::Org;
pub(crate) use process::Process;
pub(crate) use process::command;
pub(crate) use undecided::keep_asking;
pub(crate) use wire::Wire;
pub(crate) use wire::status;

/// A running server and its org.
pub(crate) struct Site {
    /// The public origin of the site.
    pub(crate) origin: String,
    /// The address of this server, which differs from the origin for a second server.
    url: String,
    pub(crate) org: Arc<Org>,
    pub(crate) clock: Arc<FakeClock>,
    pub(crate) state: Arc<AppState>,
}

impl Site {
    /// Returns a browser that waits for a link, and the query of that link.
    pub(crate) async fn waiting_for_link(&self) -> (Browser, String) {
        let mut browser = self.browser();
        browser.begin("ada@example.com").await;
        let mail = self.org.newest_mail("ada@example.com").await;
        let query = self.org.query_of_link(&mail).await;
        (browser, query)
    }

    /// Opens the event stream of the page at `step`, and returns it with its headers.
    pub(crate) async fn stream(&self, browser: &Browser, step: &str) -> (Wire, String) {
        let cookies = browser.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        let cookies = cookies.collect::<Vec<_>>().join("; ");
        let mut wire = Wire::to(&self.origin).await;
        let request = format!(
            "GET {EVENTS}?step={step} HTTP/1.1\r\nhost: x\r\nsec-fetch-site: same-origin\r\nx-usher: 1\r\ncookie: {cookies}\r\n\r\n"
        );
        wire.say(&request).await;
        let head = wire.hear_until("\r\n\r\n").await;
        (wire, head)
    }

    /// Starts a server and an org on free ports.
    pub(crate) async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// Starts as [`Site::start`] does, with flags of the server.
    pub(crate) async fn start_with(flags: &[&str]) -> Self {
        Self::start_changed(flags, |_| ()).await
    }

    /// Starts with limits short enough for a test.
    pub(crate) async fn start_limited(limits: Limits) -> Self {
        Self::start_changed(&[], |state| state.limits = limits).await
    }

    /// Starts as [`Site::start_with`] does, after changes to parts of the server.
    pub(crate) async fn start_changed(flags: &[&str], change: impl FnOnce(&mut AppState)) -> Self {
        keep_asking();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let (org, clock) = (Arc::new(Org::start().await), Arc::new(FakeClock::default()));
        Self::serve(listener, origin, org, clock, flags, change).await
    }

    /// Starts as [`Site::start`] does, with an https origin, as behind a proxy that ends TLS.
    pub(crate) async fn start_https() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("https://{}", listener.local_addr().unwrap());
        let (org, clock) = (Arc::new(Org::start().await), Arc::new(FakeClock::default()));
        Self::serve(listener, origin, org, clock, &[], |_| ()).await
    }

    /// Starts another server for the same users, org and clock, as behind a load balancer.
    pub(crate) async fn second(&self, flags: &[&str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (org, clock) = (Arc::clone(&self.org), Arc::clone(&self.clock));
        Self::serve(listener, self.origin.clone(), org, clock, flags, |_| ()).await
    }

    async fn serve(
        listener: TcpListener,
        origin: String,
        org: Arc<Org>,
        clock: Arc<FakeClock>,
        flags: &[&str],
        change: impl FnOnce(&mut AppState),
    ) -> Self {
        let address = listener.local_addr().unwrap();
        let mut arguments = vec!["server", "--public-origin", &origin];
        arguments.extend(["--session-key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="]);
        arguments.extend(flags);
        // Most tests read Okta's messages, sign in often, and need no padded response times.
        for (flag, value) in [
            ("--session-store", "memory"),
            ("--enumeration-prevention", "false"),
            ("--min-response-ms", "0"),
            ("--limit-factor", "100"),
        ] {
            if !flags.contains(&flag) {
                arguments.extend([flag, value]);
            }
        }
        let settings = Settings::parse_from(arguments);
        let environment =
            Environment { clock: clock.clone(), randomness: Arc::new(SystemRandomness) };
        let credentials = OrgSettings {
            issuer: org.issuer.clone(),
            client_id: "usher-web".to_owned(),
            client_secret: Zeroizing::new("usher-web-local-secret".to_owned()),
        };
        let public = settings.public_origin.clone().unwrap();
        let mut state = start::state(&settings, &public, &credentials, None, environment).unwrap();
        change(&mut state);
        let state = Arc::new(state);
        // A failed warm-up is no error here, because some tests start with an unreachable org.
        let _cold = state.okta.warm_up().await.is_err();
        let serving =
            serve::serve(listener, routes::router(&state), state.limits, state.stopping.clone());
        tokio::spawn(serving);
        Self { origin, url: format!("http://{address}"), org, clock, state }
    }

    /// Makes a browser without cookies for this site.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(&self.origin, &self.url)
    }

    /// Makes a browser for this server with the cookies of another one.
    pub(crate) fn browser_like(&self, other: &Browser) -> Browser {
        let mut browser = self.browser();
        browser.cookies.clone_from(&other.cookies);
        browser
    }

    /// Lets time pass, here and in the org.
    pub(crate) async fn pass(&self, seconds: u32) {
        self.clock.advance(seconds);
        self.org.advance(seconds).await;
    }

    /// Makes a browser in which ada is signed in.
    pub(crate) async fn signed_in(&self) -> Browser {
        let mut browser = self.browser();
        let step = browser.begin("ada@example.com").await;
        let code = self.org.newest_mail("ada@example.com").await.code;
        let done = browser.answer_code(&step, &code).await;
        assert_eq!(done.go, "/", "{done:?}");
        browser
    }
}

/// Returns how often a randomized test repeats: the number in the environment, or `usual`.
pub(crate) fn repetitions(usual: u64) -> u64 {
    std::env::var("USHER_REPETITIONS").map_or(usual, |count| count.parse().expect("a number"))
}

/// Returns method and path of every route, as `server --routes` prints them.
pub(crate) fn listed_routes() -> Vec<(String, String)> {
    let server = env!("CARGO_BIN_EXE_server");
    let output = std::process::Command::new(server).arg("--routes").output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    let pairs = text.lines().map(|line| line.split_once(' ').unwrap());
    pairs.map(|(method, path)| (method.to_owned(), path.to_owned())).collect()
}
