//! Choosing an authenticator.

use serde_json::Value;

use super::View;
use super::ion::Choice;
use super::ion::Field;
use super::ion::Form;
use super::page::Page;
use super::subject::SubjectView;
use super::subject::described;
use crate::assurance::Wanted;
use crate::assurance::enrollable;
use crate::assurance::wanted;
use crate::authenticator::Activity;
use crate::authenticator::AuthenticatorRef;
use crate::state::transaction::Purpose;

/// `select-authenticator-authenticate`: the whole page, or beside a challenge.
pub(super) fn to_verify(view: View<'_>, subject: &SubjectView<'_>, page: &mut Page) {
    let Wanted::OneOf(open) = wanted(view.policy, subject.verification, subject.user) else {
        return;
    };
    let form = view.form("select-authenticator-authenticate", "/idp/idx/challenge");
    page.offer(with_options(form, &open, Activity::Verify, "authenticatorEnrollments"));
    page.list("authenticators", descriptions(&open));
    page.list("authenticatorEnrollments", open.iter().map(|it| subject.enrollment(*it)).collect());
}

/// `select-authenticator-enroll`, with `skip` where nothing of it is required.
///
/// Beside an enrollment it is left out where there is no other choice, and no other method.
pub(super) fn to_enroll(
    view: View<'_>,
    subject: &SubjectView<'_>,
    page: &mut Page,
    has_other_method: bool,
) {
    let Some(user) = subject.user else { return };
    let next = enrollable(view.policy, subject.verification, user);
    let open = next.authenticators;
    if open.len() > 1 || next.is_optional || has_other_method {
        let form = view.form("select-authenticator-enroll", "/idp/idx/credential/enroll");
        page.offer(with_options(form, &open, Activity::Enroll, "authenticators"));
    }
    if next.is_optional {
        page.offer(view.form("skip", "/idp/idx/skip"));
    }
    page.list("authenticators", descriptions(&open));
    page.list("authenticatorEnrollments", subject.enrollments());
}

/// `select-authenticator-unlock-account`: username and authenticator in one form.
pub(super) fn to_unlock(view: View<'_>, page: &mut Page) {
    let open = &view.policy.recovers_with;
    let form = view
        .form("select-authenticator-unlock-account", "/idp/idx/challenge")
        .with(Field::text("identifier", "Username").required());
    page.offer(with_options(form, open, Activity::Verify, "authenticators"));
    page.list("authenticators", descriptions(open));
}

/// Says that a password is being recovered, where that is so.
pub(super) fn note_recovery(view: View<'_>, subject: &SubjectView<'_>, page: &mut Page) {
    if subject.verification.purpose == Purpose::Recovery
        && let Some(forgotten) = AuthenticatorRef::resettable()
    {
        page.set("recoveryAuthenticator", described(view, forgotten, Activity::Reset));
    }
}

fn descriptions(of: &[AuthenticatorRef]) -> Vec<Value> {
    of.iter().map(|it| it.description()).collect()
}

fn with_options(form: Form, open: &[AuthenticatorRef], activity: Activity, list: &str) -> Form {
    let options = open.iter().enumerate().map(|(index, it)| {
        let mut fields = vec![Field::preset("id", it.facts().id, true)];
        fields.extend(it.option_fields(activity));
        Choice::object(it.facts().label, fields, format!("$.{list}.value[{index}]"))
    });
    form.with(Field::object_of("authenticator", options.collect()))
}
