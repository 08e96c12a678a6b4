//! Where to listen, as users write it.

use std::net::IpAddr;
use std::net::Ipv4Addr;
use std::net::SocketAddr;

/// Reads `127.0.0.1:4100`, `localhost:4100`, `:4100` or `4100`; without a host it is loopback.
///
/// # Errors
/// What would be right, as a sentence.
pub fn parse_address(text: &str) -> Result<SocketAddr, String> {
    let text = text.trim();
    let text = text.strip_prefix("http://").unwrap_or(text).trim_end_matches('/');
    let loopback = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let host_and_port = text.rsplit_once(':').unwrap_or(("", text));
    let address = match host_and_port {
        ("" | "localhost", port) => port.parse().ok().map(|port| SocketAddr::new(loopback, port)),
        _ => text.parse().ok(),
    };
    address.ok_or_else(|| "write an address and a port, such as 127.0.0.1:4100".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_one_meaning_is_taken_and_the_rest_is_told_what_is_right() {
        for text in
            ["127.0.0.1:4100", "localhost:4100", ":4100", "4100", " http://localhost:4100/ "]
        {
            let address = parse_address(text).map(|address| address.to_string());
            assert_eq!(address.as_deref(), Ok("127.0.0.1:4100"), "{text}");
        }
        for text in ["", "localhost", "127.0.0.1", "127.0.0.1:99999", "example.com:80"] {
            assert!(parse_address(text).is_err_and(|it| it.contains("127.0.0.1:4100")), "{text}");
        }
    }
}
