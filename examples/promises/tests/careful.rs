//! `careful_client` calls `careful_server`. Both report errors in words.

use std::process::Command;

use example_testing::{Finished, Process, run};

const SERVER: &str = env!("CARGO_BIN_EXE_careful-server");
const CLIENT: &str = env!("CARGO_BIN_EXE_careful-client");

fn finish(command: &mut Command) -> Finished {
    Process::start(command).wait()
}

#[test]
fn the_client_is_greeted_and_the_server_stops_when_asked() {
    for stop in [Process::interrupt, Process::terminate] {
        let (server, addr) = Process::serve(Command::new(SERVER).args(["--addr", "127.0.0.1:0"]));
        assert_eq!(run(Command::new(CLIENT).args(["Zoë", &addr])), "Hello, Zoë!");
        stop(&server);
        let Finished { status, output } = server.wait();
        assert!(status.success(), "{output}");
        assert_eq!(output, format!("listening on {addr}\nstopping"));
    }
}

#[test]
fn the_environment_gives_the_address_too() {
    let (_server, addr) = Process::serve(Command::new(SERVER).env("GREETER_ADDR", "127.0.0.1:0"));
    assert!(!addr.ends_with(":0"), "{addr} is no real address");
}

#[test]
fn a_port_in_use_is_named() {
    let (_server, addr) = Process::serve(Command::new(SERVER).args(["--addr", "127.0.0.1:0"]));
    let Finished { status, output } = finish(Command::new(SERVER).args(["--addr", &addr]));
    assert_eq!(status.code(), Some(1));
    assert!(
        output.starts_with(&format!(
            "careful-server: cannot listen on {addr}: Address already in use"
        )),
        "{output}"
    );
}

#[test]
fn an_absent_server_is_named() {
    // The port is bound and closed again, so that no server listens there.
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("there is a free port");
    let Finished { status, output } = finish(Command::new(CLIENT).args(["Ada", &free.to_string()]));
    assert_eq!(status.code(), Some(1));
    assert!(output.starts_with(&format!("careful-client: cannot reach {free}: ")), "{output}");
    assert!(output.contains("Connection refused"), "{output}");
}

#[test]
fn wrong_arguments_are_explained() {
    for (arguments, problem) in [
        (&["--addr"][..], "careful-server: --addr needs a value"),
        (
            &["--addr", "here"],
            "careful-server: `here` is not an address like 127.0.0.1:50051 or [::1]:50051",
        ),
        (&["--delay-ms", "soon"], "careful-server: `soon` is not a number of milliseconds"),
        (&["--port", "1"], "careful-server: unknown argument `--port`"),
    ] {
        let Finished { status, output } = finish(Command::new(SERVER).args(arguments));
        assert_eq!(status.code(), Some(2));
        assert!(output.starts_with(problem), "{output}");
        assert!(output.contains("\n\nUsage: careful-server "), "{output}");
    }
    let Finished { status, output } = finish(Command::new(CLIENT).args(["one", "two", "three"]));
    assert_eq!(status.code(), Some(2));
    assert!(output.starts_with("Usage: careful-client "), "{output}");
}
