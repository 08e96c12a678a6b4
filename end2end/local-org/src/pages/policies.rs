//! Buttons that switch the policy, and the form behind them.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;
use http::StatusCode;

use super::html::escape;
use super::notice;
use crate::control::set_policy;
use crate::org::Org;
use crate::settings::Policy;
use crate::settings::Settings;

pub(super) fn section(settings: &Settings, current: Option<&str>) -> String {
    let buttons: String = settings.policies.iter().map(|it| button(it, current)).collect();
    format!(
        "<section id=\"policies\" class=\"panel\" aria-labelledby=\"policies-title\">\n\
         <h2 id=\"policies-title\">How users sign in</h2>\n\
         <form method=\"post\" action=\"/policy\">\n<ul class=\"policies\">\n{buttons}</ul>\n</form>\n\
         </section>"
    )
}

fn button(policy: &Policy, current: Option<&str>) -> String {
    let name = escape(&policy.name);
    let pressed = current == Some(&policy.name);
    format!(
        "<li><button name=\"name\" value=\"{name}\" aria-pressed=\"{pressed}\">{name}</button> \
         <span class=\"soft\">{}</span></li>\n",
        escape(&policy.description)
    )
}

/// Post, redirect, get.
pub(super) async fn switch(State(org): State<Arc<Org>>, body: Bytes) -> Response {
    let name = url::form_urlencoded::parse(&body)
        .find_map(|(key, value)| (key == "name").then(|| value.into_owned()))
        .unwrap_or_default();
    match set_policy(&org, &name) {
        Ok(()) => Redirect::to("/#policies").into_response(),
        Err(why) => {
            let title = "That policy does not exist";
            notice::page(&org.settings.name, StatusCode::BAD_REQUEST, title, &why)
        }
    }
}
