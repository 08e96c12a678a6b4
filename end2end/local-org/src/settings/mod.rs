//! What an org is like: one readable TOML file, every value with a default.

mod address;
mod attribute;
mod check;
mod client;
mod inline;
mod lifetimes;
mod password;
mod policy;
mod profile;
mod user;

use serde::Deserialize;

pub use address::parse_address;
pub(crate) use attribute::Attribute;
pub(crate) use attribute::Kind;
pub(crate) use attribute::Show;
pub(crate) use check::looks_like_email;
pub use client::ClientSettings;
pub(crate) use client::is_loopback_host;
pub use lifetimes::Lifetimes;
pub(crate) use password::ExcludedAttribute;
pub(crate) use password::ExpiryPage;
pub(crate) use password::PasswordRules;
pub(crate) use policy::CodeStyle;
pub(crate) use policy::FirstPage;
pub(crate) use policy::Offer;
pub use policy::Policy;
pub use user::UserSettings;
pub use user::UserStatus;
pub(crate) use user::locale;
pub(crate) use user::time_zone;

/// Everything about an org that can be decided.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The org's name, as mails and pages show it.
    pub name: String,
    /// The app's sign-in page; the dashboard shows it as a link when it is set.
    pub app_url: Option<String>,
    /// Makes every handle, code and token repeatable; `None` draws from the machine.
    pub seed: Option<u64>,
    /// Whether an unknown username is answered like a known one.
    pub enumeration_prevention: bool,
    /// The name of the policy in force at start.
    pub policy: String,
    /// Origins besides loopback that may call the Okta paths from a browser.
    pub trusted_origins: Vec<String>,
    /// Names of the custom authorization servers (`/oauth2/{name}`).
    pub authorization_servers: Vec<String>,
    /// Scopes besides the OIDC ones that an app may ask for.
    pub scopes: Vec<String>,
    /// How long things live.
    pub lifetimes: Lifetimes,
    /// The apps.
    pub clients: Vec<ClientSettings>,
    /// The users.
    pub users: Vec<UserSettings>,
    /// The ways to sign in.
    pub policies: Vec<Policy>,
}

/// The lists that are too long for code.
#[derive(Deserialize)]
struct BuiltIn {
    clients: Vec<ClientSettings>,
    users: Vec<UserSettings>,
    policies: Vec<Policy>,
}

const BUILT_IN: &str = include_str!("defaults.toml");

/// Why a settings file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file is not TOML, names a setting that does not exist, or gives one the wrong type.
    #[error("the settings cannot be read")]
    Syntax(#[source] toml::de::Error),
    /// The file reads well but a value makes no sense.
    #[error("setting `{setting}`: {problem}")]
    Value {
        /// Where the value stands, for example `users[2].login`.
        setting: String,
        /// What is wrong, and what would be right.
        problem: String,
    },
}

impl Default for Settings {
    #[expect(clippy::expect_used, reason = "the text is compiled in, and every test reads it")]
    fn default() -> Self {
        let built_in: BuiltIn = toml::from_str(BUILT_IN).expect("the built-in lists are right");
        Self {
            name: "Local org".to_owned(),
            app_url: None,
            seed: None,
            enumeration_prevention: false,
            policy: "email-only".to_owned(),
            trusted_origins: Vec::new(),
            authorization_servers: vec!["default".to_owned()],
            scopes: Vec::new(),
            lifetimes: Lifetimes::default(),
            clients: built_in.clients,
            users: built_in.users,
            policies: built_in.policies,
        }
    }
}

impl Settings {
    /// Reads settings; what the text leaves out keeps its default.
    pub fn from_toml(text: &str) -> Result<Self, SettingsError> {
        let settings: Self = toml::from_str(text).map_err(SettingsError::Syntax)?;
        settings.check()?;
        Ok(settings)
    }

    /// Refuses values that cannot work, wherever they came from.
    pub(crate) fn check(&self) -> Result<(), SettingsError> {
        check::check(self)
    }

    pub(crate) fn policy_named(&self, name: &str) -> Option<&Policy> {
        self.policies.iter().find(|policy| policy.name == name)
    }

    pub(crate) fn client(&self, id: &str) -> Option<&ClientSettings> {
        self.clients.iter().find(|client| client.id == id)
    }

    /// Whether `scope` may be asked for.
    pub(crate) fn offers_scope(&self, scope: &str) -> bool {
        OIDC_SCOPES.contains(&scope) || self.scopes.iter().any(|own| own == scope)
    }
}

/// The scopes of OIDC Core section 5.4, plus section 11.
pub(crate) const OIDC_SCOPES: [&str; 6] =
    ["openid", "profile", "email", "address", "phone", "offline_access"];
