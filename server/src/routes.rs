//! Every route and every layer, in order.

use std::sync::Arc;
use std::time::Duration;

use app::server_functions;
use axum::Router;
use axum::middleware::from_fn;
use axum::middleware::from_fn_with_state;
use http::StatusCode;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use crate::assets::SiteFiles;
use crate::gate::arrival;
use crate::gate::body;
use crate::gate::content_type;
use crate::gate::crowd;
use crate::gate::dress;
use crate::gate::form;
use crate::gate::headers;
use crate::gate::host;
use crate::gate::origin;
use crate::gate::request_id;
use crate::gate::shape;
use crate::language;
use crate::route::api;
use crate::route::csp;
use crate::route::events;
use crate::route::files;
use crate::route::health;
use crate::route::pages;
use crate::route::table::Table;
use crate::state::AppState;

/// A step waits for Okta at most 8 s for each of its calls; this is the end of all patience.
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
    /// The one list of routes.
    fn of(site: &SiteFiles) -> Self {
        Self {
            pages: Table::new()
                .get("/", pages::home)
                .get("/sign-in", pages::sign_in)
                .get("/sign-up", pages::sign_up)
                .get("/forgot-password", pages::forgot_password),
            // With a slash behind it where a link was copied so.
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

/// Method and path of every route, as `server --routes` prints them.
pub fn list(site: &SiteFiles) -> Vec<String> {
    let Groups { pages, callback, forms, health, reports, files, events } = Groups::of(site);
    let people = pages.merge(callback).merge(forms);
    people.merge(health).merge(reports).merge(files).merge(events).listed().to_vec()
}

/// The router.
pub fn router(state: &Arc<AppState>) -> Router {
    // Leptos runs its tasks on this runtime; an error only says that it does so already.
    let _ = any_spawner::Executor::init_tokio();
    let Groups { pages, callback, forms, health, reports, files, events } = Groups::of(&state.site);
    let pages = pages.behind(|it| {
        it.fallback(pages::not_found)
            .layer(CompressionLayer::new())
            .layer(from_fn_with_state(Arc::clone(state), language::keep))
    });
    let arrivals = pages
        // Not compressed: a page that shows a code beside what its address says.
        .merge(callback)
        .behind(|it| {
            it.layer(from_fn_with_state(Arc::clone(state), arrival::bounce))
                .layer(from_fn_with_state(Arc::clone(state), host::gate))
        });
    let forms = forms.behind(|it| {
        it.layer(from_fn_with_state(Arc::clone(state), form::gate))
            .layer(from_fn(content_type::gate))
    });
    let people = arrivals
        .merge(forms)
        .behind(|it| it.layer(from_fn_with_state(Arc::clone(state), crowd::gate)));
    let bounded = people.merge(health).merge(reports).merge(files).behind(|it| {
        it.layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, DEADLINE))
    });
    // Events have no deadline: they wait for a person.
    behind_gates(bounded.merge(events).into_router(), state)
}

/// Puts what every request must pass, and what every answer must carry, in front of some routes.
pub fn behind_gates(routes: Router<Arc<AppState>>, state: &Arc<AppState>) -> Router {
    routes
        .layer(
            ServiceBuilder::new()
                .layer(from_fn_with_state(Arc::clone(state), request_id::apply))
                .layer(from_fn_with_state(Arc::clone(state), headers::apply))
                .layer(from_fn_with_state(Arc::clone(state), dress::apply))
                .layer(CatchPanicLayer::custom(api::panicked))
                .layer(from_fn(shape::gate))
                .layer(from_fn_with_state(Arc::clone(state), origin::gate))
                .layer(from_fn_with_state(Arc::clone(state), body::gate)),
        )
        .with_state(Arc::clone(state))
}
