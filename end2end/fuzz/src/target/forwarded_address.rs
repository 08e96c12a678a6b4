//! The forwarded headers.

use std::net::IpAddr;
use std::net::Ipv4Addr;

use http::HeaderMap;
use http::HeaderValue;
use server::gate::address::Network;
use server::gate::address::visitor;

/// The client address is always one that a trusted proxy reported, or the peer's.
///
/// Each line is one `X-Forwarded-For` header. Without trusted proxies the client is the peer.
/// Behind one proxy it is the last entry, or the proxy. Entries further left, which clients can
/// forge, change nothing.
pub fn target(data: &[u8]) {
    let stranger = IpAddr::V4(Ipv4Addr::new(198, 51, 100, 7));
    let proxy = IpAddr::V4(Ipv4Addr::new(10, 1, 2, 3));
    let Ok(trusted) = "10.0.0.0/8".parse::<Network>() else { unreachable!("a network") };
    let mut headers = HeaderMap::new();
    for line in data.split(|byte| *byte == b'\n').take(8) {
        if let Ok(value) = HeaderValue::from_bytes(line) {
            headers.append("x-forwarded-for", value);
        }
    }
    assert_eq!(visitor(stranger, &headers, &[]), stranger, "a header was believed without a proxy");
    assert_eq!(visitor(stranger, &headers, &[trusted]), stranger, "a stranger's word was believed");
    let seen = visitor(proxy, &headers, &[trusted]);
    assert!(vouched(seen, proxy, &headers), "{seen} was vouched for by nobody");
    prefixed(&headers, proxy, trusted, seen);
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = text.parse::<Network>();
    }
}

/// Computes the address independently: entries from the right while everything further right is a
/// proxy.
fn vouched(seen: IpAddr, proxy: IpAddr, headers: &HeaderMap) -> bool {
    let joined = headers
        .get_all("x-forwarded-for")
        .iter()
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        .collect::<Vec<_>>()
        .join(",");
    let mut last = proxy;
    for entry in joined.split(',').rev() {
        let own = matches!(last, IpAddr::V4(it) if it.octets()[0] == 10);
        let Ok(entry) = entry.trim().parse::<IpAddr>() else { break };
        if !own {
            break;
        }
        last = entry.to_canonical();
    }
    seen == last
}

/// Another entry at the left end changes nothing unless every entry is a proxy's.
fn prefixed(headers: &HeaderMap, proxy: IpAddr, trusted: Network, seen: IpAddr) {
    if matches!(seen, IpAddr::V4(it) if it.octets()[0] == 10) {
        return;
    }
    let mut more = HeaderMap::new();
    more.append("x-forwarded-for", HeaderValue::from_static("203.0.113.99"));
    for value in headers.get_all("x-forwarded-for") {
        more.append("x-forwarded-for", value.clone());
    }
    assert_eq!(visitor(proxy, &more, &[trusted]), seen, "an entry further left was believed");
}
