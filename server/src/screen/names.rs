//! Names of users as a page may show them.

use crate::text_input::clean;

/// Characters of the longest name that is shown whole.
const LONGEST: usize = 64;

/// An empty place that Unicode counts as a visible character: a braille pattern without dots.
const BLANK: char = '\u{2800}';

/// A name as it was entered, without invisible characters. Returns none when nothing is left.
pub fn shown(name: &str) -> Option<String> {
    // Control characters stand between words as often as inside them.
    let spaced = name.replace(char::is_control, " ");
    let cleaned = clean::line(&spaced);
    let words = cleaned.split_whitespace().filter(|word| !word.chars().all(|c| c == BLANK));
    let mut name = words.collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = name.char_indices().nth(LONGEST) {
        name.truncate(end);
        name.push('…');
    }
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_nobody_can_see_is_none() {
        for name in [
            "",
            " ",
            "\t\n",
            "\u{200b}",
            "\u{a0}\u{200d}",
            "\u{feff}",
            "\u{202e}\u{202c}",
            "\u{3164}",
            "\u{2800}",
            "\u{3000}",
            "\u{ad}\u{ad}",
            "\u{0}",
            "\u{e0020}",
        ] {
            assert_eq!(shown(name), None, "{name:?}");
        }
    }

    #[test]
    fn a_name_keeps_its_letters_and_joiners_and_turns_nothing_around() {
        for (name, expected) in [
            ("Ada", "Ada"),
            (" Ada \u{200b}", "Ada"),
            ("Ada\u{202e}ecalevoL", "AdaecalevoL"),
            ("Ada\n\nLovelace", "Ada Lovelace"),
            ("علی\u{200c}رضا", "علی\u{200c}رضا"),
            ("O’Brien-Smith", "O’Brien-Smith"),
        ] {
            assert_eq!(shown(name).as_deref(), Some(expected), "{name:?}");
        }
    }

    #[test]
    fn a_name_longer_than_the_page_is_cut_between_characters() {
        let long = shown(&"é".repeat(5_000)).unwrap_or_default();
        assert_eq!(long.chars().count(), LONGEST + 1);
        assert!(long.ends_with('…'));
    }
}
