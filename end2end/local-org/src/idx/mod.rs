//! The IDX endpoints: one file per form, each moving the stage of a transaction.

mod answer;
mod cancel;
mod challenge;
mod device;
mod enroll;
mod form_handler;
mod identify;
mod introspect;
pub(crate) mod link;
pub(crate) mod next;
mod recover;
pub(crate) mod sent;
mod skip;
pub(crate) mod step;
mod unlock;
pub(crate) mod user_token;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use axum::routing::post;

use self::form_handler::form_handler;
use self::form_handler::way_out;
use crate::interlude;
use crate::org::Org;

pub(crate) fn routes() -> Router<Arc<Org>> {
    Router::new()
        .route("/idp/idx/introspect", post(introspect::introspect))
        .route("/idp/idx/identify", form_handler(identify::identify))
        .route("/idp/idx/identify/select", form_handler(cancel::back_to_sign_in))
        .route("/idp/idx/challenge", form_handler(challenge::challenge))
        .route("/idp/idx/challenge/answer", form_handler(answer::answer))
        .route("/idp/idx/challenge/resend", form_handler(challenge::resend))
        .route("/idp/idx/challenge/poll", form_handler(challenge::poll))
        .route("/idp/idx/poll", form_handler(challenge::poll))
        .route("/idp/idx/enroll", form_handler(enroll::start))
        .route("/idp/idx/enroll/new", form_handler(enroll::profile))
        .route("/idp/idx/credential/enroll", form_handler(challenge::enroll))
        .route("/idp/idx/recover", form_handler(recover::recover))
        .route("/idp/idx/request-activation", form_handler(user_token::request))
        .route("/idp/idx/unlock-account", form_handler(unlock::start))
        .route("/idp/idx/house-rules", form_handler(interlude::accept_house_rules))
        .route("/idp/idx/consent", form_handler(interlude::answer_consent))
        .route("/idp/idx/keep-me-signed-in", form_handler(interlude::answer_stay_signed_in))
        .route("/idp/idx/device/activate", form_handler(device::activate))
        .route("/idp/idx/skip", way_out(skip::skip))
        .route("/idp/idx/cancel", way_out(cancel::cancel))
        .route("/email/verify/{client_id}", get(link::follow))
}
