//! Sections 4.2 and 4.3: the magic link.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use reqwest::StatusCode;
use serde_json::json;

use crate::helpers::ADA;
use crate::helpers::CALLBACK;
use crate::helpers::TestOrg;

async fn open(org: &TestOrg, link: &str) -> (StatusCode, String, String) {
    let response = org.http.get(link).send().await.unwrap();
    let status = response.status();
    let location = response.headers().get("location");
    let location = location.map(|it| it.to_str().unwrap().to_owned()).unwrap_or_default();
    (status, location, response.text().await.unwrap())
}

#[tokio::test]
async fn the_link_leads_to_the_app_with_code_and_state() {
    let org = TestOrg::start().await;
    let mut sign_in = org.identified(ADA).await;
    let (status, location, _) = open(&org, &org.link(ADA).await).await;
    assert_eq!(status, StatusCode::FOUND);
    let code = org.code(ADA).await;
    assert_eq!(location, format!("{CALLBACK}?otp={code}&state=state-1"));
    assert!(sign_in.type_code(&code).await.interaction_code().is_some());
}

#[tokio::test]
async fn opening_the_link_uses_nothing_up() {
    let org = TestOrg::start().await;
    let mut sign_in = org.identified(ADA).await;
    let link = org.link(ADA).await;
    for _ in 0..20 {
        assert_eq!(open(&org, &link).await.0, StatusCode::FOUND);
    }
    let head = org.http.head(&link).send().await.unwrap();
    assert_eq!(head.status(), StatusCode::FOUND);
    let code = org.code(ADA).await;
    assert_eq!(sign_in.type_code(&code).await.status, 200);
}

#[tokio::test]
async fn a_link_replaced_by_a_newer_mail_says_so() {
    let org = TestOrg::start().await;
    let mut sign_in = org.identified(ADA).await;
    let link = org.link(ADA).await;
    org.advance(31).await;
    sign_in.act("currentAuthenticatorEnrollment", "resend").await;
    let (status, _, page) = open(&org, &link).await;
    assert_eq!(status, StatusCode::GONE);
    assert!(page.contains("There is a newer mail"), "{page}");
    assert_eq!(open(&org, &org.link(ADA).await).await.0, StatusCode::FOUND);
}

#[tokio::test]
async fn an_old_link_says_that_it_has_expired() {
    let org = TestOrg::start().await;
    let _waiting = org.identified(ADA).await;
    org.advance(301).await;
    let (status, _, page) = open(&org, &org.link(ADA).await).await;
    assert_eq!(status, StatusCode::GONE);
    assert!(page.contains("This link has expired"), "{page}");
    org.advance(7200).await;
    assert!(open(&org, &org.link(ADA).await).await.2.contains("This link has expired"));
}

#[tokio::test]
async fn a_link_of_a_finished_sign_in_says_that_it_was_used() {
    let org = TestOrg::start().await;
    let _done = org.signed_in(&[]).await;
    let (status, _, page) = open(&org, &org.link(ADA).await).await;
    assert_eq!(status, StatusCode::GONE);
    assert!(page.contains("This link has been used"), "{page}");
}

#[tokio::test]
async fn a_link_that_is_not_ours_leads_nowhere() {
    let org = TestOrg::start().await;
    let _waiting = org.identified(ADA).await;
    let link = org.link(ADA).await;
    let other_app = link.replace("usher-web", "usher-spa");
    for link in [org.url("/email/verify/usher-web?token=<b>no</b>"), other_app] {
        let (status, location, page) = open(&org, &link).await;
        assert_eq!((status, location.as_str()), (StatusCode::NOT_FOUND, ""));
        assert!(page.contains("leads nowhere") && !page.contains("<b>"), "{page}");
    }
}

#[tokio::test]
async fn a_redirect_uri_with_a_query_keeps_it() {
    let org = TestOrg::start().await;
    let extra = [("redirect_uri", "http://localhost:9/cb?from=mail")];
    let mut sign_in = crate::helpers::SignIn::begin(&org, &extra).await;
    sign_in.submit("identify", json!({ "identifier": ADA })).await;
    let (_, location, _) = open(&org, &org.link(ADA).await).await;
    assert!(location.starts_with("http://localhost:9/cb?from=mail&otp="), "{location}");
}
