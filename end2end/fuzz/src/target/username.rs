//! Usernames as typed.

use server::sign_in::username::Username;

/// What is accepted is short, shows everything it holds, and reads the same the second time.
pub fn target(data: &[u8]) {
    let Ok(typed) = std::str::from_utf8(data) else { return };
    let Ok(name) = Username::parse(typed) else { return };
    let text = name.as_str();
    assert!(!text.is_empty() && text.chars().count() <= 254);
    assert!(!text.contains(|c: char| c.is_control() || c.is_whitespace()), "{typed:?}");
    assert!(text.matches('@').count() <= 1, "{typed:?}");
    assert!(Username::parse(text) == Ok(name.clone()), "{typed:?} reads otherwise again");
    let padded = format!(" \t{typed}\n");
    assert!(Username::parse(&padded) == Ok(name.clone()), "{typed:?} with space around it");
    if let Some(domain) = name.domain() {
        assert!(!domain.is_empty() && !domain.contains('@'), "{typed:?}");
    }
    assert!(!format!("{name:?}").contains(text) || "Username([redacted])".contains(text));
}
