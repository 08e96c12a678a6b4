//! Answering the form of a step.

use app::sign_in::Submission;
use app::step::Tone;
use app::text::Key;
use okta_idx::Pending;
use okta_idx::Transaction;

use super::begin::message;
use super::begin::typed_username;
use super::decoys::After;
use super::flow::Flow;
use super::flow::Kind;
use super::flow::Stage;
use super::flow::Typed;
use super::flow::start_of;
use super::guard::counted_for;
use super::guard::transaction_of;
use super::outcome::Upstream;
use super::padding::Padding;
use super::record::Session;
use super::same_path::SamePath;
use super::visit::Answered;
use super::visit::CookieChange;
use super::visit::Visitor;
use crate::limit::Entered;
use crate::screen;
use crate::screen::fields;
use crate::screen::table;
use crate::session::Claimed;
use crate::session::SessionError;

/// Name of the field for the code of a mail, or a password.
const PASSCODE: &str = "credentials.passcode";

/// What an answer to an expired step wants.
pub(super) enum Again {
    /// To go on; with the username that the form asked for, if it did.
    Submit(Option<String>),
    /// To do something that is no longer there.
    Act,
}

impl Again {
    /// What to start again with at once, without asking first.
    fn username(&self, kind: Kind) -> Option<&str> {
        match self {
            Self::Submit(Some(username)) => Some(username),
            Self::Submit(None) if kind == Kind::SignUp => Some(""),
            Self::Submit(None) | Self::Act => None,
        }
    }
}

impl Visitor {
    /// Answers the form of a step.
    pub(super) async fn submit(mut self, submission: Submission) -> Result<Answered, SessionError> {
        self.padding = Some(Padding::begin());
        let answered = Box::pin(self.clone().submit_at_once(submission)).await;
        self.pad_unless_signed_in(&answered).await;
        answered
    }

    /// Pads an answer for which nothing was saved.
    pub(super) async fn pad_unless_signed_in(&self, answered: &Result<Answered, SessionError>) {
        let signs_in = matches!(answered, Ok(answered) if !answered.step.go.is_empty());
        if !signs_in {
            self.pad_response_time().await;
        }
    }

    async fn submit_at_once(mut self, submission: Submission) -> Result<Answered, SessionError> {
        self.asked = submission.return_to.as_deref().and_then(SamePath::parse);
        if let Some(kind) = start_of(&submission.step) {
            return Box::pin(self.begin(kind, submission)).await;
        }
        let mut answers = submission.answers.iter();
        self.code = answers.find(|(name, _)| name == PASSCODE).map(|(_, code)| code.clone());
        let step = submission.step.clone();
        let again = Again::Submit(typed_username(&submission).map(str::to_owned));
        self.at_step(&step, again, async |visitor, session, mut flow| {
            if let Some(path) = &visitor.asked {
                flow.return_to = Some(path.clone());
            }
            match flow.stage.clone() {
                Stage::Start | Stage::Ended | Stage::Misconfigured { .. } => {
                    visitor
                        .start(session, flow, typed_username(&submission).unwrap_or_default())
                        .await
                }
                Stage::Pending(saved) => match saved.restore() {
                    Some(pending) => visitor.answer(session, flow, &pending, &submission).await,
                    None => visitor.lost(session, flow).await,
                },
                Stage::Confirmed(confirmed) => {
                    visitor.exchange_again(session, flow, &confirmed).await
                }
                Stage::Ready(_) => Ok(()),
            }
        })
        .await
    }

    /// Runs `work` at the step that the visitor answered, for one request on all servers. An answer to an earlier step
    /// gets what that step led to, and causes nothing.
    pub(super) async fn at_step(
        self,
        step: &str,
        again: Again,
        work: impl AsyncFnOnce(&Self, &mut Session, Flow) -> Result<(), SessionError>,
    ) -> Result<Answered, SessionError> {
        let Some(id) = self.id.clone() else { return self.nothing_known() };
        let _lock = self.server.sessions.lock(&id).await;
        let Some(session) = self.session_or_receipt().await? else {
            return self.nothing_known();
        };
        let Some(flow) = session.record.flow() else { return Ok(self.stands(&session)) };
        if !self.is_over(flow) && flow.answered.iter().any(|answered| answered == step) {
            return Ok(self.stands(&session));
        }
        let standing_at = flow.step.clone();
        self.with_claim(session, &standing_at, async |session| {
            self.at_claimed_step(session, step, again, work).await
        })
        .await
    }

    /// Runs `work` while no other request, here or on another server, answers the same step; one that comes too late gets
    /// what the answer led to.
    pub(super) async fn with_claim(
        &self,
        session: Session,
        step: &str,
        work: impl AsyncFnOnce(&mut Session) -> Result<(), SessionError>,
    ) -> Result<Answered, SessionError> {
        match self.server.sessions.claim(session, step).await? {
            Claimed::Granted(mut session) => {
                let done = work(&mut session).await;
                self.server.sessions.release(&mut session).await;
                done?;
                let session = self.collect_held(session).await?;
                Ok(self.stands(&session))
            }
            Claimed::Answered(_) => self.answered_elsewhere().await,
        }
    }

    /// Another request has answered the step meanwhile: shows what that led to.
    async fn answered_elsewhere(&self) -> Result<Answered, SessionError> {
        match self.session_or_receipt().await? {
            Some(session) => Ok(self.stands(&self.collect_held(session).await?)),
            None => self.nothing_known(),
        }
    }

    /// Whether a flow that could go on has expired.
    fn is_over(&self, flow: &Flow) -> bool {
        let restartable = !matches!(flow.stage, Stage::Start | Stage::Ready(_));
        let lifetime = self.server.sessions.lifetimes().flow;
        restartable && self.server.clock.now() >= flow.ends_at(lifetime)
    }

    async fn at_claimed_step(
        &self,
        session: &mut Session,
        step: &str,
        again: Again,
        work: impl AsyncFnOnce(&Self, &mut Session, Flow) -> Result<(), SessionError>,
    ) -> Result<(), SessionError> {
        let Some(mut flow) = session.record.flow().cloned() else { return Ok(()) };
        let now = self.server.clock.now();
        if self.is_over(&flow) {
            tracing::info!(
                event = "sign_in.expired",
                "an answer came after the sign-in had expired"
            );
            self.forget_link_of(&flow).await?;
            flow.restart(now);
            if let Some(username) = again.username(flow.kind) {
                // The page showed that it had expired, and how to start again.
                return self.start(session, flow, username).await;
            }
            flow.move_to(self.next_step()?);
            let text = self.language.text(Key::ExpiredRestart);
            flow.notices.push(message(Tone::Info, text));
            return self.keep(session, flow).await;
        }
        if flow.step != step {
            let notice = message(Tone::Info, self.language.text(Key::OutOfDate));
            if flow.notices.contains(&notice) {
                return Ok(());
            }
            flow.notices.push(notice);
            return self.keep(session, flow).await;
        }
        work(self, session, flow).await
    }

    /// The step belongs to no session that lives: the visitor starts again, and is told so.
    ///
    /// The cookie stays. Another tab may have finished a moment ago, and the browser has one cookie for both: taking it
    /// away would sign that person out.
    pub(super) fn nothing_known(&self) -> Result<Answered, SessionError> {
        let mut step = self.first_step(Kind::SignIn)?;
        let (tone, why) = if self.without_cookies {
            (Tone::Error, Key::NoCookies)
        } else {
            (Tone::Info, Key::Restarted)
        };
        step.messages.push(message(tone, self.language.text(why)));
        // A cookie is left as it is: the browser may have got another one while this request was under way.
        let page = "/sign-in?restarted";
        let page = self.asked.as_ref().map_or(page.to_owned(), |path| path.asked_at(page));
        Ok(Answered { step, cookie: CookieChange::Keep, page: Some(page) })
    }

    pub(super) async fn lost(
        &self,
        session: &mut Session,
        mut flow: Flow,
    ) -> Result<(), SessionError> {
        flow.move_to(self.next_step()?);
        flow.restart(self.server.clock.now());
        flow.notices.push(message(Tone::Info, self.language.text(Key::Restarted)));
        self.keep(session, flow).await
    }

    async fn answer(
        &self,
        session: &mut Session,
        mut flow: Flow,
        pending: &Pending,
        submission: &Submission,
    ) -> Result<(), SessionError> {
        flow.move_to(self.next_step()?);
        let Some(form) = screen::draft::main_form(pending, flow.chosen_form.as_deref()) else {
            return self.lost(session, flow).await;
        };
        let bound = fields::of_form(self.language, form);
        let values = fields::repeatable(&bound, &submission.answers);
        let (language, posted) = (self.language, &submission.answers);
        let read = fields::answers_from(language, &bound, posted, &flow.doubted);
        // Only fields of the form are among the values: anything else that is posted is no answer.
        let typed = |wanted: &str| values.iter().find(|(name, _)| name == wanted);
        if let Some((_, username)) = typed("identifier") {
            flow.counted_for.clone_from(username);
            flow.username.clone_from(username);
        }
        if let Some((_, address)) = typed("userProfile.email") {
            flow.counted_for.clone_from(address);
        }
        flow.typed = Some(Typed { form: form.name.clone(), values });
        let answers = match read {
            Ok(answers) => answers,
            Err(wrong) => {
                flow.wrong = wrong.told;
                flow.doubted = wrong.doubted;
                return self.keep(session, flow).await;
            }
        };
        let after = After::answers(&flow, form, &answers);
        let effect = table::effect_of(form, answers.authenticator(form));
        let user = counted_for(&flow, pending);
        let attempt = match effect.attempts() {
            Some(credential) => {
                let transaction = transaction_of(pending);
                let taken = self.take_attempt(credential, Entered::Typed, transaction, &user);
                match taken.await? {
                    Ok(permit) => Some(permit),
                    Err(why) => return self.refuse(session, flow, why).await,
                }
            }
            None => None,
        };
        let message = match self.take_send_at(pending, effect, &user).await? {
            Ok(permit) => permit,
            Err(why) => return self.refuse(session, flow, why).await,
        };
        let upstream = if form.kind.asks_username() {
            let username = flow.username.clone();
            self.name_user(pending, &form.reference(), answers, &username).await
        } else {
            self.send(pending, &form.reference(), answers).await
        };
        let upstream = match attempt {
            None if form.kind.asks_username() && self.tells_of_account(&upstream) => {
                self.hide_user(&flow, &upstream)?
            }
            None => upstream,
            Some(permit) => {
                let answered = (pending, form);
                let settled =
                    self.settle_attempt(session, &mut flow, answered, permit, upstream).await?;
                match settled {
                    Some(upstream) => upstream,
                    None => return Ok(()),
                }
            }
        };
        if matches!(&upstream, Upstream::Moved(Transaction::Pending(next)) if !next.says_error()) {
            // What was chosen has been used; the next form is Okta's choice again.
            flow.chosen_form = None;
        }
        let upstream = match upstream {
            Upstream::Moved(Transaction::Pending(next)) if form.kind.asks_username() => {
                self.send_mail_if_only_way(next).await
            }
            other => other,
        };
        self.learn_step(&flow, after, &upstream);
        self.settle_send(message, &upstream).await?;
        self.proceed(session, flow, upstream).await
    }
}
