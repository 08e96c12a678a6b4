//! A sign-in as it moves: what is remembered of it, and what follows from what happens to it.
//!
//! This room is pure. It knows neither screens nor sessions nor limits, calls nothing and reads no clock: time and
//! randomness come in as arguments. What must be asked of Okta is a value that it returns.

mod confirmed;
mod decoy;
mod help;
mod intent;
mod same_path;
mod saved;
mod saved_bytes;
mod signed_in;
mod state;
mod step_name;
#[cfg(test)]
mod tests;
mod text;

pub use confirmed::Confirmed;
pub use decoy::Decoy;
pub use decoy::Shape;
pub use help::HelpLink;
pub use intent::Intent;
pub use same_path::RETURN_TO;
pub use same_path::SamePath;
pub use saved::Saved;
pub use saved_bytes::SavedBytes;
pub use signed_in::SignedIn;
pub use state::FilledForm;
pub use state::Flow;
pub use state::Stage;
pub use step_name::fresh_start;
pub use step_name::fresh_step;
pub use step_name::start_of;
pub use text::Argument;
pub use text::FieldError;
pub use text::Notice;
pub use text::Text;
