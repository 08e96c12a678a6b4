//! The front page: inbox, sign-ins as they happen, users, policies.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;

use super::html::HTML;
use super::html::document;
use super::html::escape;
use super::html::respond;
use super::inbox;
use super::policies;
use super::sequence;
use super::users;
use crate::org::Org;

/// Each part has an id, so that the script can swap in the part that changed.
pub(super) async fn dashboard(State(org): State<Arc<Org>>) -> Response {
    let body = org.look(|state, now| {
        let app = org.settings.app_url.as_deref().map_or_else(String::new, |url| {
            let url = escape(url);
            format!("<p><a class=\"button primary\" href=\"{url}\">Go to the sign-in page</a></p>\n")
        });
        let offset = match state.clock_offset {
            0 => String::new(),
            seconds => format!(", {seconds} s from this machine's clock"),
        };
        format!(
            "<header class=\"top\">\n<div>\n<h1>{name}</h1>\n\
             <p class=\"soft\">An Okta org on this machine. Issuer <code>{url}/oauth2/{server}</code>\
             </p>\n<p class=\"soft\" id=\"clock\">It is {time} here{offset}.</p>\n</div>\n{app}\
             </header>\n<p class=\"visually-hidden\" role=\"status\" id=\"news\"></p>\n\
             <main class=\"dashboard\">\n{inbox}\n{sequence}\n{policies}\n{users}\n</main>",
            name = escape(&org.settings.name),
            url = escape(&org.url),
            server = escape(org.settings.authorization_servers.first().map_or("", String::as_str)),
            time = now.clock_time(),
            inbox = inbox::section(&state.inbox),
            sequence = sequence::section(&state.calls),
            policies = policies::section(&org.settings, state.policy.name()),
            users = users::section(&org.settings, &state.users),
        )
    });
    respond(StatusCode::OK, HTML, document(&org.settings.name, &body))
}
