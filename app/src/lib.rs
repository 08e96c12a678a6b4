//! The pages of Usher and the view model they show.
//!
//! The server renders all pages. Only the [sign-in panel](panel::SignInPanel) has code that also
//! runs in the browser; it enhances forms that work without it.
//!
//! This crate knows neither Okta nor axum nor sessions. The [`sign_in::SignIn`] trait provides the
//! sign-in, and a [`step::Step`] is its view.

#[cfg(feature = "hydrate")]
pub mod browser;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod panel;
pub mod server_functions;
#[cfg(feature = "ssr")]
pub mod sign_in;
pub mod step;
#[cfg(feature = "ssr")]
pub mod text;
pub mod words;
