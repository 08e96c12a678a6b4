//! Routes that are listed while they are added, so `server --routes` prints exactly what the router answers.

use std::convert::Infallible;

use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::routing::post;
use tower::Service;

/// Routes, and the list of them. No other code may add a route to a router; a test reads the sources for it.
#[derive(Debug)]
pub struct Table<S> {
    router: Router<S>,
    listed: Vec<String>,
}

impl<S: Clone + Send + Sync + 'static> Table<S> {
    /// Returns an empty table.
    pub fn new() -> Self {
        Self { router: Router::new(), listed: Vec::new() }
    }

    /// Adds a page or another resource to read.
    #[must_use]
    pub fn get<H: Handler<T, S>, T: 'static>(self, path: &str, handler: H) -> Self {
        let mut table = self.listing(&["GET", "HEAD"], path);
        table.router = table.router.route(path, get(handler));
        table
    }

    /// Adds a form to post.
    #[must_use]
    pub fn post<H: Handler<T, S>, T: 'static>(self, path: &str, handler: H) -> Self {
        let mut table = self.listing(&["POST"], path);
        table.router = table.router.route(path, post(handler));
        table
    }

    /// Adds a file.
    #[must_use]
    pub fn file<F>(self, path: &str, file: F) -> Self
    where
        F: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
        F::Response: IntoResponse,
        F::Future: Send,
    {
        let mut table = self.listing(&["GET", "HEAD"], path);
        table.router = table.router.route_service(path, file);
        table
    }

    /// Adds all files in a folder.
    #[must_use]
    pub fn folder<F>(self, path: &str, folder: F) -> Self
    where
        F: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
        F::Response: IntoResponse,
        F::Future: Send,
    {
        let mut table = self.listing(&["GET", "HEAD"], &format!("{path}/*"));
        table.router = table.router.nest_service(path, folder);
        table
    }

    /// Returns the routes of both.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.listed.extend(other.listed);
        Self { router: self.router.merge(other.router), listed: self.listed }
    }

    /// Returns the same routes behind the layers that `wrap` adds.
    #[must_use]
    pub fn behind(self, wrap: impl FnOnce(Router<S>) -> Router<S>) -> Self {
        Self { router: wrap(self.router), listed: self.listed }
    }

    /// Returns method and path of every route.
    pub fn listed(&self) -> &[String] {
        &self.listed
    }

    /// Returns the router.
    pub fn into_router(self) -> Router<S> {
        self.router
    }

    fn listing(mut self, methods: &[&str], path: &str) -> Self {
        self.listed.extend(methods.iter().map(|method| format!("{method} {path}")));
        self
    }
}

impl<S: Clone + Send + Sync + 'static> Default for Table<S> {
    fn default() -> Self {
        Self::new()
    }
}
