//! Security questions: answered, chosen from the list, or made up.

use serde_json::Value;
use serde_json::json;

use crate::helpers::ADA;
use crate::helpers::SignIn;
use crate::helpers::TestOrg;

const QUINN: &str = "quinn@example.com";
const ANSWER: &str = "credentials.answer";

async fn answer(sign_in: &mut SignIn<'_>, credentials: Value) -> u16 {
    let form = sign_in.page.forms()[0].to_owned();
    sign_in.submit(&form, json!({ "credentials": credentials })).await.status
}

#[tokio::test]
async fn the_right_answer_signs_the_user_in_in_any_case() {
    let org = TestOrg::start().await;
    org.policy("security-question").await;
    let mut sign_in = org.identified(QUINN).await;
    let form = &sign_in.page.body["remediation"]["value"][0];
    assert_eq!(form["name"], "challenge-authenticator");
    let shown = &form["value"][0]["form"]["value"][0];
    assert_eq!(shown["label"], "What is the food you least liked as a child?");
    let given = |answer: &str| json!({ "questionKey": "disliked_food", "answer": answer });
    assert_eq!(answer(&mut sign_in, given("kale")).await, 401);
    assert_eq!(sign_in.page.field_keys(ANSWER), ["invalid.answer"]);
    answer(&mut sign_in, given("OKRA")).await;
    assert!(sign_in.page.interaction_code().is_some());
}

#[tokio::test]
async fn a_question_of_ones_own_is_kept_and_asked() {
    let org = TestOrg::start().await;
    org.policy("security-question-required").await;
    let mut sign_in = org.verified(ADA).await;
    assert_eq!(sign_in.page.forms()[0], "enroll-authenticator");
    for bad in [
        json!({ "questionKey": "no_such", "answer": "the old mill" }),
        json!({ "questionKey": "custom", "question": "", "answer": "the old mill" }),
        json!({ "questionKey": "custom", "question": "Where?", "answer": "mil" }),
        json!({ "questionKey": "custom", "question": "Where was the mill?", "answer": "mill" }),
    ] {
        assert_eq!(answer(&mut sign_in, bad.clone()).await, 400, "{bad}");
    }
    let own = json!({ "questionKey": "custom", "question": "Where?", "answer": "the old mill" });
    answer(&mut sign_in, own).await;
    assert!(sign_in.page.interaction_code().is_some());

    org.policy("security-question").await;
    let mut sign_in = org.identified(ADA).await;
    let form = &sign_in.page.body["remediation"]["value"][0];
    assert_eq!(form["value"][0]["form"]["value"][0]["label"], "Where?");
    answer(&mut sign_in, json!({ "questionKey": "custom", "answer": "The old mill" })).await;
    assert!(sign_in.page.interaction_code().is_some());
}
