//! An org that is overloaded or failing is left alone, and no sign-in is lost by it.

use okta_idx::Answers;
use okta_idx::CallError;
use okta_idx::Caller;
use okta_idx::Certainty;
use okta_idx::Client;
use okta_idx::Completed;
use okta_idx::ExchangeError;
use okta_idx::FormRef;
use okta_idx::Hold;
use okta_idx::Pending;
use okta_idx::StartError;
use okta_idx::StartOptions;
use okta_idx::SubmitError;
use okta_idx::Transaction;
use serde_json::json;
use time::Duration;

use crate::fixtures;
use crate::org::Org;
use crate::org::Scripted;
use crate::tokens;

const INTERACT: &str = "/oauth2/default/v1/interact";
const INTROSPECT: &str = "/idp/idx/introspect";
const ANSWER: &str = "/idp/idx/challenge/answer";

async fn at_code() -> (Org, Client, Pending) {
    let org = Org::start().await;
    let client = org.client();
    let pending = org.pending(&client, &fixtures::email_challenge(&org.url)).await;
    (org, client, pending)
}

async fn answer(client: &Client, at: &Pending) -> Result<Transaction, SubmitError> {
    let answers = Answers::new().with("credentials.passcode", "123456");
    client.submit(&Caller::default(), at, &FormRef::named("challenge-authenticator"), answers).await
}

fn overloaded(org: &Org, seconds: i64) -> Scripted {
    let reset = org.clock_in(Duration::seconds(seconds)).unix_timestamp();
    Scripted::json(429, &json!({ "errorCode": "E0000047", "errorSummary": "too much" }))
        .with("x-rate-limit-remaining", 0)
        .with("x-rate-limit-reset", reset)
}

fn held(error: &SubmitError) -> Option<Hold> {
    match error {
        SubmitError::Call(CallError::Held { why, .. }) => Some(*why),
        _ => None,
    }
}

/// Shows: K1
#[tokio::test]
async fn after_a_429_the_org_is_asked_once_at_the_reset_and_nobody_is_lost() {
    let (org, client, pending) = at_code().await;
    org.once(ANSWER, overloaded(&org, 20));
    let first = answer(&client, &pending).await.unwrap_err();
    assert_eq!(first.retry_at(), Some(org.clock_in(Duration::seconds(20))));
    for _ in 0..1000 {
        let error = answer(&client, &pending).await.unwrap_err();
        assert_eq!(held(&error), Some(Hold::RateLimit));
        assert_eq!(error.retry_at(), Some(org.clock_in(Duration::seconds(20))));
        assert_eq!(error.certainty(), Certainty::NothingSent);
    }
    assert_eq!(org.seen(ANSWER).len(), 1);

    org.clock.advance(Duration::seconds(20));
    org.once(ANSWER, overloaded(&org, 10));
    assert_eq!(at_once(&client, &pending, 1000).await, 0, "the org is still overloaded");
    assert_eq!(org.seen(ANSWER).len(), 2, "one call of a thousand found that out");

    org.clock.advance(Duration::seconds(10));
    org.always(ANSWER, Scripted::json(200, &fixtures::success(&org.url)));
    assert!(answer(&client, &pending).await.is_ok());
    for _ in 0..10 {
        assert_eq!(at_once(&client, &pending, 100).await, 100, "everybody follows");
    }
}

/// Counts how many of this many concurrent submissions succeed.
async fn at_once(client: &Client, pending: &Pending, many: usize) -> usize {
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..many {
        let (client, pending) = (client.clone(), pending.clone());
        calls.spawn(async move { answer(&client, &pending).await.is_ok() });
    }
    calls.join_all().await.into_iter().filter(|fine| *fine).count()
}

/// Shows: K1
#[tokio::test]
async fn a_limit_of_one_address_holds_no_other_one_up() {
    let (org, client, pending) = at_code().await;
    org.once(ANSWER, overloaded(&org, 20));
    answer(&client, &pending).await.unwrap_err();
    org.pending(&client, &fixtures::identify(&org.url)).await;
    org.always(
        "/idp/idx/challenge/resend",
        Scripted::json(200, &fixtures::email_challenge(&org.url)),
    );
    assert!(client.act(&Caller::default(), &pending, "resend").await.is_ok());
}

/// Shows: K1
#[tokio::test]
async fn one_person_who_is_throttled_holds_nobody_else_up() {
    let gateway = json!({ "errorCode": "E0000047", "errorSummary": "too much" });
    for (body, limit, remaining) in [
        (fixtures::terminal("tooManyRequests"), 600, 7),
        // A limit of one user is exhausted for that user only.
        (fixtures::terminal("tooManyRequests"), 1, 0),
        (fixtures::email_challenge("https://example.test"), 1, 0),
        (gateway.clone(), 1, 0),
        (gateway.clone(), 20, 0),
        (gateway, 600, 599),
    ] {
        let (org, client, pending) = at_code().await;
        let reset = org.clock_in(Duration::seconds(20)).unix_timestamp();
        let theirs = Scripted::json(429, &body)
            .with("x-rate-limit-limit", limit)
            .with("x-rate-limit-remaining", remaining)
            .with("x-rate-limit-reset", reset);
        org.once(ANSWER, theirs);
        let told = match answer(&client, &pending).await {
            Ok(Transaction::Pending(step)) => step.retry_at(),
            Ok(other) => panic!("{other:?}"),
            Err(SubmitError::Call(error)) => {
                assert!(error.is_limit_of_user(), "{error:?}");
                error.retry_at()
            }
            Err(other) => panic!("{other:?}"),
        };
        assert_eq!(told, Some(org.clock_in(Duration::seconds(20))), "{body}");
        org.once(ANSWER, Scripted::json(200, &fixtures::success(&org.url)));
        let next = answer(&client, &pending).await;
        assert!(matches!(next, Ok(Transaction::Completed(_))), "{body}: {next:?}");
    }
}

#[tokio::test]
async fn answers_that_cannot_be_read_open_no_breaker() {
    let (org, client, pending) = at_code().await;
    let large = "x".repeat((1 << 20) + 1);
    for (status, body) in [
        (200, "<html>hello</html>"),
        (200, ""),
        (200, "{\"version\":"),
        (200, "[[[[7]]]]"),
        (200, "{\"version\":\"1.0.0\",\"remediation\":{\"value\":[7]}}"),
        (400, "<html>bad request</html>"),
        (403, "blocked"),
        (302, ""),
        (200, large.as_str()),
    ] {
        for _ in 0..30 {
            org.once(ANSWER, Scripted::text(status, body));
            let error = answer(&client, &pending).await.unwrap_err();
            assert_eq!(held(&error), None, "{status}");
            let call = error.call().unwrap();
            assert!(call.is_unusable_answer(), "{call:?}");
        }
    }
    org.once(ANSWER, Scripted::json(200, &fixtures::success(&org.url)));
    assert!(answer(&client, &pending).await.is_ok());
}

#[tokio::test]
async fn a_gateway_that_answers_for_a_failing_org_counts_as_its_failure() {
    let (org, client, pending) = at_code().await;
    org.always(ANSWER, Scripted::text(502, "<html>bad gateway</html>"));
    for _ in 0..20 {
        let error = answer(&client, &pending).await.unwrap_err();
        assert!(!error.call().unwrap().is_unusable_answer(), "{error:?}");
    }
    assert_eq!(held(&answer(&client, &pending).await.unwrap_err()), Some(Hold::Failing));
}

/// Shows: K1
#[tokio::test]
async fn the_reset_is_measured_by_the_orgs_own_clock() {
    let (org, client, pending) = at_code().await;
    let theirs = Duration::minutes(5);
    let date = org.clock_in(theirs).format(&time::format_description::well_known::Rfc2822);
    org.once(
        ANSWER,
        overloaded(&org, 300 + 20).with("date", date.unwrap().replace("+0000", "GMT")),
    );
    let error = answer(&client, &pending).await.unwrap_err();
    assert_eq!(error.retry_at(), Some(org.clock_in(Duration::seconds(20))));
    assert_eq!(client.clock_skew(), Some(theirs));
}

/// Shows: K2
#[tokio::test]
async fn an_org_that_fails_half_the_time_is_left_alone_and_found_again_in_seconds() {
    let (org, client, pending) = at_code().await;
    org.always(ANSWER, Scripted::text(503, "down"));
    for _ in 0..20 {
        let error = answer(&client, &pending).await.unwrap_err();
        assert_eq!(held(&error), None);
        assert_eq!(error.certainty(), Certainty::Unknown);
    }
    for _ in 0..100 {
        let error = answer(&client, &pending).await.unwrap_err();
        assert_eq!(held(&error), Some(Hold::Failing));
        assert_eq!(error.certainty(), Certainty::NothingSent);
        assert_eq!(error.retry_at(), None, "it did not ask to be left alone");
    }
    assert_eq!(org.seen(ANSWER).len(), 20);
    org.clock.advance(Duration::seconds(2));
    answer(&client, &pending).await.unwrap_err();
    assert_eq!(held(&answer(&client, &pending).await.unwrap_err()), Some(Hold::Failing));
    assert_eq!(org.seen(ANSWER).len(), 21, "one call found that it is still down");

    org.always(ANSWER, Scripted::json(200, &fixtures::success(&org.url)));
    org.clock.advance(Duration::seconds(2));
    assert!(answer(&client, &pending).await.is_ok());
    assert!(answer(&client, &pending).await.is_ok());
}

/// Shows: K1
#[tokio::test]
async fn a_code_that_was_not_looked_at_is_exchanged_later_in_another_process() {
    let org = Org::start().await;
    let client = org.client();
    let completed = tokens::completed(&org, &client).await;
    org.once(tokens::TOKEN, overloaded(&org, 20));
    let mut completed = completed;
    for _ in 0..3 {
        let error = client.exchange(&Caller::default(), completed).await.unwrap_err();
        let ExchangeError::Unspent { completed: kept, error } = error else {
            panic!("the code is given up: {error:?}");
        };
        assert_eq!(error.retry_at(), Some(org.clock_in(Duration::seconds(20))));
        completed = *kept;
    }
    assert_eq!(org.seen(tokens::TOKEN).len(), 1);
    let saved = completed.save();
    let elsewhere = Completed::restore(&saved).unwrap();
    tokens::grant(&org, tokens::claims(&org), |_| ());
    let tokens = org.client().exchange(&Caller::default(), elsewhere).await.unwrap();
    assert_eq!(tokens.claims().sub(), "00u1");
}

/// Shows: K2
#[tokio::test]
async fn asking_where_a_transaction_stands_is_tried_three_times() {
    let (org, client, pending) = at_code().await;
    org.once(INTROSPECT, Scripted::text(502, "<html>"));
    org.once(INTROSPECT, Scripted::text(500, ""));
    org.once(INTROSPECT, Scripted::json(200, &fixtures::email_challenge(&org.url)));
    assert!(client.introspect_again(&Caller::default(), &pending).await.is_ok());
    assert_eq!(org.seen(INTROSPECT).len(), 4);
    org.always(INTROSPECT, Scripted::text(503, ""));
    client.introspect_again(&Caller::default(), &pending).await.unwrap_err();
    assert_eq!(org.seen(INTROSPECT).len(), 7);
}

/// Shows: K2
#[tokio::test]
async fn what_changes_something_is_sent_once_however_it_fails() {
    let (org, client, pending) = at_code().await;
    for status in [500, 502, 503, 504] {
        org.once(ANSWER, Scripted::text(status, ""));
        answer(&client, &pending).await.unwrap_err();
        org.once(INTERACT, Scripted::text(status, ""));
        let error = client.start(&Caller::default(), StartOptions::default()).await.unwrap_err();
        assert!(matches!(error, StartError::Interact(_)), "{error:?}");
    }
    assert_eq!((org.seen(ANSWER).len(), org.seen(INTERACT).len()), (4, 5));
}
