//! Counts the calls that two cores complete over 64 connections: `saturation [--quick]`.

use std::error::Error;
use std::time::{Duration, Instant};

use bench_rpc::contender::{Caller, Kind, ours, tonic_prost};
use bench_rpc::measure::quantile;
use tokio::task::JoinSet;
use tonic::Status;

const CONNECTIONS: usize = 64;
/// The number of calls at once on each connection.
const AT_ONCE: usize = 4;

#[tokio::main(worker_threads = 2)]
async fn main() -> Result<(), Box<dyn Error>> {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let (turns, time) =
        if quick { (5, Duration::from_millis(200)) } else { (15, Duration::from_millis(1000)) };
    let (own, other) = (ours::serve().await?, tonic_prost::serve().await?);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..CONNECTIONS {
        ours.push(ours::connect_to(own).await?);
        theirs.push(tonic_prost::connect_to(other).await?);
    }
    println!("| call | connections | calls a second ours | tonic's | throughput |");
    println!("|---|--:|--:|--:|--:|");
    let (mut rates, mut ratios) = ([Vec::new(), Vec::new()], Vec::new());
    // The first turn warms up.
    for turn in 0..=turns {
        let pair = (rate(&ours, time).await?, rate(&theirs, time).await?);
        if turn > 0 {
            rates[0].push(pair.0);
            rates[1].push(pair.1);
            ratios.push(pair.0 / pair.1);
        }
    }
    let median = |values: &mut Vec<f64>| quantile(values, 0.5).unwrap_or_default();
    println!(
        "| {:<30} | {CONNECTIONS} | {:>8.0} | {:>8.0} | {:>5.2} |",
        Kind::Small.name(),
        median(&mut rates[0]),
        median(&mut rates[1]),
        median(&mut ratios)
    );
    Ok(())
}

/// Returns the number of small calls a second with all of these clients.
async fn rate<C: Caller>(clients: &[C], time: Duration) -> Result<f64, Box<dyn Error>> {
    let start = Instant::now();
    let mut callers = JoinSet::new();
    for client in clients.iter().flat_map(|client| std::iter::repeat_n(client, AT_ONCE)) {
        let mut client = client.clone();
        callers.spawn(async move {
            let mut calls = 0_u32;
            while start.elapsed() < time {
                client.call(Kind::Small).await?;
                calls += 1;
            }
            Ok::<_, Status>(calls)
        });
    }
    let mut calls = 0.0;
    while let Some(caller) = callers.join_next().await {
        calls += f64::from(caller??);
    }
    Ok(calls / start.elapsed().as_secs_f64())
}
