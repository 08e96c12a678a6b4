//! Questions between the proof of identity and the tokens, and beside it: none of them is about an authenticator.

use app::step::Screen as Kind;
use app::text::Key;
use okta_idx::RemediationKind::DeviceGracePeriod;
use okta_idx::RemediationKind::GracePeriod;
use okta_idx::RemediationKind::KeepMeSignedIn;
use okta_idx::RemediationKind::Poll;
use okta_idx::RemediationKind::RequestActivation;
use okta_idx::RemediationKind::Skip;
use okta_idx::RemediationKind::UnlockAccount;
use okta_idx::RemediationKind::UserCode;

use super::draft::At;
use super::draft::Draft;
use super::table::Effect;
use super::table::Screen;
use crate::effect::Channel;
use crate::effect::Credential;

pub(super) const SCREENS: &[Screen] = &[
    Screen::of(KeepMeSignedIn, |at| ask(at, Key::StaySignedInTitle, Key::StaySignedInLead)),
    Screen::of(UserCode, |at| ask(at, Key::UserCodeTitle, Key::UserCodeLead))
        .effect(Effect::Attempts(Credential::Code)),
    Screen::of(RequestActivation, request_activation).effect(Effect::Sends(Channel::Email)),
    Screen::of(UnlockAccount, |at| ask(at, Key::UnlockAccount, Key::UnlockLead))
        .effect(Effect::Sends(Channel::Email))
        .instead(Key::UnlockAccount),
    Screen::of(GracePeriod, |at| ask(at, Key::ChooseNewTitle, Key::GracePeriodLead)),
    Screen::of(DeviceGracePeriod, |_| Draft::of(Kind::Form, Key::DeviceTitle, Key::Continue)),
    Screen::of(Skip, |_| Draft::of(Kind::Form, Key::OptionalTitle, Key::Continue)),
    Screen::of(Poll, wait),
];

fn ask(at: &At<'_>, title: Key, lead: Key) -> Draft {
    Draft::of(Kind::Form, title, Key::Continue).lead(at.view.language.text(lead))
}

/// What Okta says names the reason: a link that is too old, or was used.
fn request_activation(at: &At<'_>) -> Draft {
    let lead = match at.pending.user_identifier() {
        Some(name) => at.view.language.filled(Key::ActivationLead, &[name]),
        None => at.view.language.text(Key::ActivationLeadNoName).to_owned(),
    };
    Draft::of(Kind::Form, Key::ActivationTitle, Key::SendMail).lead(lead)
}

/// The org is read-only for a while (safe mode).
fn wait(at: &At<'_>) -> Draft {
    let lead = at.view.language.text(Key::MaintenanceLead);
    let draft = Draft::of(Kind::Form, Key::MaintenanceTitle, Key::CheckNow).lead(lead);
    draft.waits(at, Key::WaitingForOrg)
}
