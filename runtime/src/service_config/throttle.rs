//! The limit of retries while many calls fail.

use core::sync::atomic::{AtomicI64, Ordering};

use super::config::Throttling;

/// The tokens of a client. Each failure takes one token, and each success returns a part of one.
/// Retries stop while at most half of the tokens are left.
#[derive(Debug)]
pub struct Throttle {
    settings: Throttling,
    tokens: AtomicI64,
}

impl Throttle {
    pub fn new(settings: Throttling) -> Self {
        Self { settings, tokens: AtomicI64::new(settings.max) }
    }

    /// Records a failure. Returns whether there can be another attempt.
    pub fn record_failure(&self) -> bool {
        self.change(-1000);
        self.allows()
    }

    pub fn record_success(&self) {
        self.change(self.settings.ratio);
    }

    /// Whether there can be another attempt.
    pub fn allows(&self) -> bool {
        self.tokens.load(Ordering::Relaxed) > self.settings.max / 2
    }

    fn change(&self, by: i64) {
        let change = |tokens: i64| Some(tokens.saturating_add(by).clamp(0, self.settings.max));
        // The function never returns `None`, so the update succeeds.
        let _ = self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, change);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_stop_at_half_of_the_tokens() {
        let throttle = Throttle::new(Throttling { max: 4000, ratio: 500 });
        assert!(throttle.record_failure());
        assert!(!throttle.record_failure());
        throttle.record_success();
        assert!(throttle.allows());
        for _ in 0..10 {
            throttle.record_failure();
        }
        // Tokens do not become fewer than none: five successes are two tokens and a half.
        for left in [false, false, false, false, true] {
            throttle.record_success();
            assert_eq!(throttle.allows(), left);
        }
        for _ in 0..10 {
            throttle.record_success();
        }
        assert!(throttle.record_failure());
        assert!(!throttle.record_failure());
    }

    #[test]
    fn a_great_ratio_returns_all_tokens() {
        let throttle = Throttle::new(Throttling { max: 4000, ratio: i64::MAX });
        assert!(throttle.record_failure());
        assert!(!throttle.record_failure());
        throttle.record_success();
        assert!(throttle.record_failure());
    }
}
