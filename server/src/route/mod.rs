//! The handlers of the routes.

pub mod api;
pub mod asked;
pub mod csp;
pub mod error_page;
pub mod events;
pub mod files;
pub mod health;
pub mod pages;
pub mod table;
