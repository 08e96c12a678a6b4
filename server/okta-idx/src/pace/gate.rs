//! The circuit breaker of one address of the org.

use std::collections::VecDeque;
use std::fmt;

use time::Duration;
use time::OffsetDateTime;

/// The number of latest calls that are considered.
const LAST: usize = 20;
/// Calls that ended earlier are not considered.
const RECENT: Duration = Duration::seconds(10);
/// How long calls to a failing org are held, and the time limit of a probe.
const PAUSE: Duration = Duration::seconds(2);
/// The maximum hold for a rate limit; then the org is called again.
const LONGEST: Duration = Duration::seconds(60);

/// Why a call was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// The org reported a rate limit for all users.
    RateLimit,
    /// The org failed too often within a short time.
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

/// The state of the circuit breaker.
#[derive(Debug)]
pub(super) enum Gate {
    /// Calls are made. Holds when the latest ones ended, and whether they failed.
    Open(VecDeque<(OffsetDateTime, bool)>),
    /// No call is made until this time.
    Closed { why: Hold, until: OffsetDateTime },
    /// One call probes whether the others may follow.
    Probing { why: Hold, since: OffsetDateTime },
}

/// How a call was admitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Passage {
    Open,
    /// As the probe, at this moment.
    Probe(OffsetDateTime),
}

/// What the end of a call means for the other calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Answered,
    Failed,
    Throttled(OffsetDateTime),
}

impl Default for Gate {
    fn default() -> Self {
        Self::Open(VecDeque::new())
    }
}

impl Gate {
    pub(super) fn is_open(&self) -> bool {
        matches!(self, Self::Open(_))
    }

    /// Admits a call, or returns why it is held and until when.
    pub(super) fn pass(&mut self, now: OffsetDateTime) -> Result<Passage, (Hold, OffsetDateTime)> {
        let why = match *self {
            Self::Open(_) => return Ok(Passage::Open),
            // A clock that was set back must not keep a gate closed.
            Self::Closed { why, until } if now < until && until - now <= LONGEST => {
                return Err((why, until));
            }
            Self::Probing { why, since } if (now - since).abs() < PAUSE => {
                return Err((why, since + PAUSE));
            }
            Self::Closed { why, .. } | Self::Probing { why, .. } => why,
        };
        *self = Self::Probing { why, since: now };
        Ok(Passage::Probe(now))
    }

    /// Updates the state with the end of an admitted call.
    pub(super) fn settle(&mut self, passage: Passage, verdict: Verdict, now: OffsetDateTime) {
        if let Verdict::Throttled(until) = verdict {
            let until = until.clamp(now + Duration::SECOND, now + LONGEST);
            let until = match *self {
                Self::Closed { until: known, .. } => known.max(until),
                _ => until,
            };
            *self = Self::Closed { why: Hold::RateLimit, until };
            return;
        }
        let failed = verdict == Verdict::Failed;
        match self {
            Self::Open(last) => {
                last.push_back((now, failed));
                if last.len() > LAST {
                    last.pop_front();
                }
                let recent = last.iter().filter(|(at, _)| (now - *at).abs() < RECENT);
                let failures = last.iter().filter(|(_, failed)| *failed).count();
                if recent.count() == LAST && failures * 2 >= LAST {
                    *self = Self::Closed { why: Hold::Failing, until: now + PAUSE };
                }
            }
            Self::Probing { why, since } if passage == Passage::Probe(*since) => {
                *self = if failed {
                    Self::Closed { why: *why, until: now + PAUSE }
                } else {
                    Self::default()
                };
            }
            // The end of an earlier call says nothing about the current state.
            Self::Probing { .. } | Self::Closed { .. } => {}
        }
    }

    /// Ends a call without a verdict: if it was the probe, the next call becomes the probe.
    pub(super) fn give_up(&mut self, passage: Passage) {
        if let Self::Probing { why, since } = *self
            && passage == Passage::Probe(since)
        {
            *self = Self::Closed { why, until: since };
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

    fn called(gate: &mut Gate, verdict: Verdict, now: OffsetDateTime) -> bool {
        let passage = gate.pass(now);
        if let Ok(passage) = passage {
            gate.settle(passage, verdict, now);
        }
        passage.is_ok()
    }

    fn failing() -> Gate {
        let mut gate = Gate::default();
        for call in 0..20 {
            let verdict = if call % 2 == 0 { Verdict::Answered } else { Verdict::Failed };
            assert!(called(&mut gate, verdict, at(call)));
        }
        gate
    }

    /// Shows: K2
    #[test]
    fn half_of_twenty_failures_close_it_for_two_seconds_and_one_answer_opens_it() {
        let mut gate = failing();
        assert_eq!(gate.pass(at(1000)), Err((Hold::Failing, at(2019))));
        let probe = gate.pass(at(2019)).unwrap_or(Passage::Open);
        assert!(gate.pass(at(2020)).is_err(), "one at a time");
        gate.settle(probe, Verdict::Answered, at(2100));
        assert_eq!(gate.pass(at(2100)), Ok(Passage::Open));
    }

    /// Shows: K2
    #[test]
    fn a_probe_that_fails_closes_it_again_and_one_that_hangs_is_followed_by_another() {
        let mut gate = failing();
        assert!(called(&mut gate, Verdict::Failed, at(3000)));
        assert!(gate.pass(at(4999)).is_err());
        let hangs = gate.pass(at(5000));
        assert!(gate.pass(at(6999)).is_err());
        assert!(called(&mut gate, Verdict::Answered, at(7000)));
        gate.settle(hangs.unwrap_or(Passage::Open), Verdict::Failed, at(13_000));
        assert!(gate.is_open(), "what the first one met is old by then");
    }

    #[test]
    fn a_probe_that_is_abandoned_gives_its_place_to_the_next() {
        let mut gate = failing();
        let probe = gate.pass(at(3000)).unwrap_or(Passage::Open);
        gate.give_up(probe);
        assert!(gate.pass(at(3000)).is_ok());
    }

    /// Shows: K2
    #[test]
    fn fewer_or_older_or_rarer_failures_close_nothing() {
        let mut few = Gate::default();
        assert!((0..19).all(|call| called(&mut few, Verdict::Failed, at(call))));
        assert!(few.is_open());
        let mut slow = Gate::default();
        assert!((0..100).all(|call| called(&mut slow, Verdict::Failed, at(call * 600))));
        let mut rare = Gate::default();
        let verdict = |call| if call % 3 == 0 { Verdict::Failed } else { Verdict::Answered };
        assert!((0..100).all(|call| called(&mut rare, verdict(call), at(call))));
    }

    /// Shows: K1
    #[test]
    fn being_told_to_wait_closes_it_until_then_and_for_a_minute_at_the_most() {
        let mut gate = Gate::default();
        assert!(called(&mut gate, Verdict::Throttled(at(20_000)), at(0)));
        assert_eq!(gate.pass(at(19_999)), Err((Hold::RateLimit, at(20_000))));
        assert!(called(&mut gate, Verdict::Throttled(at(3_600_000)), at(20_000)));
        assert_eq!(gate.pass(at(20_000)), Err((Hold::RateLimit, at(80_000))));
        assert!(called(&mut gate, Verdict::Throttled(at(0)), at(80_000)), "asked once a minute");
        assert_eq!(gate.pass(at(80_000)), Err((Hold::RateLimit, at(81_000))));
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_keep_it_shut() {
        let mut gate = Gate::default();
        assert!(called(&mut gate, Verdict::Throttled(at(200_000)), at(180_000)));
        assert!(gate.pass(at(0)).is_ok());
    }
}
