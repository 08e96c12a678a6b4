//! Refuses settings that read well but cannot work, naming the place.

use std::collections::HashSet;

use url::Url;

use super::Attribute;
use super::FirstPage;
use super::Policy;
use super::Settings;
use super::SettingsError;
use super::client::LOOPBACK;
use crate::random::Random;
use crate::state::users::Users;

/// A hundred years.
const LONGEST_LIFE: i64 = 100 * 365 * 24 * 3600;

pub(super) fn check(settings: &Settings) -> Result<(), SettingsError> {
    check_names(settings)?;
    check_clients(settings)?;
    check_users(settings)?;
    check_policies(settings)?;
    check_lifetimes(settings)
}

fn refuse<T>(setting: impl Into<String>, problem: impl Into<String>) -> Result<T, SettingsError> {
    Err(SettingsError::Value { setting: setting.into(), problem: problem.into() })
}

fn check_names(settings: &Settings) -> Result<(), SettingsError> {
    if let Some(url) = &settings.app_url {
        check_http_url("app_url", url)?;
    }
    for (index, origin) in settings.trusted_origins.iter().enumerate() {
        let place = format!("trusted_origins[{index}]");
        let url = check_http_url(&place, origin)?;
        if url.origin().ascii_serialization() != *origin {
            return refuse(place, format!("`{origin}` is not an origin; write scheme://host:port"));
        }
    }
    for (index, name) in settings.authorization_servers.iter().enumerate() {
        let plain = !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        if !plain || name == "v1" {
            let problem = format!("`{name}` must be letters, digits, `-` or `_`, and not `v1`");
            return refuse(format!("authorization_servers[{index}]"), problem);
        }
    }
    Ok(())
}

fn check_clients(settings: &Settings) -> Result<(), SettingsError> {
    let mut seen = HashSet::new();
    for (index, client) in settings.clients.iter().enumerate() {
        if client.id.is_empty() || client.id.len() > 100 {
            return refuse(format!("clients[{index}].id"), "must have 1 to 100 characters");
        }
        if !seen.insert(&client.id) {
            return refuse(format!("clients[{index}].id"), format!("`{}` is taken", client.id));
        }
        if client.secret.as_deref() == Some("") {
            let problem = "is empty; leave it out for a public client";
            return refuse(format!("clients[{index}].secret"), problem);
        }
        for uri in client.redirect_uris.iter().chain(&client.post_logout_redirect_uris) {
            if uri != LOOPBACK {
                check_http_url(&format!("clients[{index}].redirect_uris"), uri)?;
            }
        }
    }
    if settings.clients.is_empty() {
        return refuse("clients", "an org needs an app to sign in to; add one or leave it out");
    }
    Ok(())
}

fn check_users(settings: &Settings) -> Result<(), SettingsError> {
    Users::from_settings(settings, &mut Random::repeatable(0))?;
    let mut seen = HashSet::new();
    for (index, user) in settings.users.iter().enumerate() {
        if !seen.insert(user.login.to_lowercase()) {
            return refuse(format!("users[{index}].login"), format!("`{}` is taken", user.login));
        }
    }
    Ok(())
}

fn check_policies(settings: &Settings) -> Result<(), SettingsError> {
    let mut seen = HashSet::new();
    for (index, policy) in settings.policies.iter().enumerate() {
        if !seen.insert(&policy.name) {
            return refuse(
                format!("policies[{index}].name"),
                format!("`{}` is taken", policy.name),
            );
        }
        check_policy(&format!("policies[{index}]"), policy)?;
    }
    if settings.policy_named(&settings.policy).is_none() {
        let names: Vec<&str> =
            settings.policies.iter().map(|policy| policy.name.as_str()).collect();
        let problem = format!("no policy is called `{}`; there are {names:?}", settings.policy);
        return refuse("policy", problem);
    }
    Ok(())
}

/// Refuses a policy whose settings cannot work together.
pub(super) fn check_policy(place: &str, policy: &Policy) -> Result<(), SettingsError> {
    match contradiction(policy) {
        Some((setting, problem)) => refuse(format!("{place}.{setting}"), problem),
        None => Ok(()),
    }
}

/// The setting of a policy that cannot work beside the others.
fn contradiction(policy: &Policy) -> Option<(&'static str, &'static str)> {
    if policy.authentication.is_empty() || policy.authentication.iter().any(Vec::is_empty) {
        return Some(("authentication", "needs an entry, and an authenticator in each"));
    }
    if policy.enrolls_for_users() {
        return Some(("enrollment", "names what users cannot enroll in a sign-in"));
    }
    if policy.first_page.first() != Some(&FirstPage::Identifier) {
        return Some(("first_page", "must begin with `identifier`"));
    }
    if policy.inline().any(|inline| !policy.authentication.iter().flatten().any(|it| *it == inline))
    {
        return Some(("first_page", "asks for what `authentication` does not name"));
    }
    let problem = policy.profile.attributes.iter().find_map(Attribute::contradiction);
    problem.map(|problem| ("profile.attributes", problem))
}

fn check_lifetimes(settings: &Settings) -> Result<(), SettingsError> {
    let lives = &settings.lifetimes;
    for (name, value, least) in [
        ("interaction_handle", lives.interaction_handle, 1),
        ("state_handle", lives.state_handle, 1),
        ("interaction_code", lives.interaction_code, 1),
        ("email_code", lives.email_code, 1),
        ("token", lives.token, 1),
        ("refresh_token", lives.refresh_token, 1),
        ("attempts", i64::from(lives.attempts), 1),
        ("poll_millis", i64::from(lives.poll_millis), 1),
        ("resend_after", lives.resend_after, 0),
        ("refresh_grace", lives.refresh_grace, 0),
        ("retired_key", lives.retired_key, 0),
    ] {
        if !(least..=LONGEST_LIFE).contains(&value) {
            let problem = format!("is {value}; must be {least} to {LONGEST_LIFE}");
            return refuse(format!("lifetimes.{name}"), problem);
        }
    }
    Ok(())
}

fn check_http_url(place: &str, text: &str) -> Result<Url, SettingsError> {
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(url),
        _ => refuse(place, format!("`{text}` is not an http or https URL")),
    }
}

/// One `@`, something before it, and a host that a mail could reach.
pub(crate) fn looks_like_email(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else { return false };
    let plain = |part: &str| {
        !part.is_empty()
            && !part.contains('@')
            && !part.chars().any(|c| c.is_whitespace() || c.is_control() || "<>()\",;".contains(c))
    };
    text.len() <= 254
        && plain(local)
        && plain(host)
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a missing error fails the test")]
    use super::*;

    fn problem(text: &str) -> String {
        Settings::from_toml(text).unwrap_err().to_string()
    }

    #[test]
    fn an_empty_file_gives_the_defaults() {
        let settings = Settings::from_toml("").unwrap();
        assert_eq!(settings.policy, "email-only");
        assert_eq!(settings.users.len(), 9);
        assert!(settings.client("usher-web").is_some());
    }

    #[test]
    fn a_wrong_value_is_named_with_its_place() {
        assert!(problem("policy = 'none'").contains("`policy`: no policy is called `none`"));
        assert!(problem("[lifetimes]\ntoken = 0").contains("lifetimes.token"));
        assert!(problem("[lifetimes]\ntoken = 9223372036854775807").contains("lifetimes.token"));
        assert!(problem("app_url = 'ftp://x'").contains("app_url"));
        let twice = "[[clients]]\nid = 'a'\n[[clients]]\nid = 'a'";
        assert!(problem(twice).contains("clients[1].id"));
        let user = "[[users]]\nlogin = 'ada'\nfirst_name = 'A'\nlast_name = 'L'";
        assert!(problem(user).contains("users[0].email"));
        let user = "[[users]]\nlogin = 'a@b.co'\nfirst_name = 'A'\nlast_name = 'L'\npin = '1'";
        assert!(problem(user).contains("`users[0].pin`: no authenticator is called `pin`"));
        for (setting, wrong) in [
            ("authentication", "[]"),
            ("authentication", "[['email'], []]"),
            ("first_page", "['password']"),
            ("first_page", "['identifier', 'password']"),
            ("profile.attributes", "[{ name = 'a', label = 'A', type = 'enum' }]"),
            ("profile.attributes", "[{ name = 'email', label = 'E', type = 'date' }]"),
        ] {
            let policy = format!("[[policies]]\nname = 'email-only'\n{setting} = {wrong}");
            assert!(problem(&policy).contains(&format!("policies[0].{setting}")), "{policy}");
        }
    }

    #[test]
    fn an_unknown_setting_is_refused_by_name() {
        let error = Settings::from_toml("pollicy = 'x'").unwrap_err();
        let source = std::error::Error::source(&error).unwrap().to_string();
        assert!(source.contains("pollicy"), "{source}");
    }

    #[test]
    fn email_addresses_are_told_from_other_words() {
        for good in ["ada@example.com", "a.b+c@sub.example.co"] {
            assert!(looks_like_email(good), "{good}");
        }
        for bad in ["ada", "ada@", "@example.com", "a@b@c.d", "a b@c.d", "a@localhost", "a@c.d."] {
            assert!(!looks_like_email(bad), "{bad}");
        }
    }
}
