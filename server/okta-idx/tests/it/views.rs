use std::time::Duration;

use okta_idx::AuthenticatorKey;
use okta_idx::AuthenticatorPurpose;
use okta_idx::Caller;
use okta_idx::Json;
use okta_idx::Transaction;
use serde_json::json;

use crate::fixtures;
use crate::org::Org;
use crate::org::Scripted;
use crate::org::pending;

#[tokio::test]
async fn the_email_challenge_knows_addresses_code_and_poll() {
    let (_, pending) = pending(|_| ()).await;
    let mail = pending.email_challenge().unwrap();
    assert_eq!(mail.masked_address(), Some("a***n@example.test"));
    assert_eq!(mail.secondary_address(), Some("b***n@example.test"));
    assert_eq!(mail.code().label.as_deref(), Some("Enter code"));
    assert!(mail.is_numeric() && !mail.is_enrollment());
    assert!(mail.uses_magic_link(), "so unless Okta says otherwise");
    assert_eq!(mail.poll().unwrap().interval, Duration::from_secs(4));
    assert_eq!(mail.poll(), pending.poll());
    assert_eq!(pending.user_identifier(), Some("ann@example.test"));
}

#[tokio::test]
async fn a_mail_without_link_and_a_code_of_letters_are_told_apart() {
    let (_, pending) = pending(|step| {
        let current = &mut step["currentAuthenticatorEnrollment"]["value"];
        current["contextualData"] = json!({ "useEmailMagicLink": false });
        current.as_object_mut().unwrap().remove("poll");
        current.as_object_mut().unwrap().remove("profile");
        step["remediation"]["value"][0]["value"][0]["form"]["value"][0]["format"] =
            json!("alphanumeric");
    })
    .await;
    let mail = pending.email_challenge().unwrap();
    assert!(!mail.uses_magic_link() && !mail.is_numeric());
    assert_eq!((mail.poll(), pending.poll()), (None, None));
    assert_eq!(mail.masked_address(), None);
}

#[tokio::test]
async fn without_a_resend_action_email_is_chosen_again() {
    let (org, pending) = pending(|step| {
        step["currentAuthenticatorEnrollment"]["value"].as_object_mut().unwrap().remove("resend");
    })
    .await;
    let resend = pending.email_challenge().unwrap().resend().unwrap();
    org.once("/idp/idx/challenge", Scripted::json(200, &fixtures::email_challenge(&org.url)));
    let next = org
        .client()
        .submit(&Caller::default(), &pending, &resend.form, resend.answers)
        .await
        .unwrap();
    assert!(matches!(next, Transaction::Pending(_)));
    let expected = json!({ "authenticator": { "id": "autEmail", "methodType": "email" }, "stateHandle": "sh-canary" });
    assert_eq!(org.last("/idp/idx/challenge").json(), expected);
}

#[tokio::test]
async fn offers_know_their_authenticator_and_methods() {
    let (_, pending) = pending(|_| ()).await;
    let select = pending.select_authenticator().unwrap();
    assert_eq!(select.purpose(), AuthenticatorPurpose::Authenticate);
    let keys: Vec<_> = select.offers().map(|offer| offer.key().unwrap()).collect();
    assert_eq!(keys, [AuthenticatorKey::Email, AuthenticatorKey::Phone]);
    let phone = select.offer_of(AuthenticatorKey::Phone).unwrap();
    assert_eq!((phone.index, phone.label(), phone.methods().len()), (1, Some("Phone"), 2));
}

#[tokio::test]
async fn verification_data_takes_oktas_first_method_unless_told() {
    let org = Org::start().await;
    let client = org.client();
    let phone = json!({ "name": "authenticator", "type": "object", "form": { "value": [
        { "name": "id", "required": true, "value": "autPhone", "mutable": false },
        { "name": "methodType", "required": true, "options": [{ "label": "SMS", "value": "sms" }, { "label": "Voice", "value": "voice" }] },
    ] } });
    let form = fixtures::form(
        &org.url,
        "authenticator-verification-data",
        "/idp/idx/challenge",
        vec![phone],
    );
    let pending = org.pending(&client, &fixtures::step(&org.url, vec![form])).await;
    let data = pending.verification_data().unwrap();
    assert!(!data.is_email());
    org.always("/idp/idx/challenge", Scripted::json(200, &fixtures::email_challenge(&org.url)));
    for (method, expected) in [(None, "sms"), (Some("voice"), "voice")] {
        let answers = data.answers(method);
        client
            .submit(&Caller::default(), &pending, &data.form().reference(), answers)
            .await
            .unwrap();
        assert_eq!(org.last("/idp/idx/challenge").json()["authenticator"]["methodType"], expected);
    }
}

#[tokio::test]
async fn a_profile_lists_its_attributes_from_all_groups() {
    let org = Org::start().await;
    let group = |name: &str| json!({ "name": "userProfile", "form": { "value": [{ "name": name, "label": name }] } });
    let form = fixtures::form(
        &org.url,
        "enroll-profile",
        "/idp/idx/enroll/new",
        vec![group("firstName"), group("email")],
    );
    let pending = org.pending(&org.client(), &fixtures::step(&org.url, vec![form])).await;
    let paths: Vec<String> =
        pending.enroll_profile().unwrap().attributes().map(|(path, _)| path).collect();
    assert_eq!(paths, ["userProfile.firstName", "userProfile.email"]);
    assert!(pending.enroll_profile().unwrap().password().is_none());
}

#[tokio::test]
async fn a_new_password_shows_its_rules() {
    let (_, pending) = pending(|step| {
        let form = &mut step["remediation"]["value"][0];
        form["name"] = json!("reset-authenticator");
        form["relatesTo"] = json!(["$.currentAuthenticator"]);
        step["currentAuthenticator"] = json!({ "type": "object", "value": {
            "type": "password", "key": "okta_password", "id": "autPwd",
            "settings": { "complexity": { "minLength": 8 }, "daysToExpiry": 4 },
        } });
    })
    .await;
    let password = pending.password().unwrap();
    assert!(password.is_new());
    assert_eq!(password.complexity("minLength").and_then(Json::as_u64), Some(8));
    assert_eq!(password.days_to_expiry(), Some(4));
    assert!(pending.email_challenge().is_none());
}

#[tokio::test]
async fn a_bare_poll_form_is_how_to_wait() {
    let org = Org::start().await;
    let mut form = fixtures::form(&org.url, "poll", "/idp/idx/poll", vec![]);
    form["refresh"] = json!(2000);
    let pending = org.pending(&org.client(), &fixtures::step(&org.url, vec![form])).await;
    let poll = pending.poll().unwrap();
    assert_eq!((poll.form.name(), poll.interval), ("poll", Duration::from_secs(2)));
}

#[tokio::test]
async fn an_interval_too_short_to_be_honest_is_stretched() {
    let (_, pending) = pending(|step| {
        step["currentAuthenticatorEnrollment"]["value"]["poll"]["refresh"] = json!(0);
    })
    .await;
    assert_eq!(pending.poll().unwrap().interval, Duration::from_millis(500));
}

/// Returns a step that asks for a new password, where the password has these settings.
fn new_password(settings: &serde_json::Value) -> Transaction {
    let password = json!({ "type": "password", "key": "okta_password", "settings": settings });
    let credentials = json!({ "name": "credentials", "relatesTo": "$.currentAuthenticator", "form": { "value": [
        { "name": "passcode", "secret": true },
    ] } });
    let form = fixtures::form("", "enroll-profile", "/idp/idx/enroll/new", vec![credentials]);
    let mut step = fixtures::step("", vec![form]);
    step["currentAuthenticator"] = json!({ "type": "object", "value": password });
    Transaction::detached(step.to_string().as_bytes()).unwrap()
}

#[test]
fn the_requirements_of_a_new_password_are_read_in_the_newer_and_the_older_way() {
    let newer = json!({
        "complexity": { "minLength": 8, "minLowerCase": 1, "minUpperCase": 1, "minNumber": 1, "minSymbol": 0,
            "excludeUsername": true, "excludeAttributes": ["lastName"], "maxConsecutiveRepeatingCharacters": 3 },
        "age": { "minAgeMinutes": 120, "historyCount": 4 },
    });
    let Transaction::Pending(pending) = new_password(&newer) else { panic!("it asks") };
    let policy = pending.remediation().unwrap().password_policy().unwrap();
    assert_eq!((policy.length, policy.lower, policy.symbols, policy.repeats), (8, 1, 0, 3));
    assert_eq!((policy.min_age_minutes, policy.history), (120, 4));
    assert!(policy.excludes_username && !policy.three_kinds);
    assert_eq!(policy.excluded, ["lastName"]);
    let older =
        json!({ "complexity": { "excludeFirstName": true, "useADComplexityRequirements": true } });
    let Transaction::Pending(pending) = new_password(&older) else { panic!("it asks") };
    let policy = pending.remediation().unwrap().password_policy().unwrap();
    assert!(policy.three_kinds);
    assert_eq!(policy.excluded, ["firstName"]);
}

#[test]
fn an_org_that_tells_no_requirements_has_none() {
    let Transaction::Pending(pending) = new_password(&json!({})) else { panic!("it asks") };
    assert_eq!(pending.remediation().unwrap().password_policy(), None);
}
