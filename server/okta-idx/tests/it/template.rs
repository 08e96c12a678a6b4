//! A step without its user: it looks the same and contains no user data.

use okta_idx::AuthenticatorKey;
use okta_idx::Caller;
use okta_idx::Form;
use okta_idx::Pending;
use okta_idx::SubmitError;
use okta_idx::Template;
use serde_json::json;

use crate::fixtures;
use crate::org::pending;

fn written(template: &Template) -> String {
    serde_json::to_string(template).unwrap()
}

/// Returns all from which a screen is drawn.
fn outline(pending: &Pending) -> Vec<(String, Vec<String>, Option<AuthenticatorKey>)> {
    let fields = |form: &Form| {
        let shown = form.fields.iter().filter(|field| field.visible && field.mutable);
        shown.map(|field| field.name.clone()).collect()
    };
    let forms = pending.forms().iter();
    forms.map(|form| (form.name.clone(), fields(form), form.key())).collect()
}

#[tokio::test]
async fn a_template_has_the_forms_and_actions_of_its_step() {
    let (_, step) = pending(|_| ()).await;
    let drawn = step.template().step("", None).unwrap();
    assert_eq!(outline(&drawn), outline(&step));
    assert_eq!(drawn.poll(), step.poll());
    assert!(drawn.resend().is_some() && drawn.email_challenge().is_some());
    let offers = |pending: &Pending| {
        let select = pending.select_authenticator().unwrap();
        select
            .offers()
            .map(|offer| (offer.key(), offer.label().map(str::to_owned)))
            .collect::<Vec<_>>()
    };
    assert_eq!(offers(&drawn), offers(&step));
}

#[tokio::test]
async fn a_template_holds_nothing_of_its_user() {
    let (org, step) = pending(|step| {
        step["messages"] = fixtures::messages(&[fixtures::message("INFO", "k", "to ann-canary")]);
        step["remediation"]["value"][0]["value"][0]["value"] = json!("typed-canary");
        step["authenticatorEnrollments"] = json!({ "type": "array", "value": [{
            "type": "phone", "key": "phone_number", "id": "pae-canary", "displayName": "name-canary",
            "nickname": "nick-canary", "profile": { "phoneNumber": "+1 XXX-canary" },
            "contextualData": { "enrolledQuestion": { "question": "question-canary" } },
        }, {
            "type": "app", "key": "custom_otp", "id": "lonely", "displayName": "other-canary",
        }]});
        let options = &mut step["remediation"]["value"][1]["value"][0]["options"];
        options[0]["relatesTo"] = json!("$.authenticatorEnrollments.value[0]");
        options[0]["label"] = json!("label-canary");
        options[1]["relatesTo"] = json!("$.authenticatorEnrollments.value[1]");
        options[1]["label"] = json!("own-canary");
    })
    .await;
    let template = step.template();
    let text = written(&template);
    for trace in ["canary", "***", "ann@", "eae1", "autEmail", "00u1", "2030", org.url.as_str()] {
        assert!(!text.contains(trace), "{trace} in {text}");
    }
    let drawn = template.step("", None).unwrap();
    let select = drawn.select_authenticator().unwrap();
    let labels = select.offers().map(|offer| offer.label().map(str::to_owned));
    assert_eq!(labels.collect::<Vec<_>>(), [Some("Phone".to_owned()), None]);
}

#[tokio::test]
async fn a_template_survives_being_stored_and_cannot_be_sent() {
    let (org, step) = pending(|_| ()).await;
    let template = step.template();
    let stored: Template = serde_json::from_str(&written(&template)).unwrap();
    assert_eq!(stored, template);
    let drawn = stored.step("", None).unwrap();
    let mail = drawn.email_challenge().unwrap();
    let before = org.everything_seen().len();
    let sent = org
        .client()
        .submit(&Caller::default(), &drawn, &mail.form().reference(), mail.answers("1"))
        .await;
    assert!(matches!(sent, Err(SubmitError::ForeignTarget(_))), "{sent:?}");
    assert_eq!(org.everything_seen().len(), before);
}

#[tokio::test]
async fn a_refused_template_says_so_until_it_is_unanswered() {
    let (_, step) = pending(|_| ()).await;
    let drawn = step.template().step("own", None).unwrap();
    let form = drawn.email_challenge().unwrap().form();
    let refused = Pending::restore(&drawn.refused().save()).unwrap();
    assert!(refused.is_detached() && refused.refuses_answer(form));
    assert!(!refused.unanswered().refuses_answer(form));
    assert_eq!(refused.state().expose(), "own");
    assert_eq!(refused.template(), step.template());
    assert!(!step.is_detached());
}

#[test]
fn a_challenge_that_was_never_seen_can_be_drawn() {
    let ends = time::macros::datetime!(2030-01-01 00:00 UTC);
    for (key, secret, resends, polls) in [
        (AuthenticatorKey::Email, false, true, true),
        (AuthenticatorKey::Phone, false, true, false),
        (AuthenticatorKey::Password, true, false, false),
        (AuthenticatorKey::GoogleOtp, false, false, false),
    ] {
        let drawn = Template::challenge_of(key).step("state", Some(ends)).unwrap();
        let form = drawn.remediation().unwrap();
        assert_eq!(form.key(), Some(key));
        let passcode = form.field("credentials").and_then(|group| group.fields.first());
        assert_eq!(passcode.map(|field| field.secret), Some(secret));
        assert_eq!(drawn.resend().is_some(), resends);
        assert_eq!(drawn.poll().is_some(), polls);
        assert_eq!(drawn.expires_at(), Some(ends));
    }
}
