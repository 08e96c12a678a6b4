//! An org on loopback that responds with the bytes of a target.

use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::KeyPair as _;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use axum::Router;
use axum::routing::any;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::StatusCode;
use http::Uri;
use okta_idx::Client;
use okta_idx::Clock;
use okta_idx::Config;
use okta_idx::Scopes;
use okta_idx::SystemRandomness;
use time::OffsetDateTime;

use tokio::runtime::Runtime;

/// The fixed time of all targets.
pub const NOW: i64 = 1_893_499_200;
/// The client id of the application.
pub const CLIENT_ID: &str = "0oa1";

/// The org's responses, by path; any other path is 404.
type Answers = Arc<Mutex<Vec<(String, Vec<u8>)>>>;

/// The org.
#[derive(Debug)]
pub struct Org {
    /// Its base URL.
    pub url: String,
    key: KeyPair,
    http: reqwest::Client,
    answers: Answers,
    turn: Mutex<()>,
}

#[derive(Debug)]
struct Stopped;

impl Clock for Stopped {
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::UNIX_EPOCH + time::Duration::seconds(NOW)
    }
}

/// The runtime for asynchronous code.
pub static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let built = builder.worker_threads(1).enable_all().build();
    built.unwrap_or_else(|error| panic!("the runtime cannot be built: {error}"))
});

/// The org of all targets.
pub static ORG: LazyLock<Org> =
    LazyLock::new(|| build().unwrap_or_else(|error| panic!("the org cannot be built: {error}")));

fn build() -> Result<Org, Box<dyn std::error::Error>> {
    let listener = RUNTIME.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let url = format!("http://{}", listener.local_addr()?);
    let answers = Answers::default();
    let told = Arc::clone(&answers);
    let answer = move |uri: Uri| {
        let answers = told.lock().unwrap_or_else(PoisonError::into_inner);
        let found = answers.iter().find(|(path, _)| path == uri.path());
        let answer = match found {
            Some((_, body)) => (StatusCode::OK, body.clone()),
            None => (StatusCode::NOT_FOUND, Vec::new()),
        };
        std::future::ready(answer)
    };
    let router = Router::new().fallback(any(answer));
    RUNTIME.spawn(async move { axum::serve(listener, router).await });
    let key = KeyPair::generate(KeySize::Rsa2048)?;
    Ok(Org { url, key, http: okta_idx::http_client()?, answers, turn: Mutex::default() })
}

impl Org {
    /// Returns the issuer.
    pub fn issuer(&self) -> String {
        format!("{}/oauth2/default", self.url)
    }

    /// Replaces all responses of the org, by path below its issuer, or below its root for a leading
    /// `/`. Other callers wait until the guard is dropped.
    pub fn answers(&self, answers: &[(&str, &[u8])]) -> MutexGuard<'_, ()> {
        let turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let whole = |path: &str| match path.strip_prefix('/') {
            Some(path) => format!("/{path}"),
            None => format!("/oauth2/default/{path}"),
        };
        *self.answers.lock().unwrap_or_else(PoisonError::into_inner) =
            answers.iter().map(|(path, body)| (whole(path), body.to_vec())).collect();
        turn
    }

    /// Waits for a call of a client while the org has these responses.
    pub fn answering<T>(&self, answers: &[(&str, &[u8])], question: impl Future<Output = T>) -> T {
        let _turn = self.answers(answers);
        RUNTIME.block_on(question)
    }

    /// Makes a client without cached metadata or keys, with a clock that stands still.
    pub fn client(&self) -> Client {
        let scopes = Scopes::default();
        let redirect = "http://127.0.0.1:3000/login/callback";
        match Config::new(&self.issuer(), CLIENT_ID, None, redirect, scopes) {
            Ok(config) => Client::new(
                config,
                self.http.clone(),
                Arc::new(Stopped),
                Arc::new(SystemRandomness),
            ),
            Err(error) => panic!("settings that are always the same: {error}"),
        }
    }

    /// Makes a token of this header and payload, signed by the org.
    pub fn signed(&self, header: &[u8], payload: &[u8]) -> String {
        let signed = [header, payload].map(|part| URL_SAFE_NO_PAD.encode(part)).join(".");
        let mut signature = vec![0; self.key.public_modulus_len()];
        let random = SystemRandom::new();
        let made = self.key.sign(&RSA_PKCS1_SHA256, &random, signed.as_bytes(), &mut signature);
        assert!(made.is_ok(), "signing needs randomness only");
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// Returns the org's key set.
    pub fn keys(&self) -> Vec<u8> {
        // The modulus is at a fixed offset in the DER of a 2048-bit key.
        let modulus = self.key.public_key().as_ref().get(9..265).map(|n| URL_SAFE_NO_PAD.encode(n));
        let key = serde_json::json!({ "kty": "RSA", "alg": "RS256", "use": "sig", "kid": "k1", "n": modulus, "e": "AQAB" });
        serde_json::json!({ "keys": [key] }).to_string().into_bytes()
    }

    /// Returns a valid discovery document.
    pub fn discovery(&self) -> Vec<u8> {
        serde_json::json!({
            "issuer": self.issuer(),
            "jwks_uri": format!("{}/v1/keys", self.issuer()),
            "code_challenge_methods_supported": ["S256"],
        })
        .to_string()
        .into_bytes()
    }
}
