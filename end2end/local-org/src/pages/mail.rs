//! One mail on a page of its own.

use std::sync::Arc;

use axum::extract::Path;
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;

use super::html::HTML;
use super::html::document;
use super::html::escape;
use super::html::respond;
use super::mailbox::content;
use super::notice;
use crate::org::Org;

pub(super) async fn mail(State(org): State<Arc<Org>>, Path(id): Path<String>) -> Response {
    let found = org.look(|state, _| state.mailbox.by_id(&id).cloned());
    let Some(mail) = found else {
        let text = "It may have been dropped when the org was reset.";
        return notice::page(&org.settings.name, StatusCode::NOT_FOUND, "No such mail", text);
    };
    let body = format!(
        "<main class=\"notice panel\">\n<h1>{}</h1>\n{}<p><a href=\"/\">Back to the mailbox</a></p>\n\
         </main>",
        escape(&mail.subject),
        content(&mail)
    );
    respond(StatusCode::OK, HTML, document(&mail.subject, &body))
}
