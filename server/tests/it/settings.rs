//! A nearly correct setting is accepted if it has one meaning; otherwise the error names the
//! correct form.

use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use rusqlite::Connection;

const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
const SECRET: &str = "not-the-secret-of-any-real-application";

/// Builds the server's command with the required settings, and without those of this machine.
fn server(changed: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command.env_clear();
    for (name, value) in [
        ("OKTA_ISSUER", "http://127.0.0.1:9/oauth2/default"),
        ("OKTA_CLIENT_ID", "usher-web"),
        ("OKTA_CLIENT_SECRET", SECRET),
        ("USHER_SESSION_KEY", KEY),
        ("USHER_SESSION_STORE", "memory"),
        ("LEPTOS_SITE_ADDR", "127.0.0.1:0"),
    ] {
        command.env(name, value);
    }
    command.envs(changed.iter().copied());
    command
}

/// Returns the error of a server that does not start.
fn told(mut command: Command) -> String {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let began = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if began.elapsed() > Duration::from_secs(20) {
            child.kill().unwrap();
            panic!("it started: {command:?}");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let output = child.wait_with_output().unwrap();
    assert!(!output.status.success(), "{command:?}");
    let text = String::from_utf8(output.stderr).unwrap();
    for secret in [KEY, SECRET, "geheim"] {
        assert!(!text.contains(secret), "{text}");
    }
    text
}

/// Whether the settings are accepted.
fn is_taken(changed: &[(&str, &str)]) -> bool {
    let mut command = server(changed);
    command.arg("--routes").stdout(Stdio::null()).status().unwrap().success()
}

#[test]
fn an_error_names_the_variable_what_stands_there_and_what_would_be_right() {
    for (name, value, right) in [
        ("LEPTOS_SITE_ADDR", "localhost", "127.0.0.1:3000"),
        ("LEPTOS_SITE_ADDR", "127.0.0.1", "127.0.0.1:3000"),
        ("LEPTOS_SITE_ADDR", "127.0.0.1:99999", "127.0.0.1:3000"),
        ("LEPTOS_SITE_ADDR", "app.example.com:80", "127.0.0.1:3000"),
        ("USHER_PUBLIC_ORIGIN", "app.example.com", "https://app.example.com"),
        ("USHER_PUBLIC_ORIGIN", "localhost:3000", "http://localhost:3000"),
        ("USHER_PUBLIC_ORIGIN", "http://app.example.com", "https://app.example.com"),
        (
            "USHER_PUBLIC_ORIGIN",
            "https://app.example.com/login/callback",
            "write https://app.example.com\n",
        ),
        (
            "OKTA_ISSUER",
            "example.okta.com/oauth2/default",
            "https://example.okta.com/oauth2/default",
        ),
        ("OKTA_ISSUER", "http://example.okta.com", "https://example.okta.com"),
        (
            "OKTA_ISSUER",
            "https://example-admin.okta.com/oauth2/default",
            "https://example.okta.com/oauth2/default",
        ),
        ("OKTA_SCOPES", "profile email", "openid profile email"),
        ("OKTA_MAX_AGE_SECONDS", "1h", "3600"),
        ("USHER_SESSION_STORE", "sqlite:", "sqlite:/var/lib/usher/sessions.sqlite3"),
        ("USHER_SESSION_STORE", "/var/lib/usher.db", "sqlite:/var/lib/usher.db"),
        ("USHER_SESSION_STORE", "redis://localhost", "sqlite:/var/lib/usher/sessions.sqlite3"),
        ("USHER_SIGN_IN_MINUTES", "90", "1..=60"),
        ("USHER_SIGN_IN_MINUTES", "10m", "10"),
        ("USHER_IDLE_MINUTES", "0", "30"),
        ("USHER_SESSION_MINUTES", "-1", "720"),
        ("USHER_MAX_CONNECTIONS", "many", "10000"),
        ("USHER_MAX_REQUESTS", "0", "2048"),
        ("USHER_LIMIT_FACTOR", "0.5", "100"),
        ("USHER_DRAIN_SECONDS", "300", "0..=255"),
        ("USHER_ENUMERATION_PREVENTION", "maybe", "true"),
        ("USHER_LOG_FORMAT", "xml", "json"),
        ("USHER_TRUSTED_PROXIES", "10.0.0.0/33", "10.0.0.0/8"),
        ("OKTA_CLIENT_SECRET_FILE", "/nowhere/secret", "both"),
    ] {
        let text = told(server(&[(name, value)]));
        assert!(text.contains(name), "{name}={value}: {text}");
        assert!(text.contains(right), "{name}={value}: {text}");
        if name != "OKTA_CLIENT_SECRET_FILE" {
            assert!(text.contains(&format!("“{value}”")), "{name}={value}: {text}");
        }
        assert!(text.lines().count() <= 2, "{text}");
    }
}

#[test]
fn an_earlier_name_of_a_setting_is_taken_with_a_warning() {
    for (name, value, warning) in [
        ("USHER_HIDE_ACCOUNTS", "false", "is called USHER_ENUMERATION_PREVENTION now"),
        ("USHER_ANSWER_FLOOR_MS", "0", "is called USHER_MIN_RESPONSE_MS now"),
        ("USHER_MAX_CONNECTIONS_PER_NETWORK", "512", "has no effect any more"),
    ] {
        let output = server(&[(name, value)]).arg("--routes").output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(text.contains(&format!("{name} {warning}")), "{text}");
    }
    let text = told(server(&[("USHER_HIDE_ACCOUNTS", "maybe")]));
    assert!(text.contains("USHER_HIDE_ACCOUNTS"), "the name that was given: {text}");
}

#[test]
fn what_has_one_meaning_is_taken() {
    for (name, value) in [
        ("LEPTOS_SITE_ADDR", "localhost:8080"),
        ("LEPTOS_SITE_ADDR", ":8080"),
        ("LEPTOS_SITE_ADDR", "8080"),
        ("LEPTOS_SITE_ADDR", " \"127.0.0.1:8080\" "),
        ("LEPTOS_SITE_ADDR", ""),
        ("OKTA_ISSUER", "'https://example.okta.com/oauth2/default/'"),
        ("USHER_PUBLIC_ORIGIN", "https://app.example.com/"),
        ("USHER_PUBLIC_ORIGIN", ""),
        ("USHER_SESSION_STORE", "MEMORY"),
        ("USHER_SESSION_STORE", "sqlite:///var/lib/usher/sessions.sqlite3"),
        ("USHER_SIGN_IN_MINUTES", " 10 "),
        ("USHER_SIGN_IN_MINUTES", ""),
        ("USHER_ENUMERATION_PREVENTION", "FALSE"),
        ("USHER_ENUMERATION_PREVENTION", "no"),
        ("USHER_ENUMERATION_PREVENTION", "1"),
        ("USHER_ENUMERATION_PREVENTION", ""),
        ("USHER_LOG_FORMAT", "JSON"),
        ("USHER_TRUSTED_PROXIES", "10.0.0.0/8, 192.0.2.1"),
        ("USHER_TRUSTED_PROXIES", " 10.0.0.0/8 ,, 192.0.2.1, "),
        ("USHER_TRUSTED_PROXIES", ","),
        ("USHER_TRUSTED_PROXIES", ""),
        ("OKTA_CLIENT_SECRET_FILE", ""),
        ("OKTA_MAX_AGE_SECONDS", ""),
    ] {
        assert!(is_taken(&[(name, value)]), "{name}={value:?}");
    }
}

#[test]
fn a_flag_goes_before_its_variable_and_help_still_names_the_variables() {
    let mut command = server(&[("USHER_SIGN_IN_MINUTES", "90")]);
    let taken = command.args(["--sign-in-minutes", "5", "--routes"]).output().unwrap();
    assert!(taken.status.success(), "{taken:?}");
    let help = server(&[]).arg("--help").output().unwrap();
    let text = String::from_utf8(help.stdout).unwrap();
    assert!(text.contains("LEPTOS_SITE_ADDR") && text.contains("USHER_SESSION_STORE"), "{text}");
    assert!(!text.contains(KEY) && !text.contains(SECRET));
}

#[test]
fn a_secret_that_cannot_be_used_is_not_shown() {
    for (name, value) in [
        ("USHER_SESSION_KEY", "geheim"),
        ("USHER_SESSION_KEY", "geheim,geheim"),
        ("USHER_PUBLIC_ORIGIN", "https://ann:geheim@app.example.com"),
        ("OKTA_ISSUER", "https://ann:geheim@example.okta.com"),
    ] {
        assert!(told(server(&[(name, value)])).contains(name), "{name}");
    }
    let mut weak =
        server(&[("OKTA_ISSUER", "https://example.okta.com"), ("OKTA_CLIENT_SECRET", "geheim")]);
    weak.env("USHER_PUBLIC_ORIGIN", "https://app.example.com");
    assert!(told(weak).contains("OKTA_CLIENT_SECRET"));
}

#[test]
fn a_missing_okta_setting_is_named() {
    let mut command = server(&[]);
    command.env_remove("OKTA_CLIENT_ID");
    let text = told(command);
    assert!(text.starts_with("OKTA_CLIENT_ID must be set"), "{text}");
}

#[test]
fn a_session_key_is_read_in_the_alphabet_for_addresses_too() {
    use server::config::secret::session_key;
    let bytes = "+/+/0123456789abcdefghijABCDEFGHIJ0123456789";
    let plain = session_key(&format!("{}=", &bytes[..43])).unwrap();
    let other = bytes[..43].replace('+', "-").replace('/', "_");
    assert_eq!(plain, session_key(&other).unwrap());
}

#[test]
fn a_file_of_a_secret_that_cannot_be_read_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("empty"), "\n").unwrap();
    std::fs::write(path("binary"), [0xff, 0xfe]).unwrap();
    std::fs::create_dir(path("folder")).unwrap();
    std::fs::write(path("open"), "geheim").unwrap();
    #[cfg(unix)]
    for (name, mode) in [("empty", 0o600), ("binary", 0o600), ("open", 0o644)] {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path(name), std::fs::Permissions::from_mode(mode)).unwrap();
    }
    #[cfg(unix)]
    std::fs::set_permissions(path("folder"), std::os::unix::fs::PermissionsExt::from_mode(0o700))
        .unwrap();
    for (name, variable) in [
        ("USHER_SESSION_KEY", "USHER_SESSION_KEY_FILE"),
        ("OKTA_CLIENT_SECRET", "OKTA_CLIENT_SECRET_FILE"),
    ] {
        for (file, right) in [
            ("nowhere", "a file that exists"),
            ("empty", "write the secret into it"),
            ("binary", "must hold text"),
            ("folder", "the file in that folder"),
            #[cfg(unix)]
            ("open", "chmod 600"),
        ] {
            let mut command = server(&[(variable, &path(file))]);
            command.env_remove(name);
            let text = told(command);
            assert!(text.contains(variable) && text.contains(&path(file)), "{file}: {text}");
            assert!(text.contains(right), "{file}: {text}");
        }
    }
}

#[test]
fn a_port_in_use_is_named_with_another_one() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let text = told(server(&[("LEPTOS_SITE_ADDR", &address)]));
    assert!(text.starts_with(&format!("LEPTOS_SITE_ADDR is {address}: another program")), "{text}");
    assert!(text.contains("take another port, such as 127.0.0.1:"), "{text}");
}

/// Returns the server's error about a store that it cannot use.
fn told_about_store(path: &Path) -> String {
    let store = format!("sqlite:{}", path.display());
    let text = told(server(&[("USHER_SESSION_STORE", &store)]));
    assert!(text.starts_with(&format!("USHER_SESSION_STORE is {store}: ")), "{text}");
    text
}

#[test]
fn a_store_that_cannot_be_opened_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(
        &file,
        "this is no database, and it is longer than the head of one is".repeat(20),
    )
    .unwrap();
    let in_folder = told_about_store(folder.path());
    assert!(
        in_folder.contains("name a file in it") && in_folder.contains("sessions.sqlite3"),
        "{in_folder}"
    );
    let below_file = told_about_store(&file.join("sessions.sqlite3"));
    assert!(
        below_file.contains("cannot be made") && below_file.contains("name another path"),
        "{below_file}"
    );
    let no_database = told_about_store(&file);
    assert!(no_database.contains("not a file of sessions"), "{no_database}");
}

#[test]
fn a_store_that_another_program_holds_is_named_as_held() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.sqlite3");
    let other = Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE t (x); BEGIN EXCLUSIVE; INSERT INTO t VALUES (1);").unwrap();
    let text = told_about_store(&path);
    assert!(text.contains("another program holds it"), "{text}");
}

#[cfg(debug_assertions)]
#[test]
fn settings_of_the_emulated_org_are_named_too() {
    let emulated = |changed: &[(&str, &str)], folder: &Path| {
        let mut command = server(changed);
        for name in ["OKTA_ISSUER", "OKTA_CLIENT_ID", "OKTA_CLIENT_SECRET"] {
            command.env_remove(name);
        }
        command.current_dir(folder);
        command
    };
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    for (value, right) in [
        ("localhost", "127.0.0.1:3000"),
        ("0.0.0.0:0", "127.0.0.1:0"),
        (address.as_str(), "take another port"),
    ] {
        let text = told(emulated(&[("USHER_LOCAL_ORG_ADDR", value)], folder.path()));
        assert!(text.contains("USHER_LOCAL_ORG_ADDR") && text.contains(value), "{text}");
        assert!(text.contains(right), "{text}");
    }
    let state = folder.path().display().to_string();
    let vars = [("USHER_LOCAL_ORG_ADDR", "localhost:0"), ("USHER_LOCAL_ORG_STATE", state.as_str())];
    let text = told(emulated(&vars, folder.path()));
    assert!(text.contains(&format!("USHER_LOCAL_ORG_STATE is {state}")), "{text}");
    assert!(text.contains("name a file in it"), "{text}");
}
