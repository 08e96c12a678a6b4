//! Decimal digits of every script.

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;

/// Returns the ASCII digit of the same value, where `c` is a decimal digit of any script.
///
/// Unicode guarantees that the decimal digits of a set follow each other from 0 to 9, and some sets
/// follow each other directly. The value is therefore the place in the unbroken range of digits
/// around `c`, modulo 10.
pub(super) fn as_ascii(c: char) -> Option<char> {
    if c.is_ascii() {
        return c.is_ascii_digit().then_some(c);
    }
    if !is_decimal(u32::from(c)) {
        return None;
    }
    let before = (0..u32::from(c)).rev().take_while(|code| is_decimal(*code)).count();
    u32::try_from(before % 10).ok().and_then(|value| char::from_digit(value, 10))
}

/// Writes the decimal digits of a text in ASCII.
pub fn to_ascii(text: &str) -> String {
    text.chars().map(|c| as_ascii(c).unwrap_or(c)).collect()
}

fn is_decimal(code: u32) -> bool {
    CodePointMapData::<GeneralCategory>::new().get32(code) == GeneralCategory::DecimalNumber
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn digits_of_many_scripts_have_their_values() {
        for digits in [
            "0123456789",
            "０１２３４５６７８９",
            "٠١٢٣٤٥٦٧٨٩",
            "۰۱۲۳۴۵۶۷۸۹",
            "०१२३४५६७८९",
            "০১২৩৪৫৬৭৮৯",
            "๐๑๒๓๔๕๖๗๘๙",
        ] {
            assert_eq!(digits.chars().filter_map(as_ascii).collect::<String>(), "0123456789");
        }
        for other in ['a', '²', '①', '五', 'Ⅷ', '½'] {
            assert_eq!(as_ascii(other), None, "{other}");
        }
    }

    #[test]
    fn every_unbroken_range_of_digits_is_a_row_of_whole_sets() {
        let mut length = 0;
        for code in 0..=0x11_0000 {
            if is_decimal(code) {
                length += 1;
            } else {
                assert_eq!(length % 10, 0, "the range before U+{code:04X}");
                length = 0;
            }
        }
    }

    #[test]
    fn the_value_agrees_with_the_compatibility_form_wherever_there_is_one() {
        let digits = ('\0'..=char::MAX).filter(|c| as_ascii(*c).is_some());
        let folded =
            digits.filter_map(|c| Some((c, c.nfkc().next().filter(char::is_ascii_digit)?)));
        let mut count = 0;
        for (digit, ascii) in folded {
            assert_eq!(as_ascii(digit), Some(ascii), "{digit}");
            count += 1;
        }
        assert!(count >= 70, "{count}");
    }
}
