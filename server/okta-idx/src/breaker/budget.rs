//! The retry budget.

/// Tenths of a retry. Every call earns one and a retry costs ten, so retries add at most a tenth to
/// all calls.
#[derive(Debug)]
pub(super) struct Budget(u32);

const COST: u32 = 10;
const MOST: u32 = 100;

impl Default for Budget {
    fn default() -> Self {
        Self(MOST)
    }
}

impl Budget {
    pub(super) fn earn(&mut self) {
        self.0 = (self.0 + 1).min(MOST);
    }

    pub(super) fn spend(&mut self) -> bool {
        let rest = self.0.checked_sub(COST);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows: K2
    #[test]
    fn when_everything_fails_retries_are_ten_and_then_a_tenth() {
        let mut budget = Budget::default();
        let mut retries = |calls: u32| {
            (0..calls)
                .filter(|_| {
                    budget.earn();
                    budget.spend()
                })
                .count()
        };
        assert_eq!(retries(11), 11);
        assert_eq!(retries(1000), 100);
    }
}
