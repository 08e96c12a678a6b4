//! The strings that a caller acts on are enums, parsed with the response.

use okta_idx::AuthenticatorKey;
use okta_idx::FieldRole;
use okta_idx::MessageKind;
use okta_idx::RemediationKind;

use crate::fixtures;
use crate::org::Org;

#[test]
fn words_that_are_not_known_are_kept_apart_from_those_that_are() {
    assert_eq!(RemediationKind::of("reenroll-custom-password-expiry"), RemediationKind::ReEnroll);
    assert_eq!(RemediationKind::of("identify-by-telepathy"), RemediationKind::Other);
    assert_eq!(AuthenticatorKey::of("google_otp"), AuthenticatorKey::GoogleOtp);
    assert_eq!(AuthenticatorKey::of("Google_otp"), AuthenticatorKey::Other);
    assert_eq!(FieldRole::of("secondEmail"), FieldRole::SecondEmail);
    assert_eq!(MessageKind::of("idx.error.server.safe.mode"), MessageKind::Outage);
    assert_eq!(MessageKind::of("api.authn.error.PASSCODE_INVALID"), MessageKind::Code);
    assert_eq!(MessageKind::of("core.auth.factor.locked"), MessageKind::Code);
    assert_eq!(MessageKind::of("security.access_denied"), MessageKind::Access);
    assert_eq!(MessageKind::of("an.administrators.own"), MessageKind::Other);
}

#[tokio::test]
async fn a_step_is_about_its_first_form_that_neither_waits_nor_stands_beside() {
    let org = Org::start().await;
    for (names, expected) in [
        (vec!["skip", "challenge-poll", "challenge-authenticator"], RemediationKind::Challenge),
        (vec!["skip", "challenge-poll"], RemediationKind::ChallengePoll),
        (vec!["skip", "unlock-account"], RemediationKind::Skip),
        (vec!["identify-by-telepathy", "identify"], RemediationKind::Other),
    ] {
        let form = |name| fixtures::form(&org.url, name, "/idp/idx/any", vec![]);
        let step = fixtures::step(&org.url, names.iter().copied().map(form).collect());
        let pending = org.pending(&org.client(), &step).await;
        assert_eq!(pending.remediation().unwrap().kind, expected, "{names:?}");
    }
}
