//! The link of a mail, and waiting for it.

use std::time::Duration;

use app::pages::MagicLink;
use app::step::Tone;
use app::text::Key;
use okta_idx::Answers;
use okta_idx::Pending;
use okta_idx::Transaction;

use super::arrived::Arrived;
use super::begin::message;
use super::decoys::drawn;
use super::flow::Flow;
use super::flow::Kind;
use super::flow::Stage;
use super::guard::transaction_of;
use super::outcome::Upstream;
use super::outcome::form_names;
use super::record::Session;
use super::record::State;
use super::visit::Answered;
use super::visit::CookieChange;
use super::visit::Visitor;
use crate::limit::Credential;
use crate::limit::Entered;
use crate::log::chain;
use crate::session::Claimed;
use crate::session::SessionError;
use crate::session::locks::Changes;

/// Looks again at least this often, in case a change came from another process.
const LOOK_AGAIN: Duration = Duration::from_secs(15);

/// Whether the two values of a link have a shape that is worth a look.
fn is_plausible(otp: &str, state: &str) -> bool {
    let code =
        (4..=16).contains(&otp.len()) && otp.bytes().all(|byte| byte.is_ascii_alphanumeric());
    code && (8..=256).contains(&state.len())
}

/// Where an address that ends at `/login/callback` leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Landing {
    /// To the page of the link.
    Page(MagicLink),
    /// To another page of this site.
    Path(String),
}

/// The page of a sign-in that the org sent back, with what it says there.
const REFUSED: &str = "/sign-in?refused";
const UNFINISHED: &str = "/sign-in?unfinished";

impl Visitor {
    /// Judges what this browser may do with a link. Asks nobody and changes nothing, however often it is opened.
    pub(super) async fn judge_link(&self, query: &str) -> Result<Landing, SessionError> {
        let session = self.session().await?;
        let waits = session.as_ref().and_then(|session| self.waits(session));
        let own = |states: &[String]| {
            let pending = waits.as_ref()?;
            states.iter().find(|state| pending.state_matches(state)).cloned()
        };
        match Arrived::read(query) {
            Arrived::Link { otp, states } => {
                if let Some(state) = own(&states) {
                    return Ok(Landing::Page(MagicLink::Here { otp, state }));
                }
                for state in &states {
                    if self.server.sessions.expects_link(state).await? {
                        return Ok(Landing::Page(MagicLink::Elsewhere { otp }));
                    }
                }
                tracing::info!(event = "link.unknown", "nobody waits for the link that was opened");
            }
            Arrived::Unfinished { refused, states } => {
                tracing::info!(event = "link.unfinished", refused, "the org sent a browser back");
                if own(&states).is_some() {
                    let page = if refused { REFUSED } else { UNFINISHED };
                    return Ok(Landing::Path(page.to_owned()));
                }
            }
            Arrived::Unreadable => {
                tracing::info!(event = "link.malformed", "a link carries no code and state");
            }
        }
        Ok(session.map_or(Landing::Page(MagicLink::Unknown), |session| self.without_link(&session)))
    }

    /// Leads a browser on whose link is of no use to it. A decoy waits as any other sign-in does.
    fn without_link(&self, session: &Session) -> Landing {
        let flow = match &session.record.state {
            State::SignedIn(signed_in) => {
                return Landing::Path(signed_in.landing().as_str().to_owned());
            }
            State::SigningIn(flow) => flow,
        };
        let lifetime = self.server.sessions.lifetimes().flow;
        match &flow.stage {
            Stage::Ready(_) | Stage::Confirmed(_) => Landing::Path(Kind::SignIn.page().to_owned()),
            Stage::Pending(_) if self.server.clock.now() < flow.ends_at(lifetime) => {
                Landing::Page(MagicLink::Waiting)
            }
            Stage::Pending(_) | Stage::Start | Stage::Ended | Stage::Misconfigured { .. } => {
                Landing::Page(MagicLink::Unknown)
            }
        }
    }

    /// Completes the sign-in that waits in this browser. Nobody else's is ever completed.
    pub(super) async fn follow_link(
        mut self,
        otp: String,
        state: String,
    ) -> Result<Answered, SessionError> {
        let Some(id) = self.id.clone() else { return self.no_such_link() };
        self.code = Some(otp.clone());
        let _lock = self.server.sessions.lock(&id).await;
        let Some(session) = self.session_or_receipt().await? else {
            return self.no_such_link();
        };
        let Some(flow) = session.record.flow() else {
            log_refused_link();
            return Ok(self.stands(&session));
        };
        let step = flow.step.clone();
        self.with_claim(session, &step, async |session| {
            self.follow_claimed(session, &otp, &state).await
        })
        .await
    }

    async fn follow_claimed(
        &self,
        session: &mut Session,
        otp: &str,
        state: &str,
    ) -> Result<(), SessionError> {
        let Some(mut flow) = session.record.flow().cloned() else { return Ok(()) };
        let pending = self
            .waits(session)
            .filter(|pending| is_plausible(otp, state) && pending.state_matches(state));
        let Some(pending) = pending else {
            log_refused_link();
            let notice = message(Tone::Error, self.language.text(Key::NoSuchLink));
            if flow.notices.contains(&notice) {
                return Ok(());
            }
            flow.notices.push(notice);
            return self.keep(session, flow).await;
        };
        flow.move_to(self.next_step()?);
        let form = pending.email_challenge().map(|challenge| challenge.form().clone());
        let Some(form) = form else {
            let unanswered = Upstream::Offered(pending.clone(), Key::NoSuchLink);
            return self.proceed(session, flow, unanswered).await;
        };
        let (transaction, user) = (transaction_of(&pending), flow.username.clone());
        let taken = self.take_attempt(Credential::Code, Entered::ByLink, transaction, &user);
        let permit = match taken.await? {
            Ok(permit) => permit,
            Err(why) => return self.refuse(session, flow, why).await,
        };
        let upstream = self.answer_with_code(&pending, otp).await;
        let answered = (&pending, &form);
        let settled = self.settle_attempt(session, &mut flow, answered, permit, upstream).await?;
        let Some(upstream) = settled else { return Ok(()) };
        let refused = match &upstream {
            Upstream::Moved(Transaction::Pending(next)) => next.refuses_answer(&form),
            _ => false,
        };
        if refused {
            flow.notices.push(message(Tone::Error, self.language.text(Key::LinkRefused)));
            flow.wrong.push(("credentials.passcode".to_owned(), String::new()));
        }
        self.proceed(session, flow, upstream).await
    }

    async fn answer_with_code(&self, pending: &Pending, code: &str) -> Upstream {
        match pending.email_challenge() {
            Some(challenge) => {
                let form = challenge.form().reference();
                self.send(pending, &form, challenge.answers(code)).await
            }
            None => Upstream::Offered(pending.clone(), Key::NoSuchLink),
        }
    }

    /// The transaction that waits for its person, if it is not too late.
    fn waits(&self, session: &Session) -> Option<Pending> {
        let flow = session.record.flow()?;
        let lifetime = self.server.sessions.lifetimes().flow;
        match &flow.stage {
            Stage::Pending(saved) if self.server.clock.now() < flow.ends_at(lifetime) => {
                saved.restore()
            }
            _ => None,
        }
    }

    fn no_such_link(&self) -> Result<Answered, SessionError> {
        let mut step = self.first_step(Kind::SignIn)?;
        step.messages.push(message(Tone::Error, self.language.text(Key::NoSuchLink)));
        Ok(Answered {
            step,
            cookie: CookieChange::Keep,
            page: Some("/sign-in?no-such-link".to_owned()),
        })
    }

    /// Returns when the session no longer stands at `step`; meanwhile asks Okta at the pace that it allows.
    pub(super) async fn wait_until_moved(&self, step: &str, changes: &mut Changes) {
        while let Some(session) = self.session_at(step).await {
            let real = self.waits(&session).filter(|pending| !pending.is_detached());
            let pause = real.and_then(|pending| pending.poll()).map(|poll| poll.interval);
            tokio::select! {
                () = changes.next() => continue,
                () = tokio::time::sleep(pause.unwrap_or(LOOK_AGAIN)) => {}
            }
            if pause.is_some()
                && let Err(error) = self.poll(step).await
            {
                tracing::warn!(
                    event = "session.failed",
                    error = chain(&error),
                    "a poll could not be kept"
                );
            }
        }
    }

    /// The session, if it stands at `step` and there is nothing to hear for the page that shows it.
    pub(super) async fn session_at(&self, step: &str) -> Option<Session> {
        let session = self.session().await.ok().flatten()?;
        let flow = session.record.flow()?;
        let stands = flow.step == step && !matches!(flow.stage, Stage::Ready(_));
        stands.then_some(session)
    }

    /// Asks Okta whether the sign-in has moved on elsewhere, if nobody has asked a moment ago.
    async fn poll(&self, step: &str) -> Result<(), SessionError> {
        let Some(id) = self.id.clone() else { return Ok(()) };
        let _lock = self.server.sessions.lock(&id).await;
        let Some(session) = self.session().await? else { return Ok(()) };
        let Some(flow) = session.record.flow().cloned() else { return Ok(()) };
        let Some(pending) = self.waits(&session).filter(|_| flow.step == step) else {
            return Ok(());
        };
        let Some(poll) = pending.poll() else { return Ok(()) };
        let now = self.server.clock.now();
        if !self.server.polls.is_due(session.key(), poll.interval, now).await? {
            return Ok(());
        }
        if self.server.okta.ready_for_tokens().await.is_err() {
            // The answer may be the last one, and its code would be wasted.
            return Ok(());
        }
        let next = match self
            .server
            .okta
            .submit(&self.caller, &pending, &poll.form, Answers::new())
            .await
        {
            Ok(next) => next,
            Err(error) => {
                // The waiting page shows nothing of this: the person may still type the code.
                tracing::debug!(event = "okta.poll_failed", error = chain(&error), "a poll failed");
                if let Some(until) = error.retry_at() {
                    self.server.polls.hold(session.key(), until).await?;
                }
                return Ok(());
            }
        };
        if let Transaction::Pending(next) = &next
            && form_names(next) == form_names(&pending)
        {
            if let Some(until) = next.retry_at() {
                self.server.polls.hold(session.key(), until).await?;
            }
            return Ok(());
        }
        // An answer that is under way learns the same from Okta, and has the user's own words to go with it.
        match self.server.sessions.claim(session, step).await? {
            Claimed::Granted(mut session) => {
                let done = self.poll_led_to(&mut session, flow, &pending, next).await;
                self.server.sessions.release(&mut session).await;
                done
            }
            Claimed::Answered(_) => Ok(()),
        }
    }

    async fn poll_led_to(
        &self,
        session: &mut Session,
        mut flow: Flow,
        at: &Pending,
        next: Transaction,
    ) -> Result<(), SessionError> {
        if let Transaction::Terminal(end) = &next
            && self.must_not_tell(&flow, end)
        {
            // The page stays as it is: a decoy's does, too.
            let decoy = self.hide_end(&flow, at, end).await?;
            return self.proceed(session, flow, drawn(decoy)).await;
        }
        flow.move_to(self.next_step()?);
        match next {
            Transaction::Completed(completed) => {
                // The stream cannot set a cookie: the page collects its new session with its next request.
                self.make_ready(session, flow, completed).await
            }
            other => self.proceed(session, flow, Upstream::Moved(other)).await,
        }
    }
}

fn log_refused_link() {
    tracing::info!(
        event = "link.refused",
        "a link was followed in a browser that does not wait for it"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_a_code_or_a_state_is_not_looked_at() {
        let state = "a".repeat(43);
        assert!(is_plausible("123456", &state));
        assert!(is_plausible("aB3xY9", &state));
        for otp in ["", "12", "<b>1", "123 456", "12345678901234567"] {
            assert!(!is_plausible(otp, &state), "{otp}");
        }
        assert!(!is_plausible("123456", ""));
        assert!(!is_plausible("123456", &"a".repeat(257)));
    }
}
