//! The first step: from a username to Okta's first question.

use app::sign_in::Submission;
use app::step::Message;
use app::step::Tone;
use app::text::Key;
use okta_idx::ActionKind;
use okta_idx::Answers;
use okta_idx::Form;
use okta_idx::FormRef;
use okta_idx::Pending;
use okta_idx::RemediationKind;
use okta_idx::Transaction;

use super::decoys::After;
use super::flow::Flow;
use super::flow::Kind;
use super::flow::Stage;
use super::flow::fresh_start;
use super::outcome::Upstream;
use super::record::Session;
use super::record::State;
use super::visit::Answered;
use super::visit::CookieChange;
use super::visit::Visitor;
use crate::screen::fields::username_problem;
use crate::session::SessionError;
use crate::text_input::email_address;
use crate::text_input::username::Username;

/// What Okta was asked at the start, and what it led to.
struct Asked {
    upstream: Upstream,
    /// Whether the username was sent: an answer from before is about nobody's account.
    named: bool,
}

impl Asked {
    fn about(upstream: Upstream) -> Self {
        Self { upstream, named: true }
    }

    fn nobody(upstream: Upstream) -> Self {
        Self { upstream, named: false }
    }
}

/// Name of the one field of the first step.
pub const IDENTIFIER: &str = "identifier";

impl Visitor {
    /// Answers a first step: opens a session and asks Okta. A second answer to the same page gets the first's session.
    pub(super) async fn begin(
        self,
        kind: Kind,
        submission: Submission,
    ) -> Result<Answered, SessionError> {
        if self.without_cookies {
            return self.ask_for_cookies(kind, &submission);
        }
        let earlier = self.session().await?;
        match earlier.as_ref().map(|session| &session.record.state) {
            Some(State::SignedIn(_)) => {
                let mut answered = self.current_of(earlier)?;
                if let Some(path) = &self.asked {
                    path.as_str().clone_into(&mut answered.step.go);
                }
                return Ok(answered);
            }
            Some(State::SigningIn(flow)) if flow.answered.contains(&submission.step) => {
                return self.current_of(earlier);
            }
            _ => {}
        }
        let now = self.server.clock.now();
        // The page belongs to one browser; so does the session that its first answer opens.
        let page = format!("{} {:?}", submission.step, self.caller.address);
        let opened = self.server.starts.open(&page, now, async {
            let mut flow = Flow::start(kind, now, submission.step.clone());
            let earlier_flow = earlier.as_ref().and_then(|session| session.record.flow());
            flow.return_to =
                self.asked.clone().or_else(|| earlier_flow.and_then(|flow| flow.return_to.clone()));
            flow.doubted = earlier_flow.map(|flow| flow.doubted.clone()).unwrap_or_default();
            let mut session =
                self.server.sessions.open(State::SigningIn(Box::new(flow.clone()))).await?;
            let typed = typed_username(&submission).unwrap_or_default();
            self.start(&mut session, flow, typed).await?;
            if let Some(earlier) = &earlier {
                if let Some(flow) = earlier.record.flow() {
                    self.forget_link_of(flow).await?;
                }
                self.server.sessions.close(earlier).await?;
            }
            Ok::<_, SessionError>(session.id.clone())
        });
        let id = Box::pin(opened).await?;
        let found = self.server.sessions.find(&id).await?;
        self.current_of(found)
    }

    /// Answers a browser that sends no cookie before an email goes out that it could not use.
    ///
    /// The page that was answered had set one, so cookies are blocked, or were removed since. This answer sets one
    /// again: where the browser takes it, the same form passes at the next attempt.
    fn ask_for_cookies(
        &self,
        kind: Kind,
        submission: &Submission,
    ) -> Result<Answered, SessionError> {
        tracing::info!(event = "sign_in.no_cookies", "a first step was answered without a cookie");
        let mut step = self.first_step(kind)?;
        step.messages.push(message(Tone::Error, self.language.text(Key::NoCookies)));
        let typed = typed_username(submission).unwrap_or_default();
        for field in step.form.iter_mut().flat_map(|form| &mut form.fields) {
            if field.name == IDENTIFIER {
                field.value = Username::shown(typed);
            }
        }
        Ok(Answered { step, cookie: CookieChange::Keep, page: None })
    }

    fn current_of(&self, session: Option<Session>) -> Result<Answered, SessionError> {
        match session {
            Some(session) => Ok(self.stands(&session)),
            // The session that this page once opened is over.
            None => self.nothing_known(),
        }
    }

    /// Leaves [`Stage::Start`]: checks what was typed and asks Okta.
    pub(super) async fn start(
        &self,
        session: &mut Session,
        mut flow: Flow,
        typed: &str,
    ) -> Result<(), SessionError> {
        flow.move_to(self.next_step()?);
        flow.username = Username::shown(typed);
        let upstream = match (flow.kind, Username::read(typed)) {
            (Kind::SignUp, _) => self.ask(flow.kind, "").await.upstream,
            (_, Ok(username))
                if username.looks_mistyped() && !flow.doubted.contains(&flow.username) =>
            {
                // Asked before Okta is, so that the question does not tell whether there is an account.
                flow.doubted = vec![flow.username.clone()];
                let text = self.language.text(Key::LooksMistyped).to_owned();
                flow.wrong.push((IDENTIFIER.to_owned(), text));
                return self.keep(session, flow).await;
            }
            (kind, Ok(username)) => {
                username.as_str().clone_into(&mut flow.counted_for);
                let permit = match self.take_start(username.as_str()).await? {
                    Ok(permit) => permit,
                    Err(why) => {
                        flow.wrong.push((IDENTIFIER.to_owned(), why));
                        return self.keep(session, flow).await;
                    }
                };
                let Asked { mut upstream, named } = self.ask(kind, username.as_str()).await;
                if named && self.tells_of_account(&upstream) {
                    upstream = self.hide_user(&flow, &upstream)?;
                } else if named {
                    self.learn_step(&flow, After::Named(kind), &upstream);
                }
                self.settle_send(permit, &upstream).await?;
                upstream
            }
            (_, Err(problem)) => {
                tracing::info!(
                    event = "sign_in.username_refused",
                    reason = ?problem,
                    "what was typed is no username"
                );
                let text = self.language.text(username_problem(problem));
                flow.wrong.push((IDENTIFIER.to_owned(), text.to_owned()));
                return self.keep(session, flow).await;
            }
        };
        tracing::info!(
            event = "sign_in.started",
            flow.kind = flow.kind.name(),
            user = self.server.sessions.keys().pseudonym(&flow.username),
            "a sign-in started"
        );
        flow.started_at = self.server.clock.now();
        self.proceed(session, flow, upstream).await
    }

    /// Returns what a user with an account would see, in the place of an answer that tells that there is none to sign in.
    pub(super) fn hide_user(
        &self,
        flow: &Flow,
        answered: &Upstream,
    ) -> Result<Upstream, SessionError> {
        tracing::info!(
            event = "sign_in.hidden",
            okta.keys = answered.keys(),
            user = self.server.sessions.keys().pseudonym(&flow.username),
            "nobody can sign in with what was typed, and nobody is told"
        );
        Ok(self.decoy_of_user(flow, &self.next_step()?))
    }

    /// Starts a transaction and brings it to the first thing that only the person can answer.
    async fn ask(&self, kind: Kind, username: &str) -> Asked {
        let pending = match self.open_transaction().await {
            Ok(pending) => pending,
            Err(upstream) => return Asked::nobody(upstream),
        };
        match kind {
            Kind::SignIn => self.identify(pending, username).await,
            Kind::SignUp => match pending.form_of(RemediationKind::SelectProfile) {
                Some(form) => {
                    let form = form.reference();
                    Asked::nobody(self.send(&pending, &form, Answers::new()).await)
                }
                None => Asked::nobody(Upstream::Offered(pending, Key::SignUpNotOffered)),
            },
            Kind::Recovery => self.recover(pending, username).await,
        }
    }

    /// Says who is there, if that is all that is asked. Where a password is asked for at once, the person sees that
    /// form with the username filled in.
    async fn identify(&self, pending: Pending, username: &str) -> Asked {
        let simple = pending
            .identify()
            .filter(|identify| identify.password().is_none() && !identify.wants_captcha())
            .map(|identify| (identify.form().reference(), identify.answers(username)));
        let Some((form, answers)) = simple else {
            return Asked::nobody(Upstream::Moved(Transaction::Pending(pending)));
        };
        Asked::about(match self.name_user(&pending, &form, answers, username).await {
            Upstream::Moved(Transaction::Pending(next)) => self.send_mail_if_only_way(next).await,
            other => other,
        })
    }

    /// Sends a form with a username. If Okta does not know it, and its domain is an international one, sends the other
    /// spelling of that domain, too; no other username costs a second call.
    pub(super) async fn name_user(
        &self,
        at: &Pending,
        form: &FormRef,
        answers: Answers,
        username: &str,
    ) -> Upstream {
        if at.is_detached() {
            return self.name_user_anew(at, form, answers).await;
        }
        let other = email_address::other_spelling(username)
            .map(|other| answers.clone().with(IDENTIFIER, other));
        let first = self.send(at, form, answers).await;
        let (Some(answers), Upstream::Moved(Transaction::Pending(next))) = (other, &first) else {
            return first;
        };
        if !next.says_unknown_user() || next.form_at(form).is_none() {
            return first;
        }
        match self.send(next, form, answers).await {
            // What Okta says of the spelling that was typed is what to show.
            Upstream::Moved(Transaction::Pending(second)) if second.says_unknown_user() => first,
            second => second,
        }
    }

    /// Sends a form with a username in a new transaction, because Okta has ended the one that the form looks like.
    async fn name_user_anew(&self, at: &Pending, form: &FormRef, answers: Answers) -> Upstream {
        let pending = match self.open_transaction().await {
            Ok(pending) => pending,
            Err(upstream) => return upstream,
        };
        let kind = at.form_at(form).map(|form| form.kind);
        match kind.and_then(|kind| pending.form_of(kind)).map(Form::reference) {
            Some(form) => self.send(&pending, &form, answers).await,
            None => Upstream::Moved(Transaction::Pending(pending)),
        }
    }

    /// Recovery is offered before the username in some orgs and after it in others.
    async fn recover(&self, pending: Pending, username: &str) -> Asked {
        let (pending, named) = if pending.action_of(ActionKind::Recover).is_some() {
            (pending, false)
        } else {
            match self.identify(pending, username).await {
                Asked { upstream: Upstream::Moved(Transaction::Pending(next)), named } => {
                    (next, named)
                }
                other => return other,
            }
        };
        let asked = |upstream| Asked { upstream, named };
        if pending.action_of(ActionKind::Recover).is_none() && pending.identify().is_some() {
            return asked(Upstream::Unknown(pending));
        }
        let Some(action) = pending.action_of(ActionKind::Recover) else {
            return asked(Upstream::Offered(pending, Key::RecoveryNotOffered));
        };
        let next = match self.send(&pending, action.reference(), Answers::new()).await {
            Upstream::Moved(Transaction::Pending(next)) => next,
            other => return asked(other),
        };
        let Some(form) = next.form_of(RemediationKind::IdentifyRecovery) else {
            return asked(self.send_mail_if_only_way(next).await);
        };
        let form = form.reference();
        let answers = Answers::new().with(IDENTIFIER, username);
        Asked::about(match self.name_user(&next, &form, answers, username).await {
            Upstream::Moved(Transaction::Pending(next)) => self.send_mail_if_only_way(next).await,
            other => other,
        })
    }
}

/// What was typed into the field of a first step; `None` if the form had no such field.
pub(super) fn typed_username(submission: &Submission) -> Option<&str> {
    let mut answers = submission.answers.iter();
    answers.find(|(name, _)| name == IDENTIFIER).map(|(_, value)| value.as_str())
}

/// A message for the person.
pub(super) fn message(tone: Tone, text: impl Into<String>) -> Message {
    Message { tone, text: text.into() }
}

impl Visitor {
    /// Keeps a flow where it is, with what there is to say about it.
    pub(super) async fn keep(
        &self,
        session: &mut Session,
        mut flow: Flow,
    ) -> Result<(), SessionError> {
        if matches!(flow.stage, Stage::Start) && flow.kind != Kind::SignIn {
            // Its page is the one where it starts, and the name of the step is what says so.
            flow.step = fresh_start(flow.kind, self.server.randomness.as_ref())?;
        }
        self.pad_before(&flow).await;
        session.record.state = State::SigningIn(Box::new(flow));
        self.server.sessions.save(session).await
    }
}
