//! Okta Verify: a code, a prompt on a device, and setting it up on another device.

use app::step::Picture;
use app::step::Screen as Kind;
use app::text::Key;
use okta_idx::AuthenticatorKey::OktaVerify;
use okta_idx::RemediationKind::Challenge;
use okta_idx::RemediationKind::ChallengePoll;
use okta_idx::RemediationKind::ChannelData;
use okta_idx::RemediationKind::EnrollPoll;
use okta_idx::RemediationKind::LaunchAuthenticator;
use okta_idx::RemediationKind::SelectChannel;
use okta_idx::RemediationKind::VerificationData;

use super::super::draft::At;
use super::super::draft::Draft;
use super::super::qr_code;
use super::super::table::Effect;
use super::super::table::Screen;
use crate::effect::Channel;
use crate::effect::Credential;

pub(in crate::screen) const SCREENS: &[Screen] = &[
    Screen::of(Challenge, enter_code)
        .about(OktaVerify)
        .effect(Effect::Attempts(Credential::Code))
        .digits(),
    Screen::of(VerificationData, choose_method)
        .about(OktaVerify)
        .effect(Effect::Sends(Channel::Push)),
    Screen::of(ChallengePoll, approve).about(OktaVerify).awaits_push(),
    Screen::of(EnrollPoll, set_up).about(OktaVerify),
    Screen::of(LaunchAuthenticator, choose_method).instead(Key::WithOktaVerify),
    Screen::of(SelectChannel, choose_channel).instead(Key::OtherSetUpWay),
    Screen::of(ChannelData, |_| Draft::of(Kind::Form, Key::VerifyAppSetUp, Key::Continue))
        .effect(Effect::Sends(Channel::Phone)),
];

fn enter_code(at: &At<'_>) -> Draft {
    let lead = at.view.language.text(Key::VerifyAppCodeLead);
    Draft::of(Kind::Code, Key::VerifyAppTitle, Key::Verify).lead(lead)
}

fn choose_method(at: &At<'_>) -> Draft {
    let lead = at.view.language.text(Key::VerifyAppMethodLead);
    Draft::of(Kind::Form, Key::VerifyAppTitle, Key::Continue).lead(lead)
}

/// Names the number to select on the device, where Okta asks for one.
fn approve(at: &At<'_>) -> Draft {
    let language = at.view.language;
    let lead = match at.form.authenticator.as_deref().and_then(|it| it.number_to_select()) {
        Some(number) => language.filled(Key::VerifyAppNumberLead, &[number]),
        None => language.text(Key::VerifyAppPushLead).to_owned(),
    };
    let draft = Draft::of(Kind::Form, Key::VerifyAppTitle, Key::CheckNow).lead(lead);
    draft.waits(at, Key::WaitingForApp)
}

fn choose_channel(at: &At<'_>) -> Draft {
    let lead = at.view.language.text(Key::VerifyAppChannelLead);
    Draft::of(Kind::Form, Key::VerifyAppSetUp, Key::Continue).lead(lead)
}

/// Says how the app gets the account: by QR code, by a message that has gone out, or on this device.
fn set_up(at: &At<'_>) -> Draft {
    let language = at.view.language;
    let draft = Draft::of(Kind::Form, Key::VerifyAppSetUp, Key::CheckNow);
    let draft = draft.waits(at, Key::WaitingForSetUp);
    let authenticator = at.form.authenticator.as_deref();
    let sent_to = authenticator.and_then(|it| it.set_up_sent_to());
    if let Some(sent_to) = sent_to {
        return draft.lead(language.filled(Key::VerifyAppSentLead, &[sent_to]));
    }
    let code =
        authenticator.and_then(|it| it.qr_code_source()).filter(|it| qr_code::is_picture(it));
    match code {
        Some(source) => {
            let description = language.text(Key::VerifyAppQrCode).to_owned();
            let picture = Picture { source: source.to_owned(), description };
            draft.lead(language.text(Key::VerifyAppQrLead)).picture(Some(picture))
        }
        None => draft.lead(language.text(Key::VerifyAppDeviceLead)),
    }
}
