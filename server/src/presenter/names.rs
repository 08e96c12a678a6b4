//! Names of users as a page may show them.
//!
//! A name is written by the user or an administrator, so it may be empty, consist of characters that nobody sees, turn the
//! direction of the text around it, or be longer than the page. Joiners inside a name stay: Persian and Indic names need them.

/// Characters of the longest name that is shown whole.
const LONGEST: usize = 64;

/// A name without what must not be shown; none when nothing of it can be seen.
pub fn shown(name: &str) -> Option<String> {
    let kept =
        name.chars().filter(|it| !turns_text(*it)).map(|it| if it.is_control() { ' ' } else { it });
    let kept = kept.collect::<String>();
    let name = kept.trim_matches(|it: char| it.is_whitespace() || is_invisible(it));
    if name.is_empty() {
        return None;
    }
    let mut words = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = words.char_indices().nth(LONGEST) {
        words.truncate(end);
        words.push('…');
    }
    Some(words)
}

/// Characters that change the direction of the text around them.
fn turns_text(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters that are drawn as nothing (Unicode `Default_Ignorable_Code_Point`) or as an empty place.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
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
            ("\u{1f469}\u{200d}\u{1f680}", "\u{1f469}\u{200d}\u{1f680}"),
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
