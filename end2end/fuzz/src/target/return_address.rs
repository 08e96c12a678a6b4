//! The address to return to after signing in.

use server::flow::SamePath;
use url::Url;

const ORIGIN: &str = "https://app.example";

/// An accepted address resolves to this site by a browser's rules, and parses to the same again.
pub fn target(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Some(path) = SamePath::parse(text) else { return };
    assert!(stays_here(&path), "{text:?} leads to another site");
    assert!(
        SamePath::parse(path.as_str()).as_ref() == Some(&path),
        "{text:?} reads otherwise again"
    );
    assert!(!path.as_str().contains(['\r', '\n', '\\', '\0']), "{text:?} breaks a header");
}

/// Whether a browser on any page of this site stays on its origin.
pub(super) fn stays_here(path: &SamePath) -> bool {
    ["", "/sign-in", "/a/b/c?d=e"].into_iter().all(|page| {
        let there = Url::parse(ORIGIN).and_then(|here| here.join(page)?.join(path.as_str()));
        there.is_ok_and(|there| there.origin().ascii_serialization() == ORIGIN)
    })
}
