//! One authenticator: what it needs to begin, or the answer that it waits for.

use serde_json::json;

use super::View;
use super::ion::Field;
use super::ion::Form;
use super::message;
use super::page::Page;
use super::select;
use super::subject::SubjectView;
use crate::authenticator::Activity;
use crate::authenticator::AuthenticatorRef;
use crate::authenticator::Challenge;
use crate::authenticator::Progress;

/// The form of the authenticator first, then the way to another one.
pub(super) fn form(
    view: View<'_>,
    subject: &SubjectView<'_>,
    challenge: &Challenge,
    page: &mut Page,
) {
    let Challenge { authenticator, activity, progress } = challenge;
    let (holder, mut description) = match activity {
        Activity::Verify => ("currentAuthenticatorEnrollment", subject.enrollment(*authenticator)),
        Activity::Enroll
        | Activity::Reset
        | Activity::ReplaceExpired
        | Activity::ReplaceExpiring => ("currentAuthenticator", authenticator.description()),
    };
    let form = match progress {
        Progress::NeedsData => data_form(view, *authenticator, *activity),
        Progress::Sent(_) | Progress::Waiting(_) => {
            answer_form(view, *activity).with(authenticator.answer(view.policy, challenge))
        }
    };
    page.offer(form.about(holder));
    match activity {
        Activity::Verify => {
            select::to_verify(view, subject, page);
            select::note_recovery(view, subject, page);
        }
        Activity::Enroll => {
            let has_other_method =
                matches!(progress, Progress::Sent(_)) && authenticator.facts().methods.len() > 1;
            select::to_enroll(view, subject, page, has_other_method);
            page.set("enrollmentAuthenticator", authenticator.description());
        }
        Activity::Reset | Activity::ReplaceExpired | Activity::ReplaceExpiring => {
            select::note_recovery(view, subject, page);
            page.list("authenticators", vec![authenticator.description()]);
            page.list("authenticatorEnrollments", subject.enrollments());
        }
    }
    if *activity == Activity::ReplaceExpiring {
        page.offer(view.form("skip", "/idp/idx/skip"));
        page.say(message::password_expiring(view.org_name));
    }
    if !matches!(progress, Progress::Waiting(_)) {
        description["resend"] = json!(view.form("resend", "/idp/idx/challenge/resend"));
    }
    authenticator.describe(view, challenge, &mut description);
    page.set(holder, description);
}

/// The form that takes the answer, without its fields.
fn answer_form(view: View<'_>, activity: Activity) -> Form {
    let page = view.policy.password.expiry_page.as_ref();
    let name = match (activity, page) {
        (Activity::Verify, _) => "challenge-authenticator",
        (Activity::Enroll, _) => "enroll-authenticator",
        (Activity::Reset, _) => "reset-authenticator",
        (Activity::ReplaceExpired, None) => "reenroll-authenticator",
        (Activity::ReplaceExpiring, None) => "reenroll-authenticator-warning",
        (Activity::ReplaceExpired, Some(_)) => "reenroll-custom-password-expiry",
        (Activity::ReplaceExpiring, Some(_)) => "reenroll-custom-password-expiry-warning",
    };
    let form = view.form(name, "/idp/idx/challenge/answer");
    match (activity, page) {
        (Activity::ReplaceExpired | Activity::ReplaceExpiring, Some(page)) => form.elsewhere(page),
        _ => form,
    }
}

/// `authenticator-verification-data` and `authenticator-enrollment-data`.
fn data_form(view: View<'_>, authenticator: AuthenticatorRef, activity: Activity) -> Form {
    let facts = authenticator.facts();
    let mut fields = vec![Field::preset("id", facts.id, true)];
    fields.extend(authenticator.data_fields(activity));
    let (name, path) = match activity {
        Activity::Enroll => ("authenticator-enrollment-data", "/idp/idx/credential/enroll"),
        _ => ("authenticator-verification-data", "/idp/idx/challenge"),
    };
    view.form(name, path).with(Field::object("authenticator", fields).labelled(facts.label))
}
