//! A client of the emulated org's control API.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::Context;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::json;
use time::OffsetDateTime;

/// The control API of the org.
#[derive(Clone, Debug)]
pub(crate) struct Org {
    http: reqwest::Client,
    url: String,
}

/// An email.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Mail {
    pub(crate) code: String,
    pub(crate) link: Option<String>,
}

/// A recorded call, without the org's response.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Call {
    pub(crate) number: u64,
    pub(crate) path: String,
    /// The transaction that the call belongs to.
    pub(crate) transaction: Option<String>,
    pub(crate) status: u16,
    /// Whether a planned fault hit the call.
    pub(crate) fault: bool,
    pub(crate) sent: String,
    /// How long the org took, in milliseconds.
    pub(crate) millis: u64,
    /// When the org received the call, by its own clock.
    #[serde(with = "time::serde::rfc3339")]
    pub(crate) at: OffsetDateTime,
}

const TRIES: u32 = 40;
const AGAIN: Duration = Duration::from_millis(150);

impl Org {
    pub(crate) fn at(http: &reqwest::Client, url: &str) -> Self {
        Self { http: http.clone(), url: url.to_owned() }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Sends a GET request, and retries while the org restarts.
    async fn get<T: DeserializeOwned>(&self, path: &str) -> anyhow::Result<T> {
        let mut last = None;
        for _ in 0..TRIES {
            match self.http.get(format!("{}{path}", self.url)).send().await {
                Ok(answer) => match answer.json().await {
                    Ok(value) => return Ok(value),
                    Err(error) => last = Some(error),
                },
                Err(error) => last = Some(error),
            }
            tokio::time::sleep(AGAIN).await;
        }
        Err(last.map_or_else(|| anyhow::anyhow!("never asked"), anyhow::Error::from))
            .with_context(|| format!("asking the org for {path}"))
    }

    async fn post(&self, path: &str, body: &Value) -> anyhow::Result<()> {
        let mut tries = 0;
        let answer = loop {
            tries += 1;
            match self.http.post(format!("{}{path}", self.url)).json(body).send().await {
                // The org is restarting: nothing was sent.
                Err(error) if error.is_connect() && tries < TRIES => {
                    tokio::time::sleep(AGAIN).await;
                }
                other => break other.with_context(|| format!("telling the org {path}"))?,
            }
        };
        let status = answer.status();
        let said = answer.text().await.unwrap_or_default();
        anyhow::ensure!(status.is_success(), "{path} was answered {status}: {said}");
        Ok(())
    }

    /// Adds a user who signs in by email; the request is retried because it is idempotent.
    pub(crate) async fn add_person(&self, login: &str) -> anyhow::Result<()> {
        let user = json!({ "login": login, "firstName": "Some", "lastName": "Body" });
        for _ in 0..TRIES {
            if self.post("/_local/users", &user).await.is_ok() {
                return Ok(());
            }
            tokio::time::sleep(AGAIN).await;
        }
        self.post("/_local/users", &user).await
    }

    /// Returns the emails to an address, newest first.
    pub(crate) async fn mails(&self, to: &str) -> anyhow::Result<Vec<Mail>> {
        self.get(&format!("/_local/mail?to={to}")).await
    }

    /// Plans a fault.
    pub(crate) async fn fault(&self, fault: &Value) -> anyhow::Result<()> {
        self.post("/_local/faults", fault).await
    }

    /// Removes the planned faults that have not occurred yet.
    pub(crate) async fn heal(&self) -> anyhow::Result<()> {
        let request = self.http.delete(format!("{}/_local/faults", self.url));
        request.send().await.context("healing the org").map(|_| ())
    }

    pub(crate) async fn advance(&self, seconds: i64) -> anyhow::Result<()> {
        self.post("/_local/clock", &json!({ "advanceSeconds": seconds })).await
    }

    /// Returns the calls after number `after`, without their responses.
    pub(crate) async fn calls_after(&self, after: u64) -> anyhow::Result<Vec<Call>> {
        self.get(&format!("/_local/calls?after={after}&answers=false")).await
    }

    /// Returns how often a path was called in total.
    pub(crate) async fn calls_to(&self, path: &str) -> anyhow::Result<u64> {
        let stats: BTreeMap<String, u64> = self.get("/_local/stats").await?;
        Ok(stats.get(path).copied().unwrap_or_default())
    }
}
