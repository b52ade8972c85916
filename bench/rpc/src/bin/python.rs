//! Calls a server of ours and one of Python's grpcio. Each server is a process of its own.

use std::error::Error;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use bench_rpc::contender::{Kind, ours};
use bench_rpc::measure::{calls, quantile};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    if std::env::args().nth(1).as_deref() == Some("serve") {
        println!("{}", ours::serve().await?);
        // The client closes the pipe when it ends.
        tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await??;
        return Ok(());
    }
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/peers/python/bin/python");
    if !python.exists() {
        return Err("the Python peers are missing; install them with: scripts/fetch python".into());
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("python/server.py");
    let mut own = Server::start(Command::new(std::env::current_exe()?).arg("serve"))?;
    let mut other = Server::start(
        Command::new(python).arg(script).arg(concat!(env!("OUT_DIR"), "/calls.binpb")),
    )?;
    println!(
        "| call                           | at once | calls a second ours | Python's |   p50 ours \
         / Python's |   p99 ours / Python's |"
    );
    println!("|---|--:|--:|--:|--:|--:|");
    for kind in [Kind::Small, Kind::Large] {
        for at_once in [1, 8, 64] {
            let (mut rates, mut latencies) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
            for turn in 0..5 {
                for (nth, server) in [&own, &other].into_iter().enumerate() {
                    let begun = Instant::now();
                    let taken = calls(
                        &ours::connect_to(server.port).await?,
                        kind,
                        at_once,
                        Duration::from_millis(400),
                    )
                    .await?;
                    if turn > 0 {
                        // The conversion of such small numbers is exact.
                        #[expect(clippy::cast_precision_loss)]
                        rates[nth]
                            .push(taken.latencies.len() as f64 / begun.elapsed().as_secs_f64());
                        latencies[nth].extend(taken.latencies);
                    }
                }
            }
            let rate = |nth: usize| quantile(&mut rates[nth].clone(), 0.5).unwrap_or_default();
            let micros = |nth: usize, which| {
                quantile(&mut latencies[nth].clone(), which).unwrap_or_default().as_secs_f64() * 1e6
            };
            println!(
                "| {:<30} | {at_once:>7} | {:>19.0} | {:>8.0} | {:>8.0} / {:>10.0} | {:>8.0} / \
                 {:>10.0} |",
                kind.name(),
                rate(0),
                rate(1),
                micros(0, 0.5),
                micros(1, 0.5),
                micros(0, 0.99),
                micros(1, 0.99)
            );
        }
    }
    own.stop();
    other.stop();
    Ok(())
}

struct Server {
    process: Child,
    port: u16,
}

impl Server {
    /// Starts a server that prints its port. The server ends when its input is closed.
    fn start(command: &mut Command) -> Result<Self, Box<dyn Error>> {
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(process.stdout.take().ok_or("no output")?).read_line(&mut line)?;
        Ok(Self { process, port: line.trim().parse()? })
    }

    fn stop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}
