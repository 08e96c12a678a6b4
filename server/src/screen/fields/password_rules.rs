//! The requirements of a new password, as a list of texts. The browser ticks those that it can test.

use app::step::Rule;
use app::text::Key;
use app::text::Language;
use okta_idx::Form;
use okta_idx::PasswordPolicy;
use okta_idx::RemediationKind;

use super::Bound;
use super::words;

const LOWER: &str = r"\p{Ll}";
const UPPER: &str = r"\p{Lu}";
const DIGIT: &str = "0-9";
const SYMBOL: &str = r"^\p{L}\p{N}";

/// Parts of a username that are shorter may be in a password.
const SHORTEST_PART: usize = 4;

/// Returns the requirements for the new password of a form.
pub(super) fn of(language: Language, form: &Form) -> Vec<Rule> {
    let Some(policy) = form.password_policy() else { return Vec::new() };
    let is_first = form.kind == RemediationKind::EnrollProfile;
    let mut rules = characters(language, &policy);
    let counted = |key, count: u64| language.filled(key, &[&count.to_string()]);
    if policy.repeats > 0 {
        let pattern = format!(r"^(?!.*(.)\1{{{}}})", policy.repeats);
        rules.push(tested(counted(Key::RuleRepeats, policy.repeats), pattern));
    }
    if policy.excludes_username {
        rules.push(told(language.text(Key::RuleNoUsername)));
    }
    for name in &policy.excluded {
        let label = language.label(&format!("userProfile.{name}")).unwrap_or_else(|| words(name));
        rules.push(told(language.filled(Key::RuleWithout, &[&label])));
    }
    // Who has no password yet has no earlier ones.
    if policy.history > 0 && !is_first {
        rules.push(told(counted(Key::RuleHistory, policy.history)));
    }
    if policy.min_age_minutes > 0 && !is_first {
        let time = counted(Key::Minutes, policy.min_age_minutes);
        rules.push(told(language.filled(Key::RuleAge, &[&time])));
    }
    rules
}

/// A requirement that only Okta can test.
fn told(text: impl Into<String>) -> Rule {
    Rule { text: text.into(), pattern: String::new() }
}

fn tested(text: impl Into<String>, pattern: String) -> Rule {
    Rule { text: text.into(), pattern }
}

fn characters(language: Language, policy: &PasswordPolicy) -> Vec<Rule> {
    let counted = |key, count: u64| language.filled(key, &[&count.to_string()]);
    let mut rules = Vec::new();
    if policy.length > 0 {
        let pattern = format!("^.{{{},}}", policy.length);
        rules.push(tested(counted(Key::RuleLength, policy.length), pattern));
    }
    if policy.three_kinds {
        let text = language.text(Key::RuleThreeKinds);
        rules.push(tested(text, three_of(&[LOWER, UPPER, DIGIT, SYMBOL])));
        return rules;
    }
    for (key, count, kind) in [
        (Key::RuleLower, policy.lower, LOWER),
        (Key::RuleUpper, policy.upper, UPPER),
        (Key::RuleDigits, policy.digits, DIGIT),
        (Key::RuleSymbols, policy.symbols, SYMBOL),
    ] {
        if count > 0 {
            rules.push(tested(counted(key, count), format!("(?:[{kind}].*){{{count}}}")));
        }
    }
    rules
}

/// Returns a pattern of texts with three of four kinds of characters.
fn three_of(kinds: &[&str; 4]) -> String {
    let without = |left_out: usize| {
        let others = kinds.iter().enumerate().filter(|(place, _)| *place != left_out);
        others.map(|(_, kind)| format!("(?=.*[{kind}])")).collect::<Vec<_>>().concat()
    };
    let ways = (0..kinds.len()).map(without).collect::<Vec<_>>();
    format!("^(?:{})", ways.join("|"))
}

/// Lets the browser test that a password has no part of a username that is known.
pub fn exclude_username(language: Language, bound: &mut [Bound], username: &str) {
    let is_part = |part: &&str| part.chars().count() >= SHORTEST_PART;
    let parts = username.split([',', '.', '-', '_', '#', '@']).filter(is_part);
    let parts = parts.map(in_any_case).collect::<Vec<_>>();
    if parts.is_empty() {
        return;
    }
    let text = language.text(Key::RuleNoUsername);
    let rules = bound.iter_mut().flat_map(|field| &mut field.shown.rules);
    for rule in rules.filter(|rule| rule.text == text) {
        rule.pattern = format!("^(?!.*(?:{}))", parts.join("|"));
    }
}

/// Returns a pattern of a text in upper or lower case. Other characters are escaped, since they could be signs of a
/// pattern.
fn in_any_case(text: &str) -> String {
    let letter = |c: char| match c {
        c if c.is_alphabetic() => {
            format!("[{}{}]", c.to_lowercase(), c.to_uppercase())
        }
        c => format!("\\u{{{:x}}}", u32::from(c)),
    };
    text.chars().map(letter).collect::<Vec<_>>().concat()
}
