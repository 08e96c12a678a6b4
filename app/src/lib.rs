//! The pages of Usher and the view model they show.
//!
//! Everything here is rendered on the server. One part, the [sign-in panel](panel::SignInPanel), has code
//! that also runs in the browser and upgrades the very forms that work without it. Nothing here knows Okta, axum or
//! sessions: what a sign-in *is* comes in through the [`sign_in::SignIn`] trait, what it *looks like now* is a
//! [`step::Step`].

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
