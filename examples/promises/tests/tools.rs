//! Tools that read the schema from the server. grpcurl uses v1alpha of reflection, and buf uses v1.
//!
//! `scripts/fetch grpcurl buf` installs them. Then run `cargo test -p promises --
//! --include-ignored`.

use std::path::Path;
use std::process::Command;

use example_testing::{Process, run};

const PEERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/peers");

fn server() -> (Process, String) {
    Process::serve(Command::new(env!("CARGO_BIN_EXE_services")).args(["server", "127.0.0.1:0"]))
}

fn tool(path: &str, fetch: &str) -> Command {
    let program = Path::new(PEERS).join(path);
    assert!(program.exists(), "{path} is missing; install it with: scripts/fetch {fetch}");
    Command::new(program)
}

#[test]
#[ignore = "needs grpcurl: scripts/fetch grpcurl"]
fn grpcurl() {
    let (_server, addr) = server();
    let grpcurl =
        |words: &[&str]| run(tool("grpcurl/bin/grpcurl", "grpcurl").arg("-plaintext").args(words));
    assert_eq!(
        grpcurl(&[&addr, "list", "promises.Echo"]),
        "promises.Echo.Repeat\npromises.Echo.Say\npromises.Echo.Talk"
    );
    assert_eq!(
        grpcurl(&["-d", r#"{"text": "hi"}"#, &addr, "promises.Echo/Say"]),
        "{\n  \"text\": \"hi\"\n}"
    );
    let described = grpcurl(&[&addr, "describe", "promises.RepeatRequest"]);
    assert!(described.contains("uint32 interval_ms = 3;"), "{described}");
    let health =
        grpcurl(&["-d", r#"{"service": "promises.Echo"}"#, &addr, "grpc.health.v1.Health/Check"]);
    assert_eq!(health, "{\n  \"status\": \"SERVING\"\n}");
}

#[test]
#[ignore = "needs buf: scripts/fetch buf"]
fn buf_curl() {
    let (_server, addr) = server();
    let mut buf = tool("buf/node_modules/.bin/buf", "buf");
    buf.args([
        "curl",
        "--protocol",
        "grpc",
        "--http2-prior-knowledge",
        "--reflect",
        "--reflect-protocol",
        "grpc-v1",
    ]);
    buf.args([
        "-d",
        r#"{"text": "hi", "times": 2}"#,
        &format!("http://{addr}/promises.Echo/Repeat"),
    ]);
    assert_eq!(run(&mut buf).matches(r#""text": "hi""#).count(), 2);
}
