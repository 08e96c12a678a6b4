//! One-time codes.

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;
use unicode_normalization::UnicodeNormalization;

use super::clean;
use super::digit;

/// What a code looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeRule {
    /// Exactly so many digits.
    Digits(u8),
    /// Letters and digits, in a number that Okta does not tell.
    Letters,
}

/// Why a text is not a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeProblem {
    /// It has neither a letter nor a digit.
    Missing,
    /// It cannot be a code of the rule, or two different codes are in it.
    Unlike,
}

/// The longest code of letters and digits.
const LONGEST: usize = 64;

/// Reads the code that `rule` asks for out of a text that may say more, such as "Your code is 158
/// 090."
pub fn read(typed: &str, rule: CodeRule) -> Result<String, CodeProblem> {
    let text = clean::identifier(typed);
    if !text.contains(char::is_alphanumeric) && !text.contains(|c| digit::as_ascii(c).is_some()) {
        return Err(CodeProblem::Missing);
    }
    let text = text.chars().map(|c| digit::as_ascii(c).unwrap_or(c)).collect::<String>();
    let found = match rule {
        CodeRule::Digits(places) => digits(&text, usize::from(places)),
        CodeRule::Letters => letters(&text),
    };
    found.ok_or(CodeProblem::Unlike)
}

/// Returns the one run of `places` digits. Separators may divide a run; where there are words
/// around, digits without separators are a run by themselves, too.
fn digits(text: &str, places: usize) -> Option<String> {
    let mut runs = Vec::new();
    for run in text.split(|c: char| !c.is_ascii_digit() && !is_separator(c)) {
        runs.push(run.chars().filter(char::is_ascii_digit).collect::<String>());
    }
    if runs.len() > 1 {
        runs.extend(text.split(|c: char| !c.is_ascii_digit()).map(str::to_owned));
    }
    the_one(runs.into_iter().filter(|run| run.len() == places))
}

/// Returns the one word that looks like a code; a text without other words is one code as a whole.
fn letters(text: &str) -> Option<String> {
    let text = text.nfkc().collect::<String>();
    let words = text
        .split(' ')
        .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>();
    let capital = |word: &&String| !word.contains(|c: char| c.is_ascii_lowercase());
    let with_digit =
        |word: &&String| word.len() >= 4 && word.contains(|c: char| c.is_ascii_digit());
    let all_are_parts = words.iter().all(|word| capital(&word));
    let like_codes = words.iter().filter(|it| with_digit(it) || (it.len() >= 6 && capital(it)));
    let found = Some(()).filter(|()| !all_are_parts).and_then(|()| the_one(like_codes.cloned()));
    let code = found.unwrap_or_else(|| words.concat());
    (1..=LONGEST).contains(&code.len()).then_some(code)
}

/// Returns the only candidate, however often it occurs.
fn the_one(mut candidates: impl Iterator<Item = String>) -> Option<String> {
    let first = candidates.next()?;
    candidates.all(|other| other == first).then_some(first)
}

/// Returns whether `c` may divide the digits of one code.
fn is_separator(c: char) -> bool {
    let dash = GeneralCategory::DashPunctuation;
    matches!(c, ' ' | '.' | '．' | ',' | '·' | '_' | '\'' | '’' | '−')
        || CodePointMapData::<GeneralCategory>::new().get(c) == dash
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SIX: CodeRule = CodeRule::Digits(6);

    #[test]
    fn one_run_of_six_digits_is_the_code() {
        for typed in [
            "158090",
            " 158 090\n",
            "158-090",
            "158‑090",
            "1 5 8 0 9 0",
            "Your code is 158090.",
            "158090 is your code",
            "Code: 158090",
            "G-158090",
            "Your code is 158 090. It expires in 10 minutes.",
            "158090 (158090)",
            "您的验证码是158090，5分钟内有效",
            "１５８０９０",
            "158０９０",
            "١٥٨٠٩٠",
            "۱۵۸۰۹۰",
            "१५८०९०",
            "158\u{200b}090\u{feff}",
            "158．090",
            "158090²",
        ] {
            assert_eq!(read(typed, SIX).as_deref(), Ok("158090"), "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_the_code_is_told_from_what_can() {
        for typed in [
            "15809",
            "1580901",
            "158090 12",
            "code",
            "158090 or 646499",
            "158090 646499",
            "15809O",
            "①⑤⑧⓪⑨⓪",
            "Your code is 1580. It expires in 10 minutes.",
        ] {
            assert_eq!(read(typed, SIX), Err(CodeProblem::Unlike), "{typed}");
        }
        for typed in ["", " - ", "\u{200b}", "…"] {
            assert_eq!(read(typed, SIX), Err(CodeProblem::Missing), "{typed}");
        }
    }

    #[test]
    fn the_length_is_the_rules() {
        assert_eq!(read("Code: 1580 9012", CodeRule::Digits(8)).as_deref(), Ok("15809012"));
        assert_eq!(read("158090", CodeRule::Digits(8)), Err(CodeProblem::Unlike));
    }

    #[test]
    fn a_code_with_letters_is_found_among_words() {
        for typed in [
            "AB12CD34EF",
            "AB12C-D34EF",
            "AB12C D34EF",
            "Your code is AB12CD34EF.",
            "ＡＢ12ＣＤ34ＥＦ",
        ] {
            assert_eq!(read(typed, CodeRule::Letters).as_deref(), Ok("AB12CD34EF"), "{typed}");
        }
        assert_eq!(read("Your code is ABCDEFGHIJ", CodeRule::Letters).as_deref(), Ok("ABCDEFGHIJ"));
        assert_eq!(read("验证码", CodeRule::Letters), Err(CodeProblem::Unlike));
    }

    proptest! {
        #[test]
        fn a_code_that_is_read_is_read_again_and_holds_nothing_else(
            typed in "[0-9０-９٠-٩a-zA-Z .,:\u{200b}-]{0,24}", places in 4_u8..9,
        ) {
            for rule in [CodeRule::Digits(places), CodeRule::Letters] {
                if let Ok(code) = read(&typed, rule) {
                    prop_assert!(code.bytes().all(|byte| byte.is_ascii_alphanumeric()));
                    prop_assert_eq!(read(&code, rule), Ok(code.clone()));
                }
            }
        }
    }
}
