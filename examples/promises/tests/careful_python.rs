//! `careful-server` and `careful-client` call Python's gRPC, in both directions. The code of both
//! sides is generated from one file.
//!
//! `scripts/fetch python` installs Python's gRPC. Then run `cargo test -p promises --
//! --include-ignored`.

use std::process::Command;
use std::time::Duration;

use example_testing::{Process, python, run};
use promises::greeter::HelloRequest;
use promises::greeter::greeter_client::GreeterClient;
use tonic::transport::Channel;
use tonic::{Code, Request};

fn rust_server(delay_ms: u32) -> (Process, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_careful-server"));
    Process::serve(command.args(["--addr", "127.0.0.1:0", "--delay-ms", &delay_ms.to_string()]))
}

fn python_client(addr: &str, case: &str) -> Command {
    let mut command = python(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/careful/client.py"));
    command.args([addr, case]);
    command
}

fn python_server(arguments: &[&str]) -> (Process, String) {
    Process::serve(
        python(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/careful/server.py")).args(arguments),
    )
}

async fn rust_client(addr: &str) -> GreeterClient<Channel> {
    GreeterClient::connect(format!("http://{addr}")).await.expect("the server listens")
}

/// Returns a request that may take as long as a test may.
fn hello(name: impl Into<String>) -> Request<HelloRequest> {
    let mut request = Request::new(HelloRequest { name: name.into() });
    request.set_timeout(Duration::from_secs(30));
    request
}

/// A time in which a call reaches its server. The server takes much longer to answer.
const ON_ITS_WAY: Duration = Duration::from_millis(500);

mod python_calls_rust {
    use super::*;

    #[test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    fn by_any_name() {
        let (_server, addr) = rust_server(0);
        run(&mut python_client(&addr, "names"));
    }

    #[test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    fn fifty_times_at_once_and_ten_are_served_at_a_time() {
        let (_server, addr) = rust_server(200);
        run(&mut python_client(&addr, "many_at_once"));
    }

    #[test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    fn with_three_mebibytes_and_with_too_many() {
        let (_server, addr) = rust_server(0);
        run(&mut python_client(&addr, "big"));
    }

    #[test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    fn a_missing_method_is_unimplemented() {
        let (_server, addr) = rust_server(0);
        run(&mut python_client(&addr, "unimplemented"));
    }

    #[test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    fn the_server_drops_a_call_that_the_client_gives_up() {
        // If the server kept a call after its client has gone, stopping would wait for the call,
        // longer than `wait` does.
        let (server, addr) = rust_server(600_000);
        run(&mut python_client(&addr, "deadline"));
        server.terminate();
        let finished = server.wait();
        assert!(finished.status.success(), "{finished:?}");
    }

    #[test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    fn a_stopping_server_answers_first() {
        let (server, addr) = rust_server(2000);
        let client = Process::start(&mut python_client(&addr, "in_flight"));
        client.wait_for("calling");
        std::thread::sleep(ON_ITS_WAY);
        server.terminate();
        server.wait_for("stopping");
        let finished = client.wait();
        assert!(finished.status.success(), "{}", finished.output);
        let finished = server.wait();
        assert!(finished.status.success(), "{finished:?}");
    }
}

mod rust_calls_python {
    use super::*;

    #[test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    fn from_the_command_line() {
        let (_server, addr) = python_server(&[]);
        for name in ["world", "", "Zoë", "日本語", "🦀 and 🐍"] {
            let reply = run(Command::new(env!("CARGO_BIN_EXE_careful-client")).args([name, &addr]));
            assert_eq!(reply, format!("Hello, {name}!"));
        }
    }

    #[tokio::test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    async fn fifty_times_at_once() {
        let (_server, addr) = python_server(&["--delay", "0.05"]);
        let client = rust_client(&addr).await;
        let calls: Vec<_> = (0..50)
            .map(|i| {
                let mut client = client.clone();
                tokio::spawn(async move { client.say_hello(hello(format!("caller {i}"))).await })
            })
            .collect();
        for (i, call) in calls.into_iter().enumerate() {
            let reply = call.await.expect("no call panics").expect("every call is answered");
            assert_eq!(reply.into_inner().message, format!("Hello, caller {i}!"));
        }
    }

    #[tokio::test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    async fn with_three_mebibytes_and_with_too_many() {
        let (_server, addr) = python_server(&[]);
        let mut client = rust_client(&addr).await;
        let name = "é".repeat(3 << 19);
        let reply = client.say_hello(hello(&name)).await.expect("4 MiB are allowed");
        assert_eq!(reply.into_inner().message, format!("Hello, {name}!"));
        let status = client.say_hello(hello(name.repeat(2))).await.expect_err("6 MiB are not");
        assert_eq!(status.code(), Code::ResourceExhausted, "{status}");
        client.say_hello(hello("again")).await.expect("the connection is still good");
    }

    #[tokio::test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    async fn a_missing_method_is_unimplemented() {
        let (_server, addr) = python_server(&["--unimplemented"]);
        let status = rust_client(&addr)
            .await
            .say_hello(hello("no server"))
            .await
            .expect_err("no method is implemented");
        assert_eq!(status.code(), Code::Unimplemented);
        assert_eq!(status.message(), "Method not implemented!");
    }

    #[tokio::test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    async fn the_client_gives_up() {
        let (server, addr) = python_server(&["--delay", "5"]);
        let mut client = rust_client(&addr).await;
        let mut request = hello("in a hurry");
        request.set_timeout(Duration::from_secs(2));
        let status = client.say_hello(request).await.expect_err("five seconds are too long");
        // tonic's clock gives `Cancelled`, and a status from the server gives `DeadlineExceeded`.
        // Either may be first.
        assert!(matches!(status.code(), Code::Cancelled | Code::DeadlineExceeded), "{status}");
        // The server has received the deadline.
        let seen = server.wait_for("a call with ");
        let left = seen.strip_prefix("a call with ").and_then(|left| left.strip_suffix(" s left"));
        let left: Option<f64> = left.and_then(|left| left.parse().ok());
        // A busy machine may take a second until the server looks at the call.
        assert!(left.is_some_and(|left| (1.0..=2.0).contains(&left)), "{seen}");
    }

    #[tokio::test(flavor = "multi_thread")]
    #[ignore = "needs grpcio: scripts/fetch python"]
    async fn a_stopping_server_answers_first() {
        let (server, addr) = python_server(&["--delay", "2"]);
        let mut client = rust_client(&addr).await;
        let mut late = client.clone();
        let call = tokio::spawn(async move { client.say_hello(hello("patience")).await });
        tokio::task::block_in_place(|| server.wait_for("a call with "));
        server.terminate();
        let reply = call.await.expect("no call panics").expect("a call in flight is answered");
        assert_eq!(reply.into_inner().message, "Hello, patience!");
        let mut too_late =
            async || late.say_hello(hello("too late")).await.expect_err("the server is gone");
        let mut status = too_late().await;
        if status.code() == Code::Cancelled {
            // hyper returns this error if the connection is closed just before the request is
            // written.
            status = too_late().await;
        }
        assert_eq!(status.code(), Code::Unavailable, "{status}");
    }
}
