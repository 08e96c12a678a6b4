//! The gates that every request passes, in the order of [`crate::routes`].

pub mod address;
pub mod arrival;
pub mod content_type;
pub mod dress;
pub mod form;
pub mod headers;
pub mod origin;
