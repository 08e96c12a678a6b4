//! An org that can only be read for a while.

use serde_json::json;

use crate::helpers::ADA;
use crate::helpers::TestOrg;

async fn org_enrolling(enrollment: &str) -> TestOrg {
    let policy = "policy = 'own'\n[[policies]]\nname = 'own'\nenrollment = ";
    TestOrg::start_with(&format!("{policy}{enrollment}")).await
}

#[tokio::test]
async fn a_sign_in_waits_until_the_org_can_be_written_again() {
    let org = TestOrg::start().await;
    org.fault(json!({ "safeMode": true })).await;
    let mut sign_in = org.begin().await;
    assert_eq!(sign_in.page.forms(), ["poll"]);
    assert_eq!(sign_in.page.form("poll")["refresh"], 3000);
    assert!(sign_in.page.keys().is_empty());
    let body = json!({ "stateHandle": sign_in.page.state_handle(), "identifier": ADA });
    let (status, page) = org.post("/idp/idx/identify", &body).await;
    assert_eq!((status, &page["remediation"]["value"][0]["name"]), (200, &json!("poll")));
    assert_eq!(sign_in.submit("poll", json!({})).await.forms(), ["poll"]);
    org.fault(json!({ "safeMode": false })).await;
    assert_eq!(sign_in.submit("poll", json!({})).await.forms()[0], "identify");
}

#[tokio::test]
async fn what_is_optional_can_be_skipped_while_it_cannot_be_set_up() {
    let org = org_enrolling("{ required = ['email'], optional = ['password'] }").await;
    let mut sign_in = org.identified(ADA).await;
    org.fault(json!({ "safeMode": true })).await;
    let page = sign_in.type_code(&org.code(ADA).await).await;
    assert_eq!(page.forms(), ["skip"]);
    assert_eq!(page.keys(), ["idx.error.server.safe.mode.enrollment.unavailable"]);
    assert!(sign_in.submit("skip", json!({})).await.interaction_code().is_some());
}

#[tokio::test]
async fn what_is_required_waits_for_the_end_of_the_safe_mode() {
    let org = org_enrolling("{ required = ['email', 'password'] }").await;
    let mut sign_in = org.identified(ADA).await;
    org.fault(json!({ "safeMode": true })).await;
    let page = sign_in.type_code(&org.code(ADA).await).await;
    assert!(page.forms().is_empty());
    assert!(page.body["cancel"].is_object(), "the user can leave");
    assert_eq!(page.keys(), ["idx.error.server.safe.mode.enrollment.unavailable"]);
    assert_eq!(
        org.http.delete(org.url("/_local/faults")).send().await.map(|it| it.status().as_u16()).ok(),
        Some(200)
    );
    assert_eq!(sign_in.introspect().await.forms(), ["enroll-authenticator"]);
}
