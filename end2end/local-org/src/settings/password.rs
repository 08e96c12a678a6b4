//! What a policy demands of a new password.

use serde::Deserialize;

/// The rules of a password policy, named as Okta's `settings.complexity` and `settings.age`.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PasswordRules {
    pub(crate) min_length: usize,
    pub(crate) min_lower_case: usize,
    pub(crate) min_upper_case: usize,
    pub(crate) min_number: usize,
    pub(crate) min_symbol: usize,
    pub(crate) exclude_username: bool,
    /// Names of the profile that must not be in it.
    pub(crate) exclude_attributes: Vec<ExcludedAttribute>,
    /// The longest run of one character; 0 allows any.
    pub(crate) max_repeats: usize,
    /// Whether a list of common passwords is refused.
    pub(crate) exclude_common: bool,
    /// How old a password must be before it can be changed.
    pub(crate) min_age_minutes: i64,
    /// How many old passwords a new one must differ from.
    pub(crate) history_count: usize,
    /// A page elsewhere at which passwords are changed.
    pub(crate) expiry_page: Option<ExpiryPage>,
}

/// A name that a password must not contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
pub(crate) enum ExcludedAttribute {
    #[serde(rename = "firstName")]
    FirstName,
    #[serde(rename = "lastName")]
    LastName,
}

/// Where users change a password that has expired, if not here.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpiryPage {
    /// What the button to it says.
    pub(crate) name: String,
    pub(crate) url: String,
}

impl Default for PasswordRules {
    fn default() -> Self {
        Self {
            min_length: 8,
            min_lower_case: 1,
            min_upper_case: 1,
            min_number: 1,
            min_symbol: 0,
            exclude_username: true,
            exclude_attributes: Vec::new(),
            max_repeats: 0,
            exclude_common: true,
            min_age_minutes: 0,
            history_count: 4,
            expiry_page: None,
        }
    }
}
