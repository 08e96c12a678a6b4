//! Tokens that show, type or are a one-time code. They differ in their names and in where the code comes from.

use app::step::Screen as Kind;
use app::text::Key;
use okta_idx::AuthenticatorKey;
use okta_idx::AuthenticatorKey::CustomOtp;
use okta_idx::AuthenticatorKey::OnPremMfa;
use okta_idx::AuthenticatorKey::RsaToken;
use okta_idx::AuthenticatorKey::SymantecVip;
use okta_idx::AuthenticatorKey::TemporaryAccessCode;
use okta_idx::AuthenticatorKey::YubikeyToken;
use okta_idx::RemediationKind::Challenge;
use okta_idx::RemediationKind::Enroll;

use super::super::draft::At;
use super::super::draft::Draft;
use super::super::table::Effect;
use super::super::table::Screen;
use crate::effect::Credential;

pub(in crate::screen) const SCREENS: &[Screen] = &[
    verify(CustomOtp, |at| enter(at, Key::TokenLead)),
    verify(SymantecVip, |at| enter(at, Key::VipLead)),
    verify(RsaToken, |at| enter(at, Key::TokenLead)),
    verify(OnPremMfa, |at| enter(at, Key::TokenLead)),
    verify(YubikeyToken, |at| enter(at, Key::YubikeyLead)),
    verify(TemporaryAccessCode, |at| enter(at, Key::AccessCodeLead)),
    set_up(CustomOtp, |at| add(at, Key::TokenSetUpLead)),
    set_up(SymantecVip, |at| add(at, Key::VipSetUpLead)),
    set_up(RsaToken, |at| add(at, Key::TokenSetUpLead)),
    set_up(OnPremMfa, |at| add(at, Key::TokenSetUpLead)),
    set_up(YubikeyToken, |at| add(at, Key::YubikeyLead)),
];

const fn verify(key: AuthenticatorKey, draw: fn(&At<'_>) -> Draft) -> Screen {
    Screen::of(Challenge, draw).about(key).effect(Effect::Attempts(Credential::Code))
}

const fn set_up(key: AuthenticatorKey, draw: fn(&At<'_>) -> Draft) -> Screen {
    Screen::of(Enroll, draw).about(key).effect(Effect::Attempts(Credential::Code))
}

/// Asks for a code of the token, by the name that the org gave it.
fn enter(at: &At<'_>, lead: Key) -> Draft {
    let name = at.authenticator_name().unwrap_or_default();
    let draft = Draft::of(Kind::Code, (Key::VerifyWith, name), Key::Verify);
    draft.lead(at.view.language.text(lead))
}

fn add(at: &At<'_>, lead: Key) -> Draft {
    let name = at.authenticator_name().unwrap_or_default();
    let draft = Draft::of(Kind::Code, (Key::SetUpNamed, name), Key::Continue);
    draft.lead(at.view.language.text(lead))
}
