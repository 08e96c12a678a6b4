//! The users of the org, and what each has enrolled.

use std::collections::BTreeMap;

use aws_lc_rs::digest;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::json;

use crate::authenticator::AuthenticatorRef;
use crate::authenticator::Facts;
use crate::protocol::UserId;
use crate::random::Random;
use crate::settings::Attribute;
use crate::settings::Policy;
use crate::settings::Settings;
use crate::settings::SettingsError;
use crate::settings::UserSettings;
use crate::settings::UserStatus;
use crate::settings::locale;
use crate::settings::time_zone;
use crate::state::transaction::Subject;

/// One user.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct User {
    pub(crate) id: UserId,
    pub(crate) login: String,
    pub(crate) profile: Profile,
    pub(crate) status: UserStatus,
    /// By the name of the authenticator.
    enrollments: BTreeMap<String, Enrollment>,
}

/// What an authenticator keeps about a user; only its own file reads it.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Enrollment(Value);

/// What an ID token can say about a user.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Profile {
    pub(crate) email: String,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) locale: String,
    pub(crate) time_zone: String,
    /// What policies ask for besides.
    #[serde(default)]
    pub(crate) attributes: BTreeMap<String, Value>,
}

/// All users, by id.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Users(BTreeMap<UserId, User>);

impl std::fmt::Debug for Enrollment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[redacted]")
    }
}

impl Enrollment {
    pub(crate) fn of(data: &impl Serialize) -> Self {
        Self(json!(data))
    }

    /// The data, if they have the shape that the reader expects.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Option<T> {
        T::deserialize(&self.0).ok()
    }
}

impl Profile {
    /// A profile of what every user has.
    pub(crate) fn new(email: &str, first_name: &str, last_name: &str) -> Self {
        Self {
            email: email.to_owned(),
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            locale: locale(),
            time_zone: time_zone(),
            attributes: BTreeMap::new(),
        }
    }

    /// The attributes of `policy` that this profile lacks, except what the user may not write.
    pub(crate) fn lacking(&self, policy: &Policy) -> Vec<Attribute> {
        let lacks = |it: &&Attribute| !it.read_only && !self.attributes.contains_key(&it.name);
        policy.profile.added().filter(lacks).cloned().collect()
    }

    pub(crate) fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

impl User {
    pub(crate) fn new(login: &str, profile: Profile) -> Self {
        let (id, login, status) = (id_of(login), login.to_owned(), UserStatus::Active);
        Self { id, login, profile, status, enrollments: BTreeMap::new() }
    }

    /// # Errors
    /// The setting that does not do, and what is wrong with it.
    pub(crate) fn from_settings(
        settings: &UserSettings,
        random: &mut Random,
    ) -> Result<Self, (String, String)> {
        let email = settings.email.as_ref().unwrap_or(&settings.login);
        let profile = Profile {
            email: email.clone(),
            first_name: settings.first_name.clone(),
            last_name: settings.last_name.clone(),
            locale: settings.locale.clone(),
            time_zone: settings.time_zone.clone(),
            attributes: settings.profile.clone(),
        };
        let mut user = Self::new(&settings.login, profile);
        user.status = settings.status;
        let email = ("email".to_owned(), email.clone());
        for (name, text) in settings.authenticators.clone().into_iter().chain([email]) {
            let enrollment = AuthenticatorRef::named(&name).and_then(|authenticator| {
                Ok((authenticator, authenticator.seeded(&text, random)?))
            });
            match enrollment {
                Ok((authenticator, enrollment)) => user.enroll(authenticator, enrollment),
                Err(problem) => return Err((name, problem)),
            }
        }
        Ok(user)
    }

    /// Enrolls the email address of the profile without a code.
    pub(crate) fn trust_email(&mut self) {
        let enrollment = Enrollment::of(&self.profile.email);
        self.enrollments.insert("email".to_owned(), enrollment);
    }

    pub(crate) fn enrollment(&self, of: &Facts) -> Option<&Enrollment> {
        self.enrollments.get(of.name)
    }

    pub(crate) fn has_enrolled(&self, authenticator: AuthenticatorRef) -> bool {
        self.enrollments.contains_key(authenticator.facts().name)
    }

    pub(crate) fn enroll(&mut self, authenticator: AuthenticatorRef, enrollment: Enrollment) {
        self.enrollments.insert(authenticator.facts().name.to_owned(), enrollment);
    }
}

impl Users {
    /// # Errors
    /// When a user of the settings cannot be.
    pub(crate) fn from_settings(
        settings: &Settings,
        random: &mut Random,
    ) -> Result<Self, SettingsError> {
        let mut users = Self::default();
        for (index, user) in settings.users.iter().enumerate() {
            let user = User::from_settings(user, random).map_err(|(name, problem)| {
                SettingsError::Value { setting: format!("users[{index}].{name}"), problem }
            })?;
            users.add(user);
        }
        Ok(users)
    }

    pub(crate) fn add(&mut self, user: User) {
        self.0.insert(user.id.clone(), user);
    }

    pub(crate) fn get(&self, id: &UserId) -> Option<&User> {
        self.0.get(id)
    }

    /// The user behind a subject; `None` for an unknown one.
    pub(crate) fn of<'a>(&'a self, subject: &'a Subject) -> Option<&'a User> {
        match subject {
            Subject::User(id) => self.get(id),
            Subject::NewUser(user) => Some(user),
            Subject::Unknown { .. } => None,
        }
    }

    pub(crate) fn get_mut(&mut self, id: &UserId) -> Option<&mut User> {
        self.0.get_mut(id)
    }

    /// Finds a user by login, regardless of case and of spaces around it.
    pub(crate) fn by_login(&self, login: &str) -> Option<&User> {
        self.0.get(&id_of(login))
    }

    pub(crate) fn has_email(&self, email: &str) -> bool {
        self.0.values().any(|user| user.profile.email.eq_ignore_ascii_case(email.trim()))
    }

    /// Sorted by login.
    pub(crate) fn sorted(&self) -> Vec<&User> {
        let mut users: Vec<&User> = self.0.values().collect();
        users.sort_by(|one, other| one.login.cmp(&other.login));
        users
    }
}

/// `00u…`: derived from the login, so that a user keeps the id over a reset.
pub(crate) fn id_of(login: &str) -> UserId {
    let digest = digest::digest(&digest::SHA256, login.trim().to_lowercase().as_bytes());
    let text: String = URL_SAFE_NO_PAD
        .encode(digest.as_ref())
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(17)
        .collect();
    UserId::new(format!("00u{text}"))
}
