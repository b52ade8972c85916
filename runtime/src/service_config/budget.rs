//! The limits of buffered requests.

use core::sync::atomic::{AtomicUsize, Ordering};

/// The bytes that a client buffers for further attempts.
#[derive(Debug)]
pub struct Budget {
    limits: Limits,
    used: AtomicUsize,
}

/// The bytes that a call and all calls of a client may buffer.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub call: usize,
    pub client: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { call: 256 * 1024, client: 16 * 1024 * 1024 }
    }
}

impl Budget {
    pub fn new(limits: Limits) -> Self {
        Self { limits, used: AtomicUsize::new(0) }
    }

    /// Reserves bytes of a call that has buffered `buffered` bytes so far. Returns `false` if one
    /// of the limits does not allow them.
    pub fn take(&self, bytes: usize, buffered: usize) -> bool {
        if bytes > self.limits.call.saturating_sub(buffered) {
            return false;
        }
        let take = |used: usize| used.checked_add(bytes).filter(|sum| *sum <= self.limits.client);
        self.used.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
    }

    pub fn give_back(&self, bytes: usize) {
        self.used.fetch_sub(bytes, Ordering::Relaxed);
    }

    #[cfg(test)]
    pub fn used(&self) -> usize {
        self.used.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_and_clients_have_limits() {
        let budget = Budget::new(Limits { call: 10, client: 15 });
        assert!(budget.take(10, 0));
        assert!(!budget.take(1, 10));
        assert!(!budget.take(6, 0));
        assert!(budget.take(5, 0));
        budget.give_back(10);
        assert!(budget.take(5, 5));
        assert!(!budget.take(usize::MAX, 0));
    }
}
