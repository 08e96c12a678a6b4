//! The gates: layers that read, reject or mark a request before a handler runs. [`crate::routes`] lists which group
//! of routes stands behind which, in order.

pub mod address;
pub mod admission;
pub mod body;
pub mod content_type;
pub mod cross_site_arrival;
pub mod csrf_origin;
pub mod csrf_token;
pub mod headers;
pub mod host;
pub mod request_id;
pub mod request_size;
