//! Attributes of a profile as policy data: at sign-up, and at sign-in for users who lack them.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::Value;
use serde_json::json;

use crate::helpers::ADA;
use crate::helpers::Page;
use crate::helpers::SignIn;
use crate::helpers::TestOrg;

const NEW: &str = "new@example.com";

async fn signing_up(org: &TestOrg) -> SignIn<'_> {
    let mut sign_in = org.begin().await;
    sign_in.submit("select-enroll-profile", json!({})).await;
    sign_in
}

/// An org whose users are asked for `attributes` at sign-in.
async fn updating(attributes: &str) -> TestOrg {
    let policy = "policy = 'own'\n[[policies]]\nname = 'own'\nprofile.asks_at_sign_in = true\nprofile.attributes = ";
    TestOrg::start_with(&format!("{policy}{attributes}")).await
}

/// A profile with everything that the built-in policy requires.
fn profile() -> Value {
    json!({
        "firstName": "New", "lastName": "One", "email": NEW, "countryCode": "DE", "plan": "team", "region": "eu",
    })
}

fn attribute<'a>(page: &'a Page, name: &str) -> &'a Value {
    let fields = page.body["remediation"]["value"][0]["value"].as_array().unwrap();
    let groups = fields.iter().filter(|field| field["name"] == "userProfile");
    let mut inside = groups.flat_map(|group| group["form"]["value"].as_array().unwrap());
    inside.find(|field| field["name"] == name).unwrap_or_else(|| panic!("no {name}: {page:?}"))
}

async fn kept(org: &TestOrg, login: &str) -> Value {
    let users = org.get("/_local/users").await;
    let user = users.as_array().unwrap().iter().find(|user| user["login"] == login);
    user.unwrap()["profile"].clone()
}

#[tokio::test]
async fn the_form_says_type_and_display_of_each_attribute() {
    let org = TestOrg::start_with("policy = 'sign-up-profile'").await;
    let sign_in = signing_up(&org).await;
    let of = |name: &str| attribute(&sign_in.page, name).clone();
    let display = |name: &str| of(name)["options"][0]["value"]["value"].clone();
    assert_eq!(of("firstName")["maxLength"], 100);
    let nickname = json!({
        "name": "nickName", "label": "Nickname", "required": false, "minLength": 2, "maxLength": 20,
    });
    assert_eq!(of("nickName"), nickname);
    assert_eq!(display("countryCode"), json!({ "inputType": "select", "format": "country-code" }));
    let plans = json!([{ "label": "Free", "value": "free" }, { "label": "Team", "value": "team" }]);
    assert_eq!(display("plan"), json!({ "inputType": "radio", "options": plans }));
    assert_eq!(
        (&of("interests")["type"], &display("interests")["inputType"]),
        (&json!("array"), &json!("checkbox"))
    );
    assert_eq!(
        (&of("seats")["type"], &of("height")["type"]),
        (&json!("integer"), &json!("number"))
    );
    assert_eq!(
        (&of("birthday")["format"], &display("birthday")["inputType"]),
        (&json!("date"), &json!("date"))
    );
    let answers = json!([{ "label": "Yes", "value": "true" }, { "label": "No", "value": "false" }]);
    assert_eq!((&of("pet")["type"], &display("pet")["options"]), (&json!("boolean"), &answers));
    assert_eq!((&of("region")["mutable"], &of("region")["value"]), (&json!(false), &json!("eu")));
}

#[tokio::test]
async fn what_was_given_is_kept_with_its_type() {
    let org = TestOrg::start_with("policy = 'sign-up-profile'").await;
    let mut sign_in = signing_up(&org).await;
    let mut all = profile();
    all["interests"] = json!(["boats", "planes"]);
    all["seats"] = "4".into();
    all["birthday"] = "1990-02-03".into();
    all["pet"] = "true".into();
    all["nickName"] = "".into();
    sign_in.submit("enroll-profile", json!({ "userProfile": all })).await;
    sign_in.type_code(&org.code(NEW).await).await;
    assert!(sign_in.page.interaction_code().is_some(), "{:?}", sign_in.page);
    let expected = json!({
        "countryCode": "DE", "plan": "team", "region": "eu", "interests": ["boats", "planes"],
        "seats": 4, "birthday": "1990-02-03", "pet": true,
    });
    assert_eq!(kept(&org, NEW).await, expected);
}

#[tokio::test]
async fn each_wrong_attribute_has_its_message_and_the_rest_can_be_sent_again() {
    let org = TestOrg::start_with("policy = 'sign-up-profile'").await;
    let mut sign_in = signing_up(&org).await;
    let mut bad = profile();
    for (name, value) in [
        ("nickName", json!("x")),
        ("plan", json!("gold")),
        ("interests", json!(["cars"])),
        ("seats", json!("many")),
        ("birthday", json!("3 Feb")),
        ("countryCode", json!("")),
        ("region", json!("us")),
    ] {
        bad[name] = value;
    }
    let page = sign_in.submit("enroll-profile", json!({ "userProfile": bad })).await;
    assert_eq!(page.status, 400);
    for name in ["nickName", "plan", "interests", "seats", "birthday", "countryCode", "region"] {
        let keys = page.field_keys(&format!("userProfile.{name}"));
        assert_eq!(keys, ["registration.error.doesNotMatchPattern"], "{name}");
    }
    assert!(page.field_keys("userProfile.height").is_empty());
    let page = sign_in.submit("enroll-profile", json!({ "userProfile": profile() })).await;
    assert_eq!(page.status, 200);
}

#[tokio::test]
async fn a_policy_can_give_the_usual_attributes_labels_and_lengths_of_its_own() {
    let attributes = "[{ name = 'firstName', label = 'What do they call you?', required = true, max_length = 5 }]";
    let org = updating(attributes).await;
    let mut sign_in = signing_up(&org).await;
    assert_eq!(attribute(&sign_in.page, "firstName")["label"], "What do they call you?");
    let mut body = profile();
    body["firstName"] = "Newton".into();
    let page = sign_in.submit("enroll-profile", json!({ "userProfile": body })).await;
    assert_eq!(page.field_keys("userProfile.firstName").len(), 1);
}

#[tokio::test]
async fn a_policy_can_do_without_the_verification_of_the_email() {
    let org = TestOrg::start_with(
        "policy = 'own'\n[[policies]]\nname = 'own'\nprofile.verifies_email = false",
    )
    .await;
    let mut sign_in = signing_up(&org).await;
    let page = sign_in.submit("enroll-profile", json!({ "userProfile": profile() })).await;
    assert!(page.interaction_code().is_some());
    assert_eq!(org.get("/_local/mail").await, json!([]));
    assert!(org.verified(NEW).await.page.interaction_code().is_some());
}

#[tokio::test]
async fn users_who_lack_a_required_attribute_are_asked_for_it_once() {
    let org = updating(
        "[{ name = 'team', label = 'Team', required = true }, { name = 'desk', label = 'Desk' }]",
    )
    .await;
    let mut sign_in = org.verified(ADA).await;
    assert_eq!(sign_in.page.forms(), ["profile-update"]);
    assert_eq!(attribute(&sign_in.page, "desk")["required"], false);
    let page = sign_in.submit("profile-update", json!({ "userProfile": { "desk": "4" } })).await;
    assert_eq!(page.status, 400);
    let messages = &attribute(page, "team")["messages"]["value"][0];
    assert_eq!(messages["i18n"]["key"], "registration.error.doesNotMatchPattern");
    let body = json!({ "stateHandle": page.state_handle() });
    assert_eq!(org.post("/idp/idx/skip", &body).await.0, 400, "it cannot be skipped");
    sign_in.submit("profile-update", json!({ "userProfile": { "team": "Red" } })).await;
    assert!(sign_in.page.interaction_code().is_some());
    assert_eq!(kept(&org, ADA).await, json!({ "team": "Red" }));
    let sign_in = org.verified(ADA).await;
    assert_eq!(sign_in.page.forms(), ["profile-update", "skip"], "what is left is optional");
}

#[tokio::test]
async fn attributes_that_are_all_optional_can_be_skipped_or_left_empty() {
    let org = updating("[{ name = 'desk', label = 'Desk', description = 'Its number.' }]").await;
    let mut sign_in = org.verified(ADA).await;
    assert_eq!(sign_in.page.forms(), ["profile-update", "skip"]);
    assert_eq!(attribute(&sign_in.page, "desk")["desc"], "Its number.");
    assert!(sign_in.submit("skip", json!({})).await.interaction_code().is_some());
    let mut sign_in = org.verified(ADA).await;
    let page = sign_in.submit("profile-update", json!({ "userProfile": {} })).await;
    assert!(page.interaction_code().is_some());
}

#[tokio::test]
async fn users_can_be_put_into_the_org_with_attributes() {
    let org = updating("[{ name = 'team', label = 'Team', required = true }]").await;
    let user = json!({
        "login": "tia@example.com", "firstName": "Tia", "lastName": "T", "profile": { "team": "Blue" },
    });
    org.control("/_local/users", user).await;
    assert!(org.verified("tia@example.com").await.page.interaction_code().is_some());
}
