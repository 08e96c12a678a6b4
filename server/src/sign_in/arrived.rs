//! What the address of `/login/callback` says, read as forgivingly as it may be.
//!
//! The link of an email is copied, wrapped, quoted and encoded on its way. What does not change its meaning is
//! ignored here: punctuation behind it, `&amp;` for `&`, `=3D` for `=`, white space, a value that stands twice. What is
//! left must match what a sign-in waits for, so nothing is guessed.

use std::borrow::Cow;

use okta_idx::OAuthErrorKind;

/// What an address says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Arrived {
    /// The link of an email.
    Link {
        /// The code.
        otp: String,
        /// What may be meant as the state, most likely first.
        states: Vec<String>,
    },
    /// The org sends the browser back before the sign-in is over (OAuth 2.0, section 4.1.2.1).
    Unfinished {
        /// Whether the org refused, and does not only ask for more.
        refused: bool,
        /// What may be meant as the state, most likely first.
        states: Vec<String>,
    },
    /// Neither: parts are missing, cut off, or contradict each other.
    Unreadable,
}

/// The code of an email has so many digits.
const DIGITS: usize = 6;

impl Arrived {
    /// Reads the query of an address.
    pub(super) fn read(query: &str) -> Self {
        let pairs = Pairs::of(query);
        let states = pairs.states();
        if let Some(error) = pairs.only("error") {
            // `interaction_required` is how IDX says that the interaction goes on where it was started.
            return Self::Unfinished {
                refused: OAuthErrorKind::of(&error) != OAuthErrorKind::InteractionRequired,
                states,
            };
        }
        if pairs.only("interaction_code").is_some() {
            return Self::Unfinished { refused: false, states };
        }
        match pairs.otp() {
            Some(otp) if !states.is_empty() => Self::Link { otp, states },
            _ => Self::Unreadable,
        }
    }
}

/// The pairs of a query, with what was put around them taken off.
struct Pairs(Vec<(String, String)>);

impl Pairs {
    fn of(query: &str) -> Self {
        let pairs = Self::parsed(query);
        if pairs.0.iter().any(|(_, value)| !value.is_empty()) {
            return pairs;
        }
        // Encoded once too often: `otp%3D123456%26state%3D…`.
        let whole = pairs.0.into_iter().map(|(name, _)| name).collect::<Vec<_>>().join("&");
        Self::parsed(&whole)
    }

    fn parsed(query: &str) -> Self {
        let parsed = url::form_urlencoded::parse(query.as_bytes());
        Self(
            parsed.map(|(name, value)| (bare_name(&name).to_owned(), value.into_owned())).collect(),
        )
    }

    /// The value of `name` that is left when each has been cleaned by `clean`; none if two differ.
    fn cleaned(&self, name: &str, clean: impl Fn(&str) -> String) -> Option<String> {
        let values = self.0.iter().filter(|(found, _)| found == name);
        let mut values = values.map(|(_, value)| clean(value)).filter(|value| !value.is_empty());
        let first = values.next()?;
        values.all(|other| other == first).then_some(first)
    }

    fn only(&self, name: &str) -> Option<String> {
        self.cleaned(name, |value| run_of(value, |c| c.is_ascii_alphanumeric() || "-_".contains(c)))
    }

    /// The code, if it can be one.
    fn otp(&self) -> Option<String> {
        let otp = self.cleaned("otp", |value| run_of(value, |c| c.is_ascii_alphanumeric()))?;
        let is_code =
            |text: &str| text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_digit());
        let otp = match unquoted(&otp) {
            Some(rest) if is_code(rest) => rest.to_owned(),
            _ => otp,
        };
        let cut = otp.len() < DIGITS && otp.bytes().all(|byte| byte.is_ascii_digit());
        (!cut && (4..=16).contains(&otp.len())).then_some(otp)
    }

    /// What may be meant as the state.
    fn states(&self) -> Vec<String> {
        let clean = |value: &str| {
            let run =
                run_of(value, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~'));
            run.trim_end_matches(['.', '~']).to_owned()
        };
        let Some(state) = self.cleaned("state", clean) else { return Vec::new() };
        // A state may end in `-` or `_` itself, and may begin with `3D`.
        let barest = |text: &str| text.trim_end_matches(['.', '~', '-', '_']).to_owned();
        let plain = [Some(state.as_str()), unquoted(&state)].into_iter().flatten();
        let mut states = plain
            .flat_map(|text| [text.to_owned(), barest(text)])
            .filter(|text| (8..=256).contains(&text.len()))
            .collect::<Vec<_>>();
        states.dedup();
        states
    }
}

/// Takes off what HTML and copying put before a name: `amp;`, `?`.
fn bare_name(name: &str) -> &str {
    let mut bare = name.trim();
    while let Some(rest) = bare.strip_prefix("amp;").or_else(|| bare.strip_prefix('?')) {
        bare = rest;
    }
    bare
}

/// Takes off what is left of `=3D`, which quoted-printable writes for `=` (RFC 2045, section 6.7).
fn unquoted(text: &str) -> Option<&str> {
    text.strip_prefix("3D").or_else(|| text.strip_prefix("3d"))
}

/// Returns the first run of characters that a value can have; nothing if what follows is more than punctuation. A
/// line break within it came from wrapping.
fn run_of(value: &str, allowed: impl Fn(char) -> bool) -> String {
    let one_line = if value.contains(['\r', '\n']) {
        Cow::Owned(value.chars().filter(|c| !matches!(c, '\r' | '\n')).collect())
    } else {
        Cow::Borrowed(value)
    };
    let start = one_line.find(&allowed).unwrap_or(one_line.len());
    let rest = one_line.get(start..).unwrap_or_default();
    let (run, behind) = rest.split_at(rest.find(|c| !allowed(c)).unwrap_or(rest.len()));
    let ends = behind.chars().next().is_none_or(|c| {
        c.is_whitespace() || !c.is_ascii() || (c.is_ascii_punctuation() && !"-_".contains(c))
    });
    if ends { run.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const STATE: &str = "3Dk-_bc4Wq0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-_";

    fn finds(query: &str) -> bool {
        matches!(Arrived::read(query), Arrived::Link { otp, states }
            if otp == "158090" && states.len() <= 6 && states.iter().any(|state| state == STATE))
    }

    #[test]
    fn what_changes_nothing_is_ignored() {
        let plain = format!("otp=158090&state={STATE}");
        let other_way = format!("state={STATE}&otp=158090");
        for behind in [
            "",
            ".",
            ")",
            ").",
            ">",
            "%3E",
            "&gt;",
            "\"",
            "%22%3E",
            ",",
            ";",
            "!",
            "%20",
            "+and+more",
            "…",
            "*",
            "%0D%0A",
            "%E2%80%8B",
            "&utm_source=x",
        ] {
            for query in [&plain, &other_way] {
                assert!(finds(&format!("{query}{behind}")), "{query}{behind}");
            }
        }
        for query in [
            format!("otp=158090&amp;state={STATE}"),
            format!("amp;otp=158090&amp;amp;state={STATE}"),
            format!("otp=3D158090&state=3D{STATE}"),
            format!("otp=3D158090&amp;state=3D{STATE}."),
            format!("otp=158090&state={STATE}&state={STATE}"),
            format!("otp=158090&otp=158090&state={STATE}"),
            format!("otp=158090.&otp=158090&state={STATE}%29&state={STATE}"),
            format!("otp=&otp=158090&state={STATE}&state="),
            format!("?otp=158090&state={STATE}"),
            format!("otp%3D158090%26state%3D{STATE}"),
            format!("otp=158%0D%0A090&state={STATE}"),
            format!("otp=%20158090&state=%3C{STATE}"),
        ] {
            assert!(finds(&query), "{query}");
        }
    }

    #[test]
    fn what_is_cut_off_or_contradicts_itself_cannot_be_read() {
        for query in [
            String::new(),
            "otp=158090".to_owned(),
            format!("state={STATE}"),
            format!("otp=15809&state={STATE}"),
            format!("otp=158090&otp=158091&state={STATE}"),
            format!("otp=158090&state={STATE}&state=other-state"),
            "otp=158090&state=short".to_owned(),
            format!("otp=158090&state={}", "a".repeat(257)),
            format!("otp=%3Cb%3E1&state={STATE}"),
            format!("otp=call-0800-us&state={STATE}"),
        ] {
            assert_eq!(Arrived::read(&query), Arrived::Unreadable, "{query}");
        }
    }

    #[test]
    fn an_org_that_sends_a_browser_back_either_refuses_or_asks_for_more() {
        for (query, refused) in [
            ("error=access_denied&state=abcdefgh", true),
            ("error=server_error&state=abcdefgh.", true),
            ("error=interaction_required&amp;state=abcdefgh", false),
            ("interaction_code=x-y_z&state=abcdefgh", false),
        ] {
            match Arrived::read(query) {
                Arrived::Unfinished { refused: found, states: read } => {
                    assert_eq!(found, refused, "{query}");
                    assert!(read.iter().any(|state| state == "abcdefgh"), "{query}");
                }
                other => panic!("{query}: {other:?}"),
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_but_plain_characters_is_ever_read(query in "\\PC{0,80}|(otp|state|error|&|=|3D|amp;|[a-zA-Z0-9%<>.]){0,20}") {
            if let Arrived::Link { otp, states } = Arrived::read(&query) {
                prop_assert!(otp.bytes().all(|byte| byte.is_ascii_alphanumeric()));
                let plain = |c: u8| c.is_ascii_alphanumeric() || b"-_.~".contains(&c);
                prop_assert!(states.len() <= 6 && states.iter().all(|it| it.bytes().all(plain)));
            }
        }
    }
}
