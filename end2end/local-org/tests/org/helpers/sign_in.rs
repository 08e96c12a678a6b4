//! An app in the middle of a sign-in: it follows hrefs and sends back what it was given.

use aws_lc_rs::digest;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::header::HeaderMap;
use serde_json::Value;
use serde_json::json;

use super::CALLBACK;
use super::TestOrg;
use super::grammar;

const VERIFIER: &str = "a-verifier-of-at-least-forty-three-characters-0";

/// An IDX answer.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

/// One transaction, seen from the app.
#[derive(Debug)]
pub(crate) struct SignIn<'a> {
    pub(crate) org: &'a TestOrg,
    pub(crate) interaction_handle: String,
    pub(crate) page: Page,
}

impl Page {
    pub(crate) async fn of(org: &TestOrg, response: reqwest::Response) -> Self {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let text = response.text().await.unwrap();
        let body: Value = serde_json::from_str(&text).unwrap_or(Value::String(text));
        if body.get("errorCode").is_none() && body.is_object() {
            grammar::check(org.org.url(), &body);
        }
        Self { status, headers, body }
    }

    /// Names of the forms on offer.
    pub(crate) fn forms(&self) -> Vec<&str> {
        let forms = self.body["remediation"]["value"].as_array();
        forms
            .map_or(Vec::new(), |forms| forms.iter().filter_map(|it| it["name"].as_str()).collect())
    }

    pub(crate) fn form(&self, name: &str) -> &Value {
        let forms = self.body["remediation"]["value"].as_array().unwrap();
        forms
            .iter()
            .find(|form| form["name"] == name)
            .unwrap_or_else(|| panic!("no {name}: {self:?}"))
    }

    /// Keys of the messages at the top.
    pub(crate) fn keys(&self) -> Vec<&str> {
        messages(&self.body)
    }

    /// Keys of the messages at a field of the first form (`credentials.passcode`).
    pub(crate) fn field_keys(&self, path: &str) -> Vec<&str> {
        let mut fields = &self.body["remediation"]["value"][0]["value"];
        let mut field = &Value::Null;
        for name in path.split('.') {
            let found = fields.as_array().unwrap().iter().find(|field| field["name"] == name);
            field = found.unwrap_or_else(|| panic!("no field {path}"));
            fields = &field["form"]["value"];
        }
        messages(field)
    }

    pub(crate) fn state_handle(&self) -> &str {
        self.body["stateHandle"].as_str().unwrap()
    }

    pub(crate) fn interaction_code(&self) -> Option<&str> {
        let fields = self.body["successWithInteractionCode"]["value"].as_array()?;
        fields.iter().find(|field| field["name"] == "interaction_code")?["value"].as_str()
    }
}

fn messages(value: &Value) -> Vec<&str> {
    let list = value["messages"]["value"].as_array();
    list.map_or(Vec::new(), |it| it.iter().filter_map(|it| it["i18n"]["key"].as_str()).collect())
}

impl<'a> SignIn<'a> {
    /// Interact (with `extra` parameters in front) and introspect.
    pub(crate) async fn begin(org: &'a TestOrg, extra: &[(&str, &str)]) -> Self {
        let (status, body) = interact(org, extra).await;
        assert_eq!(status, 200, "{body}");
        let interaction_handle = body["interaction_handle"].as_str().unwrap().to_owned();
        let page = introspect(org, &json!({ "interactionHandle": interaction_handle })).await;
        assert_eq!(page.status, 200, "{page:?}");
        Self { org, interaction_handle, page }
    }

    /// Submits a form that is on offer.
    pub(crate) async fn submit(&mut self, form: &str, values: Value) -> &Page {
        let form = self.page.form(form).clone();
        self.post(&form, values).await
    }

    /// Takes an action of an authenticator (`currentAuthenticatorEnrollment`, `resend`).
    pub(crate) async fn act(&mut self, holder: &str, action: &str) -> &Page {
        let form = self.page.body[holder]["value"][action].clone();
        assert!(form.is_object(), "no {holder}.{action}: {:?}", self.page);
        self.post(&form, json!({})).await
    }

    pub(crate) async fn cancel(&mut self) -> &Page {
        let form = self.page.body["cancel"].clone();
        self.post(&form, json!({})).await
    }

    async fn post(&mut self, form: &Value, mut values: Value) -> &Page {
        for field in form["value"].as_array().unwrap() {
            if field["mutable"] == false {
                values[field["name"].as_str().unwrap()] = field["value"].clone();
            }
        }
        let request = self.org.http.post(form["href"].as_str().unwrap()).json(&values);
        self.page = Page::of(self.org, request.send().await.unwrap()).await;
        &self.page
    }

    pub(crate) async fn type_code(&mut self, code: &str) -> &Page {
        let form = self.page.forms()[0].to_owned();
        self.submit(&form, json!({ "credentials": { "passcode": code } })).await
    }

    /// Asks again where the sign-in stands.
    pub(crate) async fn introspect(&mut self) -> &Page {
        let body = json!({ "interactionHandle": self.interaction_handle });
        self.page = introspect(self.org, &body).await;
        &self.page
    }

    /// Exchanges the interaction code as the confidential app.
    pub(crate) async fn exchange(&self) -> (u16, Value) {
        self.exchange_with(&[]).await
    }

    /// The same, with `changed` parameters instead of the right ones.
    pub(crate) async fn exchange_with(&self, changed: &[(&str, &str)]) -> (u16, Value) {
        let code = self.page.interaction_code().unwrap_or_else(|| panic!("{:?}", self.page));
        let right = [
            ("client_id", "usher-web"),
            ("client_secret", "usher-web-local-secret"),
            ("redirect_uri", CALLBACK),
            ("grant_type", "interaction_code"),
            ("code_verifier", VERIFIER),
            ("interaction_code", code),
        ];
        let form = merged(&right, changed);
        let href = self.page.body["successWithInteractionCode"]["href"].as_str().unwrap();
        let response = self.org.http.post(href).form(&form).send().await.unwrap();
        let status = response.status().as_u16();
        (status, response.json().await.unwrap())
    }
}

/// Calls interact with the right parameters, `changed` ones excepted; an empty value drops one.
pub(crate) async fn interact(org: &TestOrg, changed: &[(&str, &str)]) -> (u16, Value) {
    let challenge = URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, VERIFIER.as_bytes()));
    let right = [
        ("client_id", "usher-web"),
        ("client_secret", "usher-web-local-secret"),
        ("scope", "openid profile email"),
        ("redirect_uri", CALLBACK),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
        ("state", "state-1"),
        ("nonce", "nonce-1"),
    ];
    let base =
        changed.iter().find(|(name, _)| *name == "base").map_or("/oauth2/default", |it| it.1);
    let url = org.url(&format!("{base}/v1/interact"));
    let form = merged(&right, changed);
    let response = org.http.post(url).form(&form).send().await.unwrap();
    let status = response.status().as_u16();
    (status, response.json().await.unwrap())
}

fn merged<'a>(
    right: &[(&'a str, &'a str)],
    changed: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let kept = right.iter().filter(|(name, _)| changed.iter().all(|(other, _)| other != name));
    let changed = changed.iter().filter(|(name, value)| *name != "base" && !value.is_empty());
    kept.chain(changed).copied().collect()
}

pub(crate) async fn introspect(org: &TestOrg, body: &Value) -> Page {
    let response = org
        .http
        .post(org.url("/idp/idx/introspect"))
        .header("content-type", "application/ion+json; okta-version=1.0.0")
        .body(body.to_string())
        .send()
        .await
        .unwrap();
    Page::of(org, response).await
}
