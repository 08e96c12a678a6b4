//! The address to listen on, in any usual spelling.

use std::net::IpAddr;
use std::net::Ipv4Addr;
use std::net::SocketAddr;

/// What is wrong with an address, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListenError {
    /// An address without a port.
    #[error("the port is missing; write {0}")]
    NoPort(SocketAddr),
    /// A number that no port has.
    #[error("the port must be a number from 0 to 65535, as in {EXAMPLE}")]
    NoSuchPort,
    /// A host name other than `localhost`.
    #[error(
        "write the number of an address of this machine and a port, as in {EXAMPLE}, or 0.0.0.0:3000 for all addresses"
    )]
    NotAnAddress,
}

const EXAMPLE: &str = "127.0.0.1:3000";
const USUAL_PORT: u16 = 3000;

/// Reads `127.0.0.1:3000`, `[::1]:3000`, `localhost:3000`, `:3000` or `3000`.
///
/// A port alone means this machine only: a plain-text port must not be open to a network by accident. `0.0.0.0:3000`
/// and `*:3000` mean all addresses.
pub fn address(text: &str) -> Result<SocketAddr, ListenError> {
    let text = text.trim();
    let text = text.strip_prefix("http://").unwrap_or(text).trim_end_matches('/');
    if let Ok(address) = text.parse::<SocketAddr>() {
        return Ok(address);
    }
    if let Ok(ip) = text.trim_matches(['[', ']']).parse::<IpAddr>() {
        return Err(ListenError::NoPort(SocketAddr::new(ip, USUAL_PORT)));
    }
    let (host, port) = match text.rsplit_once(':') {
        Some(parts) => parts,
        None if text.bytes().all(|byte| byte.is_ascii_digit()) => ("", text),
        None => (text, ""),
    };
    let ip = match host.to_ascii_lowercase().as_str() {
        "" | "localhost" => IpAddr::V4(Ipv4Addr::LOCALHOST),
        "*" => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        host => host.parse().map_err(|_| ListenError::NotAnAddress)?,
    };
    if port.is_empty() && !host.is_empty() {
        return Err(ListenError::NoPort(SocketAddr::new(ip, USUAL_PORT)));
    }
    let port = port.parse().map_err(|_| ListenError::NoSuchPort)?;
    Ok(SocketAddr::new(ip, port))
}

/// Returns why the server cannot listen there, and what to do.
pub fn refused(name: &str, address: SocketAddr, error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    let next = SocketAddr::new(address.ip(), address.port().wrapping_add(1).max(1024));
    let why = match error.kind() {
        ErrorKind::AddrInUse => {
            format!(
                "another program listens there already; stop it, or take another port, such as {next}"
            )
        }
        ErrorKind::PermissionDenied => {
            format!("this user may not listen there; take a port above 1023, such as {next}")
        }
        ErrorKind::AddrNotAvailable => format!(
            "this machine has no such address; take one of its own, as in {EXAMPLE}, or 0.0.0.0:{} for all of them",
            address.port()
        ),
        _ => format!("nothing can listen there ({error}); take another address, as in {EXAMPLE}"),
    };
    format!("{name} is {address}: {why}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_one_meaning_is_taken() {
        for (text, expected) in [
            ("127.0.0.1:8080", "127.0.0.1:8080"),
            ("localhost:8080", "127.0.0.1:8080"),
            ("LOCALHOST:8080", "127.0.0.1:8080"),
            (":8080", "127.0.0.1:8080"),
            ("8080", "127.0.0.1:8080"),
            (" 8080 ", "127.0.0.1:8080"),
            ("*:8080", "0.0.0.0:8080"),
            ("0.0.0.0:80", "0.0.0.0:80"),
            ("[::1]:8080", "[::1]:8080"),
            ("http://localhost:8080/", "127.0.0.1:8080"),
        ] {
            assert_eq!(address(text).map(|it| it.to_string()), Ok(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn anything_else_is_answered_with_an_example() {
        for text in [
            "",
            ":",
            "localhost",
            "127.0.0.1",
            "::1",
            "[::1]",
            "localhost:",
            "127.0.0.1:99999",
            "99999",
            "example.com:80",
            "127.0.0.1:http",
            "1.2.3:80",
            "https://localhost:80",
        ] {
            let error = address(text).map_err(|error| error.to_string());
            assert!(error.is_err_and(|it| it.contains(":3000")), "{text}");
        }
    }
}
