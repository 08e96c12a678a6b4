//! Regions with a telephone network of their own, mostly countries.

use std::sync::LazyLock;

/// The calling codes, one region a line: code (ISO 3166-1 alpha-2), calling code (ITU E.164), and the prefix that
/// national numbers have and international ones lack.
const REGIONS: &str = include_str!("regions.txt");

/// The region where most speakers of a language live, for browsers that name no region.
const OF_LANGUAGE: &str = "ar-EG cs-CZ da-DK de-DE el-GR en-US es-ES fa-IR fi-FI fr-FR he-IL hi-IN hu-HU id-ID it-IT \
                           ja-JP ko-KR nb-NO nl-NL no-NO pl-PL pt-BR ro-RO ru-RU sk-SK sv-SE th-TH tr-TR uk-UA vi-VN zh-CN";

/// A region.
#[derive(Debug, PartialEq, Eq)]
pub struct Region {
    /// Its code (ISO 3166-1 alpha-2).
    pub code: &'static str,
    /// Its calling code, without a plus sign.
    pub calling: &'static str,
    /// The prefix of national numbers, which may be empty.
    pub trunk: &'static str,
}

static ALL: LazyLock<Vec<Region>> = LazyLock::new(|| REGIONS.lines().filter_map(read).collect());

fn read(line: &'static str) -> Option<Region> {
    let mut parts = line.split(' ');
    let (code, calling) = (parts.next()?, parts.next()?);
    Some(Region { code, calling, trunk: parts.next().unwrap_or_default() })
}

impl Region {
    /// Returns all regions, in the order of their codes.
    pub fn all() -> &'static [Self] {
        &ALL
    }

    /// Returns the region of a code, in any case.
    pub fn of(code: &str) -> Option<&'static Self> {
        Self::all().iter().find(|region| region.code.eq_ignore_ascii_case(code))
    }

    /// Returns the region of a language tag (BCP 47): the one that it names, such as that of `de-AT`, else the likely one
    /// of the language.
    pub fn of_language(tag: &str) -> Option<&'static Self> {
        let mut parts = tag.split('-');
        let language = parts.next()?;
        // One letter begins a private extension.
        let named = parts.take_while(|part| part.len() > 1).find(|part| part.len() == 2);
        let mut likely = OF_LANGUAGE.split_whitespace().filter_map(|pair| pair.split_once('-'));
        let of = |(it, _): &(&str, &str)| it.eq_ignore_ascii_case(language);
        named.or_else(|| likely.find(of).map(|(_, region)| region)).and_then(Self::of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_region_with_a_calling_code() {
        assert_eq!(Region::all().len(), REGIONS.lines().count());
        for Region { code, calling, trunk } in Region::all() {
            assert!(code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()), "{code}");
            assert!((1..=3).contains(&calling.len()) && !calling.starts_with('0'), "{code}");
            assert!(calling.bytes().chain(trunk.bytes()).all(|b| b.is_ascii_digit()), "{code}");
        }
    }

    #[test]
    fn a_language_tag_leads_to_a_region() {
        for (tag, expected) in [
            ("de-AT", Some("AT")),
            ("en-gb", Some("GB")),
            ("zh-Hant-TW", Some("TW")),
            ("pt", Some("BR")),
            ("en-x-US", Some("US")),
            ("sv-x-de", Some("SE")),
            ("de-ZZ", None),
            ("tlh", None),
            ("", None),
        ] {
            assert_eq!(Region::of_language(tag).map(|region| region.code), expected, "{tag}");
        }
    }

    #[test]
    fn every_likely_region_is_one() {
        for pair in OF_LANGUAGE.split_whitespace() {
            assert!(Region::of_language(pair).is_some(), "{pair}");
        }
    }
}
