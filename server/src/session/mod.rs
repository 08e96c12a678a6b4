//! Sessions: an opaque id in one cookie, a typed record on the server.
//!
//! This room knows ids, lifetimes, sealing and stores. It does not know what a session is for: a record carries a state
//! of any type that implements [`SessionState`], and the sign-in brings its own. A concrete state here would be
//! simpler, but then no other use of a session, and no test of one, could do without Okta.

mod claim;
pub mod cookie;
pub mod form_token;
pub mod id;
pub mod locks;
pub mod memory;
mod notes;
mod per_user;
pub mod receipt;
pub mod record;
pub mod seal;
pub mod sessions;
pub mod shared;
pub mod sqlite;
pub mod store;

pub use claim::Claimed;
pub use id::SessionId;
pub use per_user::MAX_SESSIONS_PER_USER;
pub use record::Lifetime;
pub use record::Record;
pub use record::SessionState;
pub use sessions::Lifetimes;
pub use sessions::Session;
pub use sessions::SessionError;
pub use sessions::Sessions;
