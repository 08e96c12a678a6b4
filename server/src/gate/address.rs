//! The address of the client, also behind proxies.

use std::net::IpAddr;
use std::net::SocketAddr;
use std::str::FromStr;

use axum::extract::ConnectInfo;
use axum::extract::Request;
use http::HeaderMap;

/// A network of proxies whose `X-Forwarded-For` is believed: `10.0.0.0/8`, or one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: u128,
    bits: u32,
}

/// The text is not a network.
#[derive(Clone, Debug, thiserror::Error)]
#[error("“{0}” is not an address or network, such as 10.0.0.0/8 or ::1")]
pub struct NotANetwork(String);

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || NotANetwork(text.to_owned());
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u32>().map_err(|_| refused())?)),
            None => (text, None),
        };
        let address = address.trim().parse::<IpAddr>().map_err(|_| refused())?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(width);
        if bits > width {
            return Err(refused());
        }
        Ok(Self { address: wide(address), bits: bits + 128 - width })
    }
}

impl Network {
    /// Returns whether an address is in this network.
    pub fn contains(self, address: IpAddr) -> bool {
        let mask = if self.bits == 0 { 0 } else { u128::MAX << (128 - self.bits) };
        wide(address) & mask == self.address & mask
    }
}

/// Returns an IPv4 address as its mapped IPv6 address, so that both compare alike.
fn wide(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

/// Returns the address of the client that makes a request; `None` where it came over no connection.
pub fn of(request: &Request, trusted: &[Network]) -> Option<IpAddr> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>()?;
    Some(visitor(peer.0.ip(), request.headers(), trusted))
}

/// Returns the client's address: the peer, or, as long as the peer is a trusted proxy, what that proxy added at the
/// right end of `X-Forwarded-For`. Entries further left can be made up by the client and are never believed.
pub fn visitor(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let trusts = |address| trusted.iter().any(|network| network.contains(address));
    let mut address = peer.to_canonical();
    let hops = headers
        .get_all("x-forwarded-for")
        .iter()
        .rev()
        .flat_map(|value| value.as_bytes().rsplit(|byte| *byte == b','));
    for hop in hops {
        if !trusts(address) {
            break;
        }
        match std::str::from_utf8(hop).ok().and_then(|hop| hop.trim().parse::<IpAddr>().ok()) {
            Some(earlier) => address = earlier.to_canonical(),
            None => break,
        }
    }
    address
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use http::HeaderValue;

    use super::*;

    fn seen(peer: &str, forwarded: &'static str, trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_static(forwarded));
        let trusted = trusted.iter().map(|it| it.parse().unwrap()).collect::<Vec<_>>();
        visitor(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn without_trusted_proxies_the_header_is_ignored() {
        assert_eq!(seen("198.51.100.7", "203.0.113.9", &[]), "198.51.100.7");
    }

    #[test]
    fn a_trusted_proxy_is_believed_for_the_entry_it_added() {
        assert_eq!(seen("10.1.2.3", "6.6.6.6, 203.0.113.9", &["10.0.0.0/8"]), "203.0.113.9");
    }

    #[test]
    fn a_chain_of_trusted_proxies_is_followed_to_the_first_address_beyond_it() {
        let trusted = ["10.0.0.0/8", "192.0.2.1"];
        assert_eq!(seen("10.1.2.3", "6.6.6.6, 203.0.113.9, 192.0.2.1", &trusted), "203.0.113.9");
    }

    #[test]
    fn nonsense_in_the_header_stops_at_the_proxy() {
        assert_eq!(seen("10.1.2.3", "unknown", &["10.0.0.0/8"]), "10.1.2.3");
    }

    #[test]
    fn a_network_that_is_none_is_refused_by_name() {
        assert!("10.0.0.0/33".parse::<Network>().is_err());
        assert!("everything".parse::<Network>().unwrap_err().to_string().contains("everything"));
    }
}
