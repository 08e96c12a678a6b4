//! Telling Okta who signs in.

use okta_idx::Answers;
use okta_idx::FormRef;
use okta_idx::Pending;
use okta_idx::Transaction;

use super::IDENTIFIER;
use super::call::Ask;
use super::outcome::Outcome;
use crate::text_input::email_address;

/// A form with a username that is sent. If Okta does not know the username, and its domain is an international one, the
/// other spelling of that domain is sent, too; no other username costs a second call.
#[derive(Debug)]
pub(super) struct Naming {
    form: FormRef,
    /// The answers with the other spelling, before they are sent.
    respelled: Option<Answers>,
    /// What Okta said of the spelling that was entered, once the other one is sent.
    first: Option<Outcome>,
}

/// What follows from an outcome.
#[derive(Debug)]
pub(super) enum Named {
    /// The other spelling is to be sent.
    Again(Box<(Ask, Naming)>),
    /// Okta was told, and this came of it.
    Done(Outcome),
}

impl Naming {
    pub(super) fn begin(
        at: &Pending,
        form: FormRef,
        answers: Answers,
        username: &str,
    ) -> (Ask, Self) {
        let respelled = email_address::other_spelling(username)
            .map(|other| answers.clone().with(IDENTIFIER, other));
        let naming = Self { form: form.clone(), respelled, first: None };
        (Ask::Submit { at: at.clone(), form, answers }, naming)
    }

    /// A form whose username is sent as it is.
    pub(super) fn once(at: &Pending, form: FormRef, answers: Answers) -> (Ask, Self) {
        let naming = Self { form: form.clone(), respelled: None, first: None };
        (Ask::Submit { at: at.clone(), form, answers }, naming)
    }

    pub(super) fn resume(self, outcome: Outcome) -> Named {
        let Self { form, respelled, first } = self;
        let unknown_at = |outcome: &Outcome| match outcome {
            Outcome::Advanced(Transaction::Pending(next)) if next.says_unknown_user() => {
                Some(next.clone())
            }
            _ => None,
        };
        match (first, respelled, unknown_at(&outcome)) {
            // What Okta says of the spelling that was entered is what to show.
            (Some(first), _, Some(_)) => Named::Done(first),
            (None, Some(answers), Some(next)) if next.form_at(&form).is_some() => {
                let ask = Ask::Submit { at: next, form: form.clone(), answers };
                let naming = Self { form, respelled: None, first: Some(outcome) };
                Named::Again(Box::new((ask, naming)))
            }
            _ => Named::Done(outcome),
        }
    }
}
