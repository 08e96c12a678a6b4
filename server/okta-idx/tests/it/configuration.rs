use okta_idx::ClientSecret;
use okta_idx::Config;
use okta_idx::ConfigError;
use okta_idx::DeviceToken;
use okta_idx::Scopes;
use okta_idx::SystemRandomness;
use okta_idx::UserAgent;

const BACK: &str = "https://app.example/login/callback";

fn of(issuer: &str) -> Result<Config, ConfigError> {
    Config::new(issuer, "0oa1", None, BACK, Scopes::default())
}

#[test]
fn the_org_is_what_stands_before_oauth2_and_a_trailing_slash_is_dropped() {
    let custom = of("https://example.okta.com/oauth2/default/").unwrap();
    assert_eq!(custom.issuer(), "https://example.okta.com/oauth2/default");
    assert_eq!(custom.org().as_str(), "https://example.okta.com/");
    let org = of("https://example.okta.com").unwrap();
    assert_eq!(org.issuer(), "https://example.okta.com");
    assert_eq!(org.org().as_str(), "https://example.okta.com/");
}

/// Shows: O15
#[test]
fn plain_http_is_for_loopback_only() {
    for loopback in
        ["http://localhost:4100", "http://127.0.0.1:4100/oauth2/default", "http://[::1]:4100"]
    {
        assert!(of(loopback).is_ok(), "{loopback}");
    }
    for exposed in ["http://example.okta.com", "http://127.0.0.1.example.com", "ftp://localhost"] {
        assert!(matches!(of(exposed), Err(ConfigError::IssuerNotHttps)), "{exposed}");
    }
    let back = Config::new(
        "https://example.okta.com",
        "0oa1",
        None,
        "http://app.example/cb",
        Scopes::default(),
    );
    assert!(matches!(back, Err(ConfigError::RedirectNotHttps)));
}

#[test]
fn the_admin_console_is_refused_with_a_hint() {
    let error = of("https://example-admin.okta.com").unwrap_err();
    assert!(error.to_string().contains("leave out `-admin`"), "{error}");
    assert!(of("https://sys-admin.example.com").is_ok(), "a custom domain may be called anything");
}

#[test]
fn what_cannot_work_is_refused() {
    assert!(matches!(of("example.okta.com"), Err(ConfigError::IssuerUrl(_))));
    assert!(matches!(of("https://user@example.okta.com"), Err(ConfigError::IssuerParts)));
    assert!(matches!(of("https://example.okta.com?x=1"), Err(ConfigError::IssuerParts)));
    let config = |id: &str, secret: Option<&str>, scopes: &str| {
        Config::new(
            "https://example.okta.com",
            id,
            secret.map(ClientSecret::new),
            BACK,
            Scopes::parse(scopes),
        )
    };
    assert!(matches!(config(" ", None, "openid"), Err(ConfigError::EmptyClientId)));
    assert!(matches!(config("0oa1", Some(""), "openid"), Err(ConfigError::EmptyClientSecret)));
    assert!(matches!(config("0oa1", None, "profile email"), Err(ConfigError::NoOpenid)));
}

/// Shows: O14
#[test]
fn scopes_are_told_apart_and_listed_once() {
    assert_eq!(Scopes::parse(" openid, email  openid profile").joined(), "openid email profile");
}

#[test]
fn a_device_token_fits_okta_and_comes_back() {
    let token = DeviceToken::generate(&SystemRandomness).unwrap();
    assert_eq!(token.expose().len(), 32);
    assert_eq!(DeviceToken::parse(token.expose()).unwrap().expose(), token.expose());
    for wrong in ["", "a b", "ä", "x\r\ny", &"x".repeat(33)] {
        assert!(DeviceToken::parse(wrong).is_none(), "{wrong:?}");
    }
}

#[test]
fn a_user_agent_that_could_break_a_header_is_not_passed_on() {
    assert!(UserAgent::parse("Mozilla/5.0 (X11; Linux x86_64)").is_some());
    for wrong in ["", "a\r\nX-Evil: 1", "ü", &"x".repeat(513)] {
        assert!(UserAgent::parse(wrong).is_none(), "{wrong:?}");
    }
}
