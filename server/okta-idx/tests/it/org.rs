//! An org of scripted responses that records every request.

use std::collections::HashMap;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::OnceLock;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::KeyPair as _;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::Method;
use axum::http::StatusCode;
use axum::http::Uri;
use axum::response::IntoResponse;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use okta_idx::Caller;
use okta_idx::Client;
use okta_idx::ClientSecret;
use okta_idx::Clock;
use okta_idx::Config;
use okta_idx::Pending;
use okta_idx::Randomness;
use okta_idx::RandomnessError;
use okta_idx::Scopes;
use okta_idx::StartOptions;
use okta_idx::Transaction;
use okta_idx::http_client;
use serde_json::Value;
use serde_json::json;
use time::Duration;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;
use time::macros::datetime;

pub(crate) const CLIENT_ID: &str = "0oaTest";
pub(crate) const SECRET: &str = "s3cret-canary";
pub(crate) const HANDLE: &str = "ih-canary";

/// One recorded request.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Seen {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    pub(crate) fn form(&self) -> HashMap<String, String> {
        url::form_urlencoded::parse(self.body.as_bytes()).into_owned().collect()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

/// One scripted response.
#[derive(Clone, Debug)]
pub(crate) struct Scripted {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
}

impl Scripted {
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::text(status, body.to_string())
    }

    pub(crate) fn text(status: u16, body: impl Into<String>) -> Self {
        Self { status, headers: Vec::new(), body: body.into() }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.headers.push((name, value.to_string()));
        self
    }
}

#[derive(Debug, Default)]
struct Script {
    clock: Arc<StoppedClock>,
    seen: Vec<Seen>,
    once: HashMap<String, VecDeque<Scripted>>,
    always: HashMap<String, Scripted>,
}

#[derive(Clone, Debug)]
pub(crate) struct Org {
    pub(crate) url: String,
    pub(crate) clock: Arc<StoppedClock>,
    script: Arc<Mutex<Script>>,
}

impl Org {
    /// Starts an org whose discovery, keys and interact work.
    pub(crate) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let clock = Arc::<StoppedClock>::default();
        let script = Script { clock: Arc::clone(&clock), ..Script::default() };
        let script = Arc::new(Mutex::new(script));
        let router = Router::new().fallback(answer).with_state(Arc::clone(&script));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let org = Self { url, clock, script };
        org.always(
            "/oauth2/default/.well-known/openid-configuration",
            Scripted::json(200, &org.discovery()),
        );
        org.always("/oauth2/default/v1/keys", Scripted::json(200, &json!({ "keys": [jwk("k1")] })));
        org.always(
            "/oauth2/default/v1/interact",
            Scripted::json(200, &json!({ "interaction_handle": HANDLE })),
        );
        org
    }

    /// Returns the org's time after a while.
    pub(crate) fn clock_in(&self, while_: Duration) -> OffsetDateTime {
        self.clock.now() + while_
    }

    pub(crate) fn issuer(&self) -> String {
        format!("{}/oauth2/default", self.url)
    }

    pub(crate) fn discovery(&self) -> Value {
        json!({
            "issuer": self.issuer(),
            "jwks_uri": format!("{}/v1/keys", self.issuer()),
            "code_challenge_methods_supported": ["S256"],
        })
    }

    pub(crate) fn config(&self) -> Config {
        let secret = ClientSecret::new(SECRET);
        Config::new(
            &self.issuer(),
            CLIENT_ID,
            Some(secret),
            "http://127.0.0.1:8080/login/callback",
            Scopes::default(),
        )
        .unwrap()
    }

    pub(crate) fn client(&self) -> Client {
        self.client_of(self.config())
    }

    pub(crate) fn client_of(&self, config: Config) -> Client {
        Client::new(
            config,
            http_client().unwrap(),
            self.clock.clone(),
            Arc::new(Counting::default()),
        )
    }

    /// Sets the response of a path for all requests.
    pub(crate) fn always(&self, path: &str, answer: Scripted) {
        self.script.lock().unwrap().always.insert(path.to_owned(), answer);
    }

    /// Sets the response of a path for the next request.
    pub(crate) fn once(&self, path: &str, answer: Scripted) {
        self.script.lock().unwrap().once.entry(path.to_owned()).or_default().push_back(answer);
    }

    pub(crate) fn seen(&self, path: &str) -> Vec<Seen> {
        let script = self.script.lock().unwrap();
        script.seen.iter().filter(|seen| seen.path == path).cloned().collect()
    }

    pub(crate) fn everything_seen(&self) -> Vec<Seen> {
        self.script.lock().unwrap().seen.clone()
    }

    pub(crate) fn last(&self, path: &str) -> Seen {
        self.seen(path).pop().unwrap_or_else(|| panic!("nothing was sent to {path}"))
    }

    /// Starts a transaction with this response as its first step.
    pub(crate) async fn pending(&self, client: &Client, first_step: &Value) -> Pending {
        self.once("/idp/idx/introspect", Scripted::json(200, first_step));
        match client.start(&Caller::default(), StartOptions::default()).await.unwrap() {
            Transaction::Pending(pending) => pending,
            other => panic!("not a step: {other:?}"),
        }
    }
}

/// An org, and its step that waits for an email, changed like this.
pub(crate) async fn pending(change: impl FnOnce(&mut Value)) -> (Org, Pending) {
    let org = Org::start().await;
    let mut step = crate::fixtures::email_challenge(&org.url);
    change(&mut step);
    let pending = org.pending(&org.client(), &step).await;
    (org, pending)
}

async fn answer(
    State(script): State<Arc<Mutex<Script>>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let path = uri.path().to_owned();
    let body = String::from_utf8_lossy(&body).into_owned();
    let (scripted, date) = {
        let mut script = script.lock().unwrap();
        script.seen.push(Seen { method, path: path.clone(), headers, body });
        let once = script.once.get_mut(&path).and_then(VecDeque::pop_front);
        let date = script.clock.now().format(&Rfc2822).unwrap().replace("+0000", "GMT");
        (once.or_else(|| script.always.get(&path).cloned()), date)
    };
    let scripted = scripted.unwrap_or_else(|| Scripted::text(404, "<html>not scripted</html>"));
    let mut response =
        (StatusCode::from_u16(scripted.status).unwrap(), scripted.body).into_response();
    response.headers_mut().insert("date", date.parse().unwrap());
    for (name, value) in scripted.headers {
        response.headers_mut().insert(name, value.parse().unwrap());
    }
    response
}

/// A clock that stands still unless a test moves it.
#[derive(Debug)]
pub(crate) struct StoppedClock(Mutex<OffsetDateTime>);

impl Default for StoppedClock {
    fn default() -> Self {
        Self(Mutex::new(datetime!(2030-01-01 12:00 UTC)))
    }
}

impl StoppedClock {
    pub(crate) fn advance(&self, by: Duration) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for StoppedClock {
    fn now(&self) -> OffsetDateTime {
        *self.0.lock().unwrap()
    }
}

/// Random bytes that never repeat, but are the same in every run.
#[derive(Debug, Default)]
struct Counting(Mutex<u16>);

impl Randomness for Counting {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), RandomnessError> {
        let mut count = self.0.lock().unwrap();
        *count += 1;
        let [high, low] = count.to_be_bytes();
        buffer.fill(low);
        if let Some(first) = buffer.first_mut() {
            *first ^= high;
        }
        Ok(())
    }
}

pub(crate) fn key() -> &'static KeyPair {
    static KEY: OnceLock<KeyPair> = OnceLock::new();
    KEY.get_or_init(|| KeyPair::generate(KeySize::Rsa2048).unwrap())
}

pub(crate) fn other_key() -> &'static KeyPair {
    static KEY: OnceLock<KeyPair> = OnceLock::new();
    KEY.get_or_init(|| KeyPair::generate(KeySize::Rsa2048).unwrap())
}

pub(crate) fn jwk(id: &str) -> Value {
    jwk_of(id, key())
}

/// The modulus is at a fixed offset in the DER of a 2048-bit key; the exponent is 65537.
pub(crate) fn jwk_of(id: &str, key: &KeyPair) -> Value {
    let der = key.public_key().as_ref();
    assert_eq!(der[4..9], [0x02, 0x82, 0x01, 0x01, 0x00], "a 2048-bit RSAPublicKey");
    let n = URL_SAFE_NO_PAD.encode(&der[9..265]);
    json!({ "kty": "RSA", "alg": "RS256", "use": "sig", "kid": id, "n": n, "e": "AQAB" })
}

pub(crate) fn b64(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub(crate) fn sign(key: &KeyPair, header: &str, payload: &str) -> String {
    let signed = format!("{}.{}", b64(header), b64(payload));
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut signature).unwrap();
    format!("{signed}.{}", b64(signature))
}
