//! The IDX endpoints: one file per verb, each moving the stage of a transaction.

mod answer;
mod cancel;
mod challenge;
mod desk;
mod enroll;
mod extra;
mod identify;
mod introspect;
pub(crate) mod link;
mod mailing;
mod next;
mod password_rules;
mod recover;
mod sent;
mod unlock;
mod verb;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use axum::routing::post;

use self::verb::verb;
use crate::org::Org;

pub(crate) fn routes() -> Router<Arc<Org>> {
    Router::new()
        .route("/idp/idx/introspect", post(introspect::introspect))
        .route("/idp/idx/identify", verb(identify::identify))
        .route("/idp/idx/identify/select", verb(cancel::back_to_sign_in))
        .route("/idp/idx/challenge", verb(challenge::challenge))
        .route("/idp/idx/challenge/answer", verb(answer::answer))
        .route("/idp/idx/challenge/resend", verb(challenge::resend))
        .route("/idp/idx/challenge/poll", verb(challenge::poll))
        .route("/idp/idx/enroll", verb(enroll::start))
        .route("/idp/idx/enroll/new", verb(enroll::profile))
        .route("/idp/idx/recover", verb(recover::recover))
        .route("/idp/idx/unlock-account", verb(unlock::start))
        .route("/idp/idx/house-rules", verb(extra::fill_in))
        .route("/idp/idx/skip", verb(extra::skip))
        .route("/idp/idx/cancel", verb(cancel::cancel))
        .route("/email/verify/{client_id}", get(link::follow))
}
