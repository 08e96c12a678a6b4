//! Secrets from the environment or from files, and the session key.

use std::path::Path;
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use okta_idx::Randomness;
use zeroize::Zeroizing;

/// Why a secret cannot be used. Names the variable, says what is wrong and what to do.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// Given twice.
    #[error("both {0} and {0}_FILE are set: keep one of them")]
    Twice(&'static str),
    /// The file cannot be read.
    #[error("{name}_FILE is {path}, which cannot be read: {hint}")]
    Unreadable {
        /// The variable.
        name: &'static str,
        /// The file.
        path: PathBuf,
        /// What would be right.
        hint: &'static str,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A file with nothing in it.
    #[error("{name}_FILE is {path}, which is empty: write the secret into it")]
    Empty {
        /// The variable.
        name: &'static str,
        /// The file.
        path: PathBuf,
    },
    /// All users of the machine may read the file.
    #[error("{name}_FILE is {path}, which all users of this machine may read: chmod 600 {path}")]
    Exposed {
        /// The variable.
        name: &'static str,
        /// The file.
        path: PathBuf,
    },
    /// Not a key.
    #[error(
        "USHER_SESSION_KEY (or the file in USHER_SESSION_KEY_FILE) must be 32 random bytes in base64; `openssl rand -base64 32` makes one. Several keys, the newest first, are separated by commas"
    )]
    NotAKey,
    /// One key twice, or more keys than a rotation needs.
    #[error("USHER_SESSION_KEY holds the same key twice, or more than {MAX_KEYS} keys")]
    NotARing,
    /// It is short enough to be guessed, or published.
    #[error(
        "{0} is too short or published: take the one that the Okta admin console shows for the application"
    )]
    Weak(&'static str),
    /// No key at all.
    #[error(
        "USHER_SESSION_KEY (or USHER_SESSION_KEY_FILE) is not set; `openssl rand -base64 32` makes one"
    )]
    NoKey,
    /// Some of the Okta settings are there and some are not.
    #[error(
        "{missing} must be set, too: OKTA_ISSUER, OKTA_CLIENT_ID and OKTA_CLIENT_SECRET (or OKTA_CLIENT_SECRET_FILE) go together"
    )]
    Incomplete {
        /// Which are not.
        missing: String,
    },
    /// A key could not be made.
    #[error("a session key could not be made")]
    Randomness(#[from] okta_idx::RandomnessError),
    /// A new key could not be kept.
    #[error("the new session key could not be written to {path}")]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
}

/// Reads a secret that is given as a value or in a file.
pub fn from_value_or_file(
    name: &'static str,
    value: Option<&str>,
    file: Option<&Path>,
) -> Result<Option<Zeroizing<String>>, SecretError> {
    match (value.filter(|value| !value.is_empty()), file) {
        (Some(_), Some(_)) => Err(SecretError::Twice(name)),
        (Some(value), None) => Ok(Some(Zeroizing::new(value.to_owned()))),
        (None, Some(path)) => read(name, path).map(Some),
        (None, None) => Ok(None),
    }
}

fn read(name: &'static str, path: &Path) -> Result<Zeroizing<String>, SecretError> {
    let unreadable = |source: std::io::Error| {
        let hint = hint(source.kind());
        SecretError::Unreadable { name, path: path.to_owned(), hint, source }
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path).map_err(unreadable)?.permissions().mode();
        if mode & 0o004 != 0 {
            return Err(SecretError::Exposed { name, path: path.to_owned() });
        }
    }
    let text = Zeroizing::new(std::fs::read_to_string(path).map_err(unreadable)?);
    let text = Zeroizing::new(text.trim().to_owned());
    if text.is_empty() { Err(SecretError::Empty { name, path: path.to_owned() }) } else { Ok(text) }
}

/// What would be right instead of a file that cannot be read.
fn hint(kind: std::io::ErrorKind) -> &'static str {
    use std::io::ErrorKind;
    match kind {
        ErrorKind::NotFound => "name a file that exists, such as /run/secrets/usher",
        ErrorKind::IsADirectory => "name the file in that folder, such as /run/secrets/usher",
        ErrorKind::PermissionDenied => {
            "let the user who runs the server read it (chown, chmod 400)"
        }
        ErrorKind::InvalidData => "it must hold text and nothing else",
        _ => "name a file that this user can read, such as /run/secrets/usher",
    }
}

/// Keys at the same time.
const MAX_KEYS: usize = 4;
/// Different bytes that 32 random ones have: fewer than this once in a number of tries with more than twenty digits.
const DIFFERENT_BYTES: usize = 16;

/// Reads the session keys: the one in use first, then those whose sessions live on, separated by commas or white space.
pub fn session_keys(text: &str) -> Result<Vec<Zeroizing<[u8; 32]>>, SecretError> {
    let parts = text.split([',', ' ', '\n', '\r', '\t']).filter(|part| !part.is_empty());
    let keys = parts.map(session_key).collect::<Result<Vec<_>, _>>()?;
    let different = keys.iter().enumerate().all(|(place, key)| !keys[..place].contains(key));
    match keys.len() {
        0 => Err(SecretError::NotAKey),
        1..=MAX_KEYS if different => Ok(keys),
        _ => Err(SecretError::NotARing),
    }
}

/// Reads a session key.
pub fn session_key(text: &str) -> Result<Zeroizing<[u8; 32]>, SecretError> {
    let mut key = Zeroizing::new([0; 32]);
    // The alphabet for URLs and a missing end mean the same bytes.
    let plain =
        Zeroizing::new(text.trim().trim_end_matches('=').replace('-', "+").replace('_', "/"));
    let read = STANDARD_NO_PAD.decode_slice(plain.as_str(), key.as_mut());
    let mut different = key.to_vec();
    different.sort_unstable();
    different.dedup();
    match read {
        Ok(32) if different.len() >= DIFFERENT_BYTES => Ok(key),
        _ => Err(SecretError::NotAKey),
    }
}

/// The secret of the emulated org's application.
const KNOWN: [&str; 1] = ["usher-web-local-secret"];
/// Okta makes client secrets longer than this.
const SHORTEST: usize = 32;

/// Refuses a secret that protects nothing, unless the org is on this machine.
pub fn strong_enough(name: &'static str, secret: &str, issuer: &str) -> Result<(), SecretError> {
    let host = url::Url::parse(issuer).ok();
    let local = match host.as_ref().and_then(url::Url::host) {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    let weak = secret.len() < SHORTEST || KNOWN.contains(&secret);
    if weak && !local { Err(SecretError::Weak(name)) } else { Ok(()) }
}

/// The key that a development server keeps for itself, made at the first start.
pub fn kept_session_key(
    path: &Path,
    randomness: &dyn Randomness,
) -> Result<Zeroizing<[u8; 32]>, SecretError> {
    if path.exists() {
        return session_key(&read("USHER_SESSION_KEY", path)?);
    }
    let mut key = Zeroizing::new([0; 32]);
    randomness.fill(key.as_mut())?;
    let text = Zeroizing::new(STANDARD.encode(key.as_ref()));
    match write_private(path, text.as_bytes()) {
        Ok(()) => Ok(key),
        // Another server made one at the same moment.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            session_key(&read("USHER_SESSION_KEY", path)?)
        }
        Err(source) => Err(SecretError::Unwritable { path: path.to_owned(), source }),
    }
}

fn write_private(path: &Path, content: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(content)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use okta_idx::SystemRandomness;

    use super::*;

    /// Shows: S3
    #[test]
    fn a_key_of_the_wrong_length_or_of_one_byte_only_is_refused() {
        let zeros = STANDARD.encode([0; 32]);
        let pattern = STANDARD.encode([[1; 16], [2; 16]].concat());
        for text in ["", "c2hvcnQ=", "not base64 at all", zeros.as_str(), &pattern] {
            assert!(matches!(session_key(text), Err(SecretError::NotAKey)), "{text}");
            assert!(session_keys(text).is_err(), "{text}");
        }
    }

    /// Shows: S3
    #[test]
    fn four_different_keys_make_a_ring_and_nothing_else_does() {
        let keys = (0..5).map(|first| STANDARD.encode((first..first + 32).collect::<Vec<u8>>()));
        let keys = keys.collect::<Vec<_>>();
        assert_eq!(session_keys(&keys[..4].join(",\n")).unwrap().len(), 4);
        assert!(matches!(session_keys(&keys.join(" ")), Err(SecretError::NotARing)));
        let twice = format!("{0},{0}", keys[0]);
        assert!(matches!(session_keys(&twice), Err(SecretError::NotARing)));
        assert!(session_keys(&format!("{},c2hvcnQ=", keys[0])).is_err());
    }

    /// Shows: S3
    #[test]
    fn a_short_or_known_client_secret_is_for_an_org_on_this_machine_only() {
        let long = "k".repeat(40);
        for (secret, issuer, right) in [
            (long.as_str(), "https://a.okta.com/oauth2/default", true),
            ("k", "https://a.okta.com/oauth2/default", false),
            ("usher-web-local-secret", "https://a.okta.com", false),
            ("usher-web-local-secret", "http://127.0.0.1:4100/oauth2/default", true),
            ("usher-web-local-secret", "http://localhost.evil.example", false),
        ] {
            assert_eq!(strong_enough("X", secret, issuer).is_ok(), right, "{issuer}");
        }
    }

    #[test]
    fn a_development_server_finds_its_key_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sub/session.key");
        let first = kept_session_key(&path, &SystemRandomness).unwrap();
        assert_eq!(first, kept_session_key(&path, &SystemRandomness).unwrap());
    }

    /// Shows: S3
    #[cfg(unix)]
    #[test]
    fn a_secret_file_that_all_users_may_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(0o644)).unwrap();
        let refused = from_value_or_file("OKTA_CLIENT_SECRET", None, Some(file.path()));
        assert!(matches!(refused, Err(SecretError::Exposed { .. })));
    }

    #[test]
    fn a_secret_given_twice_is_refused_by_name() {
        let refused = from_value_or_file("OKTA_CLIENT_SECRET", Some("a"), Some(Path::new("b")));
        assert!(refused.unwrap_err().to_string().contains("OKTA_CLIENT_SECRET_FILE"));
    }
}
