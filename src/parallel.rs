//! Work on all cores.
//!
//! May import: `diagnostics`.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{panic, thread};

use crate::diagnostics::Diagnostics;

/// The results that wait for earlier results.
struct Waiting<R, F> {
    next: usize,
    done: BTreeMap<usize, R>,
    take: F,
}

/// Calls `work` with every element of a list, on all cores, and passes the results to `take`.
///
/// `take` gets each result as soon as it and all earlier results exist, so the results need not be
/// in memory all at once. A thread takes one element at a time, because the sizes of elements
/// differ by orders of magnitude. Each thread has its own `tools`.
pub(crate) fn in_order<T: Sync, R: Send, S>(
    list: &[T],
    tools: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
    take: impl FnMut(R) + Send,
) {
    let next = AtomicUsize::new(0);
    let waiting = Mutex::new(Waiting { next: 0, done: BTreeMap::new(), take });
    let worker = || {
        let mut tools = tools();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(element) = list.get(index) else { return };
            let result = work(&mut tools, element);
            // The lock is poisoned only after a panic, which ends the run.
            let Ok(mut waiting) = waiting.lock() else { return };
            waiting.add(index, result);
        }
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(list.len());
    thread::scope(|scope| {
        // If no thread can be spawned, this thread does all the work.
        let others: Vec<_> = (1..workers)
            .filter_map(|_| thread::Builder::new().spawn_scoped(scope, worker).ok())
            .collect();
        worker();
        for other in others {
            if let Err(panic) = other.join() {
                panic::resume_unwind(panic);
            }
        }
    });
}

/// Drops a value with many small parts in another thread, so that the caller does not wait for it.
pub(crate) fn drop_in_background<T: Send + 'static>(value: T) {
    // If no thread can be spawned, the value is dropped here.
    let _ = thread::Builder::new().spawn(move || drop(value));
}

/// Returns the results of `work` with every element, in order.
pub(crate) fn map<T: Sync, R: Send>(list: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let mut results = Vec::with_capacity(list.len());
    in_order(list, || (), |(), element| work(element), |result| results.push(result));
    results
}

/// Returns the results like [`map`], for many elements that take little time each. Adds their
/// diagnostics to `found`.
pub(crate) fn each<T: Sync, R: Send>(
    list: &[T],
    work: impl Fn(&T, &mut Diagnostics) -> R + Sync,
    found: &mut Diagnostics,
) -> Vec<R> {
    let mut results = Vec::with_capacity(list.len());
    let some = |(): &mut (), elements: &&[T]| {
        let mut found = Diagnostics::default();
        let results: Vec<R> = elements.iter().map(|element| work(element, &mut found)).collect();
        (results, found)
    };
    let take = |(some, problems): (Vec<R>, Diagnostics)| {
        results.extend(some);
        found.extend(problems);
    };
    in_order(&list.chunks(64).collect::<Vec<_>>(), || (), some, take);
    results
}

impl<R, F: FnMut(R)> Waiting<R, F> {
    fn add(&mut self, index: usize, result: R) {
        self.done.insert(index, result);
        while let Some(result) = self.done.remove(&self.next) {
            (self.take)(result);
            self.next += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order() {
        let list: Vec<u64> = (0..200).collect();
        let results = map(&list, |element| {
            thread::sleep(std::time::Duration::from_micros(element % 7 * 50));
            element * 2
        });
        assert_eq!(results, list.iter().map(|element| element * 2).collect::<Vec<_>>());
        assert!(map(&[], |element: &u64| *element).is_empty());
    }
}
