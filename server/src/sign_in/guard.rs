//! Where a sign-in meets the limits.

use app::step::Tone;
use app::text::Key;
use okta_idx::Form;
use okta_idx::Pending;
use okta_idx::Terminal;
use okta_idx::Transaction;

use super::begin::message;
use super::decoy::mark_wrong;
use super::flow::Flow;
use super::flow::Stage;
use super::outcome::Trouble;
use super::outcome::Upstream;
use super::proof::end_proves;
use super::proof::step_refuses_code;
use super::record::Session;
use super::visit::Visitor;
use crate::limit::GUESSES;
use crate::limit::Wait;
use crate::presenter::messages;
use crate::session::SessionError;

/// Whether a code may be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    /// It may; so many have been tried in this transaction then.
    Nth(u32),
    /// Too many were tried in this transaction.
    Spent,
    /// Too many were typed for this person; there is the link.
    Later(Wait),
}

/// How a code was entered. The link of a mail comes from Okta, so it is spared the limit on what people type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entered {
    Typed,
    ByLink,
}

impl Visitor {
    /// Why this visitor may not have a mail sent to a username now, if so; otherwise the mail counts as sent.
    pub(super) async fn too_many_starts(
        &self,
        username: &str,
    ) -> Result<Option<String>, SessionError> {
        let rates = &self.server.rates;
        if let Some(address) = self.caller.address
            && let Err(wait) = rates.address_from(address, username).await?
        {
            self.note_limit("addresses", username, wait);
            return Ok(Some(self.wait_text(Key::TooManyAddresses, wait)));
        }
        self.too_many_mails(username).await
    }

    /// Why no mail may be sent to an address now, if so; otherwise the mail counts as sent.
    pub(super) async fn too_many_mails(
        &self,
        address: &str,
    ) -> Result<Option<String>, SessionError> {
        match self.server.rates.mail(address).await? {
            Ok(()) => Ok(None),
            Err(wait) => {
                self.note_limit("mails", address, wait);
                Ok(Some(self.wait_text(Key::TooManyMails, wait)))
            }
        }
    }

    /// Notes that a code is about to be tried, before it is.
    pub(super) async fn may_guess(
        &self,
        entered: Entered,
        transaction: &str,
        username: &str,
    ) -> Result<Guess, SessionError> {
        let rates = &self.server.rates;
        let nth = match rates.guess(transaction).await? {
            Ok(nth) => nth,
            Err(wait) => {
                self.note_limit("guesses", username, wait);
                return Ok(Guess::Spent);
            }
        };
        if entered == Entered::Typed
            && let Err(wait) = rates.typed_code(username).await?
        {
            rates.guess_not_wrong(transaction).await?;
            self.note_limit("typed_codes", username, wait);
            return Ok(Guess::Later(wait));
        }
        Ok(Guess::Nth(nth))
    }

    /// Settles what [`Visitor::may_guess`] noted, now that it is known what the code was worth, and ends what has
    /// been guessed at too often. `None` means that the flow has been kept already.
    pub(super) async fn settle_guess(
        &self,
        session: &mut Session,
        flow: &mut Flow,
        at: &Pending,
        (entered, nth): (Entered, u32),
        upstream: Upstream,
    ) -> Result<Option<Upstream>, SessionError> {
        let rates = &self.server.rates;
        let refused = match &upstream {
            Upstream::Moved(Transaction::Pending(next)) => step_refuses_code(next),
            Upstream::Moved(Transaction::Terminal(end)) => refuses(end) && !end_proves(end),
            _ => false,
        };
        if !refused {
            // It was right, or it never reached Okta.
            rates.guess_not_wrong(transaction_of(at)).await?;
            if entered == Entered::Typed {
                rates.typed_code_not_wrong(&counted_for(flow, at)).await?;
            }
            return Ok(Some(upstream));
        }
        if nth >= GUESSES {
            self.forget_link_of(flow).await?;
            self.end_guessing(flow);
            self.keep(session, flow.clone()).await?;
            return Ok(None);
        }
        if self.server.hides_accounts
            && let Upstream::Moved(Transaction::Terminal(end)) = &upstream
        {
            // The org ends it earlier than a decoy would: from here on it is one.
            self.hide_end(flow, at, end).await?;
            mark_wrong(flow, true);
            self.keep(session, flow.clone()).await?;
            return Ok(None);
        }
        Ok(Some(upstream))
    }

    /// A code that is not tried, and why.
    pub(super) async fn refuse_guess(
        &self,
        session: &mut Session,
        mut flow: Flow,
        guess: Guess,
    ) -> Result<(), SessionError> {
        match guess {
            Guess::Later(wait) => {
                let text = self.wait_text(Key::TooManyCodes, wait);
                flow.notices.push(message(Tone::Error, text));
            }
            Guess::Spent | Guess::Nth(_) => {
                self.forget_link_of(&flow).await?;
                self.end_guessing(&mut flow);
            }
        }
        self.keep(session, flow).await
    }

    pub(super) fn end_guessing(&self, flow: &mut Flow) {
        flow.stage = Stage::Ended;
        let text = self.server.language.text(Key::TooManyGuesses);
        flow.notices.push(message(Tone::Error, text));
    }

    fn wait_text(&self, key: Key, Wait(seconds): Wait) -> String {
        let language = self.server.language;
        let time = if seconds > 90 {
            language.filled(Key::Minutes, &[&seconds.div_ceil(60).to_string()])
        } else {
            language.filled(Key::Seconds, &[&seconds.to_string()])
        };
        language.filled(key, &[&time])
    }

    fn note_limit(&self, reason: &'static str, username: &str, Wait(seconds): Wait) {
        tracing::warn!(
            event = "limit.reached",
            reason,
            user = self.server.sessions.keys().pseudonym(username),
            wait = seconds,
            "a limit was reached"
        );
    }
}

/// Whether an end is a refusal: not one because time is up, or because Okta wants to be left alone.
pub(super) fn refuses(end: &Terminal) -> bool {
    !end.is_expired() && !end.messages().iter().any(messages::is_throttle)
}

/// What the guesses of a transaction are counted under.
pub(super) fn transaction_of(pending: &Pending) -> &str {
    pending.state().expose()
}

/// Whom the mails and wrong codes of a flow are counted for: the person who signs in or the address that signs up;
/// where neither is known, the transaction by itself.
pub(super) fn counted_for(flow: &Flow, pending: &Pending) -> String {
    let known = if flow.counted_for.is_empty() { &flow.username } else { &flow.counted_for };
    if known.is_empty() { transaction_of(pending).to_owned() } else { known.clone() }
}

/// Whether a form, sent off, can make the org send a mail.
pub(super) fn may_send_mail(form: &Form) -> bool {
    ["select-authenticator", "authenticator-verification-data", "enroll-profile", "identify"]
        .iter()
        .any(|name| form.name.starts_with(name))
}

/// Whether no mail can have gone out with what was asked for.
pub(super) fn certainly_without_mail(upstream: &Upstream) -> bool {
    match upstream {
        Upstream::Moved(Transaction::Pending(next)) | Upstream::Offered(next, _) => {
            next.email_challenge().is_none()
        }
        Upstream::Moved(_) | Upstream::Unknown(_) | Upstream::Misconfigured(_) => true,
        Upstream::Unmoved(trouble) => !matches!(trouble, Trouble::Unclear { .. }),
    }
}

/// Whether a mail with a code is out now.
pub(super) fn mail_is_out(upstream: &Upstream) -> bool {
    matches!(upstream, Upstream::Moved(Transaction::Pending(next)) if next.email_challenge().is_some())
}
