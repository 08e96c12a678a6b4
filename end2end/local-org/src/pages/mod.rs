//! Pages for users: they work without scripts, and update by themselves with them.

mod assets;
mod dashboard;
pub(crate) mod html;
mod inbox;
mod message;
pub(crate) mod notice;
mod policies;
mod sequence;
mod users;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use axum::routing::post;

pub(crate) use self::assets::assets;
use crate::org::Org;

/// Same-origin only, like the control API: they show the same secrets.
pub(crate) fn routes() -> Router<Arc<Org>> {
    Router::new()
        .route("/", get(dashboard::dashboard))
        .route("/mail/{id}", get(message::message))
        .route("/policy", post(policies::switch))
}
