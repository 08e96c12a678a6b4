//! The people of the org at start.

use serde::Deserialize;

/// One person.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserSettings {
    /// What they type as username; an e-mail address.
    pub login: String,
    /// Where mail goes; the login when left out.
    #[serde(default)]
    pub email: Option<String>,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Only people with a password can be asked for one.
    #[serde(default)]
    pub password: Option<String>,
    /// Whether they may sign in.
    #[serde(default)]
    pub standing: Standing,
    /// `locale` of their profile.
    #[serde(default = "locale")]
    pub locale: String,
    /// `timeZone` of their profile.
    #[serde(default = "time_zone")]
    pub time_zone: String,
}

/// How the org treats somebody who names themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// May sign in.
    #[default]
    Active,
    /// Locked out after too many tries, or by an administrator.
    Locked,
    /// Suspended by an administrator.
    Suspended,
    /// In the org, but not assigned to any app.
    Unassigned,
}

fn locale() -> String {
    "en_US".to_owned()
}

fn time_zone() -> String {
    "America/Los_Angeles".to_owned()
}

fn person(login: &str, first_name: &str, last_name: &str, standing: Standing) -> UserSettings {
    UserSettings {
        login: login.to_owned(),
        email: None,
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        password: None,
        standing,
        locale: locale(),
        time_zone: time_zone(),
    }
}

pub(super) fn defaults() -> Vec<UserSettings> {
    vec![
        person("ada@example.com", "Ada", "Lovelace", Standing::Active),
        UserSettings {
            password: Some("Correct-Horse-9".to_owned()),
            ..person("pat@example.com", "Pat", "Porter", Standing::Active)
        },
        person("locked@example.com", "Lotte", "Locke", Standing::Locked),
        person("suspended@example.com", "Susan", "Pender", Standing::Suspended),
        person("unassigned@example.com", "Una", "Signe", Standing::Unassigned),
    ]
}
