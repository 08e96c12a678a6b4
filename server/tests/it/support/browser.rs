//! A browser without a screen: it keeps cookies, sends origin headers, and reads steps.

use std::collections::BTreeMap;

use app::step::Step;
use http::HeaderMap;
use http::StatusCode;
use reqwest::Client;
use reqwest::RequestBuilder;

/// The `Accept` header of a browser that opens a page.
const PAGE: &str = "text/html,application/xhtml+xml";

/// The browser of one user, with its cookies.
pub(crate) struct Browser {
    origin: String,
    url: String,
    /// The host name in the address bar.
    pub(crate) host: String,
    http: Client,
    pub(crate) cookies: BTreeMap<String, String>,
    /// The client address that a proxy in front of the server reports.
    pub(crate) address: Option<String>,
    /// The page that is open.
    page: String,
}

/// An HTTP response.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn location(&self) -> &str {
        self.headers.get("location").map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn step(&self) -> Step {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Returns the value of a hidden field of the page, by its name.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let (_, rest) = self.body.split_once(&format!("name=\"{name}\" value=\"")).expect(name);
        rest.split_once('"').unwrap().0.to_owned()
    }
}

impl Browser {
    /// Makes a browser without cookies for this server.
    pub(crate) fn at(origin: &str) -> Self {
        Self::new(origin, origin)
    }

    pub(super) fn new(origin: &str, url: &str) -> Self {
        Self {
            origin: origin.to_owned(),
            url: url.to_owned(),
            host: origin.split_once("//").unwrap().1.to_owned(),
            http: okta_idx::http_client().unwrap(),
            cookies: BTreeMap::new(),
            address: None,
            page: String::new(),
        }
    }

    /// Copies the browser, as another tab or as an attacker with stolen cookies.
    pub(crate) fn copy(&self) -> Self {
        Self {
            cookies: self.cookies.clone(),
            page: self.page.clone(),
            ..Self::new(&self.origin, &self.url)
        }
    }

    /// Sends a request unchanged, with this browser's cookies.
    pub(crate) async fn send(&mut self, request: RequestBuilder) -> Answer {
        let cookies = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ");
        let request = if cookies.is_empty() { request } else { request.header("cookie", cookies) };
        let request = match &self.address {
            Some(address) => request.header("x-forwarded-for", address),
            None => request,
        };
        let response = request.send().await.unwrap();
        self.keep_cookies(response.headers());
        Answer {
            status: response.status(),
            headers: response.headers().clone(),
            body: response.text().await.unwrap(),
        }
    }

    /// Applies the `Set-Cookie` headers of a response.
    pub(crate) fn keep_cookies(&mut self, headers: &HeaderMap) {
        for value in headers.get_all("set-cookie") {
            let text = value.to_str().unwrap();
            let (name, rest) = text.split_once('=').unwrap();
            let (value, attributes) = rest.split_once(';').unwrap();
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// Builds a request of this browser without a body.
    pub(crate) fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let request = self.http.request(method.parse().unwrap(), format!("{}{path}", self.url));
        request.header("host", &self.host)
    }

    /// Opens a page by its address.
    pub(crate) async fn open(&mut self, path: &str) -> Answer {
        let request = self
            .request("GET", path)
            .header("accept", PAGE)
            .header("sec-fetch-site", "none")
            .header("sec-fetch-mode", "navigate")
            .header("sec-fetch-dest", "document");
        let answer = self.send(request).await;
        self.page.clone_from(&answer.body);
        answer
    }

    /// Builds a same-origin form request to `path` that asks for `accept`.
    pub(crate) fn form(&self, path: &str, accept: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        self.request("POST", path)
            .header("accept", accept)
            .header("origin", &self.origin)
            .header("sec-fetch-site", "same-origin")
            .form(fields)
    }

    /// Posts a form as the island does.
    pub(crate) async fn post_json(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.form(path, "application/json", fields).header("x-usher", "1");
        self.send(request).await
    }

    /// Posts a form of the open page as a browser without JavaScript does: with `fields`, and with
    /// the form's other hidden fields.
    pub(crate) async fn post_plain(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let hidden = hidden_fields(&self.page, path);
        let hidden = hidden
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| fields.iter().all(|(given, _)| given != name));
        let all = fields.iter().copied().chain(hidden).collect::<Vec<_>>();
        self.post_only(path, &all).await
    }

    /// Posts as [`Browser::post_plain`] does, with these fields and no others.
    pub(crate) async fn post_only(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.send(self.form(path, PAGE, fields)).await;
        self.page.clone_from(&answer.body);
        answer
    }

    /// Returns the id of the step that `page` shows.
    pub(crate) async fn step_id(&mut self, page: &str) -> String {
        self.open(page).await.hidden("step")
    }

    /// Submits a username on the sign-in page.
    pub(crate) async fn begin(&mut self, username: &str) -> Step {
        let step = self.step_id("/sign-in").await;
        self.submit(&step, &[("identifier", username)]).await
    }

    /// Submits the form of a step.
    pub(crate) async fn submit(&mut self, step: &str, answers: &[(&str, &str)]) -> Step {
        let named = answers
            .iter()
            .map(|(name, value)| (format!("answers[{name}]"), (*value).to_owned()))
            .collect::<Vec<_>>();
        let mut fields = vec![("step", step)];
        fields.extend(named.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        self.post_json(app::server_functions::SUBMIT, &fields).await.step()
    }

    /// Submits a code.
    pub(crate) async fn answer_code(&mut self, step: &Step, code: &str) -> Step {
        self.submit(&step.id, &[("credentials.passcode", code)]).await
    }

    /// Does an action of a step.
    pub(crate) async fn act(&mut self, step: &Step, action: &str) -> Step {
        self.post_json(app::server_functions::ACT, &[("step", &step.id), ("action", action)])
            .await
            .step()
    }

    /// Fetches the current step of the sign-in.
    pub(crate) async fn current(&mut self) -> Step {
        self.post_json(app::server_functions::CURRENT, &[]).await.step()
    }
}

/// Returns the hidden fields of the first form of `page` with this target path.
fn hidden_fields(page: &str, path: &str) -> Vec<(String, String)> {
    let mut forms = page.split("<form").skip(1);
    let Some(form) = forms.find(|form| form.contains(&format!("action=\"{path}\""))) else {
        return Vec::new();
    };
    let form = form.split("</form>").next().unwrap();
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!("{name}=\""))?;
        Some(rest.split_once('"')?.0.replace("&amp;", "&"))
    };
    form.split("<input")
        .skip(1)
        .map(|rest| rest.split('>').next().unwrap())
        .filter(|tag| tag.contains("type=\"hidden\""))
        .filter_map(|tag| Some((attribute(tag, " name")?, attribute(tag, " value")?)))
        .collect()
}
