//! Judging a new password by the rules of the policy.

use serde_json::Value;
use serde_json::json;

use crate::settings::ExcludedAttribute;
use crate::settings::PasswordRules;
use crate::state::users::User;

/// No password is longer.
const LONGEST: usize = 256;
/// Passwords that follow the usual rules and are guessed first.
const COMMON: &[&str] =
    &["password1", "password123", "password1!", "welcome1", "qwerty123", "abcd1234", "letmein1"];
/// A part of the username that is shorter may be in the password.
const SHORTEST_PART: usize = 4;

impl PasswordRules {
    /// `settings.complexity` and `settings.age`.
    pub(super) fn described(&self) -> Value {
        let mut settings = json!({
            "complexity": {
                "minLength": self.min_length,
                "minLowerCase": self.min_lower_case,
                "minUpperCase": self.min_upper_case,
                "minNumber": self.min_number,
                "minSymbol": self.min_symbol,
                "excludeUsername": self.exclude_username,
                "excludeAttributes": self.exclude_attributes,
            },
            "age": { "minAgeMinutes": self.min_age_minutes, "historyCount": self.history_count },
        });
        if self.max_repeats > 0 {
            settings["complexity"]["maxConsecutiveRepeatingCharacters"] = self.max_repeats.into();
        }
        settings
    }

    /// All rules in one sentence or two, as Okta's error says them.
    pub(super) fn sentence(&self) -> String {
        let counted = [
            (self.min_length, "characters", "character"),
            (self.min_lower_case, "lowercase letters", "a lowercase letter"),
            (self.min_upper_case, "uppercase letters", "an uppercase letter"),
            (self.min_number, "numbers", "a number"),
            (self.min_symbol, "symbols", "a symbol"),
        ];
        let wanted = counted.iter().filter(|(least, ..)| *least > 0);
        let mut rules: Vec<String> = wanted
            .map(|(least, many, one)| match least {
                1 => (*one).to_owned(),
                least => format!("{least} {many}"),
            })
            .collect();
        if self.exclude_username {
            rules.push("no parts of your username".to_owned());
        }
        for excluded in &self.exclude_attributes {
            rules.push(format!("does not include your {}", excluded.label()));
        }
        if self.max_repeats > 0 {
            rules.push(format!("no more than {} repeating characters in a row", self.max_repeats));
        }
        let (last, minutes) = (self.history_count, self.min_age_minutes);
        let at_least = format!("At least {}.", rules.join(", "));
        let old = format!(" Your password cannot be any of your last {last} passwords.");
        let young = format!(
            " At least {minutes} minutes must have elapsed since you last changed your password."
        );
        let sentences = [(at_least, true), (old, last > 0), (young, minutes > 0)];
        sentences.into_iter().filter_map(|(sentence, holds)| holds.then_some(sentence)).collect()
    }

    /// Whether a password of `user` meets what the password alone can show.
    pub(super) fn are_met_by(&self, password: &str, user: Option<&User>) -> bool {
        let has = |least: usize, kind: fn(char) -> bool| {
            password.chars().filter(|c| kind(*c)).count() >= least
        };
        let lower = password.to_lowercase();
        let names_user = user.is_some_and(|user| {
            self.exclude_username && parts(&user.login).any(|part| lower.contains(&part))
        });
        let names_attribute = user.is_some_and(|user| {
            let values = self.exclude_attributes.iter().map(|it| it.of(user).to_lowercase());
            values.into_iter().any(|value| !value.is_empty() && lower.contains(&value))
        });
        (self.min_length..=LONGEST).contains(&password.chars().count())
            && has(self.min_lower_case, char::is_lowercase)
            && has(self.min_upper_case, char::is_uppercase)
            && has(self.min_number, |c| c.is_ascii_digit())
            && has(self.min_symbol, |c| !c.is_alphanumeric())
            && (self.max_repeats == 0 || longest_run(password) <= self.max_repeats)
            && !names_user
            && !names_attribute
    }

    /// Whether a password is one that is guessed first.
    pub(super) fn find_common(&self, password: &str) -> bool {
        self.exclude_common && COMMON.contains(&password.to_lowercase().as_str())
    }
}

impl ExcludedAttribute {
    fn label(self) -> &'static str {
        match self {
            Self::FirstName => "first name",
            Self::LastName => "last name",
        }
    }

    fn of(self, user: &User) -> &str {
        match self {
            Self::FirstName => &user.profile.first_name,
            Self::LastName => &user.profile.last_name,
        }
    }
}

fn parts(login: &str) -> impl Iterator<Item = String> {
    let login = login.to_lowercase();
    let parts: Vec<String> =
        login.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
    parts.into_iter().filter(|part| part.len() >= SHORTEST_PART)
}

fn longest_run(text: &str) -> usize {
    let (mut longest, mut run, mut last) = (0, 0, None);
    for c in text.chars() {
        run = if last == Some(c) { run + 1 } else { 1 };
        longest = longest.max(run);
        last = Some(c);
    }
    longest
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "the users are built in")]
    use super::*;
    use crate::random::Random;
    use crate::settings::Settings;
    use crate::state::users::Users;

    fn judged(rules: &PasswordRules, password: &str) -> bool {
        let users = Users::from_settings(&Settings::default(), &mut Random::repeatable(1)).unwrap();
        rules.are_met_by(password, users.by_login("pat@example.com"))
    }

    #[test]
    fn each_default_rule_is_enforced() {
        let rules = PasswordRules::default();
        assert!(judged(&rules, "Correct-Horse-9"));
        for bad in ["Short-9", "no-capitals-9", "NO-SMALL-ONES-9", "No-Digits-Here", "Example-99"] {
            assert!(!judged(&rules, bad), "{bad}");
        }
        assert!(rules.find_common("Password123") && !rules.find_common("Correct-Horse-9"));
    }

    #[test]
    fn each_further_rule_is_enforced_and_said() {
        let rules = PasswordRules {
            min_symbol: 2,
            max_repeats: 2,
            exclude_attributes: vec![ExcludedAttribute::FirstName, ExcludedAttribute::LastName],
            ..PasswordRules::default()
        };
        assert!(judged(&rules, "Correct-Horse-9"));
        for bad in ["Correct-Horse9", "Correct-Horse-999", "Pat-Horse-99", "Porter-Horse-9"] {
            assert!(!judged(&rules, bad), "{bad}");
        }
        let sentence = rules.sentence();
        assert!(sentence.starts_with("At least 8 characters, a lowercase letter"), "{sentence}");
        for said in ["2 symbols", "your last name", "2 repeating", "last 4 passwords"] {
            assert!(sentence.contains(said), "{said}: {sentence}");
        }
    }
}
