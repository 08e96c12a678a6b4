//! Email addresses: what is one, and where one stands in a text.

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

use super::clean;

/// Characters that people and programs put around an address.
const BEFORE: &str = "<([{\"'“”„‘’‚«‹「『【*_`|,;.";
const AFTER: &str = ">)]}\"'“”‘’»›」』】*_`|,.;:!?、…";

/// A longer text holds no address worth looking for, in bytes; this bounds the work.
const LONGEST_TEXT: usize = 2048;

/// Finds the one address in a cleaned text: `Ada <ada@example.com>`,
/// `mailto:ada@example.com?subject=…`, punctuation around it, or characters that stand for ASCII
/// ones (`＠`, `。`). Returns `None` where the text holds anything more.
pub fn find(text: &str) -> Option<String> {
    if text.len() > LONGEST_TEXT {
        return None;
    }
    let folded = fold(text);
    let mut rest = folded.as_str();
    let decoded;
    if let Some(address) = after_mailto(rest) {
        decoded = fold(&address);
        rest = &decoded;
    }
    while !is_address(rest) {
        rest = peeled(rest)?;
        if let Some(joined) = without_stray_spaces(rest) {
            return Some(joined);
        }
    }
    Some(rest.to_owned())
}

/// Folds compatibility characters (Unicode NFKC), and the ideographic full stop as domains do (UTS
/// 46).
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return clean::identifier(text);
    }
    clean::identifier(&text.nfkc().map(|c| if c == '。' { '.' } else { c }).collect::<String>())
}

/// The address of a `mailto` link, without what it says about the email (RFC 6068).
fn after_mailto(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['<', '"', '\'', '(']);
    let scheme = text.get(..7)?;
    let address = text.get(7..).filter(|_| scheme.eq_ignore_ascii_case("mailto:"))?;
    let address = address.split('?').next().unwrap_or(address);
    Some(percent_decode_str(address).decode_utf8_lossy().into_owned())
}

/// The text with one layer around an address taken off, always shorter.
fn peeled(text: &str) -> Option<&str> {
    let bare =
        text.trim_start_matches(|c| BEFORE.contains(c)).trim_end_matches(|c| AFTER.contains(c));
    in_angle_brackets(text)
        .or_else(|| Some(bare.trim()).filter(|bare| is_address(bare)))
        .or_else(|| before_comment(text))
        .or_else(|| after_label(text))
        .or_else(|| spaced(text))
}

/// `Ada Lovelace <ada@example.com>`: what stands in the only pair of brackets.
fn in_angle_brackets(text: &str) -> Option<&str> {
    let (name, rest) = text.split_once('<')?;
    let (inside, after) = rest.split_once('>')?;
    let ends = after.chars().all(|c| c.is_whitespace() || AFTER.contains(c));
    // Programs write an address in place of a name, but it is the same one.
    let same = !name.contains('@') || find(name).is_some_and(|found| found == inside.trim());
    (ends && same && !inside.contains('<')).then(|| inside.trim())
}

/// `ada@example.com (Ada Lovelace)`.
fn before_comment(text: &str) -> Option<&str> {
    let (address, comment) = text.split_once(" (")?;
    comment.ends_with(')').then(|| address.trim()).filter(|address| is_address(address))
}

/// `Email: ada@example.com`.
fn after_label(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once(':')?;
    let known = ["mail", "mailto"].iter().any(|it| label.to_ascii_lowercase().ends_with(it));
    let labels = (known || rest.starts_with(' ')) && !label.contains(['@', '"', '<']);
    labels.then(|| rest.trim())
}

/// The same text, if the only thing wrong with it may be spaces that a keyboard put around `@` and
/// full stops.
fn spaced(text: &str) -> Option<&str> {
    without_stray_spaces(text).is_some().then_some(text)
}

/// `ada @example. com` as one address.
fn without_stray_spaces(text: &str) -> Option<String> {
    let (local, domain) = text.split_once('@').filter(|_| text.contains(' '))?;
    let (local, domain) = (local.trim_end(), domain.trim_start());
    let first = domain.split(' ').next().unwrap_or(domain);
    let first = format!("{local}@{}", first.trim_end_matches(|c| AFTER.contains(c)));
    if is_address(&first) && first.len() < local.len() + 1 + domain.len() {
        // Words follow an address; which of them belong to it is not for a program to guess.
        return None;
    }
    let joined = format!("{local}@{}", domain.replace(". ", ".").replace(" .", "."));
    is_address(&joined).then_some(joined)
}

/// Returns whether `text` is an address as people have them: a plain local part, and a domain of at
/// least two labels.
pub fn is_address(text: &str) -> bool {
    text.len() <= LONGEST_TEXT
        && text.split_once('@').is_some_and(|(local, domain)| is_local(local) && is_domain(domain))
}

fn is_local(local: &str) -> bool {
    let odd = |c: char| {
        c.is_whitespace() || c.is_control() || "<>()[]:;,\\\"“”„‘’‚«»‹›「」『』【】".contains(c)
    };
    !(local.is_empty()
        || local.starts_with(['.', '/', '\''])
        || local.ends_with('.')
        || local.contains("..")
        || local.contains(odd))
}

fn is_domain(domain: &str) -> bool {
    let top = domain.rsplit_once('.').map_or("", |(_, top)| top);
    let named = top.chars().count() > 1 && !top.bytes().all(|byte| byte.is_ascii_digit());
    named && idna::domain_to_ascii_strict(domain).is_ok()
}

/// Returns whether a text with `@` looks like an address that was mistyped: neither an address nor
/// one of the forms that logins have (`"jane doe"@example.com`, `jane@corp.example@partner`).
pub fn looks_mistyped(text: &str) -> bool {
    text.contains('@') && !is_address(text) && !is_quoted(text) && !is_qualified(text)
}

/// An address with a quoted local part (RFC 5321, section 4.1.2).
fn is_quoted(text: &str) -> bool {
    let inside = |local: &str| {
        let inside = local.strip_prefix('"')?.strip_suffix('"')?;
        Some(!inside.is_empty() && !inside.contains('"'))
    };
    text.rsplit_once('@')
        .is_some_and(|(local, domain)| inside(local) == Some(true) && is_domain(domain))
}

/// An address with a realm behind it. The same domain twice is a slip instead.
fn is_qualified(text: &str) -> bool {
    let Some((address, realm)) = text.rsplit_once('@') else { return false };
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let twice = address.rsplit_once('@').is_some_and(|(_, it)| it.eq_ignore_ascii_case(realm));
    is_address(address)
        && !twice
        && realm.starts_with(char::is_alphanumeric)
        && realm.ends_with(char::is_alphanumeric)
        && realm.chars().all(plain)
}

/// The same address with its international domain in the other spelling (`bücher.example`,
/// `xn--bcher-kva.example`).
pub fn other_spelling(text: &str) -> Option<String> {
    let (local, domain) = text.rsplit_once('@')?;
    let other = if domain.is_ascii() {
        let encoded =
            |label: &str| label.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("xn--"));
        let (decoded, valid) =
            idna::domain_to_unicode(domain.split('.').any(encoded).then_some(domain)?);
        valid.ok().map(|()| decoded)?
    } else {
        idna::domain_to_ascii(domain).ok()?
    };
    (other != domain).then(|| format!("{local}@{other}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_is_found_in_what_people_paste() {
        for typed in [
            "ada@example.com",
            "ada＠example.com",
            "ada@example。com",
            "ａｄａ＠ｅｘａｍｐｌｅ．ｃｏｍ",
            "<ada@example.com>",
            "Ada Lovelace <ada@example.com>",
            "\"Lovelace, Ada\" <ada@example.com>;",
            "ada@example.com <ada@example.com>",
            "mailto:ada@example.com",
            "MAILTO:ada%40example.com?subject=Hi%20there&body=x@y.example",
            "<mailto:ada@example.com>",
            "Ada <mailto:ada@example.com>",
            "ada@example.com,",
            "ada@example.com.",
            "ada@example.com;",
            "ada@example.com。",
            "(ada@example.com)",
            "“ada@example.com”",
            "'ada@example.com'",
            "Email: ada@example.com",
            "E-Mail：ada@example.com",
            "ada@example.com (Ada Lovelace)",
            "ada @example.com",
            "ada@ example.com",
            "ada@example. com",
        ] {
            assert_eq!(
                find(&clean::identifier(typed)).as_deref(),
                Some("ada@example.com"),
                "{typed}"
            );
        }
    }

    #[test]
    fn nothing_is_guessed_where_a_text_may_mean_something_else() {
        for typed in [
            "John Smith",
            "ada lovelace@example.com",
            "\"jane doe\"@example.com",
            "jane@corp.example@partner",
            "Ada <ada@example.com>, Bob <bob@example.com>",
            "bob@example.com <ada@example.com>",
            "ada@example.com, bob@example.com",
            "ada@example.com bob",
            "ada@example.com. Thanks",
            "mailto:ada@example.com,bob@example.com",
            "ada@example",
            "ada:bob@example.com",
            "CORP\\jane",
        ] {
            assert_eq!(find(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_looks_mistyped_is_told_from_logins_of_other_forms() {
        for text in [
            "ada@example",
            "ada@example,com",
            "ada@@example.com",
            "ada@example..com",
            "ada@.com",
            "ada@example.com@example.com",
            "ada@example.c",
            "ada@-example.com",
            "ada@exam ple.com",
            "ada lovelace@example.com",
            ".ada@example.com",
            "ada@127.1",
            "@example.com",
            "ada@",
            "ada@xn--a.example",
        ] {
            assert!(looks_mistyped(text), "{text}");
        }
        for text in [
            "ada",
            "John Smith",
            "CORP\\jane",
            "jane@corp.example@partner",
            "\"jane doe\"@example.com",
            "o'hara+tag@mail.example.co.uk",
            "anna@bücher.example",
            "anna@xn--bcher-kva.example",
            "用户@例子.广告",
            "jane_corp.example#EXT#@tenant.onmicrosoft.com",
        ] {
            assert!(!looks_mistyped(text), "{text}");
        }
    }

    #[test]
    fn an_international_domain_has_two_spellings_and_any_other_one() {
        let (unicode, ascii) = ("anna@bücher.example", "anna@xn--bcher-kva.example");
        assert_eq!(other_spelling(unicode).as_deref(), Some(ascii));
        assert_eq!(other_spelling(ascii).as_deref(), Some(unicode));
        for text in
            ["ada@example.com", "anna", "bücher", "anna@xn--\u{1}.example", "ADA@EXAMPLE.COM"]
        {
            assert_eq!(other_spelling(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_address_that_is_found_is_one_and_is_found_again(
            typed in "[a-c@.,:;<>() \"＠。％%4０ü\u{200b}-]{0,24}",
        ) {
            if let Some(found) = find(&clean::identifier(&typed)) {
                prop_assert!(is_address(&found));
                prop_assert!(!looks_mistyped(&found));
                prop_assert_eq!(clean::identifier(&found), found.clone());
                prop_assert_eq!(find(&found), Some(found.clone()));
            }
        }
    }
}
