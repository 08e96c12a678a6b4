//! One authenticator: what it needs to begin, or the answer that it waits for.

use serde_json::json;

use super::View;
use super::ion::Field;
use super::ion::Form;
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
        Activity::Enroll | Activity::Reset => ("currentAuthenticator", authenticator.description()),
    };
    let form = match progress {
        Progress::NeedsData => data_form(view, *authenticator, *activity),
        Progress::Sent(_) | Progress::Waiting(_) => {
            let name = match activity {
                Activity::Verify => "challenge-authenticator",
                Activity::Enroll => "enroll-authenticator",
                Activity::Reset => "reset-authenticator",
            };
            view.form(name, "/idp/idx/challenge/answer")
                .with(authenticator.answer(view.policy, challenge))
        }
    };
    page.offer(form.about(holder));
    match activity {
        Activity::Verify => {
            select::to_verify(view, subject, page);
            select::note_recovery(view, subject, page);
        }
        Activity::Enroll => {
            select::to_enroll(view, subject, page);
            page.set("enrollmentAuthenticator", authenticator.description());
        }
        Activity::Reset => {
            select::note_recovery(view, subject, page);
            page.list("authenticators", vec![authenticator.description()]);
            page.list("authenticatorEnrollments", subject.enrollments());
        }
    }
    if !matches!(progress, Progress::Waiting(_)) {
        description["resend"] = json!(view.form("resend", "/idp/idx/challenge/resend"));
    }
    authenticator.describe(view, challenge, &mut description);
    page.set(holder, description);
}

/// `authenticator-verification-data` and `authenticator-enrollment-data`.
fn data_form(view: View<'_>, authenticator: AuthenticatorRef, activity: Activity) -> Form {
    let facts = authenticator.facts();
    let mut fields = vec![Field::preset("id", facts.id, true)];
    fields.extend(authenticator.data_fields(activity));
    let (name, path) = match activity {
        Activity::Enroll => ("authenticator-enrollment-data", "/idp/idx/credential/enroll"),
        Activity::Verify | Activity::Reset => {
            ("authenticator-verification-data", "/idp/idx/challenge")
        }
    };
    view.form(name, path).with(Field::object("authenticator", fields).labelled(facts.label))
}
