//! The gates that every request passes, in the order of [`crate::routes`].

pub mod address;
pub mod arrival;
pub mod content_type;
pub mod crowd;
pub mod dress;
pub mod headers;
pub mod origin;
