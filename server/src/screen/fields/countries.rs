//! The countries to choose from, in the user's language.

use std::sync::LazyLock;

use app::step::Choice;
use app::text::Direction;
use app::text::Language;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text_input::region::Region;

/// The choices of each language, in the order of the languages. They are made once: sorting them for each request would
/// cost a millisecond.
static CHOICES: LazyLock<Vec<Vec<Choice>>> = LazyLock::new(|| in_each_language(sorted));
static WITH_CALLING_CODES: LazyLock<Vec<Vec<Choice>>> = LazyLock::new(|| in_each_language(calling));

fn in_each_language(made: fn(Language) -> Vec<Choice>) -> Vec<Vec<Choice>> {
    Language::ALL.iter().copied().map(made).collect()
}

/// Returns all countries.
pub(super) fn all(language: Language) -> Vec<Choice> {
    CHOICES.get(language as usize).cloned().unwrap_or_default()
}

/// Returns all countries with their calling codes, as in "Austria (+43)".
pub(super) fn with_calling_codes(language: Language) -> Vec<Choice> {
    WITH_CALLING_CODES.get(language as usize).cloned().unwrap_or_default()
}

fn calling(language: Language) -> Vec<Choice> {
    let calling = |choice: Choice| {
        let code = Region::of(&choice.value).map_or("", |region| region.calling);
        // A list is searched by the first letters of its lines, so no mark may stand before a name.
        let label = match language.direction() {
            Direction::LeftToRight => format!("{} (+{code})", choice.label),
            Direction::RightToLeft => format!("{} (\u{2066}+{code}\u{2069})", choice.label),
        };
        Choice { label, ..choice }
    };
    all(language).into_iter().map(calling).collect()
}

fn sorted(language: Language) -> Vec<Choice> {
    let choice = |region: &Region| Choice {
        value: region.code.to_owned(),
        label: language.region(region.code).unwrap_or_else(|| region.code.to_owned()),
        ..Choice::default()
    };
    let mut choices = Region::all().iter().map(choice).collect::<Vec<_>>();
    choices.sort_by_cached_key(|choice| base_letters(&choice.label));
    choices
}

/// Returns a text without accents and in lower case, so that Österreich stands beside Oman.
fn base_letters(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_a_name_in_every_language() {
        for &language in Language::ALL {
            for Choice { value, label, .. } in all(language) {
                assert_ne!(value, label, "{language:?}");
            }
        }
    }

    #[test]
    fn a_letter_with_a_mark_is_sorted_like_the_letter() {
        let names =
            all(Language::German).into_iter().map(|choice| choice.label).collect::<Vec<_>>();
        let place = |name: &str| names.iter().position(|it| it == name);
        assert!(place("Nigeria") < place("Österreich") && place("Österreich") < place("Polen"));
    }

    #[test]
    fn a_calling_code_stands_beside_its_country() {
        let german = with_calling_codes(Language::German);
        let austria = german.iter().find(|choice| choice.value == "AT");
        assert_eq!(austria.map(|choice| choice.label.as_str()), Some("Österreich (+43)"));
    }
}
