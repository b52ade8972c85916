//! A Python client orders, and a Python server has the prices. `scripts/fetch python` installs
//! Python's gRPC. Then run `cargo test -p shop -- --include-ignored`.

use std::process::Command;

use example_testing::{Process, python, run};

const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python");

fn orders(prices: &str) -> (Process, String) {
    Process::serve(Command::new(env!("CARGO_BIN_EXE_shop-orders")).args(["127.0.0.1:0", prices]))
}

#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn between_rust_services() {
    let (prices, known) =
        Process::serve(Command::new(env!("CARGO_BIN_EXE_shop-prices")).arg("127.0.0.1:0"));
    let (_orders, addr) = orders(&known);
    run(python(format!("{SCRIPTS}/client.py")).args([&addr, "order"]));
    drop(prices);
    run(python(format!("{SCRIPTS}/client.py")).args([&addr, "no_prices"]));
}

#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn with_prices_from_python() {
    let (_prices, known) = Process::serve(&mut python(format!("{SCRIPTS}/prices.py")));
    let (_orders, addr) = orders(&known);
    run(python(format!("{SCRIPTS}/client.py")).args([&addr, "order"]));
    // The Python server is slow for some articles, and stops when the call is cancelled.
    run(python(format!("{SCRIPTS}/client.py")).args([&addr, "deadline"]));
}
