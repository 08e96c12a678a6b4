//! Choosing how to prove oneself.

use super::View;
use super::authenticator::Authenticator;
use super::ion::Addressed;
use super::ion::ArrayOf;
use super::ion::Choice;
use super::ion::Field;
use super::ion::Form;
use super::ion::ObjectOf;
use super::page::Page;
use super::page::Reader;
use crate::assurance::Wanted;
use crate::assurance::wanted;
use crate::state::transaction::Factor;
use crate::state::transaction::Purpose;
use crate::state::transaction::Subject;

/// `select-authenticator-authenticate` as the whole page.
pub(super) fn form(
    view: View<'_>,
    at: Addressed<'_>,
    subject: &Subject,
    reader: &Reader,
    page: &mut Page,
) {
    offer(view, at, subject, reader, page);
    note_recovery(subject, page);
}

/// The same form beside a challenge, so that people can change their mind.
pub(super) fn offer(
    view: View<'_>,
    at: Addressed<'_>,
    subject: &Subject,
    reader: &Reader,
    page: &mut Page,
) {
    let Wanted::OneOf(open) = wanted(view.policy, subject, reader.has_password) else { return };
    page.offer(choices(at, &open));
    page.authenticators = Some(ArrayOf::new(open.iter().map(|it| it.authenticator()).collect()));
    let enrolments = open.iter().map(|factor| enrolment(*factor, reader)).collect();
    page.authenticator_enrollments = Some(ArrayOf::new(enrolments));
}

/// Says that a password is being recovered, where that is so.
pub(super) fn note_recovery(subject: &Subject, page: &mut Page) {
    if subject.purpose == Purpose::Recovery {
        let password = Factor::Password.authenticator().with_password_rules();
        page.recovery_authenticator = Some(ObjectOf::new(password));
    }
}

/// Somebody's enrolment, the mail one with its masked address.
pub(super) fn enrolment(factor: Factor, reader: &Reader) -> Authenticator {
    let enrolment = factor.enrolment(&reader.id);
    match factor {
        Factor::Email => enrolment.masked(&reader.email),
        Factor::Password => enrolment,
    }
}

fn choices(at: Addressed<'_>, open: &[Factor]) -> Form {
    let options = open.iter().enumerate().map(|(index, factor)| {
        let fields = vec![
            Field::preset("id", factor.authenticator_id(), true),
            Field::preset("methodType", factor.method(), false),
        ];
        let about = format!("$.authenticatorEnrollments.value[{index}]");
        Choice::object(factor.display_name(), fields, about)
    });
    at.form("select-authenticator-authenticate", "/idp/idx/challenge")
        .with(Field::object_of("authenticator", options.collect()))
}
