//! One message on a page of its own.

use std::sync::Arc;

use axum::extract::Path;
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;

use super::html::HTML;
use super::html::document;
use super::html::escape;
use super::html::respond;
use super::inbox::content;
use super::notice;
use crate::org::Org;

pub(super) async fn message(State(org): State<Arc<Org>>, Path(id): Path<String>) -> Response {
    let found = org.look(|state, _| state.inbox.by_id(&id).cloned());
    let Some(message) = found else {
        let text = "It may have been dropped when the org was reset.";
        return notice::page(&org.settings.name, StatusCode::NOT_FOUND, "No such message", text);
    };
    let body = format!(
        "<main class=\"notice panel\">\n<h1>{}</h1>\n{}<p><a href=\"/\">Back to the mailbox</a></p>\n\
         </main>",
        escape(&message.subject),
        content(&message)
    );
    respond(StatusCode::OK, HTML, document(&message.subject, &body))
}
