//! A sign-in under way, as its session remembers it.

use std::time::Duration;

use app::step::Link;
use app::step::Message;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use okta_idx::Randomness;
use serde::Deserialize;
use serde::Serialize;
use time::OffsetDateTime;

use super::confirmed::Confirmed;
use super::same_path::SamePath;
use super::saved::Saved;
use super::signed_in::SignedIn;

/// What the visitor came for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// To sign in.
    #[default]
    SignIn,
    /// To make an account.
    SignUp,
    /// To get back into an account.
    Recovery,
}

impl Kind {
    const ALL: [Self; 3] = [Self::SignIn, Self::SignUp, Self::Recovery];

    /// The name in step ids and logs.
    pub fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::SignUp => "sign-up",
            Self::Recovery => "recovery",
        }
    }

    /// The page where it starts.
    pub fn page(self) -> &'static str {
        match self {
            Self::SignIn => "/sign-in",
            Self::SignUp => "/sign-up",
            Self::Recovery => "/forgot-password",
        }
    }

    /// Whether a sign-in of any kind starts at `path`.
    pub fn starts_at(path: &str) -> bool {
        Self::ALL.iter().any(|kind| kind.page() == path)
    }

    fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A sign-in under way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Flow {
    /// What the visitor came for.
    pub kind: Kind,
    /// When it started; it expires a fixed time later.
    #[serde(with = "time::serde::timestamp")]
    pub started_at: OffsetDateTime,
    /// What was typed as username, kept so that nobody types it twice.
    pub username: String,
    /// Whom the mails and wrong codes of this flow are counted for; empty where nobody is known yet.
    #[serde(default)]
    pub counted_for: String,
    /// Where to go at the end.
    pub return_to: Option<SamePath>,
    /// Names the step as it is shown now.
    pub step: String,
    /// The steps answered before, newest last: a second answer to one of them is met with what the first led to.
    pub answered: Vec<String>,
    /// What the visitor should know at this step.
    pub notices: Vec<Message>,
    /// Pages that help with what is said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub help: Vec<Link>,
    /// What is wrong with single fields, by field name.
    pub wrong: Vec<(String, String)>,
    /// Usernames and addresses that look mistyped and were asked about: the same text again is sent.
    #[serde(default)]
    pub doubted: Vec<String>,
    /// What was typed into the form that was answered last, so that a refusal costs nothing that was right.
    pub typed: Option<Typed>,
    /// When the last mail went out.
    #[serde(with = "time::serde::timestamp::option")]
    pub mailed_at: Option<OffsetDateTime>,
    /// When Okta gives up on it.
    #[serde(with = "time::serde::timestamp::option")]
    pub ends_upstream: Option<OffsetDateTime>,
    /// The form that the visitor chose to see, where several are offered.
    pub chosen_form: Option<String>,
    /// Whether the user has given a right credential: there is an account, and it is theirs.
    #[serde(default)]
    pub proved: bool,
    /// How far it has come.
    pub stage: Stage,
}

/// What was typed into a form; never a password or a code.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Typed {
    /// The form's name.
    pub form: String,
    /// Field names and what was typed.
    pub values: Vec<(String, String)>,
}

/// How far a sign-in has come.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Nothing has been asked upstream yet.
    Start,
    /// Okta waits for an answer.
    Pending(Saved),
    /// Okta has confirmed the person; the tokens are still to be had.
    Confirmed(Confirmed),
    /// Finished elsewhere; the browser gets its new session with its next request.
    Ready(Box<SignedIn>),
    /// Nothing more can be done but to start again.
    Ended,
    /// The org refuses the app or everybody: an administrator is told the reference.
    Misconfigured { reference: String },
}

/// How many answered steps are remembered.
const REMEMBERED: usize = 8;

impl Flow {
    /// A flow at its start.
    pub fn start(kind: Kind, now: OffsetDateTime, step: String) -> Self {
        Self {
            kind,
            started_at: now,
            username: String::new(),
            counted_for: String::new(),
            return_to: None,
            step,
            answered: Vec::new(),
            notices: Vec::new(),
            help: Vec::new(),
            wrong: Vec::new(),
            doubted: Vec::new(),
            typed: None,
            mailed_at: None,
            ends_upstream: None,
            chosen_form: None,
            proved: false,
            stage: Stage::Start,
        }
    }

    /// When it is too late to go on: here, or in the org if that is earlier.
    pub fn ends_at(&self, lifetime: Duration) -> OffsetDateTime {
        let here = self.started_at + lifetime;
        self.ends_upstream.map_or(here, |upstream| upstream.min(here))
    }

    /// Whether the page where `kind` starts shows this flow. `/sign-in` shows any that is under way; a sign-up or recovery
    /// that has not begun, or is over, does not stand in the way of a sign-in.
    pub fn is_shown_under(&self, kind: Kind) -> bool {
        let under_way =
            !matches!(self.stage, Stage::Start | Stage::Ended | Stage::Misconfigured { .. });
        self.kind == kind || (kind == Kind::SignIn && under_way)
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
        self.wrong.clear();
    }

    /// Starts again, with what was typed kept.
    pub fn restart(&mut self, now: OffsetDateTime) {
        self.started_at = now;
        self.mailed_at = None;
        self.ends_upstream = None;
        self.chosen_form = None;
        self.proved = false;
        self.stage = Stage::Start;
    }
}

/// A name for a step: says nothing and cannot be guessed.
pub fn fresh_step(randomness: &dyn Randomness) -> Result<String, okta_idx::RandomnessError> {
    let mut bytes = [0; 12];
    randomness.fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// A name for the first step of a visitor without a session: tells what it starts.
pub fn fresh_start(
    kind: Kind,
    randomness: &dyn Randomness,
) -> Result<String, okta_idx::RandomnessError> {
    Ok(format!("{}.{}", kind.name(), fresh_step(randomness)?))
}

/// What a first step starts; `None` for the name of any later step.
pub fn start_of(step: &str) -> Option<Kind> {
    let (kind, random) = step.split_once('.')?;
    (random.len() == 16).then(|| Kind::of_name(kind)).flatten()
}
