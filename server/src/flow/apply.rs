//! Where an outcome leads.

use app::text::Key;
use okta_idx::Completed;
use okta_idx::Pending;
use okta_idx::Terminal;
use okta_idx::Transaction;
use time::OffsetDateTime;

use super::Context;
use super::FieldError;
use super::Flow;
use super::HelpLink;
use super::IDENTIFIER;
use super::Notice;
use super::Question;
use super::Stage;
use super::call::Ask;
use super::call::Call;
use super::call::Cost;
use super::other_tab;
use super::outcome::CallFailure;
use super::outcome::Limit;
use super::outcome::Outcome;
use super::tokens;
use super::transition::Goal;
use super::transition::Transition;

/// Brings the flow to where the outcome leads.
pub(super) fn apply(mut flow: Flow, outcome: Outcome, context: &Context<'_>) -> Transition {
    let now = context.now;
    match outcome {
        Outcome::Advanced(Transaction::Completed(completed)) => return exchange(flow, completed),
        Outcome::Advanced(Transaction::Pending(pending)) => {
            flow.enter_pending(&pending, context);
            if let Some(until) = pending.retry_at() {
                flow.notices.push(CallFailure::Throttled(Some(until)).notice(now));
            }
        }
        Outcome::Advanced(Transaction::Terminal(terminal)) => flow.end(&terminal, now),
        Outcome::NotOffered(pending, why) => {
            flow.enter_pending(&pending, context);
            flow.notices.push(Notice::info(why));
        }
        Outcome::Unconfirmed(pending, failure) => {
            flow.enter_pending(&pending, context);
            flow.notices.push(failure.notice(now));
        }
        Outcome::IdentifierRejected(pending) => {
            let said = Notice::all(pending.messages()).into_iter().next();
            let text = said.map_or(Key::UsernameMalformed.into(), |notice| notice.text);
            flow.field_errors.push(FieldError::at(IDENTIFIER, text));
        }
        Outcome::Failed(failure) => flow.notices.push(failure.notice(now)),
        Outcome::Misconfigured(said) => {
            flow.restart(now);
            flow.stage = Stage::Misconfigured { reference: context.reference.to_owned() };
            flow.notices = Notice::all(&said);
            flow.help = HelpLink::all(&said);
        }
        Outcome::Limited(limit) => flow.limited(limit),
        Outcome::Tokens(tokens) => tokens::arrived(&mut flow, tokens),
        Outcome::Unspent(completed, failure) => {
            tokens::delayed(&mut flow, &completed, failure.notice(now));
        }
        Outcome::TokensRefused => tokens::refused(&mut flow, now),
    }
    flow.rest(context)
}

/// Asks for the tokens of a transaction that Okta has completed.
pub(super) fn exchange(flow: Flow, completed: Completed) -> Transition {
    flow.call(Call { ask: Ask::Exchange(completed), cost: Cost::Nothing }, Goal::Apply)
}

impl Flow {
    /// The flow now stands at a question of Okta's.
    pub(super) fn enter_pending(&mut self, pending: &Pending, context: &Context<'_>) {
        self.ends_upstream = pending.expires_at();
        self.stage = Stage::Pending(match &self.stage {
            Stage::Pending(question) => question.next(pending, context),
            _ => Question::of(pending, context),
        });
    }

    /// Okta offers no way on: start again, wait, or stop.
    pub fn end(&mut self, terminal: &Terminal, now: OffsetDateTime) {
        if terminal.is_expired() {
            self.restart(now);
            let others = terminal.messages().iter().filter(|message| !message.is_expiry());
            self.notices.extend(Notice::all(others));
            self.notices.push(Notice::info(Key::ExpiredRestart));
            return;
        }
        self.stage = match terminal.last_step().filter(|_| terminal.is_throttle()) {
            // The step stands; it can be answered once the pause is over.
            Some(pending) => Stage::Pending(match &self.stage {
                Stage::Pending(question) => question.again(pending),
                _ => Question::unsent(pending),
            }),
            None => Stage::Ended,
        };
        self.notices.extend(Notice::all(terminal.messages()));
        self.help = HelpLink::all(terminal.messages());
        self.notices.extend(other_tab::code_of(terminal));
        if self.notices.is_empty() {
            self.notices.push(Notice::error(Key::OrgUnavailableNoDetail));
        }
    }

    /// A call was not made.
    pub(super) fn limited(&mut self, limit: Limit) {
        match limit {
            Limit::Later(text) => self.notices.push(Notice::error(text)),
            Limit::Spent => self.end_attempts(),
        }
    }

    /// Too many credentials were tried.
    pub(super) fn end_attempts(&mut self) {
        self.stage = Stage::Ended;
        self.notices.push(Notice::error(Key::TooManyGuesses));
    }

    /// Starts again, because the step cannot be answered.
    pub(super) fn lost(mut self, context: &Context<'_>) -> Transition {
        self.move_to(context.names.step.clone());
        self.restart(context.now);
        self.notices.push(Notice::info(Key::Restarted));
        self.rest(context)
    }
}
