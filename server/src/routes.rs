//! Every route and every layer, in order.
//!
//! Routes stand in groups. All groups stand behind the layers of [`behind_gates`]; what a group needs beyond them is
//! listed at the group, from the outside in. Only a group that takes forms reads a body before its handler runs, so
//! that a route which passes on large bodies can be added beside them.

use std::sync::Arc;
use std::time::Duration;

use app::server_functions;
use axum::Router;
use axum::middleware::FromFnLayer;
use axum::middleware::from_fn_with_state;
use http::StatusCode;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use crate::assets::SiteFiles;
use crate::gate;
use crate::gate::Check;
use crate::gate::admission;
use crate::gate::body;
use crate::gate::content_type;
use crate::gate::cross_site_arrival;
use crate::gate::csrf_origin;
use crate::gate::csrf_token;
use crate::gate::headers;
use crate::gate::host;
use crate::gate::request_id;
use crate::gate::request_size;
use crate::language;
use crate::route::api;
use crate::route::csp;
use crate::route::error_page;
use crate::route::events;
use crate::route::files;
use crate::route::health;
use crate::route::pages;
use crate::route::table::Table;
use crate::state::AppState;

/// How long a form may take: each of its calls to Okta takes at most 8 s. Afterwards the client gets 503.
const DEADLINE: Duration = Duration::from_secs(30);

/// The routes, by the layers that they stand behind.
struct Groups {
    pages: Table<Arc<AppState>>,
    callback: Table<Arc<AppState>>,
    forms: Table<Arc<AppState>>,
    health: Table<Arc<AppState>>,
    reports: Table<Arc<AppState>>,
    files: Table<Arc<AppState>>,
    events: Table<Arc<AppState>>,
}

impl Groups {
    /// Lists all routes.
    fn of(site: &SiteFiles) -> Self {
        Self {
            pages: Table::new()
                .get("/", pages::home)
                .get("/sign-in", pages::sign_in)
                .get("/sign-up", pages::sign_up)
                .get("/forgot-password", pages::forgot_password)
                .get("/unlock", pages::unlock),
            // A copied link may have a slash at its end.
            callback: Table::new()
                .get("/login/callback", pages::magic_link)
                .get("/login/callback/", pages::magic_link),
            forms: Table::new()
                .post(server_functions::SUBMIT, api::sign_in)
                .post(server_functions::ACT, api::sign_in)
                .post(server_functions::LINK, api::sign_in)
                .post(server_functions::CURRENT, api::sign_in)
                .post(server_functions::SIGN_OUT, api::sign_out),
            health: Table::new().get("/healthz", health::alive).get("/readyz", health::ready),
            reports: Table::new().post("/_csp", csp::report),
            files: files::table(site),
            events: Table::new().get(server_functions::EVENTS, events::stream),
        }
    }
}

/// Returns method and path of every route, as `server --routes` prints them.
pub fn list(site: &SiteFiles) -> Vec<String> {
    let Groups { pages, callback, forms, health, reports, files, events } = Groups::of(site);
    let all = pages.merge(callback).merge(forms).merge(health).merge(reports);
    all.merge(files).merge(events).listed().to_vec()
}

/// Returns the router of the server.
pub fn router(state: &Arc<AppState>) -> Router {
    // Leptos runs its tasks on this runtime; an error only says that it does so already.
    let _ = any_spawner::Executor::init_tokio();
    let checks = |list: &'static [Check]| from_fn_with_state((Arc::clone(state), list), gate::run);
    let Groups { pages, callback, forms, health, reports, files, events } = Groups::of(&state.site);
    let pages = pages.behind(|routes| {
        routes.fallback(pages::not_found).layer(
            ServiceBuilder::new()
                .layer(with(state, admission::gate))
                .layer(checks(ARRIVAL))
                .layer(with(state, language::keep))
                .layer(CompressionLayer::new()),
        )
    });
    // Not compressed, because the page shows a code beside text of its address (BREACH).
    let callback = callback.behind(|routes| {
        routes
            .layer(ServiceBuilder::new().layer(with(state, admission::gate)).layer(checks(ARRIVAL)))
    });
    // The body is read before a permit is taken, so that slow clients hold none.
    let forms = forms.behind(|routes| {
        routes.layer(
            ServiceBuilder::new()
                .layer(with(state, body::gate))
                .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, DEADLINE))
                .layer(with(state, admission::gate))
                .layer(checks(&[content_type::check]))
                .layer(with(state, csrf_token::gate)),
        )
    });
    let reports = reports.behind(|routes| routes.layer(with(state, body::gate)));
    // No further layer: health checks and files are short, and events wait for a user.
    let bare = health.merge(files).merge(events);
    behind_gates(pages.merge(callback).merge(forms).merge(reports).merge(bare).into_router(), state)
}

/// What every request goes through.
const ALWAYS: &[Check] = &[request_size::check, csrf_origin::check];
/// What a browser that arrives at a page goes through.
const ARRIVAL: &[Check] = &[host::check, cross_site_arrival::check];

/// Returns a layer that runs `gate` with the state of the server.
fn with<F, T>(state: &Arc<AppState>, gate: F) -> FromFnLayer<F, Arc<AppState>, T> {
    from_fn_with_state(Arc::clone(state), gate)
}

/// Puts the layers of all requests and answers in front of some routes.
pub fn behind_gates(routes: Router<Arc<AppState>>, state: &Arc<AppState>) -> Router {
    routes
        .layer(
            ServiceBuilder::new()
                .layer(with(state, request_id::apply))
                .layer(with(state, headers::apply))
                .layer(with(state, error_page::apply))
                .layer(CatchPanicLayer::custom(api::panicked))
                .layer(from_fn_with_state((Arc::clone(state), ALWAYS), gate::run)),
        )
        .with_state(Arc::clone(state))
}
