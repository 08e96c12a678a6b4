//! Fields of profiles: drawn, and read back.

#![expect(clippy::unwrap_used, reason = "tests may panic")]

use std::time::Duration;

use app::step::FieldKind;
use app::text::Key;
use app::text::Language;
use okta_idx::Answers;
use okta_idx::Pending;
use okta_idx::Transaction;
use serde_json::Value;
use serde_json::json;
use time::OffsetDateTime;

use super::*;
use crate::first_page::FirstPage;
use crate::flow::Text;
use crate::flow::Wrong;
use crate::screen::Remembers;
use crate::text_input::region::Region;

/// Returns a step of Okta that asks for these attributes.
fn profile(attributes: &Value) -> Pending {
    form("enroll-profile", &json!([{ "name": "userProfile", "form": { "value": attributes } }]))
}

fn form(name: &str, fields: &Value) -> Pending {
    step(name, fields, &Value::Null)
}

/// Returns a step of Okta with a form, about a password with these settings.
fn step(name: &str, fields: &Value, settings: &Value) -> Pending {
    let form = json!({
        "rel": ["create-form"], "name": name, "method": "POST", "value": fields,
        "href": "https://org.example/idp/idx/anything",
    });
    let reply = json!({
        "version": "1.0.0", "stateHandle": "handle", "intent": "LOGIN",
        "remediation": { "type": "array", "value": [form] },
        "currentAuthenticator": { "type": "object", "value": {
            "type": "password", "key": "okta_password", "settings": settings,
        } },
    });
    let read = Transaction::detached(reply.to_string().as_bytes());
    let Some(Transaction::Pending(pending)) = read else { panic!("{read:?}") };
    pending
}

/// Returns what a German browser may see.
fn view() -> View<'static> {
    View {
        language: Language::English,
        region: Region::of("DE"),
        now: OffsetDateTime::UNIX_EPOCH,
        flow_lifetime: Duration::ZERO,
        mailbox: None,
        first_page: FirstPage::default(),
        remembers: Remembers::Never,
        prevents_enumeration: false,
    }
}

fn bound(pending: &Pending) -> Vec<Bound> {
    of_form(&view(), pending.remediation().unwrap())
}

fn read(pending: &Pending, posted: &[(&str, &str)]) -> Result<Answers, Wrong> {
    answers_from(&bound(pending), &owned(posted), &[])
}

fn owned(posted: &[(&str, &str)]) -> Vec<(String, String)> {
    posted.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Returns what is said at the first wrong field.
fn wrong(pending: &Pending, posted: &[(&str, &str)]) -> Text {
    let wrong = read(pending, posted).unwrap_err();
    wrong.errors.into_iter().find_map(|error| error.text).unwrap()
}

fn display(hint: &Value) -> Value {
    json!([{ "label": "display", "value": { "type": "object", "value": hint } }])
}

fn colours() -> Value {
    let options = json!([{ "label": "Red", "value": "red" }, { "label": "Blue", "value": "blue" }]);
    json!([{ "name": "colours", "type": "array", "label": "Colours", "required": true, "options": options }])
}

#[test]
fn each_type_of_attribute_is_drawn_by_a_control_of_its_own() {
    let pending = profile(&json!([
        { "name": "text" },
        { "name": "flag", "type": "boolean", "options": display(&json!({ "inputType": "checkbox" })) },
        { "name": "size", "type": "number" },
        { "name": "age", "type": "integer" },
        { "name": "born", "options": display(&json!({ "inputType": "date" })) },
        { "name": "pet", "type": "boolean", "options": display(&json!({
            "inputType": "radio", "options": [{ "label": "Yes", "value": "true" }],
        })) },
    ]));
    let kinds = bound(&pending).into_iter().map(|field| field.shown.kind).collect::<Vec<_>>();
    let [text, flag, size, age, born, pet] = kinds.as_slice() else { panic!("{kinds:?}") };
    assert_eq!(*text, FieldKind::default());
    assert_eq!(*flag, FieldKind::Checkbox);
    assert_eq!((size, age), (&FieldKind::Number, &FieldKind::Number));
    assert_eq!(*born, FieldKind::Date);
    assert_eq!(pet.choices().len(), 1);
}

#[test]
fn several_options_are_read_from_a_name_each_and_shown_again() {
    let pending = profile(&colours());
    let posted = [("userProfile.colours~1", "1"), ("userProfile.colours~0", "0")];
    let answers = read(&pending, &posted).unwrap();
    assert_eq!(answers.value("userProfile.colours"), Some(&json!(["red", "blue"])));
    let shown = repeatable(&bound(&pending), &owned(&posted));
    assert_eq!(shown, owned(&[("userProfile.colours", "0 1")]));
}

#[test]
fn at_least_one_of_several_options_is_chosen_where_okta_requires_it() {
    assert_eq!(wrong(&profile(&colours()), &[]), Key::OptionMissing.into());
}

#[test]
fn an_option_that_is_not_offered_is_refused() {
    let options = json!({ "inputType": "select", "options": [{ "label": "Cat", "value": "cat" }] });
    let pending = profile(&json!([{ "name": "pet", "options": display(&options) }]));
    assert_eq!(wrong(&pending, &[("userProfile.pet", "dog")]), Key::OptionMissing.into());
    let answers = read(&pending, &[("userProfile.pet", "cat")]).unwrap();
    assert_eq!(answers.value("userProfile.pet"), Some(&json!("cat")));
}

#[test]
fn a_list_without_options_is_typed_with_commas() {
    let pending = profile(&json!([{ "name": "hobbies", "type": "array" }]));
    assert_eq!(bound(&pending)[0].shown.hint, Language::English.text(Key::SeveralHint));
    let answers = read(&pending, &[("userProfile.hobbies", "chess, ,go ")]).unwrap();
    assert_eq!(answers.value("userProfile.hobbies"), Some(&json!(["chess", "go"])));
}

#[test]
fn numbers_and_dates_are_judged_before_okta_is_asked() {
    let pending = profile(&json!([
        { "name": "age", "type": "integer" },
        { "name": "size", "type": "number" },
        { "name": "born", "type": "date" },
    ]));
    for (name, typed, key) in [
        ("userProfile.age", "1.5", Key::IntegerUnlike),
        ("userProfile.size", "tall", Key::NumberUnlike),
        ("userProfile.born", "2001-02-30", Key::DateUnlike),
    ] {
        assert_eq!(wrong(&pending, &[(name, typed)]), key.into(), "{name}");
    }
    let typed = [("userProfile.age", "٣٦"), ("userProfile.size", "1,75")];
    let answers = read(&pending, &typed).unwrap();
    assert_eq!(answers.value("userProfile.age"), Some(&json!(36)));
    assert_eq!(answers.value("userProfile.size"), Some(&json!(1.75)));
    assert_eq!(answers.value("userProfile.born"), None);
}

#[test]
fn a_text_that_is_too_short_or_too_long_is_told_how_long_it_may_be() {
    let pending = profile(&json!([{ "name": "nick", "minLength": 2, "maxLength": 3 }]));
    let said = |typed| wrong(&pending, &[("userProfile.nick", typed)]);
    assert_eq!(said("a"), Text::filled(Key::TextTooShort, &2));
    assert_eq!(said("abcd"), Text::filled(Key::TextTooLong, &3));
    assert!(read(&pending, &[("userProfile.nick", " äöü ")]).is_ok());
    assert!(read(&pending, &[("userProfile.nick", "")]).is_ok(), "it is not required");
}

#[test]
fn an_attribute_may_have_the_name_of_a_field_with_a_meaning() {
    let names = ["rememberMe", "step", "return_to", "passcode", "answer", "identifier"];
    let attributes = names.map(|name| json!({ "name": name, "required": true }));
    let pending = profile(&json!(attributes));
    let fields = bound(&pending);
    assert_eq!(fields.len(), names.len());
    assert!(fields.iter().all(|field| field.shown.kind == FieldKind::default()));
    let paths = names.map(|name| format!("userProfile.{name}"));
    let posted = paths.clone().map(|path| (path, "typed".to_owned()));
    let answers = answers_from(&fields, &posted, &[]).unwrap();
    for path in paths {
        assert_eq!(answers.value(&path), Some(&json!("typed")), "{path}");
    }
}

#[test]
fn a_label_of_an_administrator_is_shown_as_it_is() {
    let label = |own: bool| {
        let attribute =
            json!({ "name": "firstName", "label": "What do we call you?", "customLabel": own });
        bound(&profile(&json!([attribute])))[0].shown.label.clone()
    };
    assert_eq!(label(true), "What do we call you?");
    assert_eq!(label(false), "First name");
}

#[test]
fn a_value_that_okta_has_fixed_is_shown_and_not_answered() {
    let pending = profile(&json!([
        { "name": "company", "label": "Company", "value": "Acme", "mutable": false },
        { "name": "unnamed", "value": "x", "mutable": false },
    ]));
    let fields = bound(&pending);
    assert_eq!(fields.len(), 1, "what has no label is for machines");
    assert!(fields[0].shown.locked);
    assert_eq!(fields[0].shown.value, "Acme");
    let posted = [("userProfile.company", "Mine")];
    assert!(read(&pending, &posted).unwrap().is_empty());
    assert_eq!(repeatable(&fields, &owned(&posted)), []);
}

#[test]
fn scopes_are_boxes_and_those_that_must_be_granted_are_locked() {
    let scope = |name: &str, mutable: bool| json!({ "name": name, "label": name, "type": "boolean", "required": true, "value": true, "mutable": mutable });
    let scopes = json!([scope("profile", false), scope("one", true), scope("one.two", true)]);
    let pending = form(
        "granular-consent",
        &json!([
            { "name": "consent", "type": "boolean", "visible": false, "required": true },
            { "name": "optedScopes", "form": { "value": scopes } },
        ]),
    );
    let fields = bound(&pending);
    let (decision, scopes) = fields.split_first().unwrap();
    assert!(matches!(&decision.shown.kind, FieldKind::Buttons(choices) if choices.len() == 2));
    assert_eq!(scopes.iter().map(|it| it.shown.locked).collect::<Vec<_>>(), [true, false, false]);
    assert!(
        scopes.iter().all(|it| it.shown.kind == FieldKind::Checkbox && it.shown.value == "true")
    );
    let posted = [("consent", "true"), ("optedScopes.one", "true")];
    let answers = read(&pending, &posted).unwrap();
    assert_eq!(answers.value("consent"), Some(&json!(true)));
    assert!(read(&pending, &posted[1..]).is_err(), "no decision is no refusal");
    assert_eq!(answers.value("optedScopes.one"), Some(&json!(true)));
    assert_eq!(answers.value("optedScopes.one.two"), Some(&json!(false)));
}

fn phone() -> Pending {
    form("authenticator-enrollment-data", &json!([{ "name": "phoneNumber", "label": "Number" }]))
}

#[test]
fn a_phone_number_goes_out_with_the_calling_code_of_its_country() {
    let pending = phone();
    let fields = bound(&pending);
    let [country, number] = fields.as_slice() else { panic!("{fields:?}") };
    assert_eq!(country.shown.value, "DE", "the country of the browser's language is chosen");
    assert!(country.shown.kind.choices().len() > 200);
    assert_eq!(number.shown.kind, FieldKind::Text("tel".to_owned()));
    let sent = |country, number| {
        let answers = read(&pending, &[("phoneNumber.country", country), ("phoneNumber", number)]);
        answers.unwrap().value("phoneNumber").cloned()
    };
    assert_eq!(sent("AT", "0660 1234567"), Some(json!("+436601234567")));
    assert_eq!(sent("AT", "+49 151 12345678"), Some(json!("+4915112345678")));
    assert_eq!(sent("", "+49 151 12345678"), Some(json!("+4915112345678")));
}

#[test]
fn what_is_wrong_with_a_phone_number_is_told_at_it_and_the_country_stays() {
    let pending = phone();
    let posted = |country, number| [("phoneNumber.country", country), ("phoneNumber", number)];
    assert_eq!(wrong(&pending, &posted("", "0151 12345678")), Key::PhoneNoCountry.into());
    assert_eq!(wrong(&pending, &posted("AT", "call me")), Key::PhoneUnlike.into());
    assert_eq!(wrong(&pending, &posted("ZZ", "0151 12345678")), Key::OptionMissing.into());
    let shown = repeatable(&bound(&pending), &owned(&posted("AT", "call me")));
    assert_eq!(shown, owned(&posted("AT", "call me")));
}

#[test]
fn the_requirements_of_a_password_are_listed_at_it() {
    let settings = json!({
        "complexity": {
            "minLength": 8, "minLowerCase": 1, "minUpperCase": 0, "minNumber": 2, "minSymbol": 0,
            "excludeUsername": true, "excludeAttributes": ["firstName"],
            "maxConsecutiveRepeatingCharacters": 3,
        },
        "age": { "historyCount": 4, "minAgeMinutes": 10 },
    });
    let password = json!({ "name": "passcode", "label": "New password", "secret": true });
    let credentials = json!([{ "name": "credentials", "form": { "value": [password] } }]);
    let pending = step("reset-authenticator", &credentials, &settings);
    let mut fields = bound(&pending);
    exclude_username(Language::English, &mut fields, "ada.k@example.com");
    let rules = &fields[0].shown.rules;
    let texts = rules.iter().map(|rule| rule.text.as_str()).collect::<Vec<_>>();
    assert_eq!(
        texts,
        [
            "At least 8 characters",
            "At least one lowercase letter",
            "At least 2 numbers",
            "No character more than 3 times in a row",
            "No part of your username",
            "No part of “First name”",
            "None of your last 4 passwords",
            "Not changed in the last 10 minutes",
        ]
    );
    let patterns = rules.iter().map(|rule| rule.pattern.as_str()).collect::<Vec<_>>();
    assert_eq!(patterns[0], "^.{8,}");
    assert!(patterns[4].contains("[eE]") && !patterns[4].contains("[aA][dD]"), "{}", patterns[4]);
    assert_eq!(patterns[5..], ["", "", ""], "only the org knows");
}

#[test]
fn names_become_words() {
    assert_eq!(words("costCenter"), "Cost center");
    assert_eq!(words("unlock-account"), "Unlock account");
}

#[test]
fn odd_names_are_replaced() {
    assert_eq!(shown_name("userProfile.email", 3), "userProfile.email");
    assert_eq!(shown_name("a[b]", 3), "field-3");
}
