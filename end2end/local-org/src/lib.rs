#![doc = include_str!("../README.md")]

mod assurance;
mod attribute;
mod authenticator;
mod calls;
mod clock;
mod control;
mod faults;
mod forms;
mod http;
mod idx;
mod interlude;
mod oauth;
mod org;
mod pages;
mod protocol;
mod random;
mod serve;
mod settings;
mod state;
mod timestamp;

pub use serve::RunningOrg;
pub use serve::ServeError;
pub use serve::serve;
pub use settings::ClientSettings;
pub use settings::Lifetimes;
pub use settings::Policy;
pub use settings::Settings;
pub use settings::SettingsError;
pub use settings::UserSettings;
pub use settings::UserStatus;
pub use settings::parse_address;
