//! Failures of the connection between two machines.

use std::time::Duration;

use okta_idx::Answers;
use okta_idx::CallError;
use okta_idx::Caller;
use okta_idx::Certainty;
use okta_idx::FormRef;
use okta_idx::SubmitError;
use okta_idx::Transaction;
use serde_json::json;
use tokio::io::AsyncReadExt as _;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;

use crate::fixtures;
use crate::org::Org;
use crate::org::Scripted;

const IDENTIFY: &str = "/idp/idx/identify";

async fn identify(org: &Org, reply: Scripted) -> Result<Transaction, SubmitError> {
    let client = org.client();
    let pending = org.pending(&client, &fixtures::identify(&org.url)).await;
    org.once(IDENTIFY, reply);
    let answers = Answers::new().with("identifier", "ann@example.test");
    client.submit(&Caller::default(), &pending, &FormRef::named("identify"), answers).await
}

/// Shows: O7
#[tokio::test]
async fn redirects_are_not_followed() {
    let org = Org::start().await;
    for status in [301, 302, 303, 307, 308] {
        let reply = Scripted::text(status, "").with("location", format!("{}/elsewhere", org.url));
        let error = identify(&org, reply).await.unwrap_err();
        assert!(
            matches!(error, SubmitError::Call(CallError::Redirected(got)) if got == status),
            "{error:?}"
        );
        assert_eq!(error.certainty(), Certainty::Unknown);
    }
    assert!(org.seen("/elsewhere").is_empty());
}

/// Shows: O7
#[tokio::test]
async fn only_the_orgs_own_idx_addresses_are_called() {
    let org = Org::start().await;
    let client = org.client();
    let port = org.url.rsplit_once(':').unwrap().1.to_owned();
    for href in [
        "https://evil.example/idp/idx/identify".to_owned(),
        format!("https://127.0.0.1:{port}/idp/idx/identify"),
        format!("http://localhost:{port}/idp/idx/identify"),
        "http://127.0.0.1:1/idp/idx/identify".to_owned(),
        format!("http://127.0.0.1:{port}@evil.example/idp/idx/identify"),
        format!("http://user:pass@127.0.0.1:{port}/idp/idx/identify"),
        format!("http://127.0.0.1:{port}.evil.example/idp/idx/identify"),
        format!("{}/api/v1/users", org.url),
        format!("{}/idp/../api/v1/users", org.url),
        format!("{}/idp/%2e%2e/api/v1/users", org.url),
        "http://169.254.169.254/idp/idx".to_owned(),
        "file:///idp/etc/passwd".to_owned(),
        "javascript:alert(1)".to_owned(),
        "/idp/idx/identify".to_owned(),
        "//evil.example/idp/idx/identify".to_owned(),
        String::new(),
    ] {
        let mut step = fixtures::identify(&org.url);
        step["remediation"]["value"][0]["href"] = json!(href);
        let pending = org.pending(&client, &step).await;
        let before = org.everything_seen().len();
        let answers = Answers::new().with("identifier", "ann@example.test");
        let error =
            client.submit(&Caller::default(), &pending, &FormRef::named("identify"), answers).await;
        assert!(matches!(error, Err(SubmitError::ForeignTarget(_))), "{href}");
        assert_eq!(org.everything_seen().len(), before, "{href}");
    }
}

/// Shows: L6
#[tokio::test]
async fn answers_up_to_a_mebibyte_are_read() {
    let org = Org::start().await;
    let mut large = fixtures::identify(&org.url);
    large["padding"] = json!("x".repeat((1 << 20) - 4096));
    assert!(identify(&org, Scripted::json(200, &large)).await.is_ok());
    large["padding"] = json!("x".repeat(1 << 20));
    let error = identify(&org, Scripted::json(200, &large)).await.unwrap_err();
    assert!(matches!(error, SubmitError::Call(CallError::TooLarge)), "{error:?}");
    assert_eq!(error.certainty(), Certainty::Unknown);
}

/// Sends one raw response on each connection, then closes it.
async fn raw(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = vec![0; 16 * 1024];
            let _read = stream.read(&mut request).await.unwrap();
            stream.write_all(answer).await.unwrap();
        }
    });
    url
}

/// Submits to another server: the step is restored with another address.
async fn identify_at(url: &str) -> SubmitError {
    let org = Org::start().await;
    let pending = org.pending(&org.client(), &fixtures::identify(&org.url)).await;
    let saved = String::from_utf8(pending.save().to_vec()).unwrap().replace(&org.url, url);
    let pending = okta_idx::Pending::restore(saved.as_bytes()).unwrap();
    let config = okta_idx::Config::new(
        &format!("{url}/oauth2/default"),
        "0oaTest",
        None,
        "http://localhost:1/cb",
        okta_idx::Scopes::default(),
    );
    let client = org.client_of(config.unwrap());
    let answers = Answers::new().with("identifier", "ann@example.test");
    client
        .submit(&Caller::default(), &pending, &FormRef::named("identify"), answers)
        .await
        .unwrap_err()
}

#[tokio::test]
async fn an_answer_cut_short_leaves_the_outcome_unknown() {
    let url = raw(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"version\":\"1.0.0\",").await;
    let error = identify_at(&url).await;
    assert!(matches!(error, SubmitError::Call(CallError::Lost(_))), "{error:?}");
    assert_eq!(error.certainty(), Certainty::Unknown);
}

/// Shows: K4
#[tokio::test]
async fn a_connection_that_closes_without_an_answer_leaves_the_outcome_unknown() {
    let url = raw(b"").await;
    assert_eq!(identify_at(&url).await.certainty(), Certainty::Unknown);
}

/// Shows: L6
#[tokio::test]
async fn an_endless_answer_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _read = stream.read(&mut vec![0; 16 * 1024]).await.unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").await.unwrap();
        let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
        while stream.write_all(chunk.as_bytes()).await.is_ok() {}
    });
    let error = identify_at(&url).await;
    assert!(matches!(error, SubmitError::Call(CallError::TooLarge)), "{error:?}");
}

#[tokio::test]
async fn an_org_that_cannot_be_reached_was_sent_nothing() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", closed.local_addr().unwrap());
    drop(closed);
    let error = identify_at(&url).await;
    assert!(matches!(error, SubmitError::Call(CallError::Unreachable(_))), "{error:?}");
    assert_eq!(error.certainty(), Certainty::NothingSent);
}

/// Shows: K3
#[tokio::test(start_paused = true)]
async fn an_org_that_never_answers_is_given_up_within_nine_seconds() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let http = okta_idx::http_client().unwrap();
    let began = tokio::time::Instant::now();
    let silent = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        tokio::time::sleep(Duration::from_hours(1)).await;
        drop(stream);
    });
    let error = http.get(&url).send().await.unwrap_err();
    assert!(error.is_timeout());
    let waited = began.elapsed();
    assert!(waited >= Duration::from_secs(2) && waited <= Duration::from_secs(9), "{waited:?}");
    silent.abort();
}
