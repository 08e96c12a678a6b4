//! Sessions: an opaque id in one cookie, a typed record on the server.
//!
//! A session knows ids, lifetimes and how records are sealed. It does not know Okta: what a sign-in or a signed-in
//! person *is* belongs to [`record`].

mod cap;
pub mod cookie;
pub mod form_token;
pub mod id;
pub mod locks;
pub mod memory;
pub mod receipt;
pub mod record;
pub mod seal;
pub mod sessions;
pub mod shared;
pub mod sqlite;
pub mod store;

pub use id::SessionId;
pub use record::Record;
pub use record::State;
pub use sessions::Lifetimes;
pub use sessions::Session;
pub use sessions::SessionError;
pub use sessions::Sessions;
