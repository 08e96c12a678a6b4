//! The built site's files.

use std::sync::Arc;

use axum::Router;
use axum::middleware::map_response;
use axum::response::Response;
use http::HeaderValue;
use http::StatusCode;
use http::header::CACHE_CONTROL;
use tower_http::services::ServeDir;
use tower_http::services::ServeFile;

use crate::assets::SiteFiles;
use crate::failure::refuse;
use crate::state::AppState;

/// Serves `/pkg/*` and the icon.
pub fn router(site: &SiteFiles) -> Router<Arc<AppState>> {
    let built = ServeDir::new(site.root().join("pkg"))
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    let icon = ServeFile::new(site.root().join("favicon.svg"));
    let built = Router::new()
        .nest_service("/pkg", built)
        .layer(map_response(async |response: Response| kept(response, BUILT)));
    let icon = Router::new()
        .route_service("/favicon.svg", icon)
        .layer(map_response(async |response: Response| kept(response, "public, max-age=86400")));
    built.merge(icon)
}

/// The name of a built file changes with its content. During development it may not, so nothing is kept there.
const BUILT: &str =
    if cfg!(debug_assertions) { "no-cache" } else { "public, max-age=31536000, immutable" };

fn kept(mut response: Response, value: &'static str) -> Response {
    if response.status() == StatusCode::NOT_FOUND {
        return refuse(StatusCode::NOT_FOUND, "not-found");
    }
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(value));
    }
    response
}
