//! The people of the org.

use std::collections::BTreeMap;

use aws_lc_rs::digest;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::Serialize;

use super::password::PasswordDigest;
use crate::protocol::UserId;
use crate::random::Random;
use crate::settings::Settings;
use crate::settings::Standing;

/// How many old passwords a new one must differ from.
pub(crate) const PASSWORD_HISTORY: usize = 4;

/// Somebody who can sign in, or could if they were in better standing.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Person {
    pub(crate) id: UserId,
    pub(crate) login: String,
    pub(crate) profile: Profile,
    /// The current password first, then the older ones; empty when they have none.
    passwords: Vec<PasswordDigest>,
    pub(crate) standing: Standing,
}

/// What an ID token can say about somebody.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Profile {
    pub(crate) email: String,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) locale: String,
    pub(crate) time_zone: String,
}

/// Everybody, by id.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct People(BTreeMap<UserId, Person>);

impl Profile {
    /// A profile with nothing but where and in which language they are.
    pub(crate) fn unnamed() -> Self {
        Self {
            email: String::new(),
            first_name: String::new(),
            last_name: String::new(),
            locale: "en_US".to_owned(),
            time_zone: "America/Los_Angeles".to_owned(),
        }
    }

    pub(crate) fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

impl Person {
    pub(crate) fn new(login: &str, profile: Profile) -> Self {
        let standing = Standing::Active;
        Self { id: id_of(login), login: login.to_owned(), profile, passwords: Vec::new(), standing }
    }

    pub(crate) fn has_password(&self) -> bool {
        !self.passwords.is_empty()
    }

    pub(crate) fn password_matches(&self, password: &str) -> bool {
        self.passwords.first().is_some_and(|current| current.matches(password))
    }

    /// Whether `password` is the current one or one of the last few before it.
    pub(crate) fn used_password_before(&self, password: &str) -> bool {
        self.passwords.iter().any(|old| old.matches(password))
    }

    pub(crate) fn set_password(&mut self, password: &str, random: &mut Random) {
        self.keep_password(PasswordDigest::of(password, random));
    }

    pub(crate) fn keep_password(&mut self, password: PasswordDigest) {
        self.passwords.insert(0, password);
        self.passwords.truncate(PASSWORD_HISTORY);
    }
}

impl People {
    pub(crate) fn from_settings(settings: &Settings, random: &mut Random) -> Self {
        let mut people = Self::default();
        for user in &settings.users {
            let profile = Profile {
                email: user.email.clone().unwrap_or_else(|| user.login.clone()),
                first_name: user.first_name.clone(),
                last_name: user.last_name.clone(),
                locale: user.locale.clone(),
                time_zone: user.time_zone.clone(),
            };
            let mut person = Person::new(&user.login, profile);
            person.standing = user.standing;
            if let Some(password) = &user.password {
                person.set_password(password, random);
            }
            people.add(person);
        }
        people
    }

    pub(crate) fn add(&mut self, person: Person) {
        self.0.insert(person.id.clone(), person);
    }

    pub(crate) fn get(&self, id: &UserId) -> Option<&Person> {
        self.0.get(id)
    }

    pub(crate) fn get_mut(&mut self, id: &UserId) -> Option<&mut Person> {
        self.0.get_mut(id)
    }

    /// Finds somebody by login, whatever the case, and spaces around it forgiven.
    pub(crate) fn by_login(&self, login: &str) -> Option<&Person> {
        self.0.get(&id_of(login))
    }

    pub(crate) fn has_email(&self, email: &str) -> bool {
        self.0.values().any(|person| person.profile.email.eq_ignore_ascii_case(email.trim()))
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Person> {
        self.0.values()
    }
}

/// `00u…`: derived from the login, so that somebody keeps their id over a reset.
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
