//! Measures what layers add to a small unary call: `layers [--quick]`.

use std::error::Error;
use std::time::Duration;

use bench_rpc::contender::{Caller, Kind};
use bench_rpc::layered::{Visit, each};
use bench_rpc::measure::{calls, quantile};
use tokio::runtime::{Builder, Runtime};
use tonic::Status;

/// The number of calls whose allocations are counted.
const CALLS: u64 = 500;

fn main() -> Result<(), Box<dyn Error>> {
    let quick = std::env::args().any(|argument| argument == "--quick");
    println!("| unary, 100 B, with | allocations | CPU, µs |");
    println!("|---|--:|--:|");
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let turns = if quick { 5 } else { 21 };
    each(&runtime, &mut Measure { runtime: &runtime, turns })
}

struct Measure<'a> {
    runtime: &'a Runtime,
    turns: usize,
}

impl Visit for Measure<'_> {
    fn visit(&mut self, name: &'static str, mut client: impl Caller) -> Result<(), Status> {
        let mut times = Vec::new();
        for _ in 0..self.turns {
            let turn = calls(&client, Kind::Small, 1, Duration::from_millis(100));
            times.push(self.runtime.block_on(turn)?.cpu);
        }
        let mut result: Result<(), Status> = Ok(());
        let info = allocation_counter::measure(|| {
            result = self.runtime.block_on(async {
                for _ in 0..CALLS {
                    client.call(Kind::Small).await?;
                }
                Ok(())
            });
        });
        result?;
        let cpu = quantile(&mut times, 0.5).unwrap_or_default().as_secs_f64() * 1e6;
        // The conversion of such small numbers is exact.
        #[expect(clippy::cast_precision_loss)]
        let allocations = info.count_total as f64 / CALLS as f64;
        println!("| {name} | {allocations:.1} | {cpu:.1} |");
        Ok(())
    }
}
