//! Any form that has no screen of its own: drawn from its fields, so that nothing of Okta's is out of reach.

use app::step::Screen as Kind;
use app::text::Key;
use okta_idx::RemediationKind;

use super::draft::At;
use super::draft::Draft;

pub(super) fn draw(at: &At<'_>) -> Draft {
    if at.form.kind == RemediationKind::Challenge {
        return Draft::of(Kind::Form, Key::VerifyEmail, Key::Verify);
    }
    let lead = at.view.language.text(Key::GenericLead);
    Draft::of(Kind::Form, Key::GenericTitle, Key::Continue).lead(lead)
}
