//! Measures calls for a given time.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};
use tokio::task::LocalSet;
use tonic::Status;

use crate::contender::{Caller, Kind};

/// The cost of some calls.
#[derive(Debug, Default, Clone)]
pub struct Taken {
    /// The CPU time of the thread, divided by the number of calls.
    pub cpu: Duration,
    /// The time on the clock of each call.
    pub latencies: Vec<Duration>,
}

/// Makes calls for about `time`, `at_once` calls at once.
///
/// # Errors
/// Returns the error of a call that fails.
pub async fn calls(
    client: &impl Caller,
    kind: Kind,
    at_once: usize,
    time: Duration,
) -> Result<Taken, Status> {
    let (start, cpu) = (Instant::now(), thread_time());
    let local = LocalSet::new();
    let callers: Vec<_> = (0..at_once)
        .map(|_| {
            let mut client = client.clone();
            local.spawn_local(async move {
                let mut latencies = Vec::with_capacity(4096);
                while start.elapsed() < time || latencies.is_empty() {
                    let begun = Instant::now();
                    client.call(kind).await?;
                    latencies.push(begun.elapsed());
                }
                Ok::<_, Status>(latencies)
            })
        })
        .collect();
    local.await;
    let mut latencies = Vec::new();
    for caller in callers {
        latencies.extend(caller.await.map_err(|error| Status::internal(error.to_string()))??);
    }
    let calls = u32::try_from(latencies.len()).unwrap_or(u32::MAX);
    Ok(Taken { cpu: (thread_time() - cpu) / calls, latencies })
}

fn thread_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// Returns the median, or another quantile.
pub fn quantile<T: Copy + PartialOrd>(values: &mut [T], quantile: f64) -> Option<T> {
    values.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    // The index is exact enough for a few thousand numbers.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let index = (values.len().saturating_sub(1) as f64 * quantile) as usize;
    values.get(index).copied()
}
