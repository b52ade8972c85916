//! Counts the allocations of a call, server and client together, with our stubs and with tonic's.

use std::error::Error;

use bench_rpc::connect::Over;
use bench_rpc::contender::{Caller, KINDS, Kind, ours, tonic_prost};
use tokio::runtime::{Builder, Runtime};

/// The number of calls. An allocation in few calls, e.g. for a table that grows, does not show.
const CALLS: u64 = 500;

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let (ours, theirs) = runtime.block_on(async {
        Ok::<_, Box<dyn Error>>((
            ours::start(Over::Memory).await?,
            tonic_prost::start(Over::Memory).await?,
        ))
    })?;
    println!("| {:<30} | allocations ours | tonic's | bytes ours | tonic's |", "call");
    println!("|---|--:|--:|--:|--:|");
    for kind in KINDS {
        let (own, other) =
            (count(&runtime, ours.clone(), kind)?, count(&runtime, theirs.clone(), kind)?);
        println!(
            "| {:<30} | {:>16.1} | {:>7.1} | {:>10.0} | {:>7.0} |",
            kind.name(),
            own.0,
            other.0,
            own.1,
            other.1
        );
    }
    Ok(())
}

/// Returns the number of allocations of a call, and their bytes.
fn count(
    runtime: &Runtime,
    mut client: impl Caller,
    kind: Kind,
) -> Result<(f64, f64), Box<dyn Error>> {
    let mut calls = |count: u64| {
        runtime.block_on(async {
            for _ in 0..count {
                client.call(kind).await?
            }
            Ok::<_, tonic::Status>(())
        })
    };
    calls(20)?;
    let mut result = Ok(());
    let info = allocation_counter::measure(|| result = calls(CALLS));
    result?;
    // The conversion of such small numbers is exact.
    #[expect(clippy::cast_precision_loss)]
    Ok((info.count_total as f64 / CALLS as f64, info.bytes_total as f64 / CALLS as f64))
}
