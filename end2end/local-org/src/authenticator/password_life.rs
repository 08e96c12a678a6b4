//! What becomes of a password without its user: it expires, or an administrator resets it.

use serde::Deserialize;
use serde::Serialize;

use super::Activity;
use crate::timestamp::Timestamp;

const DAY: i64 = 24 * 3600;

/// How long a password is good for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Life {
    /// Until the user replaces it.
    #[default]
    Unlimited,
    /// Until this time; before it the user is warned at each sign-in.
    Until(Timestamp),
    /// An administrator has reset it: the next sign-in has to replace it.
    Reset,
}

impl Life {
    /// Reads `ok`, `expired`, `expiring:DAYS` or `reset`.
    ///
    /// # Errors
    /// What would be right.
    pub(crate) fn parse(text: &str, now: Timestamp) -> Result<Self, String> {
        let days = || text.strip_prefix("expiring:")?.parse::<u16>().ok();
        match text {
            "ok" => Ok(Self::Unlimited),
            "expired" => Ok(Self::Until(now)),
            "reset" => Ok(Self::Reset),
            _ => match days() {
                Some(days) => Ok(Self::Until(now.plus_seconds(DAY * i64::from(days)))),
                None => Err(format!("`{text}` is not one of ok, expired, expiring:DAYS, reset")),
            },
        }
    }

    /// The text that [`Self::parse`] reads.
    pub(crate) fn written(self, now: Timestamp) -> String {
        match self {
            Self::Unlimited => "ok".to_owned(),
            Self::Until(end) if end <= now => "expired".to_owned(),
            Self::Until(end) => format!("expiring:{}", days_left(end, now)),
            Self::Reset => "reset".to_owned(),
        }
    }

    /// What the user has to do about it.
    pub(super) fn renewal(self, now: Timestamp) -> Option<Activity> {
        match self {
            Self::Unlimited => None,
            Self::Until(end) if end <= now => Some(Activity::ReplaceExpired),
            Self::Until(_) => Some(Activity::ReplaceExpiring),
            Self::Reset => Some(Activity::Reset),
        }
    }

    /// `daysToExpiry`; the last day counts as a whole one.
    pub(super) fn days_to_expiry(self, now: Timestamp) -> Option<i64> {
        match self {
            Self::Until(end) => Some(days_left(end, now)),
            Self::Unlimited | Self::Reset => None,
        }
    }
}

fn days_left(end: Timestamp, now: Timestamp) -> i64 {
    end.millis_since(now).max(0).saturating_add(DAY * 1000 - 1) / (DAY * 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_written_as_it_was_read_until_the_clock_moves() {
        let now = Timestamp::from_unix_millis(1_893_499_200_007);
        for text in ["ok", "expired", "expiring:5", "reset"] {
            let life = Life::parse(text, now);
            assert_eq!(life.map(|life| life.written(now)).as_deref(), Ok(text));
        }
        let life = Life::parse("expiring:5", now).unwrap_or_default();
        assert_eq!(life.written(now.plus_seconds(DAY)), "expiring:4");
        assert_eq!(life.written(now.plus_seconds(5 * DAY)), "expired");
        for wrong in ["", "expiring", "expiring:-1", "expiring:soon", "OK"] {
            assert!(Life::parse(wrong, now).is_err(), "{wrong}");
        }
    }
}
