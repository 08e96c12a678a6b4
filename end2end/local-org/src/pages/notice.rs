//! A page that says one thing.

use axum::response::Response;
use http::StatusCode;

use super::html::HTML;
use super::html::document;
use super::html::escape;
use super::html::respond;

/// One heading and one paragraph, in the style of the org.
pub(crate) fn page(org_name: &str, status: StatusCode, title: &str, text: &str) -> Response {
    let body = format!(
        "<main class=\"notice panel\">\n<p class=\"org-name\">{}</p>\n<h1>{}</h1>\n<p>{}</p>\n</main>",
        escape(org_name),
        escape(title),
        escape(text)
    );
    respond(status, HTML, document(title, &body))
}
