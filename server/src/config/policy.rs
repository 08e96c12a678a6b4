//! Settings that handlers read.
//!
//! The state of the server holds them as they were parsed, so a new setting is a field here and nothing else.

use std::time::Duration;

use app::text::Language;
use okta_idx::StartOptions;

use crate::gate::address::Network;
use crate::language;

/// The settings that handlers read, as `state.policy`.
#[derive(clap::Args, Clone, Debug)]
pub struct Policy {
    /// Proxies whose `X-Forwarded-For` is believed: addresses or networks, separated by commas.
    #[arg(long, env = "USHER_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<Network>,
    /// Authentication contexts one of which a sign-in must reach (`acr`), separated by commas, such as
    /// `urn:okta:loa:2fa:any`.
    #[arg(long, env = "OKTA_ACR_VALUES", value_delimiter = ',')]
    pub acr_values: Vec<String>,
    /// Ways of authentication all of which a sign-in must have used (`amr`), separated by commas, such as `otp` or
    /// `mfa`.
    #[arg(long, env = "OKTA_AMR", value_delimiter = ',')]
    pub amr: Vec<String>,
    /// Seconds since when a user must have authenticated (`auth_time`).
    #[arg(long, env = "OKTA_MAX_AGE_SECONDS")]
    pub max_age_seconds: Option<u32>,
    /// Shows the same next screen for every username, whether or not it has an account that may sign in. `false` shows
    /// what Okta says.
    #[arg(long, env = "USHER_ENUMERATION_PREVENTION", default_value_t = true, action = clap::ArgAction::Set,
        value_parser = clap::builder::BoolishValueParser::new())]
    pub enumeration_prevention: bool,
    /// Milliseconds that a response which does not sign in takes at least, under enumeration prevention; longer ones
    /// take a multiple.
    #[arg(long, env = "USHER_MIN_RESPONSE_MS", default_value_t = 600)]
    pub min_response_ms: u16,
    /// Offers to remember a username on the browser in which it is entered. `false` offers it to no user.
    #[arg(long, env = "USHER_REMEMBER_USERNAME", default_value_t = true, action = clap::ArgAction::Set,
        value_parser = clap::builder::BoolishValueParser::new())]
    pub remember_username: bool,
    /// Language of pages for visitors whose browsers prefer none that is spoken here.
    #[arg(long, env = "USHER_LANGUAGE", default_value = "en", value_parser = language::setting)]
    pub language: Language,
}

impl Policy {
    /// Returns what every sign-in must reach.
    pub fn start_options(&self) -> StartOptions {
        StartOptions {
            acr_values: self.acr_values.clone(),
            amr: self.amr.clone(),
            max_age: self.max_age_seconds.map(|seconds| Duration::from_secs(seconds.into())),
            ..StartOptions::default()
        }
    }

    /// Returns the time of which a response that does not sign in takes a multiple, under enumeration prevention.
    pub fn min_response_time(&self) -> Duration {
        Duration::from_millis(self.min_response_ms.into())
    }
}
