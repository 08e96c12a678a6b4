//! What the log contains, what it never contains, and that no request waits for it.

use std::io;
use std::io::BufRead;
use std::io::Write;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use std::time::Instant;

use app::server_functions;
use serde_json::Value;
use serde_json::json;
use server::config::LogFormat;
use server::log;
use server::log::events::EVENTS;

use crate::support::Browser;
use crate::support::Process;
use crate::support::Site;
use crate::support::command;
use crate::support::keep_asking;

/// The log lines of this thread, on which a test, its server and its org run.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Lines {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    /// Returns the events of one name, as JSON.
    fn events(&self, name: &str) -> Vec<Value> {
        let lines = self.text();
        let events = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        events.filter(|event| event["event"] == name).collect()
    }
}

fn capture(format: LogFormat, directives: &str) -> (Lines, tracing::subscriber::DefaultGuard) {
    keep_asking();
    let lines = Lines::default();
    let out = lines.clone();
    let subscriber = log::subscriber(format, directives, move || out.clone());
    (lines, tracing::subscriber::set_default(subscriber))
}

/// Finds the random values in a text: long words of letters and digits.
fn secrets_in(text: &str, found: &mut Vec<String>) {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && !"-_.~".contains(c));
    let random = words.filter(|word| {
        word.len() >= 20
            && word.chars().any(|c| c.is_ascii_digit())
            && word.chars().any(|c| c.is_ascii_uppercase())
    });
    found.extend(random.map(str::to_owned));
}

/// Shows: O5, O10
#[tokio::test]
async fn no_token_code_handle_cookie_or_address_is_logged_even_at_trace() {
    for format in [LogFormat::Json, LogFormat::Text] {
        let (lines, _guard) = capture(
            format,
            "trace,local_org=off,hyper=trace,h2=trace,reqwest=trace,rustls=trace,tower_http=trace",
        );
        let site = Site::start().await;
        let mut secrets = Vec::new();
        // A sign-in by code, after a wrong one, and a sign-out.
        let mut browser = site.browser();
        let step = browser.begin("ada@example.com").await;
        let wrong = browser.answer_code(&step, "000000").await;
        let code = site.org.newest_mail("ada@example.com").await.code;
        secrets.extend(browser.cookies.values().cloned());
        assert_eq!(browser.answer_code(&wrong, &code).await.go, "/");
        secrets.extend(browser.cookies.values().cloned());
        browser.open("/").await;
        browser.post_json(server_functions::SIGN_OUT, &[]).await;
        // A sign-in by link.
        let mut browser = site.browser();
        browser.begin("ada@example.com").await;
        let mail = site.org.newest_mail("ada@example.com").await;
        let query = site.org.query_of_link(&mail).await;
        secrets_in(&query, &mut secrets);
        browser.open(&format!("/login/callback?{query}")).await;
        site.browser().open(&format!("/login/callback?{query}")).await;
        secrets.extend(browser.cookies.values().cloned());
        // An org that repeats requests in its errors, sends an invalid token, or is down.
        for fault in [
            json!({"path": "/oauth2/default/v1/token", "status": 500, "body": "leaked-canary-7Q", "times": 1}),
            json!({"path": "/oauth2/default/v1/token", "status": 400, "body": {"error": "invalid_grant", "error_description": "leaked-canary-7Q"}, "times": 1}),
            json!({"path": "/idp/idx/challenge/answer", "status": 400, "body": {"messages": "leaked-canary-7Q"}, "times": 1}),
            json!({"idToken": "wrong-nonce", "times": 1}),
        ] {
            site.org.fault(fault).await;
            let mut browser = site.browser();
            let step = browser.begin("ada@example.com").await;
            let code = site.org.newest_mail("ada@example.com").await.code;
            secrets.push(code.clone());
            browser.answer_code(&step, &code).await;
        }
        for call in site.org.all_calls().await {
            for part in ["sent", "answered", "query"] {
                secrets_in(call[part].as_str().unwrap_or_default(), &mut secrets);
            }
            secrets_in(call["headers"]["authorization"].as_str().unwrap_or_default(), &mut secrets);
        }
        secrets.extend(
            ["ada@example.com", "leaked-canary-7Q", "usher-web-local-secret"].map(str::to_owned),
        );
        secrets.sort();
        secrets.dedup();
        assert!(secrets.len() > 40, "{}", secrets.len());
        let text = lines.text();
        assert!(text.contains("sign_in.succeeded") && text.contains("tokens.refused"));
        let hits = secrets.iter().filter(|it| text.contains(it.as_str())).collect::<Vec<_>>();
        eprintln!(
            "{format:?}: {} secrets, {} lines, {} hits",
            secrets.len(),
            text.lines().count(),
            hits.len()
        );
        assert!(hits.is_empty(), "{hits:?}\n{text}");
    }
}

/// Shows: O5
#[tokio::test]
async fn of_a_panic_the_log_says_where_it_was_and_no_word_of_its_message() {
    const SECRET: &str = "secret-of-a-panic";
    let here = std::thread::current().id();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // Other tests run at the same time.
        if std::thread::current().id() == here { log::note_panic(panic) } else { before(panic) }
    }));
    for format in [LogFormat::Json, LogFormat::Text] {
        let (lines, _guard) = capture(format, "trace");
        let site = Site::start().await;
        let origin = crate::headers::with_a_bug(&site.state).await;
        let http = okta_idx::http_client().unwrap();
        let answer = http.get(format!("{origin}/bug?otp={SECRET}")).send().await.unwrap();
        assert_eq!(answer.status(), 500);
        let text = lines.text();
        assert!(text.contains("server.panic") && text.contains("headers.rs:"), "{text}");
        assert!(!text.contains(SECRET), "{text}");
    }
    drop(std::panic::take_hook());
}

/// Shows: O5
#[test]
fn no_error_of_ours_repeats_the_words_of_a_panic() {
    // The error of a panicked task contains the panic's message.
    for (path, text) in crate::source::files("server/src") {
        assert!(!text.contains("JoinError"), "{path}");
    }
}

/// Shows: O5
#[tokio::test]
async fn libraries_are_kept_quiet_whatever_is_asked_for() {
    let (lines, _guard) = capture(LogFormat::Json, "trace");
    tracing::trace!(target: "hyper::proto::h1", event = "it.library", "read 20 bytes of headers");
    tracing::debug!(target: "h2::codec", event = "it.library", "frame");
    tracing::warn!(target: "hyper", event = "it.library", "kept");
    tracing::trace!(target: "server::sign_in", event = "it.ours", "kept");
    assert_eq!(lines.events("it.library").len(), 1);
    assert_eq!(lines.events("it.ours").len(), 1);
}

/// Shows: S7, S8
#[tokio::test]
async fn each_refusal_is_one_line_with_its_reason_and_the_name_of_the_request() {
    let (lines, _guard) = capture(LogFormat::Json, "info");
    let site = Site::start().await;
    let mut browser = site.browser();
    let form = |browser: &Browser, site: &str| {
        browser
            .request("POST", server_functions::ACT)
            .header("sec-fetch-site", site)
            .header("x-usher", "1")
            .form(&[("nonsense", "1")])
    };
    let huge = "a".repeat(17 * 1024);
    for (request, status, reason) in [
        (browser.request("GET", "/nowhere"), 404, "not-found"),
        (browser.request("GET", "/pkg/none.js"), 404, "not-found"),
        (browser.request("GET", server_functions::ACT), 405, "method-not-allowed"),
        (form(&browser, "cross-site"), 403, "foreign-request"),
        (form(&browser, "same-origin"), 400, "bad-request"),
        (form(&browser, "same-origin").form(&[("a", &huge)]), 413, "body-too-large"),
        (
            browser
                .request("POST", server_functions::ACT)
                .header("sec-fetch-site", "same-origin")
                .header("content-type", "text/plain")
                .body("x"),
            415,
            "unsupported-media-type",
        ),
        (browser.request("GET", &format!("/{}", "a".repeat(5000))), 414, "address-too-long"),
        (
            browser
                .request("POST", server_functions::ACT)
                .header("sec-fetch-site", "same-origin")
                .form(&[("step", "1")]),
            403,
            "stale-form",
        ),
        (
            browser.request("GET", server_functions::EVENTS).header("x-usher", "1"),
            400,
            "bad-request",
        ),
    ] {
        let before = lines.events("request.refused").len();
        let answer = browser.send(request).await;
        let refused = lines.events("request.refused").split_off(before);
        assert_eq!(answer.status, status, "{reason}");
        assert_eq!(refused.len(), 1, "{refused:?}");
        assert_eq!(refused[0]["reason"], reason);
        let route = refused[0]["http.route"].as_str().unwrap();
        assert!(route == "-" || route.starts_with("/api/") || route.starts_with("/pkg"), "{route}");
        assert_eq!(refused[0]["http.status"], status);
        assert_eq!(refused[0]["span"]["client.network"], "127.0.0.0/24");
        let id = answer.headers["x-request-id"].to_str().unwrap();
        assert_eq!(refused[0]["span"]["request.id"], id);
        assert!(answer.body.contains(id), "{}", answer.body);
        assert!(refused[0]["timestamp"].as_str().unwrap().ends_with('Z'));
    }
}

/// Shows: S7
#[tokio::test]
async fn who_signs_in_is_named_by_a_keyed_hash_and_all_steps_by_their_request() {
    let (lines, _guard) = capture(LogFormat::Json, "info");
    let site = Site::start().await;
    site.signed_in().await;
    let (started, succeeded) = (lines.events("sign_in.started"), lines.events("sign_in.succeeded"));
    assert_eq!(started[0]["user"], succeeded[0]["user"]);
    assert_eq!(started[0]["user"].as_str().unwrap().len(), 12);
    assert_ne!(started[0]["span"]["request.id"], succeeded[0]["span"]["request.id"]);
}

/// Shows: S7
#[tokio::test]
async fn nothing_that_is_sent_can_start_a_line_or_change_a_colour() {
    let evil = "ada\n\u{1b}[31m{\"event\":\"forged\"}\r@example.com";
    for format in [LogFormat::Json, LogFormat::Text] {
        let (lines, _guard) = capture(format, "trace,local_org=off");
        let site = Site::start().await;
        let mut browser = site.browser();
        let step = browser.begin(evil).await;
        browser.answer_code(&step, evil).await;
        let report = json!({"csp-report": {"effective-directive": evil, "blocked-uri": evil, "document-uri": evil}});
        let request = browser
            .request("POST", "/_csp")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/csp-report")
            .header("user-agent", "x%0a\u{9b}31m")
            .body(report.to_string());
        assert_eq!(browser.send(request).await.status, 204);
        browser.open("/%0a%1b[31m%0d").await;
        tracing::info!(event = "it.direct", text = %evil, shown = evil, "{evil}");
        let text = lines.text();
        assert!(text.contains("csp.violation") && text.contains("it.direct"));
        // The writer removes what the format leaves, because every line passes through it.
        let (mut writer, remaining) = {
            let out = Lines::default();
            let kept = out.clone();
            let (writer, remaining) = log::writer::LossyWriter::start(out).unwrap();
            (writer, (remaining, kept))
        };
        writer.write_all(text.trim_end().as_bytes()).unwrap();
        drop(remaining.0);
        assert!(!remaining.1.text().chars().any(char::is_control), "{format:?}");
        if matches!(format, LogFormat::Json) {
            for line in text.lines() {
                let event: Value = serde_json::from_str(line).expect("one event a line");
                assert_ne!(event["event"], "forged");
            }
        }
    }
}

/// Shows: S7
#[test]
fn the_events_are_exactly_the_ones_that_are_written_down() {
    let mut used = std::collections::BTreeSet::new();
    for (path, text) in crate::source::files("server/src") {
        if path.ends_with("log/events.rs") {
            continue;
        }
        for piece in text.split("event = \"").skip(1) {
            used.insert(piece.split('"').next().unwrap().to_owned());
        }
    }
    let known = EVENTS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(used, known);
    assert!(EVENTS.is_sorted_by_key(|(name, _)| *name));
}

/// Shows: K20
#[tokio::test]
async fn a_log_that_nobody_reads_holds_no_request_up() {
    let mut process = tokio::task::spawn_blocking(|| Process::start(|_| ())).await.unwrap();
    let http = okta_idx::http_client().unwrap();
    let mut slowest = Duration::ZERO;
    // Many more lines than the pipe and the queue hold.
    for _ in 0..6000 {
        let start = Instant::now();
        let answer = http.get(format!("{}/nowhere", process.origin)).send().await.unwrap();
        assert_eq!(answer.status(), 404);
        answer.bytes().await.unwrap();
        slowest = slowest.max(start.elapsed());
    }
    eprintln!("slowest of 6000 requests with a blocked log: {slowest:?}");
    assert!(slowest < Duration::from_secs(3), "{slowest:?}");
    // Once the log is read again, it reports how many lines were lost.
    let reading = tokio::task::spawn_blocking(move || {
        let mut line = String::new();
        while !line.contains("log.lost") {
            line.clear();
            assert!(process.lines.read_line(&mut line).unwrap() > 0);
        }
        line
    });
    let told = tokio::time::timeout(Duration::from_secs(20), reading).await.unwrap().unwrap();
    assert!(told.contains("\"log.lines\":"), "{told}");
}

/// Shows: K19
#[tokio::test]
async fn a_full_disk_under_the_log_fails_no_request() {
    let Ok(full) = std::fs::File::options().write(true).open("/dev/full") else {
        eprintln!(
            "this system has no device that is always full; the writer's own test stands for it"
        );
        return;
    };
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut child =
        command(&free.to_string()).stdout(Stdio::from(full)).stderr(Stdio::null()).spawn().unwrap();
    let http = okta_idx::http_client().unwrap();
    let start = Instant::now();
    while tokio::net::TcpStream::connect(free).await.is_err() {
        assert!(start.elapsed() < Duration::from_secs(20), "it does not start");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    for _ in 0..200 {
        let answer = http.get(format!("http://{free}/nowhere")).send().await.unwrap();
        assert_eq!(answer.status(), 404);
    }
    child.kill().unwrap();
    child.wait().unwrap();
}
