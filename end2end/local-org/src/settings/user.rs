//! The users of the org at start.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// One user.
#[derive(Clone, Debug, Deserialize)]
pub struct UserSettings {
    /// What the user types as username; an email address.
    pub login: String,
    /// Where mail goes; the login when left out.
    #[serde(default)]
    pub email: Option<String>,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Whether the user may sign in.
    #[serde(default)]
    pub status: UserStatus,
    /// `locale` of the profile.
    #[serde(default = "locale")]
    pub locale: String,
    /// `timeZone` of the profile.
    #[serde(default = "time_zone")]
    pub time_zone: String,
    /// Attributes of the profile besides those above.
    #[serde(default)]
    pub profile: BTreeMap<String, Value>,
    /// What else the user has enrolled, by the name of the authenticator (`password = "…"`).
    #[serde(flatten)]
    pub authenticators: BTreeMap<String, String>,
}

/// Whether a user may sign in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum UserStatus {
    /// May sign in.
    #[default]
    Active,
    /// Locked out after too many tries, or by an administrator.
    Locked,
    /// Suspended by an administrator.
    Suspended,
    /// In the org, but not assigned to any app.
    Unassigned,
    /// Added by an administrator, and not activated yet.
    Staged,
}

pub(crate) fn locale() -> String {
    "en_US".to_owned()
}

pub(crate) fn time_zone() -> String {
    "America/Los_Angeles".to_owned()
}
