//! A sliding window of events.

use std::time::Duration;

use serde::Deserialize;
use serde::Serialize;

/// At most `most` in any stretch of time as long as `within`.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// How many.
    pub most: u32,
    /// In how long.
    pub within: Duration,
}

/// The limit is reached; one more is possible in this many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait(pub u32);

/// The times of events. Exact, where a leaky bucket would let through up to twice as much in one stretch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Window(Vec<Event>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Event {
    /// Unix seconds.
    at: i64,
    /// A name under which a repetition costs nothing; empty if each event counts.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
}

impl Window {
    /// Adds an event unless that breaks a rule; returns how many the strictest rule has counted then.
    pub(super) fn take(&mut self, now: i64, name: &str, rules: &[Rule]) -> Result<u32, Wait> {
        let longest = rules.iter().map(|rule| seconds(rule.within)).max().unwrap_or(0);
        self.0.retain(|event| event.at > now - longest);
        if !name.is_empty() && self.0.iter().any(|event| event.name == name) {
            return Ok(self.count());
        }
        let wait = rules.iter().filter_map(|rule| self.wait(now, *rule)).max();
        if let Some(wait) = wait {
            return Err(Wait(wait));
        }
        self.0.push(Event { at: now, name: name.to_owned() });
        Ok(self.count())
    }

    /// Removes the newest event.
    pub(super) fn refund(&mut self) {
        self.0.pop();
    }

    /// Returns when no event counts any more (Unix seconds).
    pub(super) fn ends_at(&self, rules: &[Rule]) -> i64 {
        let longest = rules.iter().map(|rule| seconds(rule.within)).max().unwrap_or(0);
        self.0.last().map_or(0, |event| event.at) + longest
    }

    fn count(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    /// Returns the seconds until the rule allows one more, if it does not now.
    fn wait(&self, now: i64, rule: Rule) -> Option<u32> {
        let most = usize::try_from(rule.most).unwrap_or(usize::MAX);
        let recent = |event: &&Event| event.at > now - seconds(rule.within);
        let mut inside = self.0.iter().filter(recent).rev();
        // Room comes when the oldest of the newest `most` has left the stretch.
        let leaves = inside.nth(most.checked_sub(1)?)?.at + seconds(rule.within);
        u32::try_from((leaves - now).max(1)).ok()
    }
}

fn seconds(time: Duration) -> i64 {
    i64::try_from(time.as_secs()).unwrap_or(i64::MAX / 2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RULE: Rule = Rule { most: 3, within: Duration::from_mins(10) };

    #[test]
    fn the_fourth_waits_until_the_first_is_ten_minutes_old() {
        let mut window = Window::default();
        for at in [0, 100, 200] {
            assert!(window.take(at, "", &[RULE]).is_ok());
        }
        assert_eq!(window.take(300, "", &[RULE]), Err(Wait(300)));
        assert_eq!(window.take(599, "", &[RULE]), Err(Wait(1)));
        assert!(window.take(600, "", &[RULE]).is_ok());
        assert_eq!(window.take(601, "", &[RULE]), Err(Wait(99)));
    }

    #[test]
    fn the_same_name_again_costs_nothing() {
        let mut window = Window::default();
        for name in ["a", "b", "c", "a", "b", "c"] {
            assert!(window.take(0, name, &[RULE]).is_ok());
        }
        assert!(window.take(0, "d", &[RULE]).is_err());
    }

    #[test]
    fn what_is_refunded_can_be_taken_again() {
        let mut window = Window::default();
        for _ in 0..3 {
            assert!(window.take(0, "", &[RULE]).is_ok());
        }
        window.refund();
        assert_eq!(window.take(0, "", &[RULE]), Ok(3));
    }

    proptest! {
        /// Shows: R3
        #[test]
        fn no_stretch_of_time_ever_holds_more_than_the_rule_says(
            gaps in prop::collection::vec(0_i64..400, 1..60),
        ) {
            let (mut window, mut now, mut taken) = (Window::default(), 0, Vec::new());
            for gap in gaps {
                now += gap;
                if window.take(now, "", &[RULE]).is_ok() {
                    taken.push(now);
                }
                let recent = taken.iter().filter(|at| **at > now - 600).count();
                prop_assert!(recent <= 3);
            }
        }
    }
}
