//! A sign-in as it moves: what is remembered of it, and what follows from what happens to it.
//!
//! [`Flow::handle`] takes an [`Input`] and moves to a [`Transition`]: the flow rests and is to be saved, or a [`Call`] is to
//! be made, and the [`Suspended`] flow takes its [`Outcome`]. Each path has a file (`begin`, `answer`, `act`, `link`), and
//! all end in `apply`, which brings the flow to where Okta's answer leads.
//!
//! This room is pure. It knows neither screens nor sessions nor limits, calls nothing and reads no clock: time,
//! randomness and what an answer can cause come in as arguments. So any sequence of inputs can be tested without an
//! org. The alternative, methods that call Okta and save on the way, needs one to reach any state.

mod act;
mod answer;
mod apply;
mod at_once;
mod begin;
mod call;
mod confirmed;
mod context;
mod decoy;
mod first_answer;
mod help;
mod hide;
mod input;
mod intent;
mod link;
mod naming;
mod opening;
mod other_tab;
mod outcome;
mod question;
mod same_path;
mod saved;
mod saved_bytes;
mod signed_in;
mod state;
mod step_name;
#[cfg(test)]
mod tests;
mod text;
mod tokens;
mod transition;

pub use begin::IDENTIFIER;
pub use begin::username_problem;
pub use call::Ask;
pub use call::Call;
pub use call::Cost;
pub use call::name_of;
pub use confirmed::Confirmed;
pub use context::Context;
pub use context::FreshNames;
pub use decoy::Decoys;
pub use first_answer::FirstAnswer;
pub use first_answer::Password;
pub use first_answer::StartToken;
pub use help::HelpLink;
pub use help::web_address;
pub use input::Act;
pub use input::Answer;
pub use input::Input;
pub use input::Wrong;
pub use intent::Intent;
pub use link::PASSCODE;
pub use outcome::CallFailure;
pub use outcome::Limit;
pub use outcome::Outcome;
pub use outcome::Verdict;
pub use question::Question;
pub use same_path::RETURN_TO;
pub use same_path::SamePath;
use saved::Saved;
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
pub use transition::Suspended;
pub use transition::Transition;
