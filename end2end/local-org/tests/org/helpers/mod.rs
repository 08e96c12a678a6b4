//! An org to test and an app that signs in against it.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod grammar;
mod sign_in;

pub(crate) use sign_in::Page;
pub(crate) use sign_in::SignIn;
pub(crate) use sign_in::interact;
pub(crate) use sign_in::introspect;

use local_org::RunningOrg;
use local_org::Settings;
use reqwest::StatusCode;
use serde_json::Value;
use serde_json::json;
use tokio::net::TcpListener;

pub(crate) const ADA: &str = "ada@example.com";
pub(crate) const PAT: &str = "pat@example.com";
pub(crate) const PASSWORD: &str = "Correct-Horse-9";
pub(crate) const CALLBACK: &str = "http://127.0.0.1:3000/login/callback";

/// A running org and a client that follows no redirects.
#[derive(Debug)]
pub(crate) struct TestOrg {
    pub(crate) org: RunningOrg,
    pub(crate) http: reqwest::Client,
}

pub(crate) fn http_client() -> reqwest::Client {
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

impl TestOrg {
    pub(crate) async fn start() -> Self {
        Self::start_with("").await
    }

    pub(crate) async fn start_with(toml: &str) -> Self {
        Self::keeping(toml, None).await
    }

    pub(crate) async fn keeping(toml: &str, file: Option<std::path::PathBuf>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let settings = Settings::from_toml(toml).unwrap();
        let org = local_org::serve(listener, settings, file).await.unwrap();
        Self { org, http: http_client() }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.org.url())
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let response = self.http.get(self.url(path)).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        response.json().await.unwrap()
    }

    /// Posts JSON and returns status and body.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let response = self.http.post(self.url(path)).json(body).send().await.unwrap();
        let status = response.status().as_u16();
        (status, response.json().await.unwrap_or_default())
    }

    /// Posts to the control API, which must agree.
    pub(crate) async fn control(&self, path: &str, body: Value) -> Value {
        let (status, answer) = self.post(path, &body).await;
        assert_eq!(status, 200, "{path}: {answer}");
        answer
    }

    pub(crate) async fn advance(&self, seconds: i64) {
        self.control("/_local/clock", json!({ "advanceSeconds": seconds })).await;
    }

    pub(crate) async fn policy(&self, name: &str) {
        self.control("/_local/policy", json!({ "name": name })).await;
    }

    pub(crate) async fn fault(&self, fault: Value) {
        self.control("/_local/faults", fault).await;
    }

    /// Mails to `address`, newest first.
    pub(crate) async fn mails(&self, address: &str) -> Vec<Value> {
        let mails = self.get(&format!("/_local/mail?to={address}")).await;
        mails.as_array().unwrap().clone()
    }

    /// The code of the newest mail to `address`.
    pub(crate) async fn code(&self, address: &str) -> String {
        self.mails(address).await[0]["code"].as_str().unwrap().to_owned()
    }

    /// The code of the newest message to a phone, and how it came.
    pub(crate) async fn phone_code(&self, number: &str) -> (String, String) {
        let messages =
            self.get(&format!("/_local/messages?to={}", number.replace('+', "%2B"))).await;
        let text = |name: &str| messages[0][name].as_str().unwrap().to_owned();
        (text("channel"), text("code"))
    }

    /// Signs a user in up to the code from the mail.
    pub(crate) async fn verified(&self, username: &str) -> SignIn<'_> {
        let mut sign_in = self.identified(username).await;
        sign_in.type_code(&self.code(username).await).await;
        sign_in
    }

    /// The link of the newest mail to `address`.
    pub(crate) async fn link(&self, address: &str) -> String {
        self.mails(address).await[0]["link"].as_str().unwrap().to_owned()
    }

    /// Starts a sign-in as the confidential app.
    pub(crate) async fn begin(&self) -> SignIn<'_> {
        SignIn::begin(self, &[]).await
    }

    /// Starts a sign-in and sends a username.
    pub(crate) async fn identified(&self, username: &str) -> SignIn<'_> {
        let mut sign_in = self.begin().await;
        sign_in.submit("identify", json!({ "identifier": username })).await;
        sign_in
    }

    /// Signs Ada in with the code from her mail.
    pub(crate) async fn signed_in(&self, extra: &[(&str, &str)]) -> SignIn<'_> {
        let mut sign_in = SignIn::begin(self, extra).await;
        sign_in.submit("identify", json!({ "identifier": ADA })).await;
        sign_in.type_code(&self.code(ADA).await).await;
        sign_in
    }

    /// Tokens for Ada.
    pub(crate) async fn tokens(&self, extra: &[(&str, &str)]) -> Value {
        let (status, tokens) = self.signed_in(extra).await.exchange().await;
        assert_eq!(status, 200, "{tokens}");
        tokens
    }

    /// Posts a form to an endpoint of the default authorization server, as the confidential app.
    pub(crate) async fn oauth(&self, endpoint: &str, form: &[(&str, &str)]) -> reqwest::Response {
        self.http
            .post(self.url(&format!("/oauth2/default/v1/{endpoint}")))
            .basic_auth("usher-web", Some("usher-web-local-secret"))
            .form(form)
            .send()
            .await
            .unwrap()
    }

    pub(crate) async fn userinfo(&self, token: &str) -> reqwest::Response {
        let url = self.url("/oauth2/default/v1/userinfo");
        self.http.get(url).bearer_auth(token).send().await.unwrap()
    }
}
