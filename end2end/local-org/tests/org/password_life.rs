//! Section 4.19: passwords that expire, and that an administrator has reset.

use serde_json::Value;
use serde_json::json;

use crate::helpers::PASSWORD;
use crate::helpers::PAT;
use crate::helpers::SignIn;
use crate::helpers::TestOrg;

const NEW: &str = "Better-Horse-10";
const DAY: i64 = 24 * 3600;

/// An org in which Pat signs in by password, which is in `state`.
async fn org_with(state: &str, rules: Value) -> TestOrg {
    let org = TestOrg::start().await;
    let pat = json!({
        "login": PAT, "firstName": "Pat", "lastName": "Porter",
        "password": PASSWORD, "passwordState": state,
    });
    org.control("/_local/users", pat).await;
    let policy = json!({ "authentication": [["password"]], "password": rules });
    org.control("/_local/policy", json!({ "policy": policy })).await;
    org
}

/// Pat has typed a password.
async fn typed<'a>(org: &'a TestOrg, password: &str) -> SignIn<'a> {
    let mut sign_in = org.identified(PAT).await;
    sign_in.type_code(password).await;
    sign_in
}

async fn state_of_pat(org: &TestOrg) -> Value {
    let users = org.get("/_local/users").await;
    let pat = users.as_array().and_then(|it| it.iter().find(|it| it["login"] == PAT).cloned());
    pat.unwrap_or_default()["passwordState"].clone()
}

#[tokio::test]
async fn an_expired_password_must_be_replaced() {
    let org = org_with("expired", json!({})).await;
    let mut sign_in = typed(&org, PASSWORD).await;
    assert_eq!(sign_in.page.forms(), ["reenroll-authenticator"]);
    let current = &sign_in.page.body["currentAuthenticator"]["value"];
    assert_eq!(current["settings"]["complexity"]["minLength"], 8);
    assert_eq!(
        sign_in.page.form("reenroll-authenticator")["value"][0]["form"]["value"][0]["label"],
        "New password"
    );
    let page = sign_in.type_code(PASSWORD).await;
    assert_eq!((page.status, page.forms()), (400, vec!["reenroll-authenticator"]));
    assert_eq!(page.field_keys("credentials.passcode"), ["password.passwordRequirementsNotMet"]);
    let body = json!({ "stateHandle": page.state_handle() });
    assert_eq!(org.post("/idp/idx/skip", &body).await.0, 400);
    assert!(sign_in.type_code(NEW).await.interaction_code().is_some());
    let (_, tokens) = sign_in.exchange().await;
    let id_token = tokens["id_token"].as_str().unwrap_or_default();
    assert_eq!(crate::id_tokens::claims(id_token)["amr"], json!(["pwd"]), "one factor, not two");
    assert_eq!(state_of_pat(&org).await, "ok");
    assert!(typed(&org, NEW).await.page.interaction_code().is_some());
    assert_eq!(typed(&org, PASSWORD).await.page.status, 401);
}

#[tokio::test]
async fn an_expiring_password_is_warned_of_and_may_be_kept_until_it_has_expired() {
    let org = org_with("expiring:5", json!({})).await;
    for (days, left) in [(0, 5), (1, 4), (4, 1)] {
        org.control("/_local/clock", json!({ "advanceSeconds": days * DAY })).await;
        let mut sign_in = typed(&org, PASSWORD).await;
        assert_eq!(sign_in.page.forms(), ["reenroll-authenticator-warning", "skip"]);
        let settings = &sign_in.page.body["currentAuthenticator"]["value"]["settings"];
        assert_eq!(settings["daysToExpiry"], left);
        assert_eq!(sign_in.page.keys(), ["idx.password.expiring.message"]);
        assert_eq!(sign_in.page.body["messages"]["value"][0]["class"], "INFO");
        assert_eq!(sign_in.type_code("weak").await.keys(), ["idx.password.expiring.message"]);
        assert!(sign_in.submit("skip", json!({})).await.interaction_code().is_some());
        org.control("/_local/clock", json!({ "advanceSeconds": -days * DAY })).await;
    }
    org.advance(5 * DAY).await;
    assert_eq!(typed(&org, PASSWORD).await.page.forms(), ["reenroll-authenticator"]);
    org.advance(-5 * DAY).await;
    let mut sign_in = typed(&org, PASSWORD).await;
    assert!(sign_in.type_code(NEW).await.interaction_code().is_some());
    assert!(typed(&org, NEW).await.page.interaction_code().is_some());
}

#[tokio::test]
async fn what_an_administrator_has_reset_is_replaced_after_any_authenticator() {
    for policy in [json!([["password"]]), json!([["email"]])] {
        let org = org_with("reset", json!({})).await;
        let wanted = json!({ "policy": { "authentication": policy } });
        org.control("/_local/policy", wanted).await;
        let mut sign_in = org.identified(PAT).await;
        let answer =
            if policy[0][0] == "email" { org.code(PAT).await } else { PASSWORD.to_owned() };
        sign_in.type_code(&answer).await;
        assert_eq!(sign_in.page.forms(), ["reset-authenticator"]);
        let fields = &sign_in.page.form("reset-authenticator")["value"][0]["form"]["value"];
        assert_eq!(fields[1]["name"], "revokeSessions");
        assert!(sign_in.type_code(NEW).await.interaction_code().is_some());
        assert_eq!(state_of_pat(&org).await, "ok");
    }
}

#[tokio::test]
async fn an_expired_password_does_not_concern_those_who_do_not_use_it() {
    let org = org_with("expired", json!({})).await;
    org.policy("email-only").await;
    let mut sign_in = org.identified(PAT).await;
    assert!(sign_in.type_code(&org.code(PAT).await).await.interaction_code().is_some());
}

#[tokio::test]
async fn passwords_may_be_changed_at_a_page_elsewhere() {
    let page = json!({ "name": "Intranet", "url": "https://intranet.example/password" });
    for (state, form, forms) in [
        ("expired", "reenroll-custom-password-expiry", 1),
        ("expiring:5", "reenroll-custom-password-expiry-warning", 2),
    ] {
        let org = org_with(state, json!({ "expiry_page": page })).await;
        let sign_in = typed(&org, PASSWORD).await;
        assert_eq!((sign_in.page.forms()[0], sign_in.page.forms().len()), (form, forms));
        let shown = sign_in.page.form(form);
        assert_eq!(shown["customExpiredPasswordName"], "Intranet");
        assert_eq!(shown["customExpiredPasswordURL"], page["url"]);
    }
}

#[tokio::test]
async fn each_rule_of_the_policy_is_announced_and_judged() {
    let rules = json!({
        "min_length": 10, "min_symbol": 1, "max_repeats": 3, "min_age_minutes": 10,
        "exclude_attributes": ["firstName", "lastName"],
    });
    let org = org_with("expired", rules).await;
    let mut sign_in = typed(&org, PASSWORD).await;
    let settings = &sign_in.page.body["currentAuthenticator"]["value"]["settings"];
    let complexity = json!({
        "minLength": 10, "minLowerCase": 1, "minUpperCase": 1, "minNumber": 1, "minSymbol": 1,
        "excludeUsername": true, "excludeAttributes": ["firstName", "lastName"],
        "maxConsecutiveRepeatingCharacters": 3,
    });
    assert_eq!(settings["complexity"], complexity);
    assert_eq!(settings["age"], json!({ "minAgeMinutes": 10, "historyCount": 4 }));
    for (wrong, key) in [
        ("Short-9", "password.passwordRequirementsNotMet"),
        ("Better Horse Ten", "password.passwordRequirementsNotMet"),
        ("BetterHorse10", "password.passwordRequirementsNotMet"),
        ("Better-Horse-1000", "password.passwordRequirementsNotMet"),
        ("Porter-Horse-10", "password.passwordRequirementsNotMet"),
        ("Example-Horse-10", "password.passwordRequirementsNotMet"),
        ("Password1!", "password.common"),
    ] {
        let wrong = wrong.replace("1000", "10000");
        let page = sign_in.type_code(&wrong).await;
        assert_eq!(
            (page.status, page.field_keys("credentials.passcode")),
            (400, vec![key]),
            "{wrong}"
        );
    }
    assert!(sign_in.type_code(NEW).await.interaction_code().is_some(), "no rule is an attempt");
}
