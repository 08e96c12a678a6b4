//! The texts that the browser needs itself: for countdowns and connection errors.

/// The texts that the browser needs itself, for countdowns and connection errors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// "in {}": the time until an action is available; `{}` becomes `0:24`.
    pub available_in: String,
    /// The announcement when the action is available.
    pub available_now: String,
    /// "This sign-in expires in {}".
    pub expires_in: String,
    /// Minutes, as in `4 min`; `{}` becomes the number.
    pub minutes: String,
    /// Seconds, as in `45 s`; `{}` becomes the number.
    pub seconds: String,
    /// The server was unreachable; the user's input is kept.
    pub unreachable: String,
    /// The server rejected the request; the user's input is kept.
    pub refused: String,
    /// "Available in {} seconds.": describes an action during its countdown.
    pub available_later: String,
    /// "Opens in a new tab.": describes an external link.
    pub new_tab: String,
}

impl Words {
    /// Returns "in 0:24".
    pub fn countdown(&self, seconds: u32) -> String {
        fill(&self.available_in, &format!("{}:{:02}", seconds / 60, seconds % 60))
    }

    /// Returns "Available in 30 seconds."
    pub fn wait(&self, seconds: u32) -> String {
        fill(&self.available_later, &seconds.to_string())
    }

    /// Returns "This sign-in expires in 4 min"; exact near the end.
    pub fn expiry(&self, seconds: u32) -> String {
        let (pattern, amount) = if seconds > 90 {
            (&self.minutes, seconds.div_ceil(60))
        } else {
            (&self.seconds, seconds)
        };
        fill(&self.expires_in, &fill(pattern, &amount.to_string()))
    }
}

fn fill(pattern: &str, value: &str) -> String {
    match pattern.split_once("{}") {
        Some((before, after)) => [before, value, after].concat(),
        None => pattern.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words {
            available_in: "in {}".to_owned(),
            expires_in: "Expires in {}.".to_owned(),
            minutes: "{} min".to_owned(),
            seconds: "{} s".to_owned(),
            ..Words::default()
        }
    }

    #[test]
    fn a_countdown_shows_minutes_and_two_digits_of_seconds() {
        assert_eq!(words().countdown(65), "in 1:05");
    }

    #[test]
    fn a_wait_is_said_in_seconds() {
        let words = Words { available_later: "Available in {} seconds.".to_owned(), ..words() };
        assert_eq!(words.wait(30), "Available in 30 seconds.");
    }

    #[test]
    fn an_expiry_is_exact_only_near_the_end() {
        assert_eq!(words().expiry(500), "Expires in 9 min.");
        assert_eq!(words().expiry(45), "Expires in 45 s.");
    }
}
