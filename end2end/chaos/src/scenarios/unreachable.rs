//! K30: an org that is unreachable because of its name, its route or TLS.

use std::io::Read;
use std::io::Write;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use anyhow::Context;
use harness::free_address;

use crate::browser::Browser;
use crate::browser::http;
use crate::ledger::Ledger;
use crate::ledger::Never;
use crate::settings;
use crate::settings::Built;
use crate::user::SUBMIT;

/// A client secret of sufficient length that no org accepts.
const SECRET: &str = "a-secret-of-the-chaos-driver-and-of-no-org-0123456789";

/// The time within which the user must see the error.
const SOON: Duration = Duration::from_secs(3);
/// The first byte of every TLS record that opens a connection, and the version behind it (RFC 8446, section 5.1).
const HANDSHAKE: [u8; 2] = [22, 3];

/// How a listener that is not an org behaves.
#[derive(Clone, Copy, Debug)]
enum Listener {
    /// Responds without TLS.
    Plain,
    /// Sends nothing.
    Silent,
}

/// Attempts a sign-in against each unreachable org.
/// Shows: K30
pub(crate) async fn run(built: &Built, ledger: &Arc<Ledger>) -> anyhow::Result<()> {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let plain = listen(Listener::Plain, &heard)?;
    let silent = listen(Listener::Silent, &heard)?;
    let orgs = [
        ("a name that does not exist", "https://okta.invalid/oauth2/default".to_owned()),
        ("an address that nothing leads to", "https://[100::1]/oauth2/default".to_owned()),
        ("an address that nobody answers", "https://192.0.2.1/oauth2/default".to_owned()),
        ("an org that speaks in the clear", format!("https://127.0.0.1:{plain}/oauth2/default")),
        ("an org that says nothing", format!("https://127.0.0.1:{silent}/oauth2/default")),
    ];
    let mut lines = Vec::new();
    for (number, (words, issuer)) in orgs.iter().enumerate() {
        let took = attempt(built, &format!("unreachable-{number}"), issuer, &[]).await;
        lines.push(told(ledger, words, took));
    }
    let heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
    let clear = heard.iter().filter(|first| **first != HANDSHAKE).count();
    if heard.is_empty() {
        ledger.never(Never::Unproven, "K30", "nobody knocked at the listeners");
    }
    for _ in 0..clear {
        ledger.never(Never::Plaintext, "the server", "spoke to an https org without TLS");
    }
    lines.push(format!(
        "  {} connections opened with TLS, {clear} in the clear",
        heard.len() - clear
    ));
    ledger.section("K30: an org that cannot be reached", lines.join("\n"));
    Ok(())
}

/// Checks that the user saw the error soon, and returns a line with the time.
pub(super) fn told(ledger: &Ledger, words: &str, took: anyhow::Result<Duration>) -> String {
    match &took {
        Ok(took) if *took <= SOON => {}
        Ok(took) => ledger.never(Never::Lost, words, format!("waited {} ms", took.as_millis())),
        Err(error) => ledger.never(Never::Lost, words, format!("{error:#}")),
    }
    let millis = took.map_or_else(|_| "-".to_owned(), |took| took.as_millis().to_string());
    format!("  {words:40} told after {millis:>6} ms")
}

/// Submits a username against the org of `issuer`; returns the time until the page shows the error.
pub(super) async fn attempt(
    built: &Built,
    name: &str,
    issuer: &str,
    more: &[(&str, &str)],
) -> anyhow::Result<Duration> {
    let folder = built.folder.join(name);
    std::fs::create_dir_all(&folder).context("making a folder")?;
    let server = settings::server(&built.build, &free_address()?, issuer, &folder)
        // The server refuses the emulated org's secret for an org at another address.
        .with("OKTA_CLIENT_SECRET", SECRET);
    let server = more.iter().fold(server, |server, (name, value)| server.with(name, *value));
    let url = server.origin.clone();
    let _server = settings::start(server, folder.join("server.log")).await?;
    let browser = Browser::of(&http()?, &url, 61_000);
    let lost = |cut| anyhow::anyhow!("no answer: {cut:?}");
    let page = browser.open("/sign-in").await.map_err(lost)?;
    let form = page.form_to(SUBMIT).context("the page has no form")?;
    let began = Instant::now();
    let answer = browser.send_form(form, &["ada@example.com"]).await.map_err(lost)?;
    let took = began.elapsed();
    let page = browser.open(&answer.location.context("no page follows")?).await.map_err(lost)?;
    anyhow::ensure!(page.says("isn’t responding"), "the page does not say so: {:?}", page.messages);
    anyhow::ensure!(page.form_to(SUBMIT).is_some(), "the page has no way on");
    Ok(took)
}

/// Listens on loopback and notes the first two bytes of each connection.
fn listen(manner: Listener, heard: &Arc<Mutex<Vec<[u8; 2]>>>) -> anyhow::Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("listening")?;
    let port = listener.local_addr().context("reading the port")?.port();
    let heard = Arc::clone(heard);
    std::thread::spawn(move || {
        let mut silent = Vec::new();
        for visitor in listener.incoming() {
            let Ok(mut visitor) = visitor else { break };
            let mut first = [0; 2];
            if visitor.read_exact(&mut first).is_ok() {
                heard.lock().unwrap_or_else(PoisonError::into_inner).push(first);
            }
            match manner {
                Listener::Plain => {
                    // A client that has closed the connection needs no response.
                    let _ = visitor.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
                }
                Listener::Silent => silent.push(visitor),
            }
        }
    });
    Ok(port)
}
