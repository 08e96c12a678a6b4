//! Attributes of an account: at sign-up, and where an account lacks some.

use app::step::Screen as Kind;
use app::text::Key;
use okta_idx::RemediationKind::EnrollProfile;
use okta_idx::RemediationKind::UpdateProfile;

use super::draft::Draft;
use super::table::Effect;
use super::table::Screen;
use crate::effect::Channel;

pub(super) const SCREENS: &[Screen] = &[
    Screen::of(EnrollProfile, |_| Draft::of(Kind::Form, Key::SignUp, Key::SignUpLink))
        .effect(Effect::Sends(Channel::Email)),
    Screen::of(UpdateProfile, |at| {
        let lead = at.view.language.text(Key::GenericLead);
        Draft::of(Kind::Form, Key::ProfileTitle, Key::Continue).lead(lead)
    })
    .effect(Effect::Sends(Channel::Email)),
];
