//! What answering a step can cause beyond the next step.
//!
//! Screens say it of themselves, the flow puts it on each call, and the meter takes and settles it. None of the three
//! knows the others.

/// How a message reaches a user. Each way has limits of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// Email.
    Email,
    /// A text message or a voice call.
    Phone,
    /// A prompt of an app.
    Push,
}

/// What is tried. Each kind has limits of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credential {
    /// A one-time code.
    Code,
    /// A password.
    Password,
    /// The answer to a security question.
    Answer,
}

/// How a credential was entered. The link of an email comes from Okta, so it is spared the limit on what people type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entered {
    /// By hand.
    Typed,
    /// By following a link.
    ByLink,
}

/// What answering a screen can cause, and what the meter therefore counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing that a user has to be protected from.
    None,
    /// Okta may send a message to a user, most likely by this channel.
    Sends(Channel),
    /// A credential is tried.
    Attempts(Credential),
}

impl Effect {
    /// Returns what is tried.
    pub fn attempts(self) -> Option<Credential> {
        match self {
            Self::Attempts(credential) => Some(credential),
            Self::None | Self::Sends(_) => None,
        }
    }

    /// Returns how a message may go out.
    pub fn sends(self) -> Option<Channel> {
        match self {
            Self::Sends(channel) => Some(channel),
            Self::None | Self::Attempts(_) => None,
        }
    }
}
