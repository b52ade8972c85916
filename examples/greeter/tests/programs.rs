//! The client calls the server. `examples/promises/tests/careful_python.rs` has the calls between
//! this service and Python.

use std::process::Command;

use example_testing::{Process, run};

#[test]
fn the_client_is_greeted() {
    let mut server = Command::new(env!("CARGO_BIN_EXE_greeter-server"));
    let (_server, address) = Process::serve(server.arg("127.0.0.1:0"));
    let client = || Command::new(env!("CARGO_BIN_EXE_greeter-client"));
    assert_eq!(run(client().args(["Zoë", &address])), "Hello, Zoë!");
    assert_eq!(run(client().args(["", &address])), "Hello, !");
}
