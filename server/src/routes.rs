//! Every route and every layer, in order.

use std::sync::Arc;
use std::time::Duration;

use app::server_functions;
use axum::Router;
use axum::middleware::from_fn;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use axum::routing::post;
use http::StatusCode;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::gate::arrival;
use crate::gate::content_type;
use crate::gate::dress;
use crate::gate::form;
use crate::gate::headers;
use crate::gate::origin;
use crate::route::api;
use crate::route::events;
use crate::route::files;
use crate::route::health;
use crate::route::pages;
use crate::state::AppState;

/// What a form of ours can be at the most, in bytes.
const MAX_BODY: usize = 16 * 1024;
/// A step waits for Okta at most 8 s for each of its calls; this is the end of all patience.
const DEADLINE: Duration = Duration::from_secs(30);

/// The router.
pub fn router(state: &Arc<AppState>) -> Router {
    // Leptos runs its tasks on this runtime; an error only says that it does so already.
    let _ = any_spawner::Executor::init_tokio();
    let pages = Router::new()
        .route("/", get(pages::home))
        .route("/sign-in", get(pages::sign_in))
        .route("/sign-up", get(pages::sign_up))
        .route("/forgot-password", get(pages::forgot_password))
        .fallback(pages::not_found)
        .layer(CompressionLayer::new());
    // Not compressed: a page that shows a code beside what its address says.
    let callback = Router::new().route("/login/callback", get(pages::magic_link));
    let arrivals =
        pages.merge(callback).layer(from_fn_with_state(Arc::clone(state), arrival::bounce));
    let forms = Router::new()
        .route(server_functions::SUBMIT, post(api::sign_in))
        .route(server_functions::ACT, post(api::sign_in))
        .route(server_functions::LINK, post(api::sign_in))
        .route(server_functions::CURRENT, post(api::sign_in))
        .route(server_functions::SIGN_OUT, post(api::sign_out))
        .layer(from_fn_with_state(Arc::clone(state), form::gate))
        .layer(from_fn(content_type::gate));
    let bounded = arrivals
        .merge(forms)
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .merge(files::router(&state.site))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, DEADLINE));
    bounded
        // Has no deadline: it waits for a person.
        .route(server_functions::EVENTS, get(events::stream))
        .layer(
            ServiceBuilder::new()
                .layer(from_fn_with_state(Arc::clone(state), headers::apply))
                .layer(from_fn_with_state(Arc::clone(state), dress::apply))
                .layer(CatchPanicLayer::custom(api::panicked))
                .layer(from_fn_with_state(Arc::clone(state), origin::gate))
                .layer(RequestBodyLimitLayer::new(MAX_BODY)),
        )
        .with_state(Arc::clone(state))
}
