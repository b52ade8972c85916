//! A Python client calls a Python server through the proxy. `scripts/fetch python` installs
//! Python's gRPC. Then run `cargo test -p relay -- --include-ignored`.

use std::process::Command;

use example_testing::{Process, python, run};

const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python");

#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn between_python_and_python() {
    let (_archive, archive) = Process::serve(&mut python(format!("{SCRIPTS}/archive.py")));
    let (_relay, relay) = Process::serve(Command::new(env!("CARGO_BIN_EXE_relay")).args([
        "127.0.0.1:0",
        &archive,
        "relay",
    ]));
    run(python(format!("{SCRIPTS}/client.py")).arg(&relay));
}

#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn before_our_archive() {
    let (_archive, archive) =
        Process::serve(Command::new(env!("CARGO_BIN_EXE_relay-archive")).arg("127.0.0.1:0"));
    let (_relay, relay) = Process::serve(Command::new(env!("CARGO_BIN_EXE_relay")).args([
        "127.0.0.1:0",
        &archive,
        "relay",
    ]));
    run(python(format!("{SCRIPTS}/client.py")).arg(&relay));
}
