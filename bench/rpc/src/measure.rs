//! Calls in a time.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};
use tokio::task::LocalSet;
use tonic::Status;

use crate::contender::{Caller, Kind};

/// What some calls took.
#[derive(Debug, Default, Clone)]
pub struct Taken {
    /// CPU time of the thread, for each call.
    pub cpu: Duration,
    /// Of each call, on the clock.
    pub latencies: Vec<Duration>,
}

/// Calls for about this long, so many at once.
///
/// # Errors
/// A call fails.
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

/// The median, or another quantile, of what can be compared.
pub fn quantile<T: Copy + PartialOrd>(values: &mut [T], quantile: f64) -> Option<T> {
    values.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    // Of a few thousand numbers the index is exact enough.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let index = (values.len().saturating_sub(1) as f64 * quantile) as usize;
    values.get(index).copied()
}
