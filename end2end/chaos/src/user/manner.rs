//! The behaviour of users, in percent.

/// The behaviour of a user.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manner {
    /// Clicks twice.
    pub(crate) doubles: u64,
    /// Reloads the page that asks for the code.
    pub(crate) reloads: u64,
    /// Types a wrong code first.
    pub(crate) errs: u64,
    /// Resends the email.
    pub(crate) resends: u64,
    /// Leaves one to three tabs open that wait for the link.
    pub(crate) waits: u64,
    /// Opens the link in another browser first.
    pub(crate) strays: u64,
    /// Uses the link instead of the code.
    pub(crate) links: u64,
    /// Uses the link and the code at the same moment.
    pub(crate) both: u64,
    /// Submits an old form again.
    pub(crate) goes_back: u64,
    /// Signs out soon instead of staying.
    pub(crate) leaves: u64,
    /// Whether the user pauses before submitting.
    pub(crate) rests: bool,
    /// The longest time until the user has found the code in their email, in milliseconds.
    pub(crate) searches: u64,
}

/// Users with all kinds of behaviour.
pub(crate) const LIVELY: Manner = Manner {
    doubles: 25,
    reloads: 20,
    errs: 20,
    resends: 10,
    waits: 25,
    strays: 8,
    links: 35,
    both: 10,
    goes_back: 15,
    leaves: 40,
    rests: true,
    searches: 0,
};

/// Users who take each next step at once and make no mistakes.
pub(crate) const PLAIN: Manner = Manner {
    doubles: 0,
    reloads: 0,
    errs: 0,
    resends: 0,
    waits: 0,
    strays: 0,
    links: 0,
    both: 0,
    goes_back: 0,
    leaves: 0,
    rests: false,
    searches: 0,
};
