//! A sign-in as it moves: pending, terminal or completed.

mod advance;
mod answers;
mod body;
mod completed;
mod detached;
mod interaction;
mod pending;
mod saved;
mod template;
mod terminal;

pub use answers::Answers;
pub use answers::Pick;
pub use completed::Completed;
pub use completed::StateMismatch;
pub use interaction::Interaction;
pub use pending::Pending;
pub use saved::RestoreError;
pub use template::Template;
pub use terminal::Terminal;

pub(crate) use advance::advance;
pub(crate) use body::Rejected;
pub(crate) use body::build;
pub(crate) use saved::read_saved;
pub(crate) use saved::saved_moment;
pub(crate) use saved::saved_text;
pub(crate) use saved::write_saved;

/// Where a transaction stands.
#[derive(Clone, Debug)]
pub enum Transaction {
    /// There is a next step.
    Pending(Pending),
    /// There is none, and nobody is signed in.
    Terminal(Terminal),
    /// Everything asked for was given: exchange it for tokens.
    Completed(Completed),
}
