//! Phone numbers, in the format of ITU E.164.

use super::clean;
use super::digit;
use super::region::Region;

/// The most digits of a number, with its calling code (ITU E.164).
const LONGEST: usize = 15;
/// The fewest digits that are taken for a number. Okta judges whether there is such a number.
const SHORTEST: usize = 5;
/// The digits of a number whose national prefix may also be the beginning of a number without it, such as 8 in Russia.
const WITH_PREFIX: usize = 11;

/// Why a text is no phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneProblem {
    /// It has no calling code, and no region was named.
    NoRegion,
    /// It has other characters, too few digits or too many.
    Unlike,
}

/// Reads a number such as `0151 12345678` in a region, or `+49 151 12345678`, whose calling code counts more.
pub fn read(typed: &str, region: Option<&Region>) -> Result<String, PhoneProblem> {
    let text = digit::to_ascii(&clean::identifier(typed)).replace('\u{ff0b}', "+");
    // Some write the prefix of national numbers into international ones.
    let text = text.replace("(0)", "");
    let (international, rest) = match text.strip_prefix('+').or_else(|| text.strip_prefix("00")) {
        Some(rest) => (true, rest),
        None => (false, text.as_str()),
    };
    let is_written_beside =
        |c: char| c.is_ascii_digit() || " -./()\u{2010}\u{2011}\u{2013}".contains(c);
    if !rest.chars().all(is_written_beside) {
        return Err(PhoneProblem::Unlike);
    }
    let digits = rest.chars().filter(char::is_ascii_digit).collect::<String>();
    let digits = if international {
        digits
    } else {
        let region = region.ok_or(PhoneProblem::NoRegion)?;
        [region.calling, national(&digits, region)].concat()
    };
    let fits = (SHORTEST..=LONGEST).contains(&digits.len()) && !digits.starts_with('0');
    if fits { Ok(format!("+{digits}")) } else { Err(PhoneProblem::Unlike) }
}

/// Takes the prefix of national numbers away.
fn national<'a>(digits: &'a str, region: &Region) -> &'a str {
    let is_prefix = region.trunk.starts_with('0') || digits.len() >= WITH_PREFIX;
    digits.strip_prefix(region.trunk).filter(|_| is_prefix).unwrap_or(digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read_in(region: &str, typed: &str) -> Result<String, PhoneProblem> {
        read(typed, Region::of(region))
    }

    #[test]
    fn a_national_number_gets_the_calling_code_of_its_region() {
        for (region, typed, expected) in [
            ("DE", "0151 / 1234 5678", "+4915112345678"),
            ("DE", "151-12345678", "+4915112345678"),
            ("US", "(555) 555-0188", "+15555550188"),
            ("US", "1 555 555 0188", "+15555550188"),
            ("GB", "٠٧٧٠٠ ٩٠٠١٢٣", "+447700900123"),
            ("IT", "06 1234 5678", "+390612345678"),
            ("RU", "8 912 345 67 89", "+79123456789"),
            ("RU", "800 123 45 67", "+78001234567"),
            ("HU", "06 1 234 5678", "+3612345678"),
        ] {
            assert_eq!(read_in(region, typed).as_deref(), Ok(expected), "{region} {typed}");
        }
    }

    #[test]
    fn a_calling_code_that_is_typed_counts_more_than_the_region() {
        for typed in
            ["+43 660 1234567", "0043 660 1234567", "+43 (0)660 1234567", "＋43 660 1234567"]
        {
            assert_eq!(read_in("DE", typed).as_deref(), Ok("+436601234567"), "{typed}");
            assert_eq!(read(typed, None).as_deref(), Ok("+436601234567"), "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for typed in ["", "12", "call me", "555 CALL", "+", "+0123456", "1234567890123456"] {
            assert_eq!(read_in("US", typed), Err(PhoneProblem::Unlike), "{typed}");
        }
        assert_eq!(read("0151 12345678", None), Err(PhoneProblem::NoRegion));
    }

    proptest! {
        #[test]
        fn a_number_that_was_read_is_read_as_itself(typed in "[+0-9 ()/.-]{0,20}|\\PC{0,20}", at in 0_usize..245) {
            let region = Region::all().get(at);
            if let Ok(number) = read(&typed, region) {
                prop_assert!(number.len() <= LONGEST + 1);
                prop_assert_eq!(read(&number, None), Ok(number));
            }
        }
    }
}
