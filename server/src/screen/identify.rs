//! Who signs in, or whose password is recovered.

use app::step::Message;
use app::step::Screen as Kind;
use app::text::Key;
use okta_idx::FieldRole;
use okta_idx::RemediationKind::Identify;
use okta_idx::RemediationKind::IdentifyRecovery;

use super::draft::At;
use super::draft::Draft;
use super::fields::Bound;
use super::start::offered;
use super::table::Effect;
use super::table::Screen;
use crate::effect::Channel;
use crate::first_page::Offers;
use crate::flow::Flow;
use crate::flow::Intent;

pub(super) const SCREENS: &[Screen] = &[
    Screen::of(Identify, sign_in).effect(Effect::Sends(Channel::Email)),
    Screen::of(IdentifyRecovery, recover).effect(Effect::Sends(Channel::Email)),
];

fn sign_in(at: &At<'_>) -> Draft {
    Draft::of(Kind::Identify, Key::SignIn, Key::Next).links(links(at))
}

fn recover(at: &At<'_>) -> Draft {
    let lead = at.view.language.text(Key::ForgotLead);
    Draft::of(Kind::Identify, Key::ForgotTitle, Key::Next).lead(lead).links(links(at))
}

fn links(at: &At<'_>) -> Vec<app::step::Link> {
    match at.flow.intent {
        Intent::SignIn => offered(at.view.language, Offers::of(at.pending)),
        _ => Vec::new(),
    }
}

/// Fills in the username. With nothing else to answer, what Okta says is about this field.
pub(super) fn name_user(flow: &Flow, bound: &mut [Bound], said: &mut Vec<Message>, at: Kind) {
    for field in bound.iter_mut().filter(|field| field.role == FieldRole::Identifier) {
        let shown = &mut field.shown;
        if shown.value.is_empty() {
            flow.username.clone_into(&mut shown.value);
        }
        let nothing_else = at == Kind::Identify && flow.notices.is_empty() && said.len() == 1;
        if shown.error.is_empty() && nothing_else {
            shown.error = said.remove(0).text;
        }
    }
}
