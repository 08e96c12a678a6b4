//! Tokens: from the interaction code to refresh, revocation and logout.

mod claims;
mod exchange;
mod id_token;
mod jwt;
mod keys;
mod logout;
mod refresh;
mod revoke;
mod tokens;
mod userinfo;

pub use claims::Claims;
pub use exchange::ExchangeError;
pub use id_token::IdTokenError;
pub use keys::KeysError;
pub use refresh::RefreshError;
pub use revoke::RevokeError;
pub use tokens::TokenKind;
pub use tokens::Tokens;
pub use userinfo::UserInfo;
pub use userinfo::UserInfoError;

pub(crate) use keys::Keys;
