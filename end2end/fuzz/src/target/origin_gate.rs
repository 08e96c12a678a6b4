//! The origin check for requests that change something.

use http::HeaderMap;
use http::HeaderValue;
use http::header::ORIGIN;
use server::gate::csrf_origin::Source;

const OURS: &str = "https://app.example";

/// The first line is `Sec-Fetch-Site`, the second is `Origin`; an empty line means no header. Only
/// the site's exact origin is accepted, and `Sec-Fetch-Site` takes precedence over `Origin`.
pub fn target(data: &[u8]) {
    let mut lines = data.split(|byte| *byte == b'\n');
    let site = header(lines.next());
    let origin = header(lines.next());
    let mut headers = HeaderMap::new();
    if let Some(site) = &site {
        headers.insert("sec-fetch-site", site.clone());
    }
    if let Some(origin) = &origin {
        headers.insert(ORIGIN, origin.clone());
    }
    let own = match (site, origin) {
        (Some(site), _) => site.as_bytes() == b"same-origin",
        (None, Some(origin)) => origin.as_bytes() == OURS.as_bytes(),
        (None, None) => false,
    };
    assert_eq!(Source::of(&headers, OURS) == Source::Own, own, "{data:?}");
}

fn header(line: Option<&[u8]>) -> Option<HeaderValue> {
    HeaderValue::from_bytes(line.filter(|line| !line.is_empty())?).ok()
}
