//! The forwarded headers.

use std::net::IpAddr;
use std::net::Ipv4Addr;

use http::HeaderMap;
use http::HeaderValue;
use server::gate::address::Network;
use server::gate::address::visitor;

/// Nobody gets an address that no trusted hop vouched for.
///
/// Each line is one `X-Forwarded-For` header. Without trusted proxies the peer is the visitor; behind one proxy the
/// visitor is the proxy or the last entry; and what strangers write further left changes nothing.
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

/// Read on its own: entries from the right as long as everything further right is a proxy.
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

/// One more entry at the left end changes nothing unless every entry is a proxy's.
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
