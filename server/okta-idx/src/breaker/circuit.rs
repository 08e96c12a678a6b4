//! The circuit breaker of one address of the org.

use std::collections::VecDeque;
use std::fmt;

use time::Duration;
use time::OffsetDateTime;

/// How many of the last calls are counted.
const LAST: usize = 20;
/// Outcomes older than this are ignored.
const RECENT: Duration = Duration::seconds(10);
/// How long a failing org is left alone, and how long a probe may take before the next one.
const PAUSE: Duration = Duration::seconds(2);
/// The longest pause that the org may ask for; then it is probed.
const LONGEST: Duration = Duration::seconds(60);

/// Why a call was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// The org asked all clients to slow down.
    RateLimit,
    /// The org failed too often just now.
    Failing,
}

impl fmt::Display for Hold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RateLimit => "the org asked to be left alone",
            Self::Failing => "the org failed too often just now",
        })
    }
}

/// The state of a breaker.
#[derive(Debug)]
pub(super) enum Breaker {
    /// Calls are made. When the last ones ended, and whether they failed.
    Closed(VecDeque<(OffsetDateTime, bool)>),
    /// No call is made until then.
    Open { why: Hold, until: OffsetDateTime },
    /// One call is a probe; the others follow if it is answered.
    HalfOpen { why: Hold, since: OffsetDateTime },
}

/// Whether a call is a probe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Passage {
    Normal,
    /// A probe, made at this time.
    Probe(OffsetDateTime),
}

/// What the outcome of a call says about all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Answered,
    Failed,
    Throttled(OffsetDateTime),
}

impl Default for Breaker {
    fn default() -> Self {
        Self::Closed(VecDeque::new())
    }
}

impl Breaker {
    pub(super) fn is_closed(&self) -> bool {
        matches!(self, Self::Closed(_))
    }

    /// Lets a call pass, or returns why it must not and until when.
    pub(super) fn pass(&mut self, now: OffsetDateTime) -> Result<Passage, (Hold, OffsetDateTime)> {
        let why = match *self {
            Self::Closed(_) => return Ok(Passage::Normal),
            // A clock that was set back must not keep a breaker open.
            Self::Open { why, until } if now < until && until - now <= LONGEST => {
                return Err((why, until));
            }
            Self::HalfOpen { why, since } if (now - since).abs() < PAUSE => {
                return Err((why, since + PAUSE));
            }
            Self::Open { why, .. } | Self::HalfOpen { why, .. } => why,
        };
        *self = Self::HalfOpen { why, since: now };
        Ok(Passage::Probe(now))
    }

    /// Counts the outcome of a call that passed.
    pub(super) fn settle(&mut self, passage: Passage, verdict: Verdict, now: OffsetDateTime) {
        if let Verdict::Throttled(until) = verdict {
            let until = until.clamp(now + Duration::SECOND, now + LONGEST);
            let until = match *self {
                Self::Open { until: known, .. } => known.max(until),
                _ => until,
            };
            *self = Self::Open { why: Hold::RateLimit, until };
            return;
        }
        let failed = verdict == Verdict::Failed;
        match self {
            Self::Closed(last) => {
                last.push_back((now, failed));
                if last.len() > LAST {
                    last.pop_front();
                }
                let recent = last.iter().filter(|(at, _)| (now - *at).abs() < RECENT);
                let failures = last.iter().filter(|(_, failed)| *failed).count();
                if recent.count() == LAST && failures * 2 >= LAST {
                    *self = Self::Open { why: Hold::Failing, until: now + PAUSE };
                }
            }
            Self::HalfOpen { why, since } if passage == Passage::Probe(*since) => {
                *self = if failed {
                    Self::Open { why: *why, until: now + PAUSE }
                } else {
                    Self::default()
                };
            }
            // An answer to a call from before says nothing about now.
            Self::HalfOpen { .. } | Self::Open { .. } => {}
        }
    }

    /// Notes that a call ended without an outcome; if it was a probe, the next call is one.
    pub(super) fn abandon(&mut self, passage: Passage) {
        if let Self::HalfOpen { why, since } = *self
            && passage == Passage::Probe(since)
        {
            *self = Self::Open { why, until: since };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

    fn at(milliseconds: i64) -> OffsetDateTime {
        START + Duration::milliseconds(milliseconds)
    }

    fn called(breaker: &mut Breaker, verdict: Verdict, now: OffsetDateTime) -> bool {
        let passage = breaker.pass(now);
        if let Ok(passage) = passage {
            breaker.settle(passage, verdict, now);
        }
        passage.is_ok()
    }

    fn failing() -> Breaker {
        let mut breaker = Breaker::default();
        for call in 0..20 {
            let verdict = if call % 2 == 0 { Verdict::Answered } else { Verdict::Failed };
            assert!(called(&mut breaker, verdict, at(call)));
        }
        breaker
    }

    /// Shows: K2
    #[test]
    fn half_of_twenty_failures_open_it_for_two_seconds_and_one_answer_closes_it() {
        let mut breaker = failing();
        assert_eq!(breaker.pass(at(1000)), Err((Hold::Failing, at(2019))));
        let probe = breaker.pass(at(2019)).unwrap_or(Passage::Normal);
        assert!(breaker.pass(at(2020)).is_err(), "one at a time");
        breaker.settle(probe, Verdict::Answered, at(2100));
        assert_eq!(breaker.pass(at(2100)), Ok(Passage::Normal));
    }

    /// Shows: K2
    #[test]
    fn a_probe_that_fails_opens_it_again_and_one_that_hangs_is_followed_by_another() {
        let mut breaker = failing();
        assert!(called(&mut breaker, Verdict::Failed, at(3000)));
        assert!(breaker.pass(at(4999)).is_err());
        let hangs = breaker.pass(at(5000));
        assert!(breaker.pass(at(6999)).is_err());
        assert!(called(&mut breaker, Verdict::Answered, at(7000)));
        breaker.settle(hangs.unwrap_or(Passage::Normal), Verdict::Failed, at(13_000));
        assert!(breaker.is_closed(), "what the first one met is old by then");
    }

    #[test]
    fn a_probe_that_is_abandoned_is_followed_by_another_at_once() {
        let mut breaker = failing();
        let probe = breaker.pass(at(3000)).unwrap_or(Passage::Normal);
        breaker.abandon(probe);
        assert!(breaker.pass(at(3000)).is_ok());
    }

    /// Shows: K2
    #[test]
    fn fewer_or_older_or_rarer_failures_open_nothing() {
        let mut few = Breaker::default();
        assert!((0..19).all(|call| called(&mut few, Verdict::Failed, at(call))));
        assert!(few.is_closed());
        let mut slow = Breaker::default();
        assert!((0..100).all(|call| called(&mut slow, Verdict::Failed, at(call * 600))));
        let mut rare = Breaker::default();
        let verdict = |call| if call % 3 == 0 { Verdict::Failed } else { Verdict::Answered };
        assert!((0..100).all(|call| called(&mut rare, verdict(call), at(call))));
    }

    /// Shows: K1
    #[test]
    fn being_told_to_wait_opens_it_until_then_and_for_a_minute_at_the_most() {
        let mut breaker = Breaker::default();
        assert!(called(&mut breaker, Verdict::Throttled(at(20_000)), at(0)));
        assert_eq!(breaker.pass(at(19_999)), Err((Hold::RateLimit, at(20_000))));
        assert!(called(&mut breaker, Verdict::Throttled(at(3_600_000)), at(20_000)));
        assert_eq!(breaker.pass(at(20_000)), Err((Hold::RateLimit, at(80_000))));
        assert!(called(&mut breaker, Verdict::Throttled(at(0)), at(80_000)), "asked once a minute");
        assert_eq!(breaker.pass(at(80_000)), Err((Hold::RateLimit, at(81_000))));
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_keep_it_open() {
        let mut breaker = Breaker::default();
        assert!(called(&mut breaker, Verdict::Throttled(at(200_000)), at(180_000)));
        assert!(breaker.pass(at(0)).is_ok());
    }
}
