//! Usher's backend-for-frontend.
//!
//! A browser gets pages, steps and one opaque cookie. Everything else, the conversation with Okta and the tokens it ends
//! with, stays in this process and its session store.

pub mod assets;
pub mod config;
pub mod development;
pub mod effect;
pub mod environment;
pub mod failure;
pub mod first_page;
pub mod flow;
pub mod gate;
pub mod language;
pub mod limit;
pub mod log;
pub mod maintenance;
pub mod readiness;
pub mod revoke_sessions;
pub mod route;
pub mod routes;
pub mod screen;
pub mod serve;
pub mod session;
pub mod sign_in;
pub mod start;
pub mod state;
mod stop_signal;
pub mod text_input;
