//! Usernames as users type them.

use server::text_input::clean::is_invisible;
use server::text_input::user_key;
use server::text_input::username::Username;

/// An accepted username is short, has no invisible characters, and parses to the same again.
pub fn target(data: &[u8]) {
    let Ok(typed) = std::str::from_utf8(data) else { return };
    let Ok(name) = Username::read(typed) else { return };
    let text = name.as_str();
    assert!(!text.is_empty() && text.chars().count() <= 254);
    assert!(!text.contains(|c: char| c.is_control() || is_invisible(c)), "{typed:?}");
    assert!(Username::read(text) == Ok(name.clone()), "{typed:?} reads otherwise again");
    let padded = format!(" \t{typed}\n");
    assert!(Username::read(&padded) == Ok(name.clone()), "{typed:?} with space around it");
    let key = user_key::of(text);
    assert_eq!(user_key::of(&key), key, "{typed:?}");
    assert_eq!(user_key::of(typed), key, "{typed:?}");
    assert!(!format!("{name:?}").contains(text) || "Username([redacted])".contains(text));
}
