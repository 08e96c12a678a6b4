//! An answer of an Okta path, before it becomes a response.

use axum::body::Body;
use axum::response::IntoResponse;
use axum::response::Response;
use http::HeaderName;
use http::HeaderValue;
use http::StatusCode;
use http::header;
use serde_json::Value;
use serde_json::json;

use crate::protocol::TransactionId;

pub(crate) const JSON: &str = "application/json";

/// Status, headers and body, and which sign-in it belongs to.
#[derive(Debug)]
pub(crate) struct Answer {
    status: StatusCode,
    content_type: Option<&'static str>,
    headers: Vec<(HeaderName, String)>,
    body: Vec<u8>,
    transaction: Option<TransactionId>,
}

impl Answer {
    pub(crate) fn json(status: StatusCode, body: &Value) -> Self {
        Self::bytes(status, JSON, body.to_string().into_bytes())
    }

    pub(crate) fn bytes(status: StatusCode, content_type: &'static str, body: Vec<u8>) -> Self {
        let content_type = Some(content_type);
        Self { status, content_type, headers: Vec::new(), body, transaction: None }
    }

    /// A 200 without body and without content type.
    pub(crate) fn empty() -> Self {
        let body = Vec::new();
        let headers = Vec::new();
        Self { status: StatusCode::OK, content_type: None, headers, body, transaction: None }
    }

    /// RFC 6749 section 5.2: `{"error":…,"error_description":…}`.
    pub(crate) fn oauth_error(status: StatusCode, error: &str, description: &str) -> Self {
        Self::json(status, &json!({ "error": error, "error_description": description }))
    }

    /// The error shape of the Okta API, which gateways use on every path.
    pub(crate) fn api_error(status: StatusCode, code: &str, summary: &str) -> Self {
        let body = json!({
            "errorCode": code,
            "errorSummary": summary,
            "errorLink": code,
            "errorId": "oaeLocalOrg",
            "errorCauses": [],
        });
        Self::json(status, &body)
    }

    pub(crate) fn not_found(path: &str) -> Self {
        let summary = format!("Not found: Resource not found: {path}");
        Self::api_error(StatusCode::NOT_FOUND, "E0000007", &summary)
    }

    /// Something inside the org broke; the log has the reason.
    pub(crate) fn internal_error() -> Self {
        let summary = "Internal Server Error";
        Self::api_error(StatusCode::INTERNAL_SERVER_ERROR, "E0000009", summary)
    }

    pub(crate) fn header(mut self, name: HeaderName, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Turns the answer into a 302.
    pub(crate) fn redirect(mut self, target: &str) -> Self {
        self.status = StatusCode::FOUND;
        self.header(header::LOCATION, target)
    }

    pub(crate) fn typed(mut self, content_type: &'static str) -> Self {
        self.content_type = Some(content_type);
        self
    }

    /// Files the call under a sign-in.
    pub(crate) fn of(mut self, transaction: &TransactionId) -> Self {
        self.transaction = Some(transaction.clone());
        self
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(content_type) = self.content_type {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        }
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(name, value);
            }
        }
        if let Some(transaction) = self.transaction {
            response.extensions_mut().insert(transaction);
        }
        response
    }
}
