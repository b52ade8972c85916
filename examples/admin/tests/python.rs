//! A Python client administers the server. `scripts/fetch python` installs Python's gRPC. Then run
//! `cargo test -p admin -- --include-ignored`.

use std::process::Command;

use example_testing::{Process, python, run};

#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn configuration_and_live_status() {
    let (_server, addr) =
        Process::serve(Command::new(env!("CARGO_BIN_EXE_admin-server")).arg("127.0.0.1:0"));
    run(python(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/client.py")).arg(&addr));
}
