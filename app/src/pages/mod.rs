//! Whole pages, as plain data in and HTML out. Only the server renders them.

pub mod home;
pub mod languages;
pub mod magic_link;
pub mod plain;
pub mod shell;
pub mod sign_in;

pub use home::HomePage;
pub use home::Profile;
pub use languages::LANGUAGE;
pub use languages::Languages;
pub use magic_link::MagicLink;
pub use magic_link::MagicLinkPage;
pub use plain::PlainPage;
pub use shell::Assets;
pub use shell::Shell;
pub use sign_in::SignInPage;
