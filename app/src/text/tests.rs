//! Checks all files: no text is missing or unused, and each text uses its arguments.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use fluent_bundle::FluentResource;
use proptest::prelude::*;

use super::key::KEYS;
use super::*;

/// Languages that may lack texts, which are then shown in English.
const INCOMPLETE: &[Language] = &[];

/// Returns the messages of a file, by name, as they are written.
fn messages(language: Language) -> BTreeMap<String, String> {
    let file = language.file();
    let mut found = BTreeMap::new();
    let mut last = String::new();
    for line in file.lines() {
        match line.split_once(" =") {
            Some((name, text)) if !line.starts_with([' ', '#']) => {
                name.clone_into(&mut last);
                let earlier = found.insert(last.clone(), text.trim().to_owned());
                assert_eq!(earlier, None, "{language:?} says {name} twice");
            }
            _ if line.starts_with(' ') => {
                found.entry(last.clone()).or_default().push_str(line);
            }
            _ => assert!(line.is_empty() || line.starts_with('#'), "{language:?}: {line}"),
        }
    }
    found
}

/// Returns the arguments of a text and of the messages that it refers to.
fn arguments(messages: &BTreeMap<String, String>, name: &str) -> BTreeSet<String> {
    let text = messages.get(name).cloned().unwrap_or_default();
    let word = |at: &str| {
        at.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect()
    };
    let mut found = BTreeSet::new();
    for piece in text.split('{').skip(1) {
        if let Some(argument) = piece.trim_start().strip_prefix('$') {
            found.extend([word(argument)]);
        } else {
            let other: String = word(piece.trim_start());
            assert!(messages.contains_key(&other), "{name} refers to {other}");
            found.extend(arguments(messages, &other));
        }
    }
    found
}

fn names(messages: &BTreeMap<String, String>) -> BTreeSet<&str> {
    messages.keys().map(String::as_str).collect()
}

#[test]
fn every_file_can_be_parsed() {
    for &language in Language::ALL {
        let parsed = FluentResource::try_new(language.file().to_owned());
        assert_eq!(parsed.err().map(|(_, errors)| errors), None, "{language:?}");
    }
}

#[test]
fn a_complete_language_has_every_text_and_no_other() {
    let english = messages(Language::English);
    for &language in Language::ALL.iter().filter(|language| !INCOMPLETE.contains(language)) {
        let own = messages(language);
        assert_eq!(names(&own), names(&english), "{language:?}");
    }
    for (key, _) in KEYS {
        assert!(english.contains_key(&key.message()), "en.ftl lacks {}", key.message());
    }
    let other = |name: &&str| {
        !["okta-", "label-", "region-"].iter().any(|named_by_data| name.starts_with(named_by_data))
    };
    let keys = KEYS.iter().map(|(key, _)| key.message()).collect::<BTreeSet<_>>();
    let own = names(&english).into_iter().filter(other).map(str::to_owned).collect();
    assert_eq!(keys, own, "a message without a key");
}

#[test]
fn a_language_that_is_not_complete_has_no_text_that_english_lacks() {
    let english = messages(Language::English);
    for &language in Language::ALL {
        let own = messages(language);
        let more = names(&own).difference(&names(&english)).copied().collect::<Vec<_>>();
        assert!(more.is_empty(), "{language:?} alone has {more:?}");
        let missing = names(&english).difference(&names(&own)).count();
        eprintln!("{}: {} of {} texts", language.tag(), english.len() - missing, english.len());
    }
}

#[test]
fn every_text_uses_exactly_the_arguments_of_its_key() {
    let english = messages(Language::English);
    for &language in Language::ALL {
        let own = messages(language);
        for (key, expected) in KEYS {
            let name = key.message();
            if own.contains_key(&name) {
                let expected = expected.iter().map(|name| (*name).to_owned()).collect();
                assert_eq!(arguments(&own, &name), expected, "{language:?}, {name}");
            }
        }
        for name in own.keys() {
            let theirs = arguments(&english, name);
            assert_eq!(arguments(&own, name), theirs, "{language:?}, {name}");
        }
    }
}

#[test]
fn every_text_says_something_with_its_arguments_and_without_a_sign_of_fluent() {
    for &language in Language::ALL {
        for (key, arguments) in KEYS {
            let values = arguments.iter().map(|_| "7").collect::<Vec<_>>();
            for text in [language.filled(*key, &values), language.text(*key).replace("{}", "7")] {
                assert!(!text.is_empty(), "{language:?}, {key:?}");
                assert!(!text.contains(['{', '}', '$']), "{language:?}, {key:?}: {text}");
            }
        }
    }
}

#[test]
fn what_the_browser_fills_in_has_one_place() {
    for &language in Language::ALL {
        let words = language.words();
        for pattern in [
            words.available_in,
            words.available_later,
            words.expires_in,
            words.minutes,
            words.seconds,
        ] {
            assert_eq!(pattern.matches("{}").count(), 1, "{language:?}: {pattern}");
        }
    }
}

#[test]
fn a_number_chooses_its_plural() {
    let said = |language: Language, number: &str| language.filled(Key::Minutes, &[number]);
    assert_eq!(said(Language::English, "1"), "1 minute");
    assert_eq!(said(Language::English, "2"), "2 minutes");
    assert_eq!(said(Language::German, "1"), "1 Minute");
    assert_eq!(said(Language::German, "5"), "5 Minuten");
    for (number, expected) in [
        ("0", "أقل من دقيقة"),
        ("1", "دقيقة واحدة"),
        ("2", "دقيقتين"),
        ("3", "3 دقائق"),
        ("11", "11 دقيقة"),
        ("100", "100 دقيقة"),
    ] {
        assert_eq!(said(Language::Arabic, number), expected);
    }
}

#[test]
fn a_value_of_another_direction_is_kept_apart_from_the_words_around_it() {
    let said = |language: Language, name: &str| language.filled(Key::Greeting, &[name]);
    assert_eq!(said(Language::English, "Ada"), "Hello, Ada");
    assert_eq!(said(Language::English, "آدا"), "Hello, \u{2068}آدا\u{2069}");
    assert_eq!(said(Language::Arabic, "Ada"), "مرحبًا، \u{2068}Ada\u{2069}");
}

#[test]
fn messages_of_okta_are_found_by_their_keys() {
    let unknown = |params: &[String]| Language::German.okta("idx.unknown.user", params);
    let expected =
        "Es gibt kein Konto mit dem Benutzernamen ada. Prüfen Sie ihn, oder registrieren Sie sich.";
    assert_eq!(unknown(&["ada".to_owned()]).as_deref(), Some(expected));
    assert_eq!(unknown(&[]), None, "without its parameter Okta's text says more");
    assert_eq!(Language::English.okta("no.such.key", &[]), None);
    let alias = Language::English.okta("errors.E0000119", &[]);
    assert_eq!(alias, Language::English.okta("errors.E0000069", &[]));
    let label = Language::German.label("userProfile.firstName");
    assert_eq!(label.as_deref(), Some("Vorname"));
    assert_eq!(Language::German.label("userProfile.shoeSize"), None);
}

#[test]
fn a_language_is_found_by_its_tag_in_any_case() {
    for &language in Language::ALL {
        assert_eq!(Language::tagged(language.tag()), Some(language));
        assert_eq!(Language::tagged(&language.tag().to_uppercase()), Some(language));
    }
    assert_eq!(Language::tagged("de-AT"), None);
    assert_eq!(Language::tagged(""), None);
}

proptest! {
    #[test]
    fn a_value_stands_in_its_text_as_it_is(value in "\\PC{0,40}") {
        for &language in Language::ALL {
            prop_assert!(language.filled(Key::SignedInAs, &[&value]).contains(&value));
            prop_assert!(language.filled(Key::SessionEnds, &[&value, "3"]).contains(&value));
        }
    }

    #[test]
    fn no_key_of_okta_causes_a_panic(key in "\\PC{0,40}", params in proptest::collection::vec("\\PC{0,9}", 0..4)) {
        for &language in Language::ALL {
            let _ = language.okta(&key, &params);
            let _ = language.label(&key);
        }
    }
}
