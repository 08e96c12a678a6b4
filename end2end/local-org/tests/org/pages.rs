//! The pages, read as a browser without scripts would.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::json;

use crate::helpers::ADA;
use crate::helpers::TestOrg;

async fn page(org: &TestOrg, path: &str) -> String {
    let response = org.http.get(org.url(path)).send().await.unwrap();
    assert_eq!(response.status(), 200, "{path}");
    let headers = response.headers();
    let policy = headers["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert_eq!(headers["referrer-policy"], "same-origin", "so that forms say where they come from");
    let text = response.text().await.unwrap();
    assert!(!text.contains(" style=") && !text.contains(" onclick="), "nothing inline");
    text
}

#[tokio::test]
async fn the_dashboard_shows_people_policies_and_an_empty_mailbox() {
    let org = TestOrg::start_with("app_url = 'http://127.0.0.1:3000/sign-in'").await;
    let dashboard = page(&org, "/").await;
    for text in ["No mail yet", "ada@example.com", "Correct-Horse-9", "email-or-password"] {
        assert!(dashboard.contains(text), "{text}");
    }
    assert!(dashboard.contains("href=\"http://127.0.0.1:3000/sign-in\""));
    assert!(dashboard.contains(&org.org.issuer()));
}

#[tokio::test]
async fn a_sign_in_is_told_call_by_call_without_its_secrets() {
    let org = TestOrg::start().await;
    let mut sign_in = org.identified(ADA).await;
    let code = org.code(ADA).await;
    sign_in.type_code(&code).await;
    let (_, tokens) = sign_in.exchange().await;
    let dashboard = page(&org, "/").await;
    let (_, sequence) = dashboard.split_once("id=\"sequence\"").unwrap();
    let (sequence, _) = sequence.split_once("</section>").unwrap();
    for text in [
        "ada@example.com – signed in (5 calls",
        "The app asks to start a sign-in; the org hands out an interaction handle.",
        "POST /idp/idx/identify",
        "username ada@example.com",
        "mail to ada@example.com",
        "the code from the mail to a***a@example.com?",
        "a secret of 6 characters",
        "success: an interaction code",
        "an access token, an ID token",
    ] {
        assert!(sequence.contains(text), "{text} is missing in {sequence}");
    }
    for secret in [
        code.as_str(),
        sign_in.page.state_handle(),
        sign_in.interaction_handle.as_str(),
        sign_in.page.interaction_code().unwrap(),
        tokens["access_token"].as_str().unwrap(),
        "usher-web-local-secret",
        "nonce-1",
    ] {
        assert!(!sequence.contains(secret), "{secret} is told");
    }
}

#[tokio::test]
async fn polls_that_follow_each_other_are_one_row() {
    let org = TestOrg::start().await;
    let mut sign_in = org.identified(ADA).await;
    for _ in 0..7 {
        sign_in.act("currentAuthenticatorEnrollment", "poll").await;
    }
    let dashboard = page(&org, "/").await;
    assert!(dashboard.contains("POST /idp/idx/challenge/poll</code> × 7"), "{dashboard}");
}

#[tokio::test]
async fn a_mail_can_be_read_on_a_page_of_its_own() {
    let org = TestOrg::start().await;
    org.identified(ADA).await;
    let mail = org.mails(ADA).await[0].clone();
    let text = page(&org, &format!("/mail/{}", mail["id"].as_str().unwrap())).await;
    assert!(text.contains(mail["code"].as_str().unwrap()));
    let link = mail["link"].as_str().unwrap().replace(org.org.url(), "");
    assert!(text.contains(&link) && text.contains("Hello Ada Lovelace"));
    let missing = org.http.get(org.url("/mail/none")).send().await.unwrap();
    assert_eq!(missing.status(), 404);
}

#[tokio::test]
async fn markup_in_names_and_bodies_stays_text() {
    let org = TestOrg::start().await;
    let nasty = "<script>alert(1)</script>\"'";
    let user = json!({ "login": "n@example.com", "firstName": nasty, "lastName": "&amp;" });
    org.control("/_local/users", user).await;
    let sign_in = org.identified("n@example.com").await;
    org.identified(nasty).await;
    let body = json!({ "stateHandle": sign_in.page.state_handle(), nasty: nasty });
    org.post("/idp/idx/challenge/answer", &body).await;
    let mail = format!("/mail/{}", org.mails("n@example.com").await[0]["id"].as_str().unwrap());
    for path in ["/", mail.as_str()] {
        let text = page(&org, path).await;
        assert!(!text.contains("<script>alert") && text.contains("&lt;script&gt;alert"), "{path}");
    }
}

#[tokio::test]
async fn a_button_switches_the_policy_without_scripts() {
    let org = TestOrg::start().await;
    let request = org.http.post(org.url("/policy")).form(&[("name", "email-no-link")]);
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), 303);
    assert_eq!(response.headers()["location"], "/#policies");
    let dashboard = page(&org, "/").await;
    assert!(dashboard.contains("value=\"email-no-link\" aria-pressed=\"true\""));
    let wrong = org.http.post(org.url("/policy")).form(&[("name", "<b>")]).send().await.unwrap();
    assert_eq!(wrong.status(), 400);
    assert!(!wrong.text().await.unwrap().contains("<b>"));
}

#[tokio::test]
async fn style_script_and_icon_are_served() {
    let org = TestOrg::start().await;
    for (path, kind) in [
        ("/_assets/org.css", "text/css; charset=utf-8"),
        ("/_assets/org.js", "text/javascript; charset=utf-8"),
        ("/_assets/org.svg", "image/svg+xml"),
    ] {
        let response = org.http.get(org.url(path)).send().await.unwrap();
        assert_eq!(
            (response.status().as_u16(), &response.headers()["content-type"]),
            (200, &kind.parse().unwrap())
        );
    }
}
