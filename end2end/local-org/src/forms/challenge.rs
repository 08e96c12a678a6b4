//! Answering a mail.

use super::View;
use super::ion::Addressed;
use super::ion::ArrayOf;
use super::ion::Choice;
use super::ion::Field;
use super::ion::ObjectOf;
use super::page::Page;
use super::page::Reader;
use super::select;
use crate::settings::CodeStyle;
use crate::state::transaction::Factor;
use crate::state::transaction::Purpose;
use crate::state::transaction::Subject;

/// Lengths of the two kinds of code.
pub(crate) const NUMERIC_LENGTH: usize = 6;
pub(crate) const ALPHANUMERIC_LENGTH: usize = 10;

/// `authenticator-verification-data`: the mail goes out when the app posts it.
pub(super) fn before_mail(
    view: View<'_>,
    at: Addressed<'_>,
    subject: &Subject,
    reader: &Reader,
    page: &mut Page,
) {
    let fields = vec![
        Field::preset("id", Factor::Email.authenticator_id(), true),
        Field::one_of("methodType", "Method", vec![Choice::plain("Email", "email")]).required(),
    ];
    page.offer(
        at.form("authenticator-verification-data", "/idp/idx/challenge")
            .about("$.currentAuthenticatorEnrollment")
            .with(Field::object("authenticator", fields).labelled("Email")),
    );
    select::offer(view, at, subject, reader, page);
    select::note_recovery(subject, page);
    let enrolment = select::enrolment(Factor::Email, reader).resendable(at);
    page.current_authenticator_enrollment = Some(ObjectOf::new(enrolment));
}

/// `challenge-authenticator`, or `enroll-authenticator` for somebody who signs up.
pub(super) fn mailed(
    view: View<'_>,
    at: Addressed<'_>,
    subject: &Subject,
    reader: &Reader,
    page: &mut Page,
) {
    if subject.purpose == Purpose::SignUp {
        return enrol(view, at, page);
    }
    page.offer(
        at.form("challenge-authenticator", "/idp/idx/challenge/answer")
            .about("$.currentAuthenticatorEnrollment")
            .with(code_field(view)),
    );
    select::offer(view, at, subject, reader, page);
    select::note_recovery(subject, page);
    let mut enrolment =
        select::enrolment(Factor::Email, reader).magic_link(view.policy.magic_link).resendable(at);
    if view.policy.magic_link {
        enrolment = enrolment.pollable(at, view.lifetimes.poll_millis);
    }
    page.current_authenticator_enrollment = Some(ObjectOf::new(enrolment));
}

fn enrol(view: View<'_>, at: Addressed<'_>, page: &mut Page) {
    page.offer(
        at.form("enroll-authenticator", "/idp/idx/challenge/answer")
            .about("$.currentAuthenticator")
            .with(code_field(view)),
    );
    let email = Factor::Email.authenticator();
    page.enrollment_authenticator = Some(ObjectOf::new(Factor::Email.authenticator()));
    page.authenticators = Some(ArrayOf::new(vec![Factor::Email.authenticator()]));
    page.authenticator_enrollments = Some(ArrayOf::new(Vec::new()));
    let mut email = email.magic_link(view.policy.magic_link).resendable(at);
    if view.policy.magic_link {
        email = email.pollable(at, view.lifetimes.poll_millis);
    }
    page.current_authenticator = Some(ObjectOf::new(email));
}

fn code_field(view: View<'_>) -> Field {
    let code = Field::text("passcode", "Enter code");
    let code = match view.policy.code {
        CodeStyle::Numeric => code,
        CodeStyle::Alphanumeric => {
            code.lengths(ALPHANUMERIC_LENGTH, ALPHANUMERIC_LENGTH).format("alphanumeric")
        }
    };
    Field::object("credentials", vec![code]).required()
}
