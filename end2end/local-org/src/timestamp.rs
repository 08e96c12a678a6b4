//! A point in time as the org sees it, in whole milliseconds.

use serde::Deserialize;
use serde::Serialize;
use time::OffsetDateTime;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;

const ISO: &[BorrowedFormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z");
const HTTP_DATE: &[BorrowedFormatItem<'_>] = format_description!(
    "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT"
);
const CLOCK_TIME: &[BorrowedFormatItem<'_>] = format_description!("[hour]:[minute]:[second] UTC");

/// Milliseconds since 1970-01-01T00:00:00Z, on the org's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Timestamp(i64);

impl Timestamp {
    pub(crate) fn from_unix_millis(millis: i64) -> Self {
        Self(millis)
    }

    pub(crate) fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// Whole seconds since 1970, as JWT and rate-limit headers count them.
    pub(crate) fn unix_seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// Milliseconds from `earlier` to this moment; negative when `earlier` is later.
    pub(crate) fn millis_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// `2030-01-01T12:00:00.000Z`, the form of `expiresAt`.
    pub(crate) fn iso(self) -> String {
        self.formatted(ISO)
    }

    /// `Tue, 01 Jan 2030 12:00:00 GMT`, the form of the `Date` header (RFC 9110 section 5.6.7).
    pub(crate) fn http_date(self) -> String {
        self.formatted(HTTP_DATE)
    }

    /// `12:00:00 UTC`, for pages.
    pub(crate) fn clock_time(self) -> String {
        self.formatted(CLOCK_TIME)
    }

    fn formatted(self, description: &[BorrowedFormatItem<'_>]) -> String {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000_000)
            .ok()
            .and_then(|time| time.format(description).ok())
            .unwrap_or_else(|| format!("{} ms", self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_the_way_each_reader_expects() {
        let moment = Timestamp::from_unix_millis(1_893_499_200_007);
        assert_eq!(moment.iso(), "2030-01-01T12:00:00.007Z");
        assert_eq!(moment.http_date(), "Tue, 01 Jan 2030 12:00:00 GMT");
        assert_eq!(moment.unix_seconds(), 1_893_499_200);
    }

    #[test]
    fn a_moment_beyond_the_calendar_is_still_written() {
        assert!(Timestamp::from_unix_millis(i64::MAX).iso().ends_with(" ms"));
    }
}
