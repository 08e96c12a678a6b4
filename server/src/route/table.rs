//! Routes that are written down while they are added: what `server --routes` prints is what the router answers.

use std::convert::Infallible;

use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::routing::post;
use tower::Service;

/// Routes, and the list of them. Nothing else in the server may add one to a router; a test reads the sources for it.
#[derive(Debug)]
pub struct Table<S> {
    router: Router<S>,
    listed: Vec<String>,
}

impl<S: Clone + Send + Sync + 'static> Table<S> {
    /// No route yet.
    pub fn new() -> Self {
        Self { router: Router::new(), listed: Vec::new() }
    }

    /// Something to read.
    #[must_use]
    pub fn get<H: Handler<T, S>, T: 'static>(self, path: &str, handler: H) -> Self {
        let mut table = self.listing(&["GET", "HEAD"], path);
        table.router = table.router.route(path, get(handler));
        table
    }

    /// A form to post.
    #[must_use]
    pub fn post<H: Handler<T, S>, T: 'static>(self, path: &str, handler: H) -> Self {
        let mut table = self.listing(&["POST"], path);
        table.router = table.router.route(path, post(handler));
        table
    }

    /// A file.
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

    /// Everything in a folder.
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

    /// The routes of both.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.listed.extend(other.listed);
        Self { router: self.router.merge(other.router), listed: self.listed }
    }

    /// The same routes behind the layers that `wrap` adds.
    #[must_use]
    pub fn behind(self, wrap: impl FnOnce(Router<S>) -> Router<S>) -> Self {
        Self { router: wrap(self.router), listed: self.listed }
    }

    /// Method and path of every route.
    pub fn listed(&self) -> &[String] {
        &self.listed
    }

    /// What answers.
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
