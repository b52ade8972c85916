//! The time between two attempts.

use core::hash::BuildHasher;
use core::time::Duration;
use std::hash::RandomState;

/// The times between attempts, which grow from attempt to attempt.
#[derive(Debug, Clone, Copy)]
pub struct Backoff {
    initial: f64,
    max: f64,
    multiplier: f64,
    /// The seconds until the next attempt, before jitter.
    next: f64,
}

/// The multiplier between attempts to connect, as in gRPC's document about connection backoff.
const CONNECT_MULTIPLIER: f64 = 1.6;

impl Backoff {
    pub fn new(initial: Duration, max: Duration, multiplier: f64) -> Self {
        let (initial, max) = (initial.as_secs_f64(), max.as_secs_f64());
        Self { initial, max, multiplier, next: initial.min(max) }
    }

    /// The times between attempts to connect.
    pub fn connect(initial: Duration, max: Duration) -> Self {
        Self::new(initial, max, CONNECT_MULTIPLIER)
    }

    /// Returns the time until the next attempt. The jitter of A6 is a fifth, up or down.
    pub fn next(&mut self) -> Duration {
        self.next_with(random())
    }

    /// Begins again with the first time.
    pub fn reset(&mut self) {
        self.next = self.initial.min(self.max);
    }

    /// Returns the time until the next attempt. `random` is from 0 to 1.
    fn next_with(&mut self, random: f64) -> Duration {
        let time = self.next * (0.8 + 0.4 * random);
        self.next = (self.next * self.multiplier).min(self.max);
        Duration::try_from_secs_f64(time).unwrap_or(Duration::MAX)
    }
}

/// Returns a random number from 0 to 1. std's hasher has random keys, which suffice for jitter. So
/// no crate of random numbers is needed.
fn random() -> f64 {
    RandomState::new().hash_one(0) as f64 / u64::MAX as f64
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::*;

    #[test]
    fn times_grow_up_to_the_maximum() {
        let mut backoff = Backoff::new(Duration::from_millis(100), Duration::from_secs(1), 3.0);
        let times: Vec<_> = (0..4).map(|_| backoff.next_with(0.5).as_millis()).collect();
        assert_eq!(times, [100, 300, 900, 1000]);
        backoff.reset();
        assert_eq!(backoff.next_with(0.0), Duration::from_millis(80));
        assert_eq!(backoff.next_with(1.0), Duration::from_millis(360));

        let mut backoff = Backoff::new(Duration::from_secs(2), Duration::from_secs(1), 0.5);
        let times: Vec<_> = (0..2).map(|_| backoff.next_with(0.5).as_millis()).collect();
        assert_eq!(times, [1000, 500]);
    }

    #[test]
    fn jitter_is_a_fifth() {
        for _ in 0..100 {
            let time = Backoff::connect(Duration::from_secs(1), Duration::from_secs(2)).next();
            assert!((800..=1200).contains(&time.as_millis()), "{time:?}");
        }
        assert_ne!(random(), random());
    }
}
