//! What is remembered of a sign-in under way.

use std::time::Duration;

use okta_idx::Pending;
use serde::Deserialize;
use serde::Serialize;
use time::OffsetDateTime;

use super::Confirmed;
use super::FieldError;
use super::HelpLink;
use super::Intent;
use super::Notice;
use super::Question;
use super::SamePath;
use super::SignedIn;
use super::text::readable;

/// A sign-in under way. The aliases are names of the release before.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Flow {
    /// What the visitor came for.
    #[serde(alias = "kind")]
    pub intent: Intent,
    /// When it started; it expires a fixed time later.
    #[serde(with = "time::serde::timestamp")]
    pub started_at: OffsetDateTime,
    /// The username that was entered, kept so that the user need not enter it twice.
    pub username: String,
    /// Under which name messages and attempts of this flow are counted; empty while no user is known.
    #[serde(default, alias = "counted_for")]
    pub rate_limit_key: String,
    /// Where to go at the end.
    pub return_to: Option<SamePath>,
    /// Names the step as it is shown now.
    pub step: String,
    /// The steps answered before, newest last. A second answer to one of them gets what the first led to.
    pub answered: Vec<String>,
    /// What the visitor should know at this step.
    #[serde(default, deserialize_with = "readable")]
    pub notices: Vec<Notice>,
    /// Pages that help with what is said.
    #[serde(default, deserialize_with = "readable", skip_serializing_if = "Vec::is_empty")]
    pub help: Vec<HelpLink>,
    /// What is wrong with single fields.
    #[serde(default, deserialize_with = "readable")]
    pub field_errors: Vec<FieldError>,
    /// Usernames and addresses that look mistyped and were asked about. The same text again is sent.
    #[serde(default)]
    pub doubted: Vec<String>,
    /// What was entered into the form that was answered last, so that a refusal costs nothing that was right.
    #[serde(alias = "typed")]
    pub entered: Option<FilledForm>,
    /// When Okta drops the transaction.
    #[serde(with = "time::serde::timestamp::option")]
    pub ends_upstream: Option<OffsetDateTime>,
    /// Whether the user has given a right credential: there is an account, and it is theirs.
    #[serde(default)]
    pub proved: bool,
    /// How far it has come.
    pub stage: Stage,
}

/// What was entered into a form; never a password or a code.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct FilledForm {
    /// The form's name.
    pub form: String,
    /// Field names and what was entered.
    pub values: Vec<(String, String)>,
}

/// How far a sign-in has come.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Nothing has been asked of Okta yet.
    Start,
    /// Okta waits for an answer, or a decoy looks as if it did.
    Pending(Question),
    /// Okta has confirmed the user, and the tokens are still to be had.
    #[serde(alias = "confirmed")]
    AwaitingTokens(Confirmed),
    /// Finished; the browser gets its new session with its next request.
    #[serde(alias = "ready")]
    AwaitingPickup(Box<SignedIn>),
    /// Nothing more can be done but to start again.
    Ended,
    /// The org refuses the app or every user: the page shows a reference for an administrator.
    Misconfigured { reference: String },
}

impl Stage {
    /// Returns the step that waits for an answer, if there is one that this version of the server can read.
    pub fn pending(&self) -> Option<Pending> {
        match self {
            Self::Pending(question) => question.restore(),
            _ => None,
        }
    }
}

/// How many answered steps are remembered.
const REMEMBERED: usize = 8;

impl Flow {
    /// A flow at its start.
    pub fn start(intent: Intent, now: OffsetDateTime, step: String) -> Self {
        Self {
            intent,
            started_at: now,
            username: String::new(),
            rate_limit_key: String::new(),
            return_to: None,
            step,
            answered: Vec::new(),
            notices: Vec::new(),
            help: Vec::new(),
            field_errors: Vec::new(),
            doubted: Vec::new(),
            entered: None,
            ends_upstream: None,
            proved: false,
            stage: Stage::Start,
        }
    }

    /// Returns when it is too late to go on: here, or in the org if that is earlier.
    pub fn ends_at(&self, lifetime: Duration) -> OffsetDateTime {
        let here = self.started_at + lifetime;
        self.ends_upstream.map_or(here, |upstream| upstream.min(here))
    }

    /// Returns whether an answer comes too late.
    pub fn is_over(&self, now: OffsetDateTime, lifetime: Duration) -> bool {
        let restartable = !matches!(self.stage, Stage::Start | Stage::AwaitingPickup(_));
        restartable && now >= self.ends_at(lifetime)
    }

    /// Returns whether the page where `intent` starts shows this flow. `/sign-in` shows any that is under way; a sign-up
    /// or recovery that has not begun, or is over, does not stand in the way of a sign-in.
    pub fn is_shown_under(&self, intent: Intent) -> bool {
        let under_way =
            !matches!(self.stage, Stage::Start | Stage::Ended | Stage::Misconfigured { .. });
        self.intent == intent || (intent == Intent::SignIn && under_way)
    }

    /// Goes on to a step with a new name; what was said about the earlier one is forgotten.
    pub fn move_to(&mut self, step: String) {
        let answered = std::mem::replace(&mut self.step, step);
        self.answered.push(answered);
        if self.answered.len() > REMEMBERED {
            self.answered.remove(0);
        }
        self.notices.clear();
        self.help.clear();
        self.field_errors.clear();
    }

    /// Starts again, with what was entered kept.
    pub fn restart(&mut self, now: OffsetDateTime) {
        self.started_at = now;
        self.ends_upstream = None;
        self.proved = false;
        self.stage = Stage::Start;
    }

    /// Returns the decoy at which the flow stands, if it stands at one.
    pub fn decoy(&self) -> Option<Pending> {
        self.stage.pending().filter(Pending::is_detached)
    }

    /// Returns the form that the user chose to see, where several are offered.
    pub fn chosen_form(&self) -> Option<&str> {
        match &self.stage {
            Stage::Pending(question) => question.chosen_form.as_deref(),
            _ => None,
        }
    }

    /// Shows another form of the step, or Okta's choice again.
    pub(super) fn choose(&mut self, form: Option<String>) {
        if let Stage::Pending(question) = &mut self.stage {
            question.chosen_form = form;
        }
    }

    /// Returns when the last message of the step went out.
    pub fn last_sent_at(&self) -> Option<OffsetDateTime> {
        match &self.stage {
            Stage::Pending(question) => question.last_sent_at,
            _ => None,
        }
    }

    /// Another message of the step is out.
    pub(super) fn note_sent(&mut self, now: OffsetDateTime) {
        if let Stage::Pending(question) = &mut self.stage {
            question.last_sent_at = Some(now);
        }
    }

    /// Returns what is wrong with a field, if anything is.
    pub fn error_at(&self, field: &str) -> Option<&FieldError> {
        self.field_errors.iter().find(|error| error.field == field)
    }
}
