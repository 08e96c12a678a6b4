//! A browser without JavaScript: cookies, forms, redirects and its own address.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use anyhow::Context;
use cookie::Cookie;
use cookie::CookieJar;
use reqwest::RequestBuilder;
use reqwest::header::COOKIE;
use reqwest::header::HeaderMap;
use reqwest::header::LOCATION;
use reqwest::header::SET_COOKIE;
use reqwest::redirect::Policy;
use time::Duration as SignedDuration;

use crate::html::Form;
use crate::html::Page;

/// The request timeout, longer than any response of the server may take.
const PATIENCE: Duration = Duration::from_secs(35);
const MOST_REDIRECTS: usize = 5;
/// The reconnection delay that the event stream asks for.
const COMES_BACK: Duration = Duration::from_secs(1);

/// The browser of one user.
#[derive(Debug)]
pub(crate) struct Browser {
    http: reqwest::Client,
    origin: String,
    address: String,
    cookies: Mutex<CookieJar>,
}

/// An HTTP response.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) location: Option<String>,
    pub(crate) body: String,
}

/// Why a request has no response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// The connection was refused, so nothing was sent.
    Closed,
    /// The connection broke after the request was sent, or may have been.
    Broken,
}

/// Makes a client that leaves redirects to the browser.
pub(crate) fn http() -> anyhow::Result<reqwest::Client> {
    http_with_pool(64)
}

/// Makes a client with a new connection for each request, so that a balancer can choose another
/// node.
pub(crate) fn http_without_pool() -> anyhow::Result<reqwest::Client> {
    http_with_pool(0)
}

fn http_with_pool(idle: usize) -> anyhow::Result<reqwest::Client> {
    reqwest::Client::builder()
        .redirect(Policy::none())
        .timeout(PATIENCE)
        .pool_max_idle_per_host(idle)
        .build()
        .context("setting up the browsers")
}

impl Browser {
    /// Makes the browser of user `number` in a network of its own, as a trusted proxy would report
    /// it.
    pub(crate) fn of(http: &reqwest::Client, origin: &str, number: u64) -> Self {
        let (high, low) = ((number / 250) % 250 + 1, number % 250 + 1);
        let address = format!("10.{high}.{low}.7");
        Self { http: http.clone(), origin: origin.to_owned(), address, cookies: Mutex::default() }
    }

    /// Copies this browser with its current cookies, for another origin or a tab with its own
    /// cookies.
    pub(crate) fn copy_at(&self, origin: &str) -> Self {
        Self {
            http: self.http.clone(),
            origin: origin.to_owned(),
            address: self.address.clone(),
            cookies: Mutex::new(self.jar().clone()),
        }
    }

    fn jar(&self) -> std::sync::MutexGuard<'_, CookieJar> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether it holds a session cookie.
    pub(crate) fn has_session(&self) -> bool {
        self.jar().get("usher").is_some()
    }

    /// Fetches a path of the site.
    pub(crate) async fn get(&self, path: &str) -> Result<Answer, Cut> {
        let request = self.http.get(format!("{}{path}", self.origin));
        self.send(request.header("sec-fetch-site", "same-origin")).await
    }

    /// Opens a page, following redirects as a browser does.
    pub(crate) async fn open(&self, path: &str) -> Result<Page, Cut> {
        let mut path = path.to_owned();
        let mut answer = self.get(&path).await?;
        for _ in 0..MOST_REDIRECTS {
            let Some(next) = answer.location.clone() else { break };
            answer = self.get(&next).await?;
            path = next;
        }
        Ok(Page::read(answer.status, &path, &answer.body))
    }

    /// Submits a form with `typed` in its fields.
    pub(crate) async fn send_form(&self, form: &Form, typed: &[&str]) -> Result<Answer, Cut> {
        let request = self.http.post(format!("{}{}", self.origin, form.action));
        let request =
            request.header("origin", &self.origin).header("sec-fetch-site", "same-origin");
        self.send(request.form(&form.filled(typed))).await
    }

    /// Listens to the events of `step` for `time`, and reconnects a second after a stream has
    /// broken.
    pub(crate) async fn listen(&self, step: &str, time: Duration) {
        let url = format!("{}/api/sign-in/events?step={step}", self.origin);
        let stream = async {
            loop {
                let request = self.http.get(&url).timeout(time).header("x-usher", "1");
                let request = self.dressed(request).header("sec-fetch-site", "same-origin");
                if let Ok(mut response) = request.send().await {
                    let mut moved = false;
                    while let Ok(Some(piece)) = response.chunk().await {
                        moved |= piece.windows(5).any(|word| word == b"moved");
                    }
                    if moved || !response.status().is_success() {
                        return;
                    }
                }
                tokio::time::sleep(COMES_BACK).await;
            }
        };
        // A timeout is an ordinary end of the stream here.
        let _ = tokio::time::timeout(time, stream).await;
    }

    fn dressed(&self, request: RequestBuilder) -> RequestBuilder {
        let cookies = self.jar();
        let pairs: Vec<String> =
            cookies.iter().map(|cookie| cookie.stripped().to_string()).collect();
        let request =
            if pairs.is_empty() { request } else { request.header(COOKIE, pairs.join("; ")) };
        request
            .header("x-forwarded-for", &self.address)
            .header("user-agent", "Chaos/1 (no JavaScript)")
    }

    async fn send(&self, request: RequestBuilder) -> Result<Answer, Cut> {
        let request = self.dressed(request).header("accept", "text/html");
        let cut =
            |error: reqwest::Error| if error.is_connect() { Cut::Closed } else { Cut::Broken };
        let response = request.send().await.map_err(cut)?;
        let status = response.status().as_u16();
        let text = |name| {
            let value = response.headers().get(name);
            value.and_then(|value| value.to_str().ok()).map(str::to_owned)
        };
        let location = text(LOCATION).filter(|_| (300..400).contains(&status));
        self.keep(response.headers());
        let body = response.text().await.map_err(cut)?;
        Ok(Answer { status, location, body })
    }

    fn keep(&self, headers: &HeaderMap) {
        let mut jar = self.jar();
        for value in headers.get_all(SET_COOKIE) {
            let text = value.to_str().unwrap_or_default();
            match Cookie::parse(text.to_owned()) {
                Ok(gone) if gone.max_age().is_some_and(SignedDuration::is_zero) => {
                    jar.force_remove(gone.name());
                }
                Ok(cookie) => jar.add(cookie),
                // An invalid cookie is ignored, as browsers do.
                Err(_) => {}
            }
        }
    }
}
