//! Random choices that depend only on the seed.

use fastrand::Rng;

/// Returns random stream number `stream` of a seed. Each user has one, so a user's choices do not
/// depend on the speed of others.
pub(crate) fn of(seed: u64, stream: u64) -> Rng {
    let mut mixed = Rng::with_seed(stream);
    Rng::with_seed(seed ^ mixed.u64(..))
}

/// A chance in percent.
pub(crate) trait Chance {
    /// Returns true in `percent` of 100 cases.
    fn chance(&mut self, percent: u64) -> bool;
}

impl Chance for Rng {
    fn chance(&mut self, percent: u64) -> bool {
        self.u64(..100) < percent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_chooses_the_same_and_another_person_chooses_otherwise() {
        let draw = |seed, stream| {
            let mut random = of(seed, stream);
            (0..8).map(|_| random.u64(..1000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(7, 1), draw(7, 1));
        assert_ne!(draw(7, 1), draw(7, 2));
        assert_ne!(draw(7, 1), draw(8, 1));
    }
}
