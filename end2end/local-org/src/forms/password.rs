//! Typing a password, old or new.

use super::View;
use super::first_page::passcode;
use super::ion::Addressed;
use super::ion::ArrayOf;
use super::ion::Field;
use super::ion::ObjectOf;
use super::page::Page;
use super::page::Reader;
use super::select;
use crate::state::transaction::Factor;
use crate::state::transaction::Subject;

/// `challenge-authenticator` for the password.
pub(super) fn ask(
    view: View<'_>,
    at: Addressed<'_>,
    subject: &Subject,
    reader: &Reader,
    page: &mut Page,
) {
    page.offer(
        at.form("challenge-authenticator", "/idp/idx/challenge/answer")
            .about("$.currentAuthenticatorEnrollment")
            .with(passcode("Password").required()),
    );
    select::offer(view, at, subject, reader, page);
    let mut enrolment = select::enrolment(Factor::Password, reader);
    if view.policy.recovery {
        enrolment = enrolment.recoverable(at);
    }
    page.current_authenticator_enrollment = Some(ObjectOf::new(enrolment));
}

/// `reset-authenticator`.
pub(super) fn replace(at: Addressed<'_>, reader: &Reader, page: &mut Page) {
    let fields = vec![
        Field::text("passcode", "New password").secret(),
        Field::boolean("revokeSessions", "Sign me out of all other devices"),
    ];
    page.offer(
        at.form("reset-authenticator", "/idp/idx/challenge/answer")
            .about("$.currentAuthenticator")
            .with(Field::object("credentials", fields).required()),
    );
    let password = || Factor::Password.authenticator().with_password_rules();
    page.current_authenticator = Some(ObjectOf::new(password()));
    page.recovery_authenticator = Some(ObjectOf::new(password()));
    page.authenticators = Some(ArrayOf::new(vec![Factor::Password.authenticator()]));
    let enrolments = [Factor::Email, Factor::Password].map(|it| select::enrolment(it, reader));
    page.authenticator_enrollments = Some(ArrayOf::new(enrolments.into()));
}
