//! The interceptors with Python's gRPC as the other side, in both directions.
//!
//! `scripts/fetch python` installs Python's gRPC. Then run `cargo test -p guard --
//! --include-ignored`.

#![allow(missing_docs)]

use std::process::Command;

use example_testing::{Process, python, run};

const GUARD: &str = env!("CARGO_BIN_EXE_guard");

fn script(name: &str) -> String {
    format!("{}/tests/python/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn python_calls_a_server_with_interceptors() {
    let (server, address) = Process::serve(Command::new(GUARD).args(["server", "127.0.0.1:0"]));
    run(python(script("client.py")).arg(&address));
    for line in [
        "server-1 - Store ends: Unauthenticated",
        "python-7 alice Store <- Secret { key: \"database\", value: [REDACTED] }",
        "python-8 alice Import <- Secret { key: \"k",
        "python-8 alice Import ends: Ok",
        "python-9 bob Store ends: PermissionDenied",
        "python-10 alice Import is cancelled",
    ] {
        server.wait_for(line);
    }
    server.terminate();
    let output = server.wait().output;
    assert!(!output.contains("hush"), "{output}");
}

#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn a_client_with_interceptors_calls_python() {
    let (server, address) = Process::serve(&mut python(script("server.py")));
    let output = run(Command::new(GUARD).args(["client", &address, "t-1"]));
    assert_eq!(
        output.lines().collect::<Vec<_>>(),
        [
            "client-1 - Import begins",
            "client-1 - Import <- Secret { key: \"database\", value: [REDACTED] }",
            "client-1 - Import <- Secret { key: \"mail\", value: [REDACTED] }",
            "client-1 - Import -> Stored { count: 2 }",
            "client-1 - Import ends: Ok",
            "client-2 - Open begins, with a deadline",
            "client-2 - Open <- Key { key: \"database\" }",
            "client-2 - Open -> Secret { key: \"database\", value: [REDACTED] }",
            "client-2 - Open ends: Ok",
            "the secret has 4 letters",
            "client-3 - List begins",
            "client-3 - List <- ListRequest",
            "client-3 - List -> Key { key: \"database\" }",
            "client-3 - List -> Key { key: \"mail\" }",
            "client-3 - List ends: Ok",
            "client-4 - Open begins",
            "client-4 - Open <- Key { key: \"nothing\" }",
            "client-4 - Open ends: NotFound",
            "nothing is not there",
        ]
    );
    // The server has seen the ids and the token.
    for line in ["client-1 Bearer t-1 Import", "client-4 Bearer t-1 Open"] {
        server.wait_for(line);
    }
}
