//! How answers become request bodies, as the org receives them.

use okta_idx::Answers;
use okta_idx::Caller;
use okta_idx::FormRef;
use okta_idx::Pick;
use okta_idx::SubmitError;
use serde_json::Value;
use serde_json::json;

use crate::fixtures;
use crate::org::Org;
use crate::org::Scripted;

const PATH: &str = "/idp/idx/anything";

/// Submits a form of these fields and returns what the org received, without the state handle.
async fn sent(fields: Vec<Value>, answers: Answers) -> Result<Value, SubmitError> {
    let org = Org::start().await;
    let client = org.client();
    let form = fixtures::form(&org.url, "anything", PATH, fields);
    let pending = org.pending(&client, &fixtures::step(&org.url, vec![form])).await;
    org.once(PATH, Scripted::json(200, &fixtures::identify(&org.url)));
    let submitted =
        client.submit(&Caller::default(), &pending, &FormRef::named("anything"), answers).await;
    submitted?;
    let mut body = org.last(PATH).json();
    assert_eq!(
        body.as_object_mut().unwrap().remove("stateHandle").unwrap(),
        fixtures::STATE_HANDLE
    );
    Ok(body)
}

async fn missing(fields: Vec<Value>, answers: Answers) -> Vec<String> {
    match sent(fields, answers).await {
        Err(SubmitError::Missing { fields }) => fields,
        other => panic!("{other:?}"),
    }
}

fn group(name: &str, fields: Value) -> Value {
    json!({ "name": name, "form": { "value": fields } })
}

#[tokio::test]
async fn defaults_go_out_answers_replace_them_and_fixed_values_win() {
    let fields = vec![
        json!({ "name": "kept", "value": "default" }),
        json!({ "name": "replaced", "value": "default" }),
        json!({ "name": "fixed", "value": "fixed", "mutable": false }),
        json!({ "name": "fixedEmpty", "mutable": false }),
        json!({ "name": "unanswered" }),
    ];
    let answers =
        Answers::new().with("replaced", "mine").with("fixed", "mine").with("unknown", "mine");
    let expected =
        json!({ "kept": "default", "replaced": "mine", "fixed": "fixed", "fixedEmpty": "" });
    assert_eq!(sent(fields, answers).await.unwrap(), expected);
}

#[tokio::test]
async fn the_state_handle_cannot_be_replaced() {
    let answers = Answers::new().with("stateHandle", "somebody else's");
    assert_eq!(sent(vec![], answers).await.unwrap(), json!({}));
}

#[tokio::test]
async fn groups_stay_groups_whether_answered_by_path_or_whole() {
    let profile = || {
        vec![group(
            "userProfile",
            json!([{ "name": "firstName", "required": true }, { "name": "email" }]),
        )]
    };
    let by_path =
        Answers::new().with("userProfile.firstName", "Ann").with("userProfile.email", "a@b");
    let whole = Answers::new().with("userProfile", json!({ "firstName": "Ann", "email": "a@b" }));
    let expected = json!({ "userProfile": { "firstName": "Ann", "email": "a@b" } });
    assert_eq!(sent(profile(), by_path).await.unwrap(), expected);
    assert_eq!(sent(profile(), whole).await.unwrap(), expected);
}

#[tokio::test]
async fn a_group_spread_over_several_fields_is_sent_as_one() {
    let fields = vec![
        group("userProfile", json!([{ "name": "one", "required": false }])),
        group("userProfile", json!([{ "name": "two", "required": false }])),
    ];
    let answers = Answers::new().with("userProfile.one", "1").with("userProfile.two", "2");
    assert_eq!(
        sent(fields, answers).await.unwrap(),
        json!({ "userProfile": { "one": "1", "two": "2" } })
    );
}

#[tokio::test]
async fn names_with_dots_stay_single_names() {
    let scopes = json!([
        { "name": "openid", "type": "boolean", "required": true, "value": true, "mutable": false },
        { "name": "custom1.custom2", "type": "boolean", "required": true, "value": true },
        { "name": "email", "type": "boolean", "required": true, "value": true },
    ]);
    let fields = vec![
        json!({ "name": "consent", "type": "boolean", "required": true }),
        group("optedScopes", scopes),
    ];
    let answers = Answers::new().with("consent", true).with("optedScopes.custom1.custom2", false);
    let expected = json!({ "consent": true, "optedScopes": { "openid": true, "custom1.custom2": false, "email": true } });
    assert_eq!(sent(fields, answers).await.unwrap(), expected);
}

#[tokio::test]
async fn submitting_a_form_agrees_to_what_it_does_not_show() {
    let consent =
        || json!({ "name": "consent", "type": "boolean", "visible": false, "required": true });
    let body = sent(vec![consent()], Answers::new()).await.unwrap();
    assert_eq!(body, json!({ "consent": true }));
    let body = sent(vec![consent()], Answers::new().with("consent", false)).await.unwrap();
    assert_eq!(body, json!({ "consent": false }));
}

#[tokio::test]
async fn an_attribute_goes_out_in_its_type() {
    let options = json!([{ "label": "Red", "value": "red" }, { "label": "Blue", "value": "blue" }]);
    let boxes = json!({ "inputType": "checkbox", "options": options });
    let display = json!([{ "label": "display", "value": { "type": "object", "value": boxes } }]);
    let fields = vec![group(
        "userProfile",
        json!([
            { "name": "age", "type": "integer" },
            { "name": "size", "type": "number" },
            { "name": "pet", "type": "boolean", "required": true },
            { "name": "born", "type": "date" },
            { "name": "colours", "type": "array", "options": options },
            { "name": "shades", "type": "string", "options": display },
        ]),
    )];
    let answers = Answers::new()
        .with("userProfile.age", "36")
        .with("userProfile.size", "-1.5")
        .with("userProfile.pet", false)
        .with("userProfile.born", "1990-12-31")
        .with("userProfile.colours", json!(["red", "blue"]))
        .with("userProfile.shades", json!([]));
    let expected = json!({ "userProfile": {
        "age": 36, "size": -1.5, "pet": false, "born": "1990-12-31", "colours": ["red", "blue"], "shades": [],
    } });
    assert_eq!(sent(fields, answers).await.unwrap(), expected);
}

fn with_captcha(required: Value) -> Vec<Value> {
    let mut captcha = group(
        "captchaVerify",
        json!([
            { "name": "captchaId", "required": true, "value": "cap1", "mutable": false },
            { "name": "captchaToken", "required": true },
        ]),
    );
    captcha["required"] = required;
    vec![json!({ "name": "identifier", "required": true }), captcha]
}

#[tokio::test]
async fn an_optional_group_goes_out_whole_or_not_at_all() {
    let without = Answers::new().with("identifier", "ann");
    let body = sent(with_captcha(json!(false)), without.clone()).await.unwrap();
    assert_eq!(body, json!({ "identifier": "ann" }));
    let blank = without.clone().with("captchaVerify.captchaToken", "");
    let body = sent(with_captcha(json!(false)), blank).await.unwrap();
    assert_eq!(body, json!({ "identifier": "ann" }), "an empty box is no answer");
    let with = without.with("captchaVerify.captchaToken", "solved");
    let body = sent(with_captcha(json!(false)), with).await.unwrap();
    let captcha = json!({ "captchaId": "cap1", "captchaToken": "solved" });
    assert_eq!(body, json!({ "identifier": "ann", "captchaVerify": captcha }));
}

#[tokio::test]
async fn a_group_nobody_calls_optional_is_wanted_when_something_in_it_is() {
    let identifier = Answers::new().with("identifier", "ann");
    let names = missing(with_captcha(Value::Null), identifier).await;
    assert_eq!(names, ["captchaVerify.captchaToken"]);
    let silent = vec![group(
        "credentials",
        json!([{ "name": "signatureData" }, { "name": "remember", "type": "boolean" }]),
    )];
    assert_eq!(missing(silent, Answers::new()).await, ["credentials.signatureData"]);
    let optional =
        vec![group("userProfile", json!([{ "name": "secondEmail", "required": false }]))];
    assert_eq!(sent(optional, Answers::new()).await.unwrap(), json!({}));
}

fn security_question() -> Vec<Value> {
    let answer = json!({ "name": "answer", "required": true, "secret": true });
    let known = json!([{ "label": "Which food did you dislike?", "value": "disliked_food" }]);
    let choose = json!([{ "name": "questionKey", "required": true, "options": known }, answer]);
    let create = json!([
        { "name": "questionKey", "required": true, "value": "custom", "mutable": false },
        { "name": "question", "required": true },
        answer,
    ]);
    vec![json!({ "name": "credentials", "type": "object", "required": true, "options": [
        { "label": "Choose", "value": { "form": { "value": choose } } },
        { "label": "Create", "value": { "form": { "value": create } } },
    ] })]
}

#[tokio::test]
async fn the_option_is_found_that_has_a_place_for_every_answer() {
    let known = Answers::new()
        .with("credentials.questionKey", "disliked_food")
        .with("credentials.answer", "peas");
    let expected = json!({ "credentials": { "questionKey": "disliked_food", "answer": "peas" } });
    assert_eq!(sent(security_question(), known).await.unwrap(), expected);
    let expected =
        json!({ "credentials": { "questionKey": "custom", "question": "Pet?", "answer": "rex" } });
    let by_key = Answers::new().with("credentials.questionKey", "custom");
    for answers in [by_key, Answers::new()] {
        let answers =
            answers.with("credentials.question", "Pet?").with("credentials.answer", "rex");
        assert_eq!(sent(security_question(), answers).await.unwrap(), expected);
    }
    let whole = Answers::new().with(
        "credentials",
        json!({ "questionKey": "custom", "question": "Pet?", "answer": "rex" }),
    );
    assert_eq!(sent(security_question(), whole).await.unwrap(), expected);
}

#[tokio::test]
async fn what_is_required_and_missing_is_named_by_its_path() {
    let fields = vec![
        json!({ "name": "identifier", "required": true }),
        json!({ "name": "agreed", "type": "boolean", "required": true }),
        json!({ "name": "userProfile", "required": true, "form": { "value": [
            { "name": "firstName", "required": true }, { "name": "nickname", "required": false },
        ] } }),
    ];
    let names = missing(fields, Answers::new().with("identifier", "")).await;
    assert_eq!(names, ["identifier", "agreed", "userProfile.firstName"]);
}

#[tokio::test]
async fn html_words_for_booleans_become_booleans() {
    for (word, expected) in
        [("on", true), ("true", true), ("1", true), ("off", false), ("false", false), ("0", false)]
    {
        let fields = vec![json!({ "name": "rememberMe", "type": "boolean" })];
        let body = sent(fields, Answers::new().with("rememberMe", word)).await.unwrap();
        assert_eq!(body, json!({ "rememberMe": expected }), "{word}");
    }
    let text = vec![json!({ "name": "word" })];
    assert_eq!(
        sent(text, Answers::new().with("word", "on")).await.unwrap(),
        json!({ "word": "on" })
    );
}

#[tokio::test]
async fn an_empty_box_clears_a_preset_and_is_otherwise_no_answer() {
    let fields = || vec![json!({ "name": "preset", "value": "old" }), json!({ "name": "free" })];
    let answers = Answers::new().with("preset", "").with("free", "");
    assert_eq!(sent(fields(), answers).await.unwrap(), json!({ "preset": "" }));
    let must = vec![json!({ "name": "preset", "value": "old", "required": true })];
    assert_eq!(
        sent(must, Answers::new().with("preset", "")).await.unwrap(),
        json!({ "preset": "old" })
    );
}

/// The choice of `fixtures::select`, as a list of fields.
fn authenticators() -> Vec<Value> {
    let mut fields = fixtures::select("")["value"].as_array().unwrap().clone();
    fields.pop();
    fields
}

#[tokio::test]
async fn an_option_is_chosen_by_place_label_or_id() {
    let expected = json!({ "authenticator": { "id": "autEmail", "methodType": "email" } });
    for answers in [
        Answers::new().choose("authenticator", Pick::Index(0)),
        Answers::new().choose("authenticator", Pick::named("Email")),
        Answers::new().choose("authenticator", Pick::named("autEmail")),
        Answers::new().with("authenticator", "Email"),
        Answers::new().with("authenticator", json!({ "id": "autEmail" })),
        Answers::new().with("authenticator.id", "autEmail"),
        Answers::new()
            .with("authenticator.methodType", "email")
            .with("authenticator.id", "autEmail"),
    ] {
        let what = format!("{answers:?}");
        assert_eq!(sent(authenticators(), answers).await.unwrap(), expected, "{what}");
    }
}

#[tokio::test]
async fn the_parts_of_a_chosen_option_are_answered_by_path() {
    let expected = json!({ "authenticator": { "id": "autPhone", "methodType": "voice" } });
    for answers in [
        Answers::new()
            .choose("authenticator", Pick::Index(1))
            .with("authenticator.methodType", "voice"),
        Answers::new()
            .choose("authenticator", Pick::Index(1))
            .choose("authenticator.methodType", Pick::Index(1)),
        Answers::new()
            .choose("authenticator", Pick::Index(1))
            .with("authenticator.methodType", "Voice call"),
        Answers::new().with("authenticator", json!({ "id": "autPhone", "methodType": "voice" })),
    ] {
        let what = format!("{answers:?}");
        assert_eq!(sent(authenticators(), answers).await.unwrap(), expected, "{what}");
    }
    let half = Answers::new().choose("authenticator", Pick::Index(1));
    assert_eq!(missing(authenticators(), half).await, ["authenticator.methodType"]);
}

#[tokio::test]
async fn a_choice_must_be_made_and_must_exist() {
    assert_eq!(missing(authenticators(), Answers::new()).await, ["authenticator"]);
    assert_eq!(
        missing(authenticators(), Answers::new().with("authenticator", "")).await,
        ["authenticator"]
    );
    for answers in [
        Answers::new().choose("authenticator", Pick::Index(2)),
        Answers::new().choose("authenticator", Pick::named("Pigeon")),
        Answers::new().with("authenticator", json!({ "id": "autOther" })),
        Answers::new().with("authenticator", json!({ "id": "autEmail", "extra": 1 })),
        Answers::new().with("authenticator.id", "autOther"),
        Answers::new()
            .choose("authenticator", Pick::Index(1))
            .with("authenticator.methodType", "fax"),
    ] {
        let what = format!("{answers:?}");
        assert!(
            matches!(sent(authenticators(), answers).await, Err(SubmitError::NoSuchOption { .. })),
            "{what}"
        );
    }
}

#[tokio::test]
async fn a_plain_option_sends_its_value() {
    let fields = || {
        vec![json!({ "name": "consent", "type": "boolean", "required": true, "options": [
        { "label": "Allow", "value": true }, { "label": "Deny", "value": false },
    ] })]
    };
    for (answers, expected) in [
        (Answers::new().with("consent", false), false),
        (Answers::new().with("consent", "true"), true),
        (Answers::new().with("consent", "Deny"), false),
        (Answers::new().choose("consent", Pick::Index(0)), true),
    ] {
        assert_eq!(sent(fields(), answers).await.unwrap(), json!({ "consent": expected }));
    }
}

#[tokio::test]
async fn a_group_inside_value_is_a_group() {
    let fields = vec![
        json!({ "name": "authenticator", "type": "object", "value": { "form": { "value": [
        { "name": "id", "required": true, "value": "autOv", "mutable": false },
        { "name": "channel", "required": true, "options": [{ "label": "QR", "value": "qrcode" }, { "label": "SMS", "value": "sms" }] },
    ] } } }),
    ];
    let answers = Answers::new().with("authenticator.channel", "sms");
    assert_eq!(
        sent(fields, answers).await.unwrap(),
        json!({ "authenticator": { "id": "autOv", "channel": "sms" } })
    );
}
