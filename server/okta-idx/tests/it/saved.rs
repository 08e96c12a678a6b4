use okta_idx::Answers;
use okta_idx::Caller;
use okta_idx::FormRef;
use okta_idx::InteractionCode;
use okta_idx::Pending;
use okta_idx::RestoreError;
use okta_idx::StateMismatch;
use okta_idx::Tokens;
use okta_idx::Transaction;
use serde_json::json;

use crate::fixtures;
use crate::org::Org;
use crate::org::Scripted;

#[tokio::test]
async fn a_restored_step_goes_on_in_another_process() {
    let org = Org::start().await;
    let saved = org.pending(&org.client(), &fixtures::email_challenge(&org.url)).await.save();
    let restored = Pending::restore(&saved).unwrap();
    assert_eq!(restored.save(), saved);
    assert_eq!(restored.email_challenge().unwrap().masked_address(), Some("a***n@example.test"));

    let elsewhere = org.client();
    org.once("/idp/idx/challenge/answer", Scripted::json(200, &fixtures::success(&org.url)));
    let answers = Answers::new().with("credentials.passcode", "1");
    let form = FormRef::named("challenge-authenticator");
    let done = elsewhere.submit(&Caller::default(), &restored, &form, answers).await.unwrap();
    assert!(matches!(done, Transaction::Completed(_)));
}

#[tokio::test]
async fn notice_and_wrong_code_survive() {
    let org = Org::start().await;
    let client = org.client();
    let first = org.pending(&client, &fixtures::email_challenge(&org.url)).await;
    let form = FormRef::named("challenge-authenticator");
    let answers = || Answers::new().with("credentials.passcode", "1");
    org.once("/idp/idx/challenge/answer", Scripted::json(401, &fixtures::wrong_code(&org.url)));
    let Ok(Transaction::Pending(wrong)) =
        client.submit(&Caller::default(), &first, &form, answers()).await
    else {
        panic!("a wrong code is a step");
    };
    let throttled =
        Scripted::json(429, &fixtures::terminal("tooManyRequests")).with("retry-after", 9);
    org.once("/idp/idx/challenge/answer", throttled);
    let Ok(Transaction::Pending(slow)) =
        client.submit(&Caller::default(), &wrong, &form, answers()).await
    else {
        panic!("being throttled keeps the step");
    };
    for pending in [wrong, slow] {
        let restored = Pending::restore(&pending.save()).unwrap();
        assert_eq!(restored.messages(), pending.messages());
        assert_eq!(restored.retry_at(), pending.retry_at());
        assert_eq!(restored.save(), pending.save());
    }
}

#[tokio::test]
async fn the_version_before_is_read_and_others_and_garbage_are_told_apart() {
    let org = Org::start().await;
    let saved = org.pending(&org.client(), &fixtures::identify(&org.url)).await.save();
    let saved = String::from_utf8(saved.to_vec()).unwrap();
    let later = saved.replacen("\"v\":2", "\"v\":3", 1);
    assert_eq!(Pending::restore(later.as_bytes()).unwrap_err(), RestoreError::Version(3));
    let (form, response) = saved.split_once('\n').unwrap();
    let mut earlier: serde_json::Value = serde_json::from_str(form).unwrap();
    earlier["v"] = json!(1);
    earlier["lastGood"] = serde_json::from_str(response).unwrap();
    let restored = Pending::restore(earlier.to_string().as_bytes()).unwrap();
    assert_eq!(restored.state().expose(), earlier["state"].as_str().unwrap());
    assert!(restored.form("identify").is_some());
    let cut = &saved[..saved.len() - 1];
    assert_eq!(Pending::restore(cut.as_bytes()).unwrap_err(), RestoreError::Malformed);
    for garbage in
        [&b""[..], b"null", b"{}", b"[1]", b"{\"v\":\"1\"}", b"\xff", b"{\"lastGood\":2}\n{}"]
    {
        assert_eq!(Pending::restore(garbage).unwrap_err(), RestoreError::Malformed);
        assert_eq!(Tokens::restore(garbage).unwrap_err(), RestoreError::Malformed);
    }
}

#[tokio::test]
async fn a_code_from_an_identity_provider_needs_the_right_state() {
    let org = Org::start().await;
    let pending = org.pending(&org.client(), &fixtures::identify(&org.url)).await;
    let code = || InteractionCode::new("ic");
    for wrong in ["", "other", &format!("{}x", pending.state().expose())] {
        assert_eq!(pending.complete_with_code(wrong, code()).unwrap_err(), StateMismatch);
        assert!(!pending.state_matches(wrong));
    }
    assert!(pending.complete_with_code(pending.state().expose(), code()).is_ok());
}
