use okta_idx::ActionKind;
use okta_idx::Answers;
use okta_idx::CallError;
use okta_idx::Caller;
use okta_idx::Certainty;
use okta_idx::FormRef;
use okta_idx::Pending;
use okta_idx::SubmitError;
use okta_idx::Transaction;
use serde_json::Value;
use serde_json::json;
use time::Duration;

use crate::fixtures;
use crate::org::Org;
use crate::org::Scripted;

const ANSWER: &str = "/idp/idx/challenge/answer";

fn code(text: &str) -> Answers {
    Answers::new().with("credentials.passcode", text)
}

/// Submits a code for the email challenge, with a scripted response.
async fn answer(org: &Org, reply: Scripted) -> Result<Transaction, SubmitError> {
    let client = org.client();
    let pending = org.pending(&client, &fixtures::email_challenge(&org.url)).await;
    org.once(ANSWER, reply);
    client
        .submit(
            &Caller::default(),
            &pending,
            &FormRef::named("challenge-authenticator"),
            code("123456"),
        )
        .await
}

fn pending(result: Result<Transaction, SubmitError>) -> Pending {
    match result.unwrap() {
        Transaction::Pending(pending) => pending,
        other => panic!("not a step: {other:?}"),
    }
}

#[tokio::test]
async fn a_form_goes_out_as_json_with_its_state_handle_and_its_own_accept() {
    let org = Org::start().await;
    let transaction =
        answer(&org, Scripted::json(200, &fixtures::success(&org.url))).await.unwrap();
    assert!(matches!(transaction, Transaction::Completed(_)));
    let seen = org.last(ANSWER);
    assert_eq!(seen.method, "POST");
    assert_eq!(seen.header("accept"), Some("application/json; okta-version=1.0.0"));
    assert_eq!(seen.header("content-type"), Some("application/json"));
    assert_eq!(
        seen.json(),
        json!({ "credentials": { "passcode": "123456" }, "stateHandle": "sh-canary" })
    );
}

#[tokio::test]
async fn accept_is_verbatim_and_ion_when_absent() {
    let org = Org::start().await;
    let client = org.client();
    for (accepts, expected) in [
        (json!("application/vnd.okta.v1+json"), "application/vnd.okta.v1+json"),
        (json!("application/ion+json;okta-version=1"), "application/ion+json;okta-version=1"),
        (Value::Null, "application/ion+json"),
        (json!("broken\nheader"), "application/ion+json"),
    ] {
        let mut step = fixtures::identify(&org.url);
        step["remediation"]["value"][0]["accepts"] = accepts;
        let pending = org.pending(&client, &step).await;
        org.once("/idp/idx/identify", Scripted::json(200, &fixtures::email_challenge(&org.url)));
        let answers = Answers::new().with("identifier", "ann@example.test");
        client
            .submit(&Caller::default(), &pending, &FormRef::named("identify"), answers)
            .await
            .unwrap();
        assert_eq!(org.last("/idp/idx/identify").header("accept"), Some(expected));
    }
}

#[tokio::test]
async fn a_wrong_code_keeps_the_form() {
    let org = Org::start().await;
    let next = pending(answer(&org, Scripted::json(401, &fixtures::wrong_code(&org.url))).await);
    assert!(next.email_challenge().is_some());
    assert_eq!(next.messages().len(), 1);
    assert!(next.messages()[0].is("api.authn.error.PASSCODE_INVALID"));
    let field =
        next.form("challenge-authenticator").unwrap().field_at("credentials.passcode").unwrap();
    assert_eq!(field.messages.len(), 1, "the message is where it belongs, too");
    assert_eq!(next.retry_at(), None);
}

#[tokio::test]
async fn an_expired_transaction_is_not_a_wrong_code() {
    let org = Org::start().await;
    let transaction = answer(&org, Scripted::json(401, &fixtures::terminal("idx.session.expired")))
        .await
        .unwrap();
    let Transaction::Terminal(end) = transaction else { panic!("{transaction:?}") };
    assert!(end.is_expired());
    assert!(end.last_step().is_none(), "there is nothing to go back to");
}

#[tokio::test]
async fn an_end_for_another_reason_remembers_the_last_step() {
    let org = Org::start().await;
    let transaction =
        answer(&org, Scripted::json(403, &fixtures::terminal("security.access_denied")))
            .await
            .unwrap();
    let Transaction::Terminal(end) = transaction else { panic!("{transaction:?}") };
    assert!(!end.is_expired());
    assert!(end.messages()[0].is("security.access_denied"));
    let last = end.last_step().unwrap();
    assert!(last.email_challenge().is_some());
    assert!(last.messages()[0].is("security.access_denied"));
}

/// Shows: K1
#[tokio::test]
async fn being_throttled_keeps_the_last_good_step_and_says_until_when() {
    let org = Org::start().await;
    let reset = org.clock_in(Duration::seconds(50));
    let throttled = Scripted::json(429, &fixtures::terminal("tooManyRequests"));
    let throttled = throttled.with("x-rate-limit-reset", reset.unix_timestamp());
    let next = pending(answer(&org, throttled).await);
    assert!(next.email_challenge().is_some());
    assert!(next.messages()[0].is("tooManyRequests"));
    assert_eq!(next.retry_at(), Some(reset));
}

#[tokio::test]
async fn a_throttled_step_with_a_form_is_that_form() {
    let org = Org::start().await;
    let throttled =
        Scripted::json(429, &fixtures::email_challenge(&org.url)).with("retry-after", 20);
    let next = pending(answer(&org, throttled).await);
    assert!(next.email_challenge().is_some());
    assert_eq!(next.retry_at(), Some(org.clock_in(Duration::seconds(20))));
}

/// Shows: K1
#[tokio::test]
async fn the_gateways_limit_is_an_error_with_a_time() {
    let org = Org::start().await;
    let body = json!({ "errorCode": "E0000047", "errorSummary": "too many", "errorId": "oae1", "errorCauses": [] });
    for (header, value, expected) in [
        (
            "x-rate-limit-reset",
            org.clock_in(Duration::seconds(30)).unix_timestamp().to_string(),
            Duration::seconds(30),
        ),
        ("x-rate-limit-reset", "1".to_owned(), Duration::ZERO),
        ("x-rate-limit-reset", "99999999999".to_owned(), Duration::hours(1)),
        ("retry-after", "7".to_owned(), Duration::seconds(7)),
        ("retry-after", "Tue, 01 Jan 2030 12:00:09 GMT".to_owned(), Duration::seconds(9)),
    ] {
        let error =
            answer(&org, Scripted::json(429, &body).with(header, &value)).await.unwrap_err();
        assert!(matches!(error, SubmitError::Call(CallError::RateLimited { .. })), "{error:?}");
        assert_eq!(error.retry_at(), Some(org.clock_in(expected)), "{header}: {value}");
        assert_eq!(error.certainty(), Certainty::Refused);
    }
    let error = answer(&org, Scripted::json(429, &body)).await.unwrap_err();
    assert_eq!(error.retry_at(), None, "nothing is invented");
}

#[tokio::test]
async fn an_error_inside_the_org_keeps_the_last_good_step() {
    let org = Org::start().await;
    let next = pending(answer(&org, Scripted::json(500, &fixtures::terminal("E0000009"))).await);
    assert!(next.email_challenge().is_some());
    assert!(next.messages()[0].is("E0000009"));
}

#[tokio::test]
async fn after_a_wrong_code_and_a_stumble_the_clean_step_is_shown() {
    let org = Org::start().await;
    let client = org.client();
    let wrong = pending(answer(&org, Scripted::json(401, &fixtures::wrong_code(&org.url))).await);
    org.once(ANSWER, Scripted::json(429, &fixtures::terminal("tooManyRequests")));
    let form = FormRef::named("challenge-authenticator");
    let next = pending(client.submit(&Caller::default(), &wrong, &form, code("1")).await);
    let field =
        next.form("challenge-authenticator").unwrap().field_at("credentials.passcode").unwrap();
    assert!(field.messages.is_empty(), "the old refusal is not repeated");
    assert_eq!(next.messages().len(), 1);
    assert!(next.messages()[0].is("tooManyRequests"));
}

/// Shows: K2
#[tokio::test]
async fn what_is_known_about_the_effect_depends_on_who_answered() {
    let org = Org::start().await;
    let api = json!({ "errorCode": "E0000011", "errorSummary": "no" });
    for (reply, expected) in [
        (Scripted::json(401, &api), Certainty::Refused),
        (
            Scripted::json(403, &json!({ "error": "Forbidden", "message": "policy" })),
            Certainty::Refused,
        ),
        (Scripted::text(413, "<html>"), Certainty::Refused),
        (Scripted::json(500, &json!({ "message": "internal server error" })), Certainty::Unknown),
        (Scripted::text(502, "<html>Bad Gateway</html>"), Certainty::Unknown),
        (Scripted::text(200, ""), Certainty::Unknown),
        (Scripted::text(200, "{\"version\":"), Certainty::Unknown),
        (Scripted::json(503, &api), Certainty::Unknown),
    ] {
        let what = format!("{reply:?}");
        assert_eq!(answer(&org, reply).await.unwrap_err().certainty(), expected, "{what}");
    }
    assert_eq!(org.seen(ANSWER).len(), 8, "each was sent once");
}

#[tokio::test]
async fn missing_answers_are_named_and_nothing_is_sent() {
    let org = Org::start().await;
    let client = org.client();
    let pending = org.pending(&client, &fixtures::email_challenge(&org.url)).await;
    let before = org.everything_seen().len();
    for answers in [Answers::new(), code("")] {
        let form = FormRef::named("challenge-authenticator");
        let error = client.submit(&Caller::default(), &pending, &form, answers).await.unwrap_err();
        assert!(
            matches!(&error, SubmitError::Missing { fields } if fields == &["credentials.passcode"]),
            "{error:?}"
        );
        assert_eq!(error.certainty(), Certainty::NothingSent);
    }
    assert_eq!(org.everything_seen().len(), before);
}

/// Shows: O6
#[tokio::test]
async fn a_form_that_is_not_offered_cannot_be_sent() {
    let org = Org::start().await;
    let client = org.client();
    let pending = org.pending(&client, &fixtures::identify(&org.url)).await;
    for form in [
        FormRef::named("challenge-authenticator"),
        FormRef::Remediation { name: "identify".to_owned(), nth: 1 },
        FormRef::action("skip"),
    ] {
        let error =
            client.submit(&Caller::default(), &pending, &form, Answers::new()).await.unwrap_err();
        assert!(matches!(error, SubmitError::NoSuchForm(_)), "{error:?}");
    }
    assert!(matches!(
        client.act(&Caller::default(), &pending, "resend").await,
        Err(SubmitError::NoSuchForm(_))
    ));
}

#[tokio::test]
async fn actions_go_by_full_name_plain_name_and_kind() {
    let org = Org::start().await;
    let client = org.client();
    let pending = org.pending(&client, &fixtures::email_challenge(&org.url)).await;
    let names: Vec<&str> = pending.actions().iter().map(|action| action.name.as_str()).collect();
    assert_eq!(
        names,
        ["currentAuthenticatorEnrollment-poll", "currentAuthenticatorEnrollment-resend", "cancel"]
    );
    let resend = pending.action_of(ActionKind::Resend).unwrap().name.clone();
    org.always(
        "/idp/idx/challenge/resend",
        Scripted::json(200, &fixtures::email_challenge(&org.url)),
    );
    for name in [resend.as_str(), "resend"] {
        let next = client.act(&Caller::default(), &pending, name).await.unwrap();
        assert!(matches!(next, Transaction::Pending(_)));
    }
    let seen = org.seen("/idp/idx/challenge/resend");
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[0].json(), json!({ "stateHandle": "sh-canary" }));
}

#[tokio::test]
async fn skip_is_an_action_although_it_is_a_remediation() {
    let org = Org::start().await;
    let client = org.client();
    let skip = fixtures::form(&org.url, "skip", "/idp/idx/skip", vec![]);
    let pending = org.pending(&client, &fixtures::step(&org.url, vec![skip])).await;
    assert!(pending.action_of(ActionKind::Skip).is_some());
    org.once("/idp/idx/skip", Scripted::json(200, &fixtures::success(&org.url)));
    let next = client.act(&Caller::default(), &pending, "skip").await.unwrap();
    assert!(matches!(next, Transaction::Completed(_)));
}

#[tokio::test]
async fn cancelling_shows_the_first_page_again() {
    let org = Org::start().await;
    let client = org.client();
    let pending = org.pending(&client, &fixtures::email_challenge(&org.url)).await;
    org.once("/idp/idx/cancel", Scripted::json(200, &fixtures::identify(&org.url)));
    let next = self::pending(client.act(&Caller::default(), &pending, "cancel").await);
    assert!(next.identify().is_some());
}

#[tokio::test]
async fn a_link_is_not_sent_but_its_address_is_known() {
    let org = Org::start().await;
    let client = org.client();
    let link = |href: String| {
        json!({
            "name": "redirect-idp", "type": "GOOGLE", "idp": { "id": "0oaIdp", "name": "Google" }, "href": href, "method": "GET",
        })
    };
    let own = format!("{}/sso/idps/0oaIdp?stateToken=sh-canary", org.url);
    let forms = vec![link(own.clone()), link("https://evil.example/".to_owned())];
    let pending = org.pending(&client, &fixtures::step(&org.url, forms)).await;
    let error = client
        .submit(&Caller::default(), &pending, &FormRef::named("redirect-idp"), Answers::new())
        .await;
    assert!(matches!(error, Err(SubmitError::Link(_))));
    let [own_link, foreign] = pending.forms() else { panic!("two links") };
    assert_eq!(client.navigation(own_link).unwrap().as_str(), own);
    assert!(client.navigation(foreign).is_none());
    assert_eq!(own_link.identity_provider.as_ref().unwrap().name.as_deref(), Some("Google"));
    assert_ne!(own_link.reference(), foreign.reference(), "forms of the same name stay apart");
}
