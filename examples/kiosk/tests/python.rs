//! The kiosk between Rust and Python.
//!
//! `scripts/fetch python` installs Python's gRPC. Then run `cargo test -p kiosk --
//! --include-ignored`.

use std::process::Command;

use example_testing::{Process, python, run};

const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python");

fn rust_client(address: &str) -> String {
    run(Command::new(env!("CARGO_BIN_EXE_kiosk-client")).arg(address))
}

/// Checks what the client prints. The server has this name.
fn check_client(said: &str, server: &str) {
    let served = format!("2 Times: 240, served by Some(\"{server}\")");
    for line in [
        served.as_str(),
        "Unknown: NotFound no Unknown",
        "bought 6 papers for 630",
        "prices [90, 180, 270]",
        "first prices [90, 180]",
        "offered 10, asked for 80",
        "offered 30, asked for 60",
        "offered 50, asked for 50",
        "the deadline has passed",
    ] {
        assert!(said.lines().any(|said| said == line), "`{line}` is missing:\n{said}");
    }
}

fn rust_server() -> (Process, String) {
    Process::serve(Command::new(env!("CARGO_BIN_EXE_kiosk-server")).arg("127.0.0.1:0"))
}

#[test]
fn a_blocking_client_calls_a_simple_service() {
    let (server, address) = rust_server();
    check_client(&rust_client(&address), "rust");
    server.wait_for("watch of 0 is cancelled");
}

#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn python_calls_a_simple_service() {
    let (server, address) = rust_server();
    run(python(format!("{SCRIPTS}/client.py")).arg(&address));
    server.wait_for("watch of 0 is cancelled");
}

#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn a_blocking_client_calls_python() {
    let (server, address) = Process::serve(&mut python(format!("{SCRIPTS}/server.py")));
    check_client(&rust_client(&address), "python");
    server.wait_for("watch of 3 is over");
    // The client has dropped these responses, and the server learns it.
    server.wait_for("watch of 0 is over");
    // The program drops its offers after the responses. So the server sees that the call is
    // cancelled, or that the requests have ended, whichever comes first.
    server.wait_for("haggle: ");
}
