//! A browser without JavaScript: cookies, forms, redirects, and an address of its own.

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

/// Longer than any answer of the server may take.
const PATIENCE: Duration = Duration::from_secs(35);
const MOST_REDIRECTS: usize = 5;
/// What the stream of events asks for.
const COMES_BACK: Duration = Duration::from_secs(1);

/// One user's browser.
#[derive(Debug)]
pub(crate) struct Browser {
    http: reqwest::Client,
    origin: String,
    address: String,
    cookies: Mutex<CookieJar>,
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) location: Option<String>,
    pub(crate) body: String,
}

/// No answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Nobody listened: nothing was sent.
    Closed,
    /// The connection broke after something was, or may have been, sent.
    Broken,
}

/// A client for people; a redirect is theirs to follow.
pub(crate) fn http() -> anyhow::Result<reqwest::Client> {
    http_with_pool(64)
}

/// The same with a connection of its own for each request, which a balancer may carry elsewhere than the last.
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
    /// The browser of user `number`, each in a network of its own, as a trusted proxy would say.
    pub(crate) fn of(http: &reqwest::Client, origin: &str, number: u64) -> Self {
        let (high, low) = ((number / 250) % 250 + 1, number % 250 + 1);
        let address = format!("10.{high}.{low}.7");
        Self { http: http.clone(), origin: origin.to_owned(), address, cookies: Mutex::default() }
    }

    /// The same browser, its cookies as they are now, at another site or in another tab that keeps them to itself.
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

    /// Fetches one address of the site.
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

    /// Sends a form with what was typed.
    pub(crate) async fn send_form(&self, form: &Form, typed: &[&str]) -> Result<Answer, Cut> {
        let request = self.http.post(format!("{}{}", self.origin, form.action));
        let request =
            request.header("origin", &self.origin).header("sec-fetch-site", "same-origin");
        self.send(request.form(&form.filled(typed))).await
    }

    /// Listens for word that the sign-in has moved on, for as long as `time`; comes back a second after a stream has broken.
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
        // The end of the time is as good as the end of the stream.
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
                // What is no cookie is ignored, as browsers do.
                Err(_) => {}
            }
        }
    }
}
