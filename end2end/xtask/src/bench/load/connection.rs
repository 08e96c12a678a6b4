//! A connection that is kept for the next question, as browsers and proxies keep theirs.

use std::time::Duration;

use anyhow::Context;
use ureq::Agent;
use ureq::Body;
use ureq::http::Response;

const PATIENCE: Duration = Duration::from_secs(15);

/// A client of one server.
#[derive(Debug)]
pub(in crate::bench) struct Connection {
    agent: Agent,
    origin: String,
}

/// What is looked at of an answer.
#[derive(Debug)]
pub(in crate::bench) struct Answer {
    pub(in crate::bench) status: u16,
    /// Name and value of the first cookie that is set.
    pub(in crate::bench) cookie: Option<String>,
}

impl Connection {
    /// One that is opened with its first question.
    pub(in crate::bench) fn to(origin: &str) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .http_status_as_error(false)
            .build();
        Self { agent: config.into(), origin: origin.to_owned() }
    }

    /// Opens a page, with a cookie where there is one.
    pub(in crate::bench) fn get(&self, path: &str, cookie: Option<&str>) -> anyhow::Result<Answer> {
        let request =
            self.agent.get(format!("{}{path}", self.origin)).header("accept", "text/html");
        let request = cookie.into_iter().fold(request, |request, it| request.header("cookie", it));
        read(request.call().context("asking")?)
    }

    /// Answers the form of a step as the island does, in a browser that is known as `device`.
    pub(in crate::bench) fn submit(&self, device: &str, form: &str) -> anyhow::Result<Answer> {
        let request = self
            .agent
            .post(format!("{}/api/sign-in/submit", self.origin))
            .header("origin", &self.origin)
            .header("accept", "application/json")
            .header("cookie", format!("usher-device={device}"))
            .header("x-usher", "1")
            .content_type("application/x-www-form-urlencoded");
        read(request.send(form).context("answering a step")?)
    }

    /// Tells the control API of an org something.
    pub(in crate::bench) fn tell(&self, what: &str, body: &str) -> anyhow::Result<()> {
        let request = self.agent.post(format!("{}/_local/{what}", self.origin));
        let answer =
            read(request.content_type("application/json").send(body).context(what.to_owned())?)?;
        anyhow::ensure!((200..300).contains(&answer.status), "{what}: HTTP {}", answer.status);
        Ok(())
    }
}

/// Reads an answer to its end, so that the connection can be used again.
fn read(mut answer: Response<Body>) -> anyhow::Result<Answer> {
    let cookie = answer.headers().get("set-cookie").and_then(|value| value.to_str().ok());
    let cookie = cookie.and_then(|text| text.split(';').next()).map(str::to_owned);
    let status = answer.status().as_u16();
    std::io::copy(&mut answer.body_mut().as_reader(), &mut std::io::sink()).context("reading")?;
    Ok(Answer { status, cookie })
}
