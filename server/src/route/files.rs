//! The built site's files.

use std::sync::Arc;

use axum::middleware::map_response;
use axum::response::Response;
use http::HeaderValue;
use http::StatusCode;
use http::header::CACHE_CONTROL;
use http::header::CONTENT_TYPE;
use tower_http::services::ServeDir;
use tower_http::services::ServeFile;

use crate::assets::SiteFiles;
use crate::failure::refuse;
use crate::route::table::Table;
use crate::state::AppState;

/// `/pkg/*` and the icon.
pub fn table(site: &SiteFiles) -> Table<Arc<AppState>> {
    let built = ServeDir::new(site.root().join("pkg"))
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    // A file whose name changes with its content never changes; any other may at each build.
    let lifetime =
        if site.is_hashed() { "public, max-age=31536000, immutable" } else { "no-cache" };
    let icon = ServeFile::new(site.root().join("favicon.svg"));
    let built = Table::new().folder("/pkg", built).behind(|it| {
        it.layer(map_response(async move |response: Response| kept(response, lifetime)))
    });
    let icon = Table::new().file("/favicon.svg", icon).behind(|it| {
        it.layer(map_response(async |response: Response| kept(response, "public, max-age=86400")))
    });
    built.merge(icon)
}

fn kept(mut response: Response, value: &'static str) -> Response {
    if response.status() == StatusCode::NOT_FOUND {
        return refuse(StatusCode::NOT_FOUND, "not-found");
    }
    // A text file says its charset, so that no browser guesses it.
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.filter(|kind| kind.starts_with("text/") && !kind.contains("charset"));
    if let Some(Ok(kind)) = kind.map(|kind| HeaderValue::try_from(format!("{kind}; charset=utf-8")))
    {
        response.headers_mut().insert(CONTENT_TYPE, kind);
    }
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(value));
    }
    response
}
