//! What a screen may know beside where a sign-in stands.

use std::time::Duration;

use app::text::Language;
use time::OffsetDateTime;

use crate::environment::seconds_until;
use crate::first_page::FirstPage;
use crate::text_input::region::Region;

/// The request's language and time, and the settings that change what is shown.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The language of the texts.
    pub language: Language,
    /// The country that the browser's language names, or the likely one.
    pub region: Option<&'static Region>,
    /// The time of the request.
    pub now: OffsetDateTime,
    /// How long a sign-in may take.
    pub flow_lifetime: Duration,
    /// Where emails can be read during development.
    pub mailbox: Option<&'a str>,
    /// What the org's first page asks for and offers.
    pub first_page: FirstPage,
    /// The username that the browser remembers.
    pub remembers: Remembers<'a>,
    /// Whether a screen must not tell who has an account.
    pub prevents_enumeration: bool,
}

/// The username that a browser remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remembers<'a> {
    /// It cannot be asked to remember one.
    Never,
    /// It may be asked to.
    Nothing,
    /// It is to remember this one; empty if none that can be read was entered.
    Username(&'a str),
}

impl<'a> Remembers<'a> {
    /// Returns the username; empty if there is none.
    pub fn username(self) -> &'a str {
        match self {
            Self::Never | Self::Nothing => "",
            Self::Username(name) => name,
        }
    }
}

impl View<'_> {
    /// Returns the whole seconds until `end`, rounded up.
    pub(crate) fn seconds_until(&self, end: OffsetDateTime) -> u32 {
        seconds_until(self.now, end)
    }
}
