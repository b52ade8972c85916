//! Measures calls: `calls [--quick]`.

use std::error::Error;
use std::time::Duration;

use bench_rpc::connect::Over;
use bench_rpc::contender::{KINDS, Kind, ours, tonic_prost};
use bench_rpc::measure::{Taken, calls, quantile};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let (turns, time) =
        if quick { (7, Duration::from_millis(100)) } else { (21, Duration::from_millis(250)) };
    println!("The large message has {} bytes. Times in microseconds.\n", ours::large());
    println!(
        "| {:<30} | {:<8} | at once | CPU ours | tonic's | throughput |  p50 ours / tonic's |  \
         p99 ours / tonic's |",
        "call", "over"
    );
    println!("|---|---|--:|--:|--:|--:|--:|--:|");
    for over in [Over::Memory, Over::Loopback] {
        let (ours, theirs) = (ours::start(over).await?, tonic_prost::start(over).await?);
        for kind in KINDS {
            for at_once in [1, 8, 64] {
                let (mut own, mut other, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
                // The first turn warms up.
                for turn in 0..=turns {
                    let pair = match turn % 2 {
                        0 => (
                            calls(&ours, kind, at_once, time).await?,
                            calls(&theirs, kind, at_once, time).await?,
                        ),
                        _ => {
                            let theirs = calls(&theirs, kind, at_once, time).await?;
                            (calls(&ours, kind, at_once, time).await?, theirs)
                        }
                    };
                    if turn > 0 {
                        ratios.push(pair.1.cpu.as_secs_f64() / pair.0.cpu.as_secs_f64());
                        own.push(pair.0);
                        other.push(pair.1);
                    }
                }
                report(kind, over, at_once, (&own, &other), &mut ratios);
            }
        }
    }
    Ok(())
}

fn report(
    kind: Kind,
    over: Over,
    at_once: usize,
    (own, other): (&[Taken], &[Taken]),
    ratios: &mut [f64],
) {
    let cpu = |taken: &[Taken]| {
        micros(quantile(&mut taken.iter().map(|taken| taken.cpu).collect::<Vec<_>>(), 0.5))
    };
    // The median of the turns, so that a turn with a busy machine does not decide.
    let latency = |taken: &[Taken], nth: f64| {
        let mut turns: Vec<_> =
            taken.iter().filter_map(|taken| quantile(&mut taken.latencies.clone(), nth)).collect();
        micros(quantile(&mut turns, 0.5))
    };
    println!(
        "| {:<30} | {:<8} | {at_once:>7} | {:>8.1} | {:>7.1} | {:>10.2} | {:>8.0} / {:>8.0} | \
         {:>8.0} / {:>8.0} |",
        kind.name(),
        format!("{over:?}").to_lowercase(),
        cpu(own),
        cpu(other),
        quantile(ratios, 0.5).unwrap_or_default(),
        latency(own, 0.5),
        latency(other, 0.5),
        latency(own, 0.99),
        latency(other, 0.99),
    );
}

fn micros(time: Option<Duration>) -> f64 {
    time.unwrap_or_default().as_secs_f64() * 1e6
}
