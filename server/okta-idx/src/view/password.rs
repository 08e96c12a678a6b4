//! What a new password must be like.

use crate::grammar::Authenticator;
use crate::grammar::AuthenticatorKey;
use crate::grammar::Form;
use crate::grammar::Json;

/// The requirements of an org for a new password. A number that is 0 requires nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PasswordPolicy {
    /// The fewest characters.
    pub length: u64,
    /// The fewest lower-case letters.
    pub lower: u64,
    /// The fewest upper-case letters.
    pub upper: u64,
    /// The fewest digits.
    pub digits: u64,
    /// The fewest other characters.
    pub symbols: u64,
    /// Three of the four kinds of characters are enough, as Active Directory has it.
    pub three_kinds: bool,
    /// The most equal characters in a row.
    pub repeats: u64,
    /// It must not contain parts of the username.
    pub excludes_username: bool,
    /// It must not contain these attributes of the user, such as `firstName`.
    pub excluded: Vec<String>,
    /// So many earlier passwords cannot be used again.
    pub history: u64,
    /// So many minutes must have passed since the last change.
    pub min_age_minutes: u64,
}

impl Form {
    /// Returns the requirements for the new password that this form asks for, if Okta tells them.
    pub fn password_policy(&self) -> Option<PasswordPolicy> {
        let of_fields = self.fields.iter().filter_map(|field| field.authenticator.as_deref());
        let mut all = of_fields.chain(self.authenticator.as_deref());
        all.find(|it| it.key == Some(AuthenticatorKey::Password))?.password_policy()
    }
}

impl Authenticator {
    /// Returns the requirements for a new password, if Okta tells them.
    pub fn password_policy(&self) -> Option<PasswordPolicy> {
        let settings = self.member("settings")?;
        let complexity = settings.get("complexity")?;
        let number = |name: &str| complexity.number(name).unwrap_or(0);
        let flag = |name: &str| complexity.flag(name) == Some(true);
        let age = |name: &str| settings.get("age").and_then(|age| age.number(name)).unwrap_or(0);
        Some(PasswordPolicy {
            length: number("minLength"),
            lower: number("minLowerCase"),
            upper: number("minUpperCase"),
            digits: number("minNumber"),
            symbols: number("minSymbol"),
            three_kinds: flag("useADComplexityRequirements"),
            repeats: number("maxConsecutiveRepeatingCharacters"),
            excludes_username: flag("excludeUsername"),
            excluded: excluded(complexity),
            history: age("historyCount"),
            min_age_minutes: age("minAgeMinutes"),
        })
    }
}

/// Returns the attributes that are excluded, also where they are written as in older orgs.
fn excluded(complexity: Json<'_>) -> Vec<String> {
    let older = [("excludeFirstName", "firstName"), ("excludeLastName", "lastName")];
    let older = older.into_iter().filter(|(flag, _)| complexity.flag(flag) == Some(true));
    let mut all = complexity.texts("excludeAttributes");
    all.extend(older.map(|(_, name)| name.to_owned()));
    all
}
