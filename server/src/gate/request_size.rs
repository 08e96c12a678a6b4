//! How large a request may be before its body, and how many parts it may have.

use std::sync::Arc;

use axum::extract::Request;
use axum::response::Response;
use http::HeaderMap;
use http::StatusCode;
use http::Uri;

use crate::failure::refuse;
use crate::state::AppState;

/// Bytes of an address, query included.
const MAX_URI: usize = 4 * 1024;
/// Bytes of all headers, as they are on the wire.
const MAX_HEADER_BYTES: usize = 16 * 1024;
/// Number of headers.
const MAX_HEADERS: usize = 64;
/// Number of pairs in a query or a form.
const MAX_PAIRS: usize = 64;
/// `a[b][c][d]` is the deepest name of a field.
const MAX_NESTING: usize = 3;

/// Rejects requests larger than any that this site's pages make.
pub fn check(_: &Arc<AppState>, request: &mut Request) -> Option<Response> {
    let refusal = judge(request.uri(), request.headers()).err();
    refusal.map(|(status, code)| refuse(status, code))
}

fn judge(uri: &Uri, headers: &HeaderMap) -> Result<(), (StatusCode, &'static str)> {
    let address = uri.path_and_query().map_or(0, |it| it.as_str().len());
    if address > MAX_URI {
        return Err((StatusCode::URI_TOO_LONG, "address-too-long"));
    }
    // `: ` and the end of the line.
    let bytes = headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4);
    if headers.len() > MAX_HEADERS || bytes.sum::<usize>() > MAX_HEADER_BYTES {
        return Err((StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "headers-too-large"));
    }
    if !fits(uri.query().unwrap_or_default().as_bytes()) {
        return Err((StatusCode::BAD_REQUEST, "too-many-fields"));
    }
    Ok(())
}

/// Returns whether a URL-encoded text has at most 64 pairs, with names at most three deep.
pub(super) fn fits(encoded: &[u8]) -> bool {
    let mut pairs = encoded.split(|byte| *byte == b'&');
    pairs.by_ref().take(MAX_PAIRS).all(|pair| nesting(pair) <= MAX_NESTING)
        && pairs.next().is_none()
}

/// Counts the brackets that open in the name of a pair, encoded or not.
fn nesting(pair: &[u8]) -> usize {
    let name = pair.split(|byte| *byte == b'=').next().unwrap_or_default();
    let plain = name.split(|byte| *byte == b'[').count() - 1;
    let encoded = name.windows(3).filter(|it| it.eq_ignore_ascii_case(b"%5b")).count();
    plain + encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows: L2
    #[test]
    fn sixty_four_pairs_fit_and_one_more_does_not() {
        let pairs = |count: usize| vec!["a=1"; count].join("&");
        assert!(fits(pairs(64).as_bytes()));
        assert!(!fits(pairs(65).as_bytes()));
        assert!(!fits("&".repeat(64).as_bytes()));
    }

    /// Shows: L2
    #[test]
    fn a_name_is_three_deep_at_most_however_it_is_written() {
        assert!(fits(b"a[b][c][d]=[[[[[["));
        assert!(!fits(b"a[b][c][d][e]=1"));
        assert!(!fits(b"a%5Bb%5D%5bc%5d[d]%5B=1"));
    }
}
