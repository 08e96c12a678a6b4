//! Known forms of responses, and invalid ones that must not cause a failure.

use okta_idx::ActionKind;
use okta_idx::Class;
use okta_idx::Classified;
use okta_idx::Json;
use okta_idx::Method;
use okta_idx::Reply;
use okta_idx::classify;
use serde_json::Value;
use serde_json::json;

use crate::fixtures;

const URL: &str = "https://example.okta.com";

fn read(answer: &Value) -> Reply {
    match classify(answer.to_string().as_bytes()) {
        Classified::Pending(reply)
        | Classified::Terminal(reply)
        | Classified::Success(reply, _) => reply,
        other => panic!("{other:?}"),
    }
}

fn names(reply: &Reply) -> Vec<&str> {
    reply.forms().iter().map(|form| form.name.as_str()).collect()
}

fn text_of<'a>(object: Option<Json<'a>>, name: &str) -> Option<&'a str> {
    object?.get(name)?.as_str()
}

#[test]
fn one_malformed_remediation_leaves_the_others_reachable() {
    let mut step = fixtures::email_challenge(URL);
    let forms = step["remediation"]["value"].as_array_mut().unwrap();
    forms.insert(0, json!({ "name": 7, "value": "what" }));
    forms.insert(2, json!("not even an object"));
    forms.push(json!({ "name": "odd", "rel": "create-form", "href": 1, "method": [], "value": { "a": 1 }, "refresh": -1 }));
    let reply = read(&step);
    assert_eq!(
        names(&reply),
        ["challenge-authenticator", "select-authenticator-authenticate", "odd"]
    );
    assert_eq!(reply.unreadable_forms(), 2);
    let odd = reply.form("odd").unwrap();
    assert!(
        odd.is_submittable()
            && odd.href.is_none()
            && odd.fields.is_empty()
            && odd.refresh.is_none()
    );
}

#[test]
fn wrong_types_anywhere_leave_the_rest_readable() {
    let fields = vec![
        json!({ "name": "good", "label": "Good" }),
        json!({ "label": "no name" }),
        json!({ "name": "odd", "required": "true", "mutable": "false", "visible": 0, "options": "none", "form": [],
                "messages": "oops", "minLength": "5", "value": { "nested": [1] } }),
        json!({ "name": "choices", "options": [null, { "label": 3, "value": "x" }, { "label": "Y", "value": [] }] }),
    ];
    let form = fixtures::form(URL, "anything", "/idp/idx/x", fields);
    let reply = read(&fixtures::step(URL, vec![form]));
    let form = reply.form("anything").unwrap();
    let fields: Vec<&str> = form.fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(fields, ["good", "odd", "choices", "stateHandle"]);
    let odd = form.field("odd").unwrap();
    assert_eq!(
        (odd.required, odd.mutable, odd.visible, odd.min_length),
        (Some(true), false, true, Some(5))
    );
    let titles: Vec<_> =
        form.field("choices").unwrap().options.iter().map(okta_idx::Choice::title).collect();
    assert_eq!(titles, [Some("x".to_owned()), Some("Y".to_owned())]);
}

/// References without an authenticator: to nothing, to themselves, to something else, or malformed.
fn broken_references() -> Vec<Value> {
    let long = format!("${}", ".value".repeat(10_000));
    let paths = [
        "$.nowhere",
        "$.authenticators.value[9]",
        "$.a[",
        "$.authenticators.value[-1]",
        "",
        "$",
        "[[[",
        "$..a.b",
        "$.remediation.value[0]",
        "$.remediation.value[0].relatesTo",
        "$.remediation.value[0].relatesTo[0]",
        "$.circle",
        "$.expiresAt",
        "$.cancel",
        long.as_str(),
    ];
    let texts = paths.iter().flat_map(|path| [json!(path), json!([path])]);
    let others =
        [json!(7), json!(null), json!(true), json!({ "$": "$" }), json!([7, null, [[]], {}])];
    texts.chain(others).collect()
}

#[test]
fn a_form_whose_reference_leads_nowhere_is_about_the_authenticator_in_use() {
    for reference in broken_references() {
        let mut step = fixtures::email_challenge(URL);
        step["circle"] = json!("$.circles");
        step["circles"] = json!("$.circle");
        step["remediation"]["value"][0]["relatesTo"] = reference.clone();
        let reply = read(&step);
        let form = reply.form("challenge-authenticator").unwrap();
        let key = form.authenticator.as_ref().and_then(|it| it.key_text.as_deref());
        assert_eq!(key, Some("okta_email"), "{reference}");
        assert_eq!(reply.forms().len(), 2, "{reference}");
        step["currentAuthenticatorEnrollment"] = json!("$.currentAuthenticatorEnrollment");
        let form = read(&step).form("challenge-authenticator").cloned().unwrap();
        assert!(form.authenticator.is_none(), "{reference}");
        assert!(form.field_at("credentials.passcode").is_some(), "{reference}");
    }
}

#[test]
fn an_option_whose_reference_leads_nowhere_is_known_by_its_id() {
    for reference in broken_references() {
        let mut step = fixtures::email_challenge(URL);
        let options = &mut step["remediation"]["value"][1]["value"][0]["options"];
        options[0]["relatesTo"] = reference.clone();
        let reply = read(&step);
        let options = &reply.forms()[1].field("authenticator").unwrap().options;
        assert!(options[0].answers_to("okta_email"), "{reference}");
        assert!(options[1].answers_to("phone_number"), "{reference}");
    }
}

#[test]
fn references_resolve_with_and_without_the_dollar() {
    for path in [
        json!("$.currentAuthenticatorEnrollment"),
        json!(["currentAuthenticatorEnrollment"]),
        json!(["$.nowhere", "$.authenticators.value[0]"]),
    ] {
        let mut step = fixtures::email_challenge(URL);
        step["remediation"]["value"][0]["relatesTo"] = path.clone();
        let reply = read(&step);
        let authenticator = reply.forms()[0].authenticator.as_ref();
        assert_eq!(authenticator.unwrap().key_text.as_deref(), Some("okta_email"), "{path}");
    }
    let reply = read(&fixtures::email_challenge(URL));
    let id = reply.related("$.authenticators.value[1].id");
    assert_eq!(id.and_then(Json::as_str), Some("autPhone"));
}

#[test]
fn captchas_and_device_challenges_are_no_authenticators_but_can_be_read() {
    let mut step = fixtures::identify(URL);
    step["captcha"] =
        json!({ "type": "object", "value": { "id": "cap1", "type": "HCAPTCHA", "siteKey": "k" } });
    step["authenticatorChallenge"] = json!({ "type": "object", "value": {
        "challengeMethod": "LOOPBACK", "href": "http://localhost",
        "cancel": fixtures::form(URL, "cancel-polling", "/idp/idx/authenticators/poll/cancel", vec![]),
    } });
    step["remediation"]["value"][0]["relatesTo"] = json!(["authenticatorChallenge"]);
    step["remediation"]["value"][0]["value"][0]["relatesTo"] = json!("$.captcha");
    let reply = read(&step);
    let form = &reply.forms()[0];
    assert!(form.authenticator.is_none());
    assert_eq!(form.fields[0].relates_to.as_deref(), Some("$.captcha"));
    assert_eq!(text_of(reply.object("captcha"), "siteKey"), Some("k"));
    let cancel = reply.action_of(ActionKind::CancelPolling).unwrap();
    assert_eq!(cancel.name, "authenticatorChallenge-cancel-polling");
    assert_eq!(reply.action_of(ActionKind::Cancel).unwrap().name, "cancel", "another one");
}

#[test]
fn older_names_of_an_authenticator_are_understood() {
    let mut step = fixtures::identify(URL);
    step["authenticators"] = json!({ "type": "array", "value": [
        { "catalogKey": "okta_verify", "authenticatorId": "aut1", "authenticatorName": "Okta Verify",
          "methods": [{ "methodType": "push" }, "totp", 4] },
        "nonsense",
    ] });
    let reply = read(&step);
    let [verify] = reply.authenticators() else { panic!("one authenticator") };
    assert_eq!(verify.key_text.as_deref(), Some("okta_verify"));
    assert_eq!(verify.id.as_deref(), Some("aut1"));
    assert_eq!(verify.display_name.as_deref(), Some("Okta Verify"));
    assert_eq!(verify.methods, ["push", "totp"]);
}

#[test]
fn an_action_that_points_back_at_its_authenticator_is_read_once() {
    let mut step = fixtures::email_challenge(URL);
    step["currentAuthenticatorEnrollment"]["value"]["resend"]["relatesTo"] =
        json!(["$.currentAuthenticatorEnrollment"]);
    assert_eq!(read(&step).actions().len(), 3);
}

#[test]
fn relics_and_ends_are_no_actions_and_names_may_come_from_the_place() {
    let mut step = fixtures::identify(URL);
    step["context"] = fixtures::form(URL, "context", "/idp/idx/context", vec![]);
    let mut nameless = fixtures::form(URL, "x", "/idp/idx/recover", vec![]);
    nameless.as_object_mut().unwrap().remove("name");
    step["currentAuthenticator"] =
        json!({ "type": "object", "value": { "key": "okta_password", "recover": nameless } });
    step["app"] =
        json!({ "type": "object", "value": { "logo": { "rel": ["icon"], "href": "https://x" } } });
    let reply = read(&step);
    let names: Vec<&str> = reply.actions().iter().map(|action| action.name.as_str()).collect();
    assert_eq!(names, ["currentAuthenticator-recover", "cancel"]);
}

#[test]
fn messages_come_top_first_then_fields_at_any_depth_without_repetition() {
    let say = |key: &str, text: &str| fixtures::message("ERROR", key, text);
    let mut step = fixtures::email_challenge(URL);
    step["messages"] =
        fixtures::messages(&[say("top", "1"), say("same", "2"), json!(4), json!({})]);
    let forms = step["remediation"]["value"].as_array_mut().unwrap();
    forms[0]["value"][0]["form"]["value"][0]["messages"] =
        fixtures::messages(&[say("same", "2"), say("same", "other")]);
    forms[1]["value"][0]["options"][1]["value"]["form"]["value"][0]["messages"] =
        fixtures::messages(&[
            json!({ "i18n": { "key": "deep", "params": ["a", 2, null, true] }, "class": "ODD" }),
        ]);
    let reply = read(&step);
    let said: Vec<_> = reply
        .messages()
        .iter()
        .map(|said| (said.key.as_deref().unwrap(), said.text.as_str()))
        .collect();
    assert_eq!(said, [("top", "1"), ("same", "2"), ("same", "other"), ("deep", "")]);
    assert_eq!(reply.messages()[3].params, ["a", "2", "true"]);
    assert_eq!(reply.messages()[3].class, Some(Class::Other("ODD".to_owned())));
}

#[test]
fn help_links_of_messages_are_kept() {
    let mut end = fixtures::terminal("device");
    end["messages"]["value"][0]["links"] =
        json!([{ "url": "https://help.example" }, { "href": 1 }, { "url": "x", "label": "Help" }]);
    let reply = read(&end);
    let links = reply.messages()[0].links.iter();
    let links = links.map(|link| (link.url.as_str(), link.label.as_deref())).collect::<Vec<_>>();
    assert_eq!(links, [("https://help.example", None), ("x", Some("Help"))]);
}

#[test]
fn drawing_hints_are_not_options() {
    let attribute = json!({ "name": "country", "required": true, "options": [{ "label": "display", "value": {
        "type": "object", "value": { "inputType": "select", "format": "country-code", "options": [{ "label": "Yes", "value": "y" }] },
    } }] });
    let form = fixtures::form(URL, "enroll-profile", "/idp/idx/enroll/new", vec![attribute]);
    let reply = read(&fixtures::step(URL, vec![form]));
    let field = reply.forms()[0].field("country").unwrap();
    assert!(field.options.is_empty());
    let display = field.display.as_ref().unwrap();
    assert_eq!(display.input.as_deref(), Some("select"));
    assert_eq!(display.options, [("y".to_owned(), "Yes".to_owned())]);
}

#[test]
fn bare_lists_and_options_with_the_form_outside_are_understood() {
    let option = json!({ "label": "Push", "relatesTo": "$.x", "form": { "value": [{ "name": "id", "value": "1", "mutable": false }] } });
    let answer = json!({ "version": "1.0.0", "remediation": [
        { "rel": ["create-form"], "name": "pick", "href": "https://x", "value": [{ "name": "authenticator", "options": [option] }] },
    ] });
    let reply = read(&answer);
    let choice = &reply.form("pick").unwrap().field("authenticator").unwrap().options[0];
    assert!(choice.is_form());
    assert_eq!(choice.preset("id"), Some("1"));
    assert_eq!(reply.forms()[0].method, Method::Post);
}

#[test]
fn members_without_a_name_here_stay_reachable() {
    let mut step = fixtures::identify(URL);
    step["remediation"]["value"][0]["scopes"] = json!([{ "name": "openid" }]);
    step["deviceEnrollment"] = json!({ "type": "object", "value": { "name": "oda" } });
    let reply = read(&step);
    assert_eq!(reply.forms()[0].member("scopes").unwrap()[0]["name"], "openid");
    assert_eq!(text_of(reply.object("deviceEnrollment"), "name"), Some("oda"));
}

#[test]
fn the_code_for_the_other_device_can_be_shown() {
    let mut end = fixtures::terminal("idx.enter.otp.in.original.tab");
    end["currentAuthenticator"] = json!({ "type": "object", "value": { "key": "okta_email", "contextualData": { "otp": "123456" } } });
    assert_eq!(read(&end).shown_code().unwrap().expose(), "123456");
}

#[test]
fn a_hosted_end_is_terminal_with_an_address() {
    let mut end = fixtures::terminal("x");
    end["success"] = json!({ "name": "success-redirect", "href": "https://example.okta.com/login/token/redirect" });
    let reply = read(&end);
    assert_eq!(reply.redirect(), Some("https://example.okta.com/login/token/redirect"));
}

#[test]
fn an_end_without_a_code_in_it_is_not_a_success() {
    for code in [json!(null), json!(""), json!({ "a": 1 })] {
        let mut answer = fixtures::success(URL);
        answer["successWithInteractionCode"]["value"][1]["value"] = code;
        assert!(matches!(classify(answer.to_string().as_bytes()), Classified::Terminal(_)));
    }
}

#[test]
fn times_are_read_and_nonsense_is_not() {
    let mut step = fixtures::identify(URL);
    assert_eq!(read(&step).expires_at().unwrap().unix_timestamp(), 1_893_506_400);
    step["expiresAt"] = json!("tomorrow");
    assert_eq!((read(&step).expires_at(), read(&step).expires_at_text()), (None, Some("tomorrow")));
    step["expiresAt"] = json!(17);
    assert_eq!(read(&step).expires_at_text(), None);
}
