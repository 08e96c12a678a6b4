//! Remembering a username in the browser of a user who wants that.
//!
//! The username is a cookie of its own, so nothing of it is on the server, and no session need live for it.

use app::sign_in::Submission;

use super::reading::answer_of;
use super::reading::entered_username;
use super::request::RequestContext;
use super::request::present;
use crate::flow::Intent;
use crate::flow::start_of;
use crate::screen::Remembers;
use crate::screen::remember::REMEMBER;
use crate::session::SessionError;
use crate::text_input::username::Username;

/// The username that the browser of a request remembers, or is to remember.
#[derive(Clone, Debug)]
pub(super) enum Remembered {
    /// It is not offered to remember one.
    Never,
    Nothing,
    /// `None` if the user wants it, but what was entered is no username.
    Username(Option<Username>),
}

/// What becomes of the cookie with the username.
#[derive(Clone, Debug)]
pub(super) enum UsernameCookie {
    Keep,
    Set(Username),
    Remove,
}

impl Remembered {
    /// What the cookie of a request says.
    pub(super) fn of(cookie: Option<&str>, is_offered: bool) -> Self {
        match cookie.and_then(|text| Username::read(text).ok()) {
            _ if !is_offered => Self::Never,
            Some(name) => Self::Username(Some(name)),
            None => Self::Nothing,
        }
    }

    /// Returns it as the screens see it.
    pub(super) fn shown(&self) -> Remembers<'_> {
        match self {
            Self::Never => Remembers::Never,
            Self::Nothing => Remembers::Nothing,
            Self::Username(name) => Remembers::Username(name.as_ref().map_or("", Username::as_str)),
        }
    }

    /// Takes in a form with the box. What is unticked is forgotten.
    fn answered(&mut self, ticked: bool, typed: &str) -> UsernameCookie {
        let before = std::mem::replace(self, Self::Nothing);
        match (ticked, Username::read(typed), before) {
            (true, Ok(name), _) => {
                *self = Self::Username(Some(name.clone()));
                UsernameCookie::Set(name)
            }
            (true, Err(_), before) => {
                *self = match before {
                    Self::Username(_) => before,
                    Self::Never | Self::Nothing => Self::Username(None),
                };
                UsernameCookie::Keep
            }
            (false, _, Self::Username(_)) => UsernameCookie::Remove,
            (false, ..) => UsernameCookie::Keep,
        }
    }
}

impl RequestContext {
    /// Takes in whether a form says that its username is to be remembered, if it asks that.
    pub(super) async fn note_remembering(
        &mut self,
        submission: &Submission,
    ) -> Result<UsernameCookie, SessionError> {
        let Some(typed) = entered_username(submission) else { return Ok(UsernameCookie::Keep) };
        if !self.asks_to_remember(&submission.step).await? {
            return Ok(UsernameCookie::Keep);
        }
        let ticked = answer_of(submission, REMEMBER) == Some("true");
        Ok(self.remembered.answered(ticked, typed))
    }

    /// Returns whether the form of a step has the box: an unticked one is not posted.
    async fn asks_to_remember(&self, step: &str) -> Result<bool, SessionError> {
        if matches!(self.remembered, Remembered::Never) {
            return Ok(false);
        }
        if let Some(intent) = start_of(step) {
            return Ok(intent == Intent::SignIn);
        }
        let Some(session) = self.session().await? else { return Ok(false) };
        let drawn = present(&self.view(), &session);
        let mut fields = drawn.form.iter().flat_map(|form| &form.fields);
        Ok(drawn.id == step && fields.any(|field| field.name == REMEMBER))
    }
}
