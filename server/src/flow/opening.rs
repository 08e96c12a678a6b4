//! From a started transaction to Okta's first question.

use app::text::Key;
use okta_idx::ActionKind;
use okta_idx::Answers;
use okta_idx::Form;
use okta_idx::Pending;
use okta_idx::RemediationKind;
use okta_idx::Transaction;

use super::Argument;
use super::Context;
use super::FieldError;
use super::Flow;
use super::IDENTIFIER;
use super::Intent;
use super::PASSCODE;
use super::Password;
use super::Text;
use super::answer::name_with_credential;
use super::apply::apply;
use super::at_once::OnlyWay;
use super::call::Ask;
use super::call::Call;
use super::call::Cost;
use super::hide::shown_of_user;
use super::naming::Named;
use super::naming::Naming;
use super::outcome::CallFailure;
use super::outcome::Limit;
use super::outcome::Outcome;
use super::transition::Goal;
use super::transition::Transition;

/// How far a beginning has come. It is `named` once the username was sent: no answer before is about an account.
#[derive(Debug)]
pub(super) enum Beginning {
    /// A transaction is being started. The password is sent with the username if the org asks for both at once.
    Opening { password: Option<Password> },
    /// A new profile was asked for.
    SelectingProfile,
    /// Unlocking was asked for.
    SelectingUnlock,
    /// The username was sent, to sign in or to be offered recovery.
    Identifying(Naming),
    /// Recovery was asked for.
    Recovering { named: bool },
    /// The username was sent to recover or unlock its account.
    NamingAccount(Naming),
    /// The only message was sent, from this step.
    SendingAtOnce { from: Pending, named: bool, then: Then },
}

/// What comes after the only message was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// The user answers.
    Rest,
    /// Recovery is offered after the username.
    Recover,
}

impl Beginning {
    pub(super) fn resume(self, flow: Flow, outcome: Outcome, context: &Context<'_>) -> Transition {
        match self {
            Self::Opening { password } => opened(flow, outcome, password, context),
            Self::SelectingProfile => begun(flow, outcome, false, context),
            Self::SelectingUnlock => unlocking(flow, outcome, context),
            Self::Identifying(naming) => match naming.resume(outcome) {
                Named::Again(again) => ask_on(flow, again.0, Self::Identifying(again.1)),
                Named::Done(outcome) => {
                    let recovers = flow.intent == Intent::Recovery;
                    let then = if recovers { Then::Recover } else { Then::Rest };
                    send_at_once(flow, outcome, true, then, context)
                }
            },
            Self::Recovering { named } => recovering(flow, outcome, named, context),
            Self::NamingAccount(naming) => match naming.resume(outcome) {
                Named::Again(again) => ask_on(flow, again.0, Self::NamingAccount(again.1)),
                Named::Done(outcome) => send_at_once(flow, outcome, true, Then::Rest, context),
            },
            Self::SendingAtOnce { from, named, then } => {
                sent_at_once(flow, &from, outcome, named, then, context)
            }
        }
    }
}

/// Calls go on; what they can cause was taken before the first.
fn ask_on(flow: Flow, ask: Ask, beginning: Beginning) -> Transition {
    flow.call(Call { ask, cost: Cost::Nothing }, Goal::Begin(beginning))
}

/// A transaction was started: goes on to what only the user can answer.
fn opened(
    mut flow: Flow,
    outcome: Outcome,
    password: Option<Password>,
    context: &Context<'_>,
) -> Transition {
    match outcome {
        outcome if flow.intent.token().is_some() => arrived(flow, outcome, context),
        Outcome::Advanced(Transaction::Pending(at)) => match flow.intent {
            Intent::SignUp => {
                let (kind, none) = (RemediationKind::SelectProfile, Key::SignUpNotOffered);
                go_to(flow, at, kind, none, Beginning::SelectingProfile, context)
            }
            Intent::Unlock => {
                let (kind, none) = (RemediationKind::UnlockAccount, Key::UnlockNotOffered);
                go_to(flow, at, kind, none, Beginning::SelectingUnlock, context)
            }
            Intent::Recovery if at.action_of(ActionKind::Recover).is_some() => {
                recover(flow, at, false, context)
            }
            _ => identify(flow, at, password, context),
        },
        // Told at the username that it is about.
        Outcome::Limited(Limit::Later(text)) => {
            flow.field_errors.push(FieldError::at(IDENTIFIER, text));
            flow.rest(context)
        }
        outcome => begun(flow, outcome, false, context),
    }
}

/// A transaction was started with the token of an email. It proves who has it where it led past the username; a token
/// that Okta refuses or ignores leads to the start of a sign-in.
fn arrived(mut flow: Flow, outcome: Outcome, context: &Context<'_>) -> Transition {
    match &outcome {
        Outcome::Failed(CallFailure::TokenRefused) => flow.intent = Intent::SignIn,
        Outcome::Advanced(Transaction::Pending(at)) if at.identify().is_some() => {
            return apply(flow.without_token(context), outcome, context);
        }
        Outcome::Advanced(Transaction::Pending(_)) => flow.proved = true,
        _ => {}
    }
    apply(flow, outcome, context)
}

impl Flow {
    /// There is no token of an email, or it led nowhere: what remains is to sign in.
    pub(super) fn without_token(mut self, context: &Context<'_>) -> Self {
        self.intent = Intent::SignIn;
        self.notices.push(CallFailure::TokenRefused.notice(context.now));
        self
    }
}

/// Shows the org's form to a user who left out the password. The error comes only after the start, because the page with
/// the password's field may be older than the org's policy.
fn password_missing(mut flow: Flow, at: Pending, context: &Context<'_>) -> Transition {
    let missing = Text::with(Key::FieldMissing, Argument::Label);
    flow.field_errors.push(FieldError::at(PASSCODE, missing));
    begun(flow, Outcome::Advanced(Transaction::Pending(at)), false, context)
}

/// Leaves the org's first page by one of its links, or says that it has no such link.
fn go_to(
    flow: Flow,
    at: Pending,
    link: RemediationKind,
    not_offered: Key,
    beginning: Beginning,
    context: &Context<'_>,
) -> Transition {
    let Some(form) = at.form_of(link).map(Form::reference) else {
        return begun(flow, Outcome::NotOffered(at, not_offered), false, context);
    };
    ask_on(flow, Ask::Submit { at, form, answers: Answers::new() }, beginning)
}

/// Okta asks for the username and how to prove it. Where there is one way, that is no question.
fn unlocking(flow: Flow, outcome: Outcome, context: &Context<'_>) -> Transition {
    if let Outcome::Advanced(Transaction::Pending(next)) = &outcome
        && let Some(way) = OnlyWay::to_unlock(next, context)
    {
        let (call, naming) = way.naming(&flow, next);
        return flow.call(call, Goal::Begin(Beginning::NamingAccount(naming)));
    }
    begun(flow, outcome, false, context)
}

/// Says who is there, if that is all that is asked. Where a password is asked for at once, it is sent too if the user
/// was asked for it; otherwise the user sees that form with the username filled in.
fn identify(
    flow: Flow,
    at: Pending,
    password: Option<Password>,
    context: &Context<'_>,
) -> Transition {
    let both = at.identify().filter(|it| it.password().is_some() && !it.wants_captcha());
    if let (Some(identify), Some(password), Intent::SignIn) = (both, password, flow.intent) {
        if password.is_missing() {
            return password_missing(flow, at, context);
        }
        let answers = identify.answers(&flow.rate_limit_key).with(PASSCODE, password.expose());
        let form = identify.form().clone();
        return name_with_credential(flow, at, &form, answers, context);
    }
    let simple = at
        .identify()
        .filter(|identify| identify.password().is_none() && !identify.wants_captcha())
        .map(|identify| (identify.form().reference(), identify.answers(&flow.rate_limit_key)));
    match simple {
        Some((form, answers)) => {
            let (ask, naming) = Naming::begin(&at, form, answers, &flow.rate_limit_key);
            ask_on(flow, ask, Beginning::Identifying(naming))
        }
        None if flow.intent == Intent::Recovery => recover(flow, at, false, context),
        None => begun(flow, Outcome::Advanced(Transaction::Pending(at)), false, context),
    }
}

/// Recovery is offered before the username in some orgs and after it in others.
fn recover(flow: Flow, at: Pending, named: bool, context: &Context<'_>) -> Transition {
    if let Some(action) = at.action_of(ActionKind::Recover) {
        let form = action.reference().clone();
        let ask = Ask::Submit { at, form, answers: Answers::new() };
        return ask_on(flow, ask, Beginning::Recovering { named });
    }
    let outcome = if at.identify().is_some() {
        Outcome::IdentifierRejected(at)
    } else {
        Outcome::NotOffered(at, Key::RecoveryNotOffered)
    };
    begun(flow, outcome, named, context)
}

/// Okta was asked for recovery, and may ask for the username of the account in turn.
fn recovering(flow: Flow, outcome: Outcome, named: bool, context: &Context<'_>) -> Transition {
    if let Outcome::Advanced(Transaction::Pending(next)) = &outcome
        && let Some(form) = next.form_of(RemediationKind::IdentifyRecovery)
    {
        let username = flow.rate_limit_key.as_str();
        let answers = Answers::new().with(IDENTIFIER, username);
        let (ask, naming) = Naming::begin(next, form.reference(), answers, username);
        return ask_on(flow, ask, Beginning::NamingAccount(naming));
    }
    send_at_once(flow, outcome, named, Then::Rest, context)
}

/// Goes the only way on from the step that was reached, if there is only one.
fn send_at_once(
    flow: Flow,
    outcome: Outcome,
    named: bool,
    then: Then,
    context: &Context<'_>,
) -> Transition {
    let Outcome::Advanced(Transaction::Pending(from)) = outcome else {
        return begun(flow, outcome, named, context);
    };
    match OnlyWay::from(&from, context) {
        Some(way) => {
            let call = way.call(&flow, &from);
            flow.call(call, Goal::Begin(Beginning::SendingAtOnce { from, named, then }))
        }
        None if then == Then::Recover => recover(flow, from, named, context),
        None => begun(flow, Outcome::Advanced(Transaction::Pending(from)), named, context),
    }
}

fn sent_at_once(
    mut flow: Flow,
    from: &Pending,
    outcome: Outcome,
    named: bool,
    then: Then,
    context: &Context<'_>,
) -> Transition {
    match outcome {
        Outcome::Advanced(Transaction::Pending(next)) if then == Then::Recover => {
            recover(flow, next, named, context)
        }
        Outcome::Limited(_) => {
            // The user sees the form and can send it later.
            flow.enter_pending(from, context);
            begun(flow, outcome, named, context)
        }
        outcome => begun(flow, outcome, named, context),
    }
}

/// The user is asked next, or is shown a decoy instead.
fn begun(mut flow: Flow, outcome: Outcome, named: bool, context: &Context<'_>) -> Transition {
    flow.started_at = context.now;
    let outcome = if named { shown_of_user(&flow, outcome, context) } else { outcome };
    apply(flow, outcome, context)
}
