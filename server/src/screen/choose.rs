//! Which authenticator to use.

use app::step::Screen as Kind;
use app::text::Key;
use okta_idx::RemediationKind::SelectAuthenticate;
use okta_idx::RemediationKind::SelectEnroll;
use okta_idx::RemediationKind::SelectUnlock;

use super::draft::At;
use super::draft::Draft;
use super::table::Effect;
use super::table::Screen;
use crate::effect::Channel;

pub(super) const SCREENS: &[Screen] = &[
    Screen::of(SelectAuthenticate, choose).effect(Effect::Sends(Channel::Email)),
    Screen::of(SelectEnroll, choose_new).effect(Effect::Sends(Channel::Email)),
    Screen::of(SelectUnlock, choose).effect(Effect::Sends(Channel::Email)),
];

fn choose(at: &At<'_>) -> Draft {
    let lead = at.view.language.text(Key::ChooseLead);
    Draft::of(Kind::Choose, Key::ChooseTitle, Key::Continue).lead(lead)
}

fn choose_new(at: &At<'_>) -> Draft {
    let lead = at.view.language.text(Key::ChooseLead);
    Draft::of(Kind::Choose, Key::ChooseNewTitle, Key::Continue).lead(lead)
}
