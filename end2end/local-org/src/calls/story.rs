//! Calls told in words, for readers who see the protocol for the first time. Secrets stay out.

mod answered;
mod sent;

use super::Call;

/// One call in three sentences.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Story {
    /// Why the call is made.
    pub(crate) why: String,
    /// What the app sent.
    pub(crate) sent: String,
    /// What the org answered.
    pub(crate) answered: String,
}

/// Tells a call.
pub(crate) fn tell(call: &Call) -> Story {
    let endpoint = Endpoint::of(&call.path);
    Story {
        why: why(endpoint, call).to_owned(),
        sent: sent::in_words(endpoint, call),
        answered: answered::in_words(endpoint, call),
    }
}

/// The endpoints that have a story of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Endpoint {
    Discovery,
    Keys,
    Interact,
    Introspect,
    Identify,
    Challenge,
    Answer,
    Resend,
    Poll,
    Enroll,
    EnrollNew,
    EnrollAuthenticator,
    Recover,
    Unlock,
    Cancel,
    Skip,
    Token,
    UserInfo,
    Revoke,
    TokenIntrospect,
    Logout,
    Link,
    Other,
}

impl Endpoint {
    fn of(path: &str) -> Self {
        if path.starts_with("/email/verify/") {
            return Self::Link;
        }
        if path.contains("/.well-known/") {
            return Self::Discovery;
        }
        match path.strip_prefix("/idp/idx/") {
            Some("introspect") => Self::Introspect,
            Some("identify") => Self::Identify,
            Some("challenge") => Self::Challenge,
            Some("challenge/answer") => Self::Answer,
            Some("challenge/resend") => Self::Resend,
            Some("challenge/poll") => Self::Poll,
            Some("enroll") => Self::Enroll,
            Some("enroll/new") => Self::EnrollNew,
            Some("credential/enroll") => Self::EnrollAuthenticator,
            Some("recover") => Self::Recover,
            Some("unlock-account") => Self::Unlock,
            Some("cancel" | "identify/select") => Self::Cancel,
            Some("skip") => Self::Skip,
            Some(_) => Self::Other,
            None => match path.rsplit('/').next() {
                Some("keys") => Self::Keys,
                Some("interact") => Self::Interact,
                Some("token") => Self::Token,
                Some("userinfo") => Self::UserInfo,
                Some("revoke") => Self::Revoke,
                Some("introspect") => Self::TokenIntrospect,
                Some("logout") => Self::Logout,
                _ => Self::Other,
            },
        }
    }
}

fn why(endpoint: Endpoint, call: &Call) -> &'static str {
    match endpoint {
        Endpoint::Discovery => {
            "The app looks up what the org offers and where. Once a day is enough."
        }
        Endpoint::Keys => {
            "The app fetches the public keys that tokens are signed with, and keeps them."
        }
        Endpoint::Interact => {
            "The app asks to start a sign-in; the org hands out an interaction handle."
        }
        Endpoint::Introspect => {
            "The app asks where the sign-in stands; the org answers with the forms that can be \
             submitted now."
        }
        Endpoint::Identify => {
            "The user has said who they are; the org decides what they must prove."
        }
        Endpoint::Challenge => "The app chooses how the user proves who they are.",
        Endpoint::Answer => "The user answers the challenge: with a code, or with a password.",
        Endpoint::Resend => "The user wants another message; the code before it is worthless now.",
        Endpoint::Poll => "The waiting app asks whether the sign-in went on elsewhere.",
        Endpoint::Enroll => "A new user wants an account; the org asks for a profile.",
        Endpoint::EnrollNew => {
            "The profile of the new user; their email address has to be verified next."
        }
        Endpoint::EnrollAuthenticator => {
            "The user adds an authenticator to the account, or says where its code goes."
        }
        Endpoint::Recover => "The user has forgotten their password.",
        Endpoint::Unlock => "The user wants a locked account opened.",
        Endpoint::Cancel => "The user goes back; the sign-in starts over under the same handle.",
        Endpoint::Skip => "The user passes over a step that is not required.",
        Endpoint::Token if call.sent.contains("grant_type=refresh_token") => {
            "The tokens are getting old; the app exchanges its refresh token for new ones."
        }
        Endpoint::Token => {
            "The app exchanges the interaction code, and the secret behind its first call, for tokens."
        }
        Endpoint::UserInfo => "The app asks who the access token belongs to.",
        Endpoint::Revoke => "The app gives a token back: from now on it is worthless.",
        Endpoint::TokenIntrospect => "The app asks whether a token is still worth something.",
        Endpoint::Logout => "The browser tells the org that the user has signed out.",
        Endpoint::Link => {
            "The link of the mail is opened in a browser; it leads to the app and uses nothing up."
        }
        Endpoint::Other => "A call that is not part of a usual sign-in.",
    }
}
