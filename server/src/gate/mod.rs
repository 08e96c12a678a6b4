//! The gates that every request passes, in the order of [`crate::routes`].

pub mod address;
pub mod arrival;
pub mod body;
pub mod content_type;
pub mod crowd;
pub mod dress;
pub mod form;
pub mod headers;
pub mod host;
pub mod origin;
pub mod request_id;
pub mod shape;
