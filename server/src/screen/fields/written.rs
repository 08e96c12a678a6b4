//! Numbers and dates as users write them.

use time::Date;
use time::Month;

use crate::text_input::clean;
use crate::text_input::digit;

/// Returns a number as JSON writes it. Its decimal point may be a comma, and its digits may be those of any script.
pub(super) fn number(typed: &str) -> String {
    let text = digit::to_ascii(&clean::identifier(typed)).replace('\u{2212}', "-");
    let text = text.replace('\u{66b}', ".");
    let is_decimal_comma = text.matches(',').count() == 1 && !text.contains('.');
    if is_decimal_comma { text.replace(',', ".") } else { text }
}

/// Returns a date as Okta expects it, which is also what the date field of a browser sends.
pub(super) fn date(typed: &str) -> Option<String> {
    let text = digit::to_ascii(&clean::identifier(typed));
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    let year = Some(year).filter(|year| year.len() == 4)?.parse().ok()?;
    Date::from_calendar_date(year, month, day.parse().ok()?).ok().map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_be_written_in_the_way_of_a_language() {
        for (typed, expected) in [
            (" 42 ", "42"),
            ("1,5", "1.5"),
            ("\u{2212}3", "-3"),
            ("٣٫٥", "3.5"),
            ("1,000.5", "1,000.5"),
            ("many", "many"),
        ] {
            assert_eq!(number(typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_date_must_be_one_of_the_calendar() {
        assert_eq!(date("1990-12-31").as_deref(), Some("1990-12-31"));
        assert_eq!(date(" 2000-2-9").as_deref(), Some("2000-02-09"));
        for typed in
            ["", "1990", "1990-13-01", "2001-02-29", "31.12.1990", "90-12-31", "1990-12-31-1"]
        {
            assert_eq!(date(typed), None, "{typed}");
        }
    }
}
