//! Style sheet, script and icon, compiled in.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use http::StatusCode;

use super::html::respond;
use crate::org::Org;

const STYLE: &str = include_str!("../../assets/org.css");
const SCRIPT: &str = include_str!("../../assets/org.js");
const ICON: &str = include_str!("../../assets/org.svg");

pub(crate) fn assets() -> Router<Arc<Org>> {
    let file = |content_type: &'static str, body: &'static str| {
        get(async move || respond(StatusCode::OK, content_type, body.to_owned()))
    };
    Router::new()
        .route("/_assets/org.css", file("text/css; charset=utf-8", STYLE))
        .route("/_assets/org.js", file("text/javascript; charset=utf-8", SCRIPT))
        .route("/_assets/org.svg", file("image/svg+xml", ICON))
}
