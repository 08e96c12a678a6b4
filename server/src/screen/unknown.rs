//! Any form that has no screen of its own: drawn from its fields, so that nothing of Okta's is out of reach.

use app::step::Screen as Kind;
use app::text::Key;
use okta_idx::RemediationKind::Challenge;
use okta_idx::RemediationKind::ChallengePoll;
use okta_idx::RemediationKind::Enroll;
use okta_idx::RemediationKind::EnrollPoll;
use okta_idx::RemediationKind::EnrollmentData;
use okta_idx::RemediationKind::Promotion;
use okta_idx::RemediationKind::ReEnroll;
use okta_idx::RemediationKind::Reset;
use okta_idx::RemediationKind::VerificationData;

use super::draft::At;
use super::draft::Draft;

/// Names the authenticator that the form is about, as the org calls it.
pub(super) fn draw(at: &At<'_>) -> Draft {
    let language = at.view.language;
    let name = at.authenticator_name();
    match (at.form.kind, name) {
        (ChallengePoll, Some(name)) => {
            Draft::of(Kind::Form, (Key::VerifyWith, name), Key::CheckNow)
                .waits(at, Key::WaitingForApp)
        }
        (EnrollPoll, Some(name)) => Draft::of(Kind::Form, (Key::SetUpNamed, name), Key::CheckNow)
            .waits(at, Key::WaitingForSetUp),
        (Challenge | VerificationData, Some(name)) => {
            Draft::of(Kind::Form, (Key::VerifyWith, name), Key::Verify)
        }
        (Enroll | EnrollmentData | Reset | ReEnroll | Promotion, Some(name)) => {
            Draft::of(Kind::Form, (Key::SetUpNamed, name), Key::Continue)
        }
        (Challenge, None) => Draft::of(Kind::Form, Key::VerifyEmail, Key::Verify),
        _ => {
            let lead = language.text(Key::GenericLead);
            Draft::of(Kind::Form, Key::GenericTitle, Key::Continue).lead(lead)
        }
    }
}
