//! Removes characters that cannot be seen.

use icu_properties::CodePointMapData;
use icu_properties::CodePointSetData;
use icu_properties::props::BidiControl;
use icu_properties::props::CanonicalCombiningClass;
use icu_properties::props::DefaultIgnorableCodePoint;
use icu_properties::props::Ideographic;
use icu_properties::props::JoiningType;
use unicode_normalization::UnicodeNormalization;

const ZERO_WIDTH_NON_JOINER: char = '\u{200c}';
const ZERO_WIDTH_JOINER: char = '\u{200d}';

/// So many marks may stand between a letter and a joiner; this bounds the work.
const MARKS: usize = 16;

/// Returns whether `c` shows nothing: a default-ignorable character, a bidirectional control, or an
/// interlinear annotation mark.
pub fn is_invisible(c: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
        || CodePointSetData::new::<BidiControl>().contains(c)
        || matches!(c, '\u{fff9}'..='\u{fffb}')
}

/// Cleans a username, an email address or a code: removes every invisible character, turns white
/// space into plain spaces, trims, and composes (Unicode NFC).
pub fn identifier(text: &str) -> String {
    if text.is_ascii() {
        return trimmed(text.chars().map(plain_space).collect());
    }
    let visible = text.chars().filter(|c| !is_invisible(*c)).map(plain_space);
    trimmed(visible.nfc().collect())
}

/// Cleans a line of prose, such as the name of a person.
///
/// As [`identifier`], but keeps the invisible characters that decide how a script is written:
/// joiners in Persian and Indic words, and variation selectors of ideographs and Mongolian letters.
/// Without them a name would be shown as another one. Control characters are removed.
pub fn line(text: &str) -> String {
    let composed = text.chars().map(plain_space).filter(|c| !c.is_control()).nfc();
    let characters = composed.collect::<Vec<_>>();
    let mut kept = String::with_capacity(text.len());
    for (place, c) in characters.iter().enumerate() {
        if !is_invisible(*c) || shapes_its_word(&kept, *c, &characters[place + 1..]) {
            kept.push(*c);
        }
    }
    trimmed(kept.nfc().collect())
}

/// Returns whether an invisible character decides how the word around it is written.
fn shapes_its_word(before: &str, c: char, after: &[char]) -> bool {
    let Some(previous) = before.chars().next_back() else { return false };
    match c {
        ZERO_WIDTH_JOINER => is_virama(previous),
        ZERO_WIDTH_NON_JOINER => is_virama(previous) || keeps_letters_apart(before, after),
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
            CodePointSetData::new::<Ideographic>().contains(previous)
        }
        '\u{180b}'..='\u{180f}' => matches!(previous, '\u{1820}'..='\u{18aa}'),
        _ => false,
    }
}

fn is_virama(c: char) -> bool {
    CodePointMapData::<CanonicalCombiningClass>::new().get(c) == CanonicalCombiningClass::Virama
}

/// Returns whether a non-joiner stands between two letters that would join (RFC 5892, appendix
/// A.1).
fn keeps_letters_apart(before: &str, after: &[char]) -> bool {
    let types = CodePointMapData::<JoiningType>::new();
    let letter = |kind: &JoiningType| *kind != JoiningType::Transparent;
    let left = before.chars().rev().take(MARKS).map(|c| types.get(c)).find(letter);
    let visible = after.iter().take(MARKS).filter(|c| !is_invisible(**c));
    let right = visible.map(|c| types.get(*c)).find(letter);
    matches!(left, Some(JoiningType::LeftJoining | JoiningType::DualJoining))
        && matches!(right, Some(JoiningType::RightJoining | JoiningType::DualJoining))
}

fn plain_space(c: char) -> char {
    if c.is_whitespace() { ' ' } else { c }
}

fn trimmed(text: String) -> String {
    let trimmed = text.trim();
    if trimmed.len() == text.len() { text } else { trimmed.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_identifier_loses_every_invisible_character() {
        for invisible in [
            '\u{200b}',
            '\u{feff}',
            '\u{200e}',
            '\u{202e}',
            '\u{2066}',
            '\u{ad}',
            '\u{61c}',
            '\u{200d}',
            '\u{2060}',
            '\u{180e}',
            '\u{3164}',
            '\u{e0061}',
            '\u{fe0f}',
            '\u{34f}',
        ] {
            let typed = format!("{invisible}ada{invisible}@example.com{invisible}");
            assert_eq!(identifier(&typed), "ada@example.com", "U+{:04X}", u32::from(invisible));
        }
    }

    #[test]
    fn names_keep_the_joiners_of_their_scripts_and_lose_the_rest() {
        let persian = "علی\u{200c}رضا";
        let sinhala = "ශ්\u{200d}රී";
        let ideograph = "辻\u{e0100}";
        for name in [persian, sinhala, ideograph, "Zoë", "O’Hara", "Ng"] {
            assert_eq!(line(name), name);
        }
        assert_eq!(line("A\u{200c}d\u{200d}a"), "Ada");
        assert_eq!(line("\u{feff}Jo\u{ad}hn\u{202e} \u{200b}"), "John");
        assert_eq!(line("Ada\u{fe0f}\tLove\u{0}lace\r\n"), "Ada Lovelace");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in "(\\PC|[\\x00-\\x20\u{200b}-\u{200f}\u{ad}\u{94d}ب\u{3000}]){0,40}") {
            let clean = identifier(&text);
            prop_assert_eq!(identifier(&clean), clean.clone());
            prop_assert!(!clean.contains(is_invisible));
            let clean = line(&text);
            prop_assert_eq!(line(&clean), clean.clone());
            prop_assert!(!clean.contains(char::is_control));
        }

        #[test]
        fn no_character_that_is_always_invisible_survives_in_a_line(text in any::<String>()) {
            let always = |c| is_invisible(c)
                && !matches!(c, '\u{200c}' | '\u{200d}' | '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
            prop_assert!(!line(&text).contains(always));
        }
    }
}
