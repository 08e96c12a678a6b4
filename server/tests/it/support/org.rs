//! The emulated org and its controls.

use std::collections::BTreeMap;

use aws_lc_rs::hmac;
use local_org::RunningOrg;
use local_org::Settings;
use serde::Deserialize;
use serde_json::Value;
use serde_json::json;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tokio::net::TcpListener;

/// The org of one test.
pub(crate) struct Org {
    pub(crate) url: String,
    pub(crate) issuer: String,
    http: reqwest::Client,
    _running: RunningOrg,
}

/// An email that the org has sent.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Mail {
    pub(crate) code: String,
    pub(crate) link: String,
}

impl Org {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let running = local_org::serve(listener, Settings::default(), None).await.unwrap();
        Self {
            url: running.url().to_owned(),
            issuer: running.issuer(),
            http: okta_idx::http_client().unwrap(),
            _running: running,
        }
    }

    async fn get(&self, path: &str) -> Value {
        let answer = self.http.get(format!("{}/_local/{path}", self.url)).send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.json().await.unwrap()
    }

    async fn post(&self, path: &str, body: &Value) {
        let answer =
            self.http.post(format!("{}/_local/{path}", self.url)).json(body).send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.text().await.unwrap());
    }

    /// Returns the emails to an address, newest first.
    pub(crate) async fn mails(&self, to: &str) -> Vec<Mail> {
        serde_json::from_value(self.get(&format!("mail?to={to}")).await).unwrap()
    }

    /// Returns the newest email to an address.
    pub(crate) async fn newest_mail(&self, to: &str) -> Mail {
        self.mails(to).await.into_iter().next().expect("there is a mail")
    }

    /// Returns the code of the newest message of any channel.
    pub(crate) async fn newest_code(&self) -> String {
        let messages = self.get("messages").await;
        messages[0]["code"].as_str().expect("there is a message").to_owned()
    }

    /// Returns the current code of an authenticator app with this secret (RFC 6238).
    pub(crate) async fn app_code(&self, secret: &str) -> String {
        let now = self.get("clock").await["now"].as_str().unwrap().to_owned();
        let now = OffsetDateTime::parse(&now, &Rfc3339).unwrap().unix_timestamp();
        let secret = data_encoding::BASE32_NOPAD.decode(secret.as_bytes()).unwrap();
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &secret);
        let tag = hmac::sign(&key, &(now / 30).to_be_bytes());
        let start = usize::from(tag.as_ref()[19] & 15);
        let four = tag.as_ref()[start..start + 4].try_into().unwrap();
        format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
    }

    /// Returns the query that the link of an email carries to the application.
    pub(crate) async fn query_of_link(&self, mail: &Mail) -> String {
        let answer = self.http.get(&mail.link).send().await.unwrap();
        let location = answer.headers()["location"].to_str().unwrap().to_owned();
        location.split_once('?').expect("the link carries a query").1.to_owned()
    }

    pub(crate) async fn advance(&self, seconds: u32) {
        self.post("clock", &json!({ "advanceSeconds": seconds })).await;
    }

    pub(crate) async fn policy(&self, name: &str) {
        self.post("policy", &json!({ "name": name })).await;
    }

    /// Makes the query with a token that an email to a user would lead to.
    pub(crate) async fn token_query(&self, login: &str, opens: &str) -> String {
        let body = json!({ "login": login, "opens": opens });
        let made = self.http.post(format!("{}/_local/tokens", self.url)).json(&body).send().await;
        let made = made.unwrap().json::<Value>().await.unwrap();
        format!("{}={}", made["parameter"].as_str().unwrap(), made["token"].as_str().unwrap())
    }

    /// Puts a policy without a name in force.
    pub(crate) async fn inline_policy(&self, policy: Value) {
        self.post("policy", &json!({ "policy": policy })).await;
    }

    /// Adds or replaces a user.
    pub(crate) async fn put_user(&self, user: Value) {
        self.post("users", &user).await;
    }

    /// Adds a user, or replaces the one with that login.
    pub(crate) async fn user(&self, login: &str, first_name: &str, last_name: &str) {
        let user = json!({ "login": login, "firstName": first_name, "lastName": last_name });
        self.post("users", &user).await;
    }

    /// Adds a user whose email address may differ from the login.
    pub(crate) async fn add_user(&self, login: &str, email: &str) {
        let user =
            json!({ "login": login, "email": email, "firstName": "Anna", "lastName": "Bell" });
        self.post("users", &user).await;
    }

    /// Makes every new secret of the org begin with `marker`.
    pub(crate) async fn mark(&self, marker: &str) {
        self.post("canaries", &json!({ "marker": marker })).await;
    }

    pub(crate) async fn fault(&self, fault: Value) {
        self.post("faults", &fault).await;
    }

    /// Removes all planned faults.
    pub(crate) async fn clear_faults(&self) {
        let address = format!("{}/_local/faults", self.url);
        assert!(self.http.delete(address).send().await.unwrap().status().is_success());
    }

    /// Returns the published keys, without counting the request.
    pub(crate) async fn keys(&self) -> Value {
        let address = format!("{}/oauth2/default/v1/keys", self.url);
        self.http.get(address).send().await.unwrap().json().await.unwrap()
    }

    /// Returns how often each path was called.
    pub(crate) async fn stats(&self) -> BTreeMap<String, u64> {
        serde_json::from_value(self.get("stats").await).unwrap()
    }

    /// Returns how often `path` was called.
    pub(crate) async fn called(&self, path: &str) -> u64 {
        self.stats().await.get(path).copied().unwrap_or(0)
    }

    /// Returns all recorded calls, including their secrets.
    pub(crate) async fn all_calls(&self) -> Vec<Value> {
        serde_json::from_value(self.get("calls").await).unwrap()
    }

    /// Returns the recorded calls to `path`.
    pub(crate) async fn calls(&self, path: &str) -> Vec<Value> {
        serde_json::from_value(self.get(&format!("calls?path={path}")).await).unwrap()
    }
}
