//! Each promise between Rust and Python, in both directions.
//!
//! `scripts/fetch python` installs Python's gRPC. Then run `cargo test -p promises --
//! --include-ignored`.

use std::process::Command;

use example_testing::{Process, python, run};

mod certificates;

use certificates::Certificates;

const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python");

/// Returns the command for a program of this package.
fn rust(program: &str, role: &str, addr: &str, words: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args([role, addr]).args(words);
    command
}

fn python_server(topic: &str, words: &[&str]) -> (Process, String) {
    Process::serve(python(format!("{SCRIPTS}/server.py")).arg(topic).args(words))
}

fn python_client(topic: &str, addr: &str, words: &[&str]) {
    run(python(format!("{SCRIPTS}/client.py")).args([topic, addr]).args(words));
}

/// Tests both directions. Both servers get the arguments `server`, and both clients `client`.
fn both_ways(topic: &str, program: &str, server: &[&str], client: &[&str]) {
    {
        let (_server, addr) = Process::serve(&mut rust(program, "server", "127.0.0.1:0", server));
        python_client(topic, &addr, client);
        run(&mut rust(program, "client", &addr, client));
    }
    let (_server, addr) = python_server(topic, server);
    run(&mut rust(program, "client", &addr, client));
}

macro_rules! topics {
    ($($name:ident: $server:expr, $client:expr;)*) => {$(
        #[test]
        #[ignore = "needs grpcio: scripts/fetch python"]
        fn $name() {
            let program = env!(concat!("CARGO_BIN_EXE_", stringify!($name)));
            both_ways(stringify!($name), program, &$server, &$client);
        }
    )*};
}

topics! {
    auth: ["s3cret"], ["s3cret"];
    metadata: [], [];
    deadline: [], [];
    cancellation: [], [];
    compression: ["Gzip"], [];
    limits: [], [];
    errors: [], [];
    services: [], [];
}

#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn tls() {
    let files = Certificates::new();
    let [authority, certificate, key, client_certificate, client_key] = files.paths();
    both_ways("tls", env!("CARGO_BIN_EXE_tls"), &[certificate, key], &[authority]);
    // Mutual TLS: the server also requires a certificate.
    both_ways(
        "tls",
        env!("CARGO_BIN_EXE_tls"),
        &[certificate, key, authority],
        &[authority, client_certificate, client_key],
    );
}

#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn unix() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (_server, addr) =
        Process::serve(&mut rust(env!("CARGO_BIN_EXE_unix"), "server", &path("rust"), &[]));
    python_client("unix", &addr, &[]);
    let (_server, addr) = python_server("unix", &[&path("python")]);
    run(&mut rust(env!("CARGO_BIN_EXE_unix"), "client", &addr, &[]));
}

/// A server passes a deadline on to a server in the other language.
#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn deadline_passed_on() {
    let program = env!("CARGO_BIN_EXE_deadline");
    let (_last, last) = python_server("deadline", &[]);
    let (_first, first) = Process::serve(&mut rust(program, "server", "127.0.0.1:0", &[&last]));
    python_client("deadline", &first, &[]);
    run(&mut rust(program, "client", &first, &[]));
}

#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn compression_with_deflate() {
    let (_server, addr) = python_server("compression", &["Deflate"]);
    run(&mut rust(env!("CARGO_BIN_EXE_compression"), "client", &addr, &["deflate"]));
}

#[test]
fn compression_with_zstd_among_ourselves() {
    let program = env!("CARGO_BIN_EXE_compression");
    let (_server, addr) = Process::serve(&mut rust(program, "server", "127.0.0.1:0", &[]));
    let said = run(&mut rust(program, "client", &addr, &["zstd"]));
    assert!(said.contains("answered in Some(\"zstd\")"), "{said}");
}

/// There are three servers. One dies while calls run, and one refuses every third call. None of the
/// calls fails.
#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn balance_while_a_server_dies() {
    let program = env!("CARGO_BIN_EXE_balance");
    let (_one, one) = Process::serve(&mut rust(program, "server", "127.0.0.1:0", &[]));
    let (two, second) = Process::serve(&mut rust(program, "server", "127.0.0.1:0", &[]));
    python_client("balance", &format!("{one},{second}"), &[]);

    let (_three, three) = python_server("balance", &["python"]);
    let client =
        Process::start(&mut rust(program, "client", &format!("{one},{second},{three}"), &[]));
    std::thread::sleep(std::time::Duration::from_millis(700));
    drop(two);
    let finished = client.wait();
    assert!(finished.status.success(), "{}", finished.output);
    assert!(finished.output.contains("python answered"), "{}", finished.output);
}

/// Pings detect a peer that hangs, although its connection stands.
#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn keepalive() {
    let program = env!("CARGO_BIN_EXE_keepalive");
    let (_server, addr) = Process::serve(&mut rust(program, "server", "127.0.0.1:0", &[]));
    let client = Process::start(python(format!("{SCRIPTS}/client.py")).args(["keepalive", &addr]));
    client.wait_for("started");
    python_client("running", &addr, &["1"]);
    client.pause();
    python_client("running", &addr, &["0"]);

    let (server, addr) = python_server("keepalive", &[]);
    let client = Process::start(&mut rust(program, "client", &addr, &[]));
    client.wait_for("started");
    server.pause();
    let finished = client.wait();
    assert!(
        finished.status.success() && finished.output.contains("gave up"),
        "{}",
        finished.output
    );
}

/// A server that is told to stop lets a call finish, and then ends by itself.
#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn graceful_stop() {
    let (server, addr) =
        Process::serve(&mut rust(env!("CARGO_BIN_EXE_limits"), "server", "127.0.0.1:0", &[]));
    let mut slow = python(format!("{SCRIPTS}/slow.py"));
    let call = Process::start(slow.arg(&addr));
    call.wait_for("started");
    server.interrupt();
    server.wait_for("stopping");
    let finished = call.wait();
    assert!(finished.status.success(), "{}", finished.output);
    let finished = server.wait();
    assert!(finished.status.success(), "{}", finished.output);
    assert!(finished.output.contains("stopped"), "{}", finished.output);
}
