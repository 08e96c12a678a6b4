//! What a call to Okta led to, and what that means for the flow.

use app::step::Tone;
use app::text::Key;
use okta_idx::Answers;
use okta_idx::AuthenticatorKey;
use okta_idx::CallError;
use okta_idx::Certainty;
use okta_idx::Class;
use okta_idx::FormRef;
use okta_idx::MessageKind;
use okta_idx::Pending;
use okta_idx::StartError;
use okta_idx::SubmitError;
use okta_idx::Terminal;
use okta_idx::Transaction;
use time::OffsetDateTime;

use super::begin::IDENTIFIER;
use super::begin::message;
use super::ended;
use super::flow::Flow;
use super::flow::Stage;
use super::flow::fresh_step;
use super::record::Session;
use super::saved::Saved;
use super::setup;
use super::setup::SetupProblem;
use super::visit::Visitor;
use crate::log::chain;
use crate::screen::messages;
use crate::screen::table;
use crate::session::SessionError;

/// What a call to Okta led to.
#[derive(Debug)]
pub enum Upstream {
    /// The transaction is here now.
    Moved(Transaction),
    /// The transaction stands, but what was asked for is not offered.
    Offered(Pending, Key),
    /// The org refuses the app, or everybody.
    Misconfigured(SetupProblem),
    /// Okta asks for the username once more.
    Unknown(Pending),
    /// Nothing came of it; the flow stays where it was.
    Unmoved(Trouble),
}

/// Why nothing came of a call.
#[derive(Clone, Copy, Debug)]
pub enum Trouble {
    /// The org did not answer.
    Unavailable,
    /// The org answered, and nothing can be done with the answer.
    Unusable,
    /// What was asked for may have been done: the org did not answer, or not usably.
    Unclear {
        /// Whether there was an answer.
        answered: bool,
    },
    /// The org asks everybody to wait, until then if it said so.
    TooMany(Option<OffsetDateTime>),
    /// The org asks this user to wait, until then if it said so.
    Throttled(Option<OffsetDateTime>),
    /// What was typed cannot be sent.
    Incomplete,
}

impl Trouble {
    /// What the end of a transaction is that begins with trouble inside the org.
    fn of_end(end: &Terminal) -> Self {
        let throttled = end.is_throttle();
        if throttled { Self::TooMany(None) } else { Self::Unavailable }
    }

    /// Why a call that had no effect came to nothing.
    pub(super) fn of(error: &CallError) -> Self {
        match error.retry_at() {
            until if error.is_limit_of_user() => Self::Throttled(until),
            Some(until) => Self::TooMany(Some(until)),
            None if error.is_unusable_answer() => Self::Unusable,
            None => Self::Unavailable,
        }
    }
}

impl Upstream {
    /// The keys of what Okta says, fit for logs.
    pub(super) fn keys(&self) -> String {
        match self {
            Self::Moved(Transaction::Pending(at)) | Self::Offered(at, _) | Self::Unknown(at) => {
                safe_keys(at.messages())
            }
            Self::Moved(Transaction::Terminal(end)) => safe_keys(end.messages()),
            _ => String::new(),
        }
    }

    /// A transaction could not even be started.
    fn not_started(error: &StartError) -> Self {
        tracing::warn!(
            event = "okta.failed",
            error = chain(error),
            "a sign-in could not be started"
        );
        let trouble = match error {
            StartError::Interact(call) | StartError::Introspect(call) => Trouble::of(call),
            _ => Trouble::Unavailable,
        };
        Self::Unmoved(trouble)
    }
}

impl Visitor {
    /// Starts a transaction, and notes what that tells about all others.
    pub(super) async fn open_transaction(&self) -> Result<Pending, Upstream> {
        let started =
            self.server.okta.start(&self.caller, self.server.policy.start_options()).await;
        let now = self.server.clock.now();
        match setup::judge(&started) {
            Ok(start) => {
                if let Some(start) = start {
                    self.server.readiness.note(start, self.caller.address, now);
                }
            }
            Err(problem) => {
                self.server.readiness.note(problem.start(), self.caller.address, now);
                return Err(Upstream::Misconfigured(problem));
            }
        }
        match started {
            Ok(Transaction::Pending(pending)) => Ok(pending),
            Ok(Transaction::Terminal(end)) if !end.is_expired() => {
                Err(Upstream::Unmoved(Trouble::of_end(&end)))
            }
            Ok(other) => Err(Upstream::Moved(other)),
            Err(error) => Err(Upstream::not_started(&error)),
        }
    }

    /// Sends a form, unless the tokens that it may lead to could not be checked: then nothing is used up for them.
    pub(super) async fn send(&self, at: &Pending, form: &FormRef, answers: Answers) -> Upstream {
        if let Err(error) = self.server.okta.ready_for_tokens().await {
            tracing::warn!(
                event = "okta.failed",
                error = chain(&error),
                "a step was not sent, since the signing keys cannot be had"
            );
            return Upstream::Unmoved(Trouble::Unavailable);
        }
        if at.is_detached() {
            return self.answer_of_decoy(at, form, &answers);
        }
        match self.server.okta.submit(&self.caller, at, form, answers).await {
            Ok(transaction) => Upstream::Moved(transaction),
            Err(error) => self.failed(at, error).await,
        }
    }

    /// A call failed. Where it may have taken effect all the same, asks where the transaction really stands: sending
    /// it again could use up a code twice.
    pub(super) async fn failed(&self, at: &Pending, error: SubmitError) -> Upstream {
        tracing::warn!(
            event = "okta.failed",
            error = chain(&error),
            "a step was not answered as expected"
        );
        let trouble = error.call().map_or(Trouble::Unavailable, Trouble::of);
        if matches!(trouble, Trouble::TooMany(_) | Trouble::Throttled(_)) {
            return Upstream::Unmoved(trouble);
        }
        let answered = matches!(trouble, Trouble::Unusable);
        if error.certainty() == Certainty::Unknown
            && let Ok(transaction) = self.server.okta.introspect_again(&self.caller, at).await
        {
            return match transaction {
                Transaction::Pending(same) if form_names(&same) == form_names(at) => {
                    Upstream::Offered(same, unanswered(answered))
                }
                moved => Upstream::Moved(moved),
            };
        }
        match error {
            SubmitError::Missing { .. } | SubmitError::NoSuchOption { .. } => {
                Upstream::Unmoved(Trouble::Incomplete)
            }
            _ if error.certainty() == Certainty::Unknown => {
                Upstream::Unmoved(Trouble::Unclear { answered })
            }
            _ => Upstream::Unmoved(trouble),
        }
    }

    /// Where e-mail is the only way to go on, asks for the mail without asking the person.
    pub(super) async fn send_mail_if_only_way(&self, pending: Pending) -> Upstream {
        // A challenge about nothing that can be read may be that of the email: a second one would take the first back.
        let is_out = pending.email_challenge().is_some()
            || pending.passcode_challenge().is_some_and(|it| it.authenticator().is_none());
        if is_out {
            return Upstream::Moved(Transaction::Pending(pending));
        }
        let ways = pending.select_authenticator().map_or(0, |select| select.offers().count());
        let by_data = pending
            .verification_data()
            .filter(|data| data.is_email() && ways < 2)
            .map(|data| (data.form().reference(), data.answers(None)));
        let by_choice = || {
            let select = pending.select_authenticator().filter(|_| ways == 1)?;
            let email = select.offer_of(AuthenticatorKey::Email)?;
            Some((select.form().reference(), select.answers(email)))
        };
        match by_data.or_else(by_choice) {
            Some((form, answers)) => self.send(&pending, &form, answers).await,
            None => Upstream::Moved(Transaction::Pending(pending)),
        }
    }

    /// Brings the flow to where Okta's answer leads, and keeps it there.
    pub(super) async fn proceed(
        &self,
        session: &mut Session,
        mut flow: Flow,
        upstream: Upstream,
    ) -> Result<(), SessionError> {
        match upstream {
            Upstream::Moved(Transaction::Completed(completed)) => {
                return self.finish(session, flow, completed).await;
            }
            Upstream::Moved(Transaction::Pending(pending)) => {
                self.stand_at(&mut flow, &pending).await?;
                log_refusal(pending.messages());
                if let Some(until) = pending.retry_at() {
                    flow.notices.push(self.explained(Trouble::Throttled(Some(until))));
                }
            }
            Upstream::Offered(pending, why) => {
                self.stand_at(&mut flow, &pending).await?;
                let is_fault = [unanswered(true), unanswered(false)].contains(&why);
                let tone = if is_fault { Tone::Error } else { Tone::Info };
                flow.notices.push(message(tone, self.language.text(why)));
            }
            Upstream::Misconfigured(problem) => self.misconfigured(&mut flow, &problem),
            Upstream::Unknown(pending) => {
                log_refusal(pending.messages());
                let said = messages::of(self.language, pending.messages());
                let text = said.into_iter().next().map(|message| message.text);
                let text =
                    text.unwrap_or_else(|| self.language.text(Key::UsernameMalformed).to_owned());
                flow.wrong.push((IDENTIFIER.to_owned(), text));
            }
            Upstream::Moved(Transaction::Terminal(terminal)) => {
                self.forget_link_of(&flow).await?;
                log_end(terminal.messages());
                ended::end(&self.view(), &mut flow, &terminal);
            }
            Upstream::Unmoved(trouble) => flow.notices.push(self.explained(trouble)),
        }
        self.keep(session, flow).await
    }

    /// The flow now stands at a question of Okta's.
    async fn stand_at(&self, flow: &mut Flow, pending: &Pending) -> Result<(), SessionError> {
        let awaited = table::awaited(pending);
        let before = match &flow.stage {
            Stage::Pending(saved) => saved.restore().and_then(|it| table::awaited(&it)),
            _ => None,
        };
        let is_new = awaited.is_some() && awaited != before;
        if is_new {
            flow.mailed_at = Some(self.server.clock.now());
        }
        if is_new && pending.email_challenge().is_some_and(|mail| mail.uses_magic_link()) {
            self.server.sessions.expect_link(pending.state().expose()).await?;
        }
        if flow.chosen_form.as_ref().is_some_and(|name| pending.form(name).is_none()) || is_new {
            flow.chosen_form = None;
        }
        flow.ends_upstream = pending.expires_at();
        flow.stage = Stage::Pending(Saved::of(pending));
        Ok(())
    }

    /// The mail of this flow leads nowhere any more.
    pub(super) async fn forget_link_of(&self, flow: &Flow) -> Result<(), SessionError> {
        match &flow.stage {
            Stage::Pending(saved) => match saved.restore() {
                Some(pending) => self.server.sessions.forget_link(pending.state().expose()).await,
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// The org refuses the app or everybody, whoever asks: the user is told, with what the org says.
    pub(super) fn misconfigured(&self, flow: &mut Flow, problem: &SetupProblem) {
        problem.log();
        let (language, now) = (self.language, self.server.clock.now());
        flow.restart(now);
        flow.stage = Stage::Misconfigured { reference: self.reference.clone() };
        flow.notices = messages::of(language, &problem.said);
        flow.help = messages::links(language, &problem.said);
    }

    /// What to tell the person about a call that came to nothing.
    pub(super) fn explained(&self, trouble: Trouble) -> app::step::Message {
        let language = self.language;
        match trouble {
            Trouble::Unavailable => message(Tone::Error, language.text(unanswered(false))),
            Trouble::Unusable => message(Tone::Error, language.text(unanswered(true))),
            Trouble::Unclear { answered } => {
                message(Tone::Error, language.text(unanswered(answered)))
            }
            Trouble::Incomplete => message(Tone::Error, language.text(Key::NotUnderstood)),
            Trouble::TooMany(until) => {
                message(Tone::Error, self.waiting(Key::TooManyRequests, until))
            }
            Trouble::Throttled(until) => {
                message(Tone::Error, self.waiting(Key::TooManyTries, until))
            }
        }
    }

    /// A sentence with the seconds until then.
    fn waiting(&self, key: Key, until: Option<OffsetDateTime>) -> String {
        // Who comes back in time is not sent away again.
        let seconds = until.map_or(60, |until| self.view().seconds_until(until));
        let seconds = seconds.clamp(1, 3600);
        self.language.filled(key, &[&seconds.to_string()])
    }

    /// A name for the next step.
    pub(super) fn next_step(&self) -> Result<String, SessionError> {
        Ok(fresh_step(self.server.randomness.as_ref())?)
    }
}

/// What to tell where an answer is missing: there was none, or none that can be used.
fn unanswered(answered: bool) -> Key {
    if answered { Key::OrgUnavailableNoDetail } else { Key::OrgUnavailable }
}

/// Notes that Okta refused something, by the keys of its messages; their texts may name the person.
fn log_refusal(messages: &[okta_idx::Message]) {
    let refusals = messages
        .iter()
        .filter(|message| {
            message.class != Some(Class::Info) || message.kind() == MessageKind::UnknownUser
        })
        .cloned()
        .collect::<Vec<_>>();
    if !refusals.is_empty() {
        note_refusal(&refusals);
    }
}

/// Notes that Okta ended a transaction, whatever it said: administrators have messages of their own.
pub(super) fn log_end(messages: &[okta_idx::Message]) {
    note_refusal(messages);
}

fn note_refusal(messages: &[okta_idx::Message]) {
    let keys = safe_keys(messages);
    tracing::info!(event = "sign_in.refused", okta.keys = keys, "Okta refused an answer");
}

/// The keys of messages, fit for logs; a word instead of what does not look like a key.
pub(super) fn safe_keys(messages: &[okta_idx::Message]) -> String {
    let is_key = |key: &&str| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._:-".contains(&byte);
        key.len() <= 160 && key.bytes().all(plain)
    };
    let mut keys = messages.iter().map(|message| match message.key.as_deref() {
        Some(key) => Some(key).filter(is_key).unwrap_or("unusual-key"),
        None => "no-key",
    });
    let shown = keys.by_ref().take(12).collect::<Vec<_>>();
    if shown.is_empty() { "no-message".to_owned() } else { shown.join(" ") }
}

/// The forms on offer: what tells one step of a transaction from another.
pub(super) fn form_names(pending: &Pending) -> Vec<&str> {
    pending.forms().iter().map(|form| form.name.as_str()).collect()
}
