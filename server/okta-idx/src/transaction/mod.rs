//! The states of a sign-in: pending, terminal or completed.

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

/// The state of a transaction.
#[derive(Clone, Debug)]
pub enum Transaction {
    /// There is a next step.
    Pending(Pending),
    /// There is no next step, and the user is not signed in.
    Terminal(Terminal),
    /// All requirements are met: exchange it for tokens.
    Completed(Completed),
}
