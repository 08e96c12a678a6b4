//! The pages of a sign-in as ION JSON: a pure function of the stage and what is to be said.

pub(crate) mod authenticator;
mod challenge;
mod extra;
mod first_page;
pub(crate) mod ion;
pub(crate) mod message;
mod page;
mod password;
mod select;
mod sign_up;
mod unlock;

pub(crate) use challenge::ALPHANUMERIC_LENGTH;
pub(crate) use challenge::NUMERIC_LENGTH;
pub(crate) use extra::MEALS;
pub(crate) use page::Page;
pub(crate) use page::terminal;

use self::ion::Addressed;
use self::ion::Form;
use self::page::Reader;
use crate::settings::Lifetimes;
use crate::settings::Policy;
use crate::state::people::People;
use crate::state::transaction::Session;
use crate::state::transaction::Stage;
use crate::state::transaction::Transaction;

/// What a page is drawn from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'a> {
    pub(crate) org_url: &'a str,
    pub(crate) app_label: &'a str,
    pub(crate) policy: &'a Policy,
    pub(crate) lifetimes: &'a Lifetimes,
    pub(crate) people: &'a People,
    /// Whether answers must not tell members from strangers.
    pub(crate) discreet: bool,
}

/// Draws the step that a transaction is at.
pub(crate) fn page(view: View<'_>, transaction: &Transaction, session: &Session) -> Page {
    let at = Addressed { org_url: view.org_url, state_handle: &session.state_handle };
    let mut page = Page::new(session, transaction, view.app_label);
    match &transaction.stage {
        Stage::FirstPage => first_page::sign_in(view, at, &mut page),
        Stage::RecoveryIdentifier => first_page::recovery(view, at, &mut page),
        Stage::UnlockIdentifier => unlock::form(view, at, &mut page),
        Stage::SignUpProfile => sign_up::profile(view, at, &mut page),
        Stage::Choose(subject) => {
            let reader = Reader::of(view, subject);
            page.about(&reader);
            select::form(view, at, subject, &reader, &mut page);
        }
        Stage::BeforeMail(subject) => {
            let reader = Reader::of(view, subject);
            page.about(&reader);
            challenge::before_mail(view, at, subject, &reader, &mut page);
        }
        Stage::Mailed(subject, _) => {
            let reader = Reader::of(view, subject);
            page.about(&reader);
            challenge::mailed(view, at, subject, &reader, &mut page);
        }
        Stage::AskPassword(subject) => {
            let reader = Reader::of(view, subject);
            page.about(&reader);
            password::ask(view, at, subject, &reader, &mut page);
        }
        Stage::NewPassword(subject) => {
            let reader = Reader::of(view, subject);
            page.about(&reader);
            password::replace(at, &reader, &mut page);
        }
        Stage::Extra(subject) => {
            page.about(&Reader::of(view, subject));
            extra::form(view, at, &mut page);
        }
        Stage::Finished(end) => page.succeed(view, transaction, end),
        Stage::Over { messages, .. } => {
            messages.iter().cloned().for_each(|message| page.say(message));
        }
    }
    if !matches!(transaction.stage, Stage::Finished(_) | Stage::Over { .. }) {
        page.cancel(at);
    }
    page
}

/// The link to signing up, where the policy has one.
fn sign_up_link(view: View<'_>, at: Addressed<'_>) -> Option<Form> {
    view.policy.sign_up.then(|| at.form("select-enroll-profile", "/idp/idx/enroll"))
}
