//! Makes the calls that a flow wants, and reads what came of them.

use okta_idx::Answers;
use okta_idx::CallError;
use okta_idx::Certainty;
use okta_idx::Completed;
use okta_idx::ExchangeError;
use okta_idx::FormRef;
use okta_idx::Pending;
use okta_idx::StartError;
use okta_idx::SubmitError;
use okta_idx::Terminal;
use okta_idx::Transaction;

use super::request::RequestContext;
use super::setup;
use super::setup::SetupProblem;
use crate::flow::Ask;
use crate::flow::CallFailure;
use crate::flow::Outcome;
use crate::flow::SavedBytes;
use crate::flow::StartToken;
use crate::log::chain;

impl RequestContext {
    /// Makes a call.
    pub(super) async fn ask(&self, ask: Ask) -> Outcome {
        match ask {
            Ask::Start(None) => self.start_transaction().await,
            Ask::Start(Some(token)) => self.start_with(token).await,
            Ask::Submit { at, form, answers } => self.submit_form(&at, &form, answers).await,
            Ask::Exchange(completed) => self.exchange(completed).await,
        }
    }

    /// Starts a transaction, and notes what that tells about all others.
    async fn start_transaction(&self) -> Outcome {
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
                problem.log();
                return Outcome::Misconfigured(problem.said);
            }
        }
        match started {
            Ok(Transaction::Terminal(end)) if !end.is_expired() => {
                Outcome::Failed(failure_of(&end))
            }
            Ok(transaction) => {
                self.server.first_page.learn(&transaction);
                Outcome::Advanced(transaction)
            }
            Err(error) => not_started(&error),
        }
    }

    /// Starts a transaction with the token of an email. What comes of it tells nothing about other sign-ins.
    async fn start_with(&self, token: StartToken) -> Outcome {
        let options = token.options(self.server.policy.start_options());
        match self.server.okta.start(&self.caller, options).await {
            Ok(transaction) => Outcome::Advanced(transaction),
            Err(StartError::Interact(CallError::OAuth { status, .. })) if status < 500 => {
                tracing::info!(
                    event = "sign_in.token_refused",
                    "the token of an email was refused"
                );
                Outcome::Failed(CallFailure::TokenRefused)
            }
            Err(error) => not_started(&error),
        }
    }

    /// Sends a form, unless the tokens that it may lead to could not be checked: then nothing is used up for them.
    async fn submit_form(&self, at: &Pending, form: &FormRef, answers: Answers) -> Outcome {
        if let Err(error) = self.server.okta.ready_for_tokens().await {
            tracing::warn!(
                event = "okta.failed",
                error = chain(&error),
                "a step was not sent, since the signing keys cannot be had"
            );
            return Outcome::Failed(CallFailure::Unavailable);
        }
        if at.is_detached() {
            return self.answer_of_decoy(at, form, &answers);
        }
        match self.server.okta.submit(&self.caller, at, form, answers).await {
            Ok(transaction) => Outcome::Advanced(transaction),
            Err(error) => self.submission_failed(at, error).await,
        }
    }

    /// A form was not taken. Where it may have had its effect, asks where the transaction really stands: sending it again
    /// could use up a code twice.
    async fn submission_failed(&self, at: &Pending, error: SubmitError) -> Outcome {
        tracing::warn!(
            event = "okta.failed",
            error = chain(&error),
            "a step was not answered as expected"
        );
        let failure = error.call().map_or(CallFailure::Unavailable, failure_by);
        if matches!(failure, CallFailure::TooMany(_) | CallFailure::Throttled(_)) {
            return Outcome::Failed(failure);
        }
        if matches!(error, SubmitError::Missing { .. } | SubmitError::NoSuchOption { .. }) {
            return Outcome::Failed(CallFailure::Incomplete);
        }
        if error.certainty() != Certainty::Unknown {
            return Outcome::Failed(failure);
        }
        let unclear = CallFailure::Unclear { answered: matches!(failure, CallFailure::Unusable) };
        match self.server.okta.introspect_again(&self.caller, at).await {
            Ok(Transaction::Pending(same)) if form_names(&same) == form_names(at) => {
                Outcome::Unconfirmed(same, unclear)
            }
            Ok(moved) => Outcome::Advanced(moved),
            Err(_) => Outcome::Failed(unclear),
        }
    }

    /// Exchanges the interaction code for tokens.
    async fn exchange(&self, completed: Completed) -> Outcome {
        let done = self.server.okta.exchange(&self.caller, completed).await;
        self.server.clock_watch.look(&self.server.okta, self.server.clock.now());
        match done {
            Ok(tokens) => Outcome::Tokens(SavedBytes::of(&tokens.save())),
            Err(ExchangeError::Unspent { completed, error }) => {
                tracing::warn!(
                    event = "okta.failed",
                    error = chain(&error),
                    "a user is confirmed, and the tokens are still to be had"
                );
                Outcome::Unspent(*completed, failure_by(&error))
            }
            Err(error) if let Some(problem) = SetupProblem::of_exchange(&error) => {
                if problem.is_about_client() {
                    let now = self.server.clock.now();
                    self.server.readiness.note(problem.start(), self.caller.address, now);
                }
                problem.log();
                Outcome::Misconfigured(problem.said)
            }
            Err(error) => {
                tracing::error!(
                    event = "tokens.refused",
                    reason = reason(&error),
                    error = chain(&error),
                    "an interaction code gave no usable tokens"
                );
                Outcome::TokensRefused
            }
        }
    }
}

/// A transaction could not even be started.
fn not_started(error: &StartError) -> Outcome {
    tracing::warn!(event = "okta.failed", error = chain(error), "a sign-in could not be started");
    Outcome::Failed(match error {
        StartError::Interact(call) | StartError::Introspect(call) => failure_by(call),
        _ => CallFailure::Unavailable,
    })
}

/// Why a call that had no effect failed.
fn failure_by(error: &CallError) -> CallFailure {
    match error.retry_at() {
        until if error.is_limit_of_user() => CallFailure::Throttled(until),
        Some(until) => CallFailure::TooMany(Some(until)),
        None if error.is_unusable_answer() => CallFailure::Unusable,
        None => CallFailure::Unavailable,
    }
}

/// What the end of a transaction is that begins with trouble inside the org.
fn failure_of(end: &Terminal) -> CallFailure {
    if end.is_throttle() { CallFailure::TooMany(None) } else { CallFailure::Unavailable }
}

/// A stable name for why tokens were refused.
fn reason(error: &ExchangeError) -> &'static str {
    match error {
        ExchangeError::IdToken(error) => error.reason(),
        ExchangeError::Keys(_) => "keys_unavailable",
        ExchangeError::Incomplete(_) => "answer_incomplete",
        _ => "exchange_failed",
    }
}

/// The forms on offer: what tells one step of a transaction from another.
pub(super) fn form_names(pending: &Pending) -> Vec<&str> {
    pending.forms().iter().map(|form| form.name.as_str()).collect()
}
