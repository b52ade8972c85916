//! A Python client stores notes. `scripts/fetch python` installs Python's gRPC. Then run `cargo
//! test -p notes -- --include-ignored`.

use std::process::Command;

use example_testing::{Process, python, run};

#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn notes_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = folder.path().join("notes.db");
    let serve = || {
        Process::serve(
            Command::new(env!("CARGO_BIN_EXE_notes-server")).arg("127.0.0.1:0").arg(&database),
        )
    };
    let call = |addr: &str, case: &str| {
        run(python(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/client.py"))
            .args([addr, case]))
    };
    let (server, addr) = serve();
    call(&addr, "add");
    call(&addr, "find");
    drop(server);
    // The next server still has them.
    let (_server, addr) = serve();
    call(&addr, "find");
    call(&addr, "many");
}
