//! What people are like: in how many of 100 cases they do what.

/// The habits of a user.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manner {
    /// Click twice.
    pub(crate) doubles: u64,
    /// Reload the page that asks for the code.
    pub(crate) reloads: u64,
    /// Type a wrong code first.
    pub(crate) errs: u64,
    /// Ask for another mail.
    pub(crate) resends: u64,
    /// Leave one to three tabs open that wait for the link.
    pub(crate) waits: u64,
    /// Open the link in another browser first.
    pub(crate) strays: u64,
    /// Use the link instead of the code.
    pub(crate) links: u64,
    /// Use the link and the code in the same moment.
    pub(crate) both: u64,
    /// Send an old form again.
    pub(crate) goes_back: u64,
    /// Sign out soon instead of staying.
    pub(crate) leaves: u64,
    /// Whether they read before they submit.
    pub(crate) rests: bool,
    /// Milliseconds, at the most, until they have found the code in their mail.
    pub(crate) searches: u64,
}

/// People as they come.
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

/// People who do the next right thing at once.
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
