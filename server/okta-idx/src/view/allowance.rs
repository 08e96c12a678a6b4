//! What an authenticator may be used for, and how long setting it up can wait.

use crate::grammar::Authenticator;

/// What an authenticator may be used for (`allowedFor`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AllowedFor {
    /// To sign in.
    SignIn,
    /// To recover or unlock the account.
    Recovery,
    /// For both.
    Both,
}

/// How long setting up an authenticator can be postponed (`gracePeriod`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Postponement<'a> {
    /// It can be skipped so many times more.
    Skips(u64),
    /// It can be skipped before this date (ISO 8601, without the time).
    Until(&'a str),
}

impl Authenticator {
    /// Returns what the authenticator may be used for, if Okta says so.
    pub fn allowed_for(&self) -> Option<AllowedFor> {
        match self.member("allowedFor")?.as_str()? {
            "sso" => Some(AllowedFor::SignIn),
            "recovery" => Some(AllowedFor::Recovery),
            "any" => Some(AllowedFor::Both),
            _ => None,
        }
    }

    /// Returns how long setting it up can be postponed, if the org allows that.
    pub fn postponement(&self) -> Option<Postponement<'_>> {
        let grace = self.member("gracePeriod")?;
        if let Some(times) = grace.number("remainingSkips") {
            return Some(Postponement::Skips(times));
        }
        let (date, _) = grace.text("expiry")?.split_once('T')?;
        Some(Postponement::Until(date))
    }
}
