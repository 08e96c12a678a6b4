//! Text that users enter: usernames, email addresses, codes, names.
//!
//! Every reader of such text in the server uses this module, so that one text means the same
//! everywhere. It is pure: it knows neither forms nor Okta nor sessions. The order is always the
//! same: [`clean`] removes what is invisible, [`email_address::find`] takes an address out of what
//! surrounds it, and only then the text is judged. Two rules hold for every reader, and property
//! tests check both: reading the result again changes nothing, and no invisible character survives.
//! The result is what is sent to Okta and what is shown again.

pub mod clean;
pub mod code;
pub mod digit;
pub mod email_address;
pub mod phone;
pub mod region;
pub mod user_key;
pub mod username;
