//! The client calls the server.

use std::process::Command;

use example_testing::{Finished, Process, run};
use futures_util::stream;
use route_guide::route_guide_client::RouteGuideClient;

const SERVER: &str = env!("CARGO_BIN_EXE_route-guide-server");
const CLIENT: &str = env!("CARGO_BIN_EXE_route-guide-client");

#[test]
fn the_client_gets_its_answers_and_the_server_stops_when_asked() {
    let (server, addr) = Process::serve(Command::new(SERVER).arg("127.0.0.1:0"));
    assert_eq!(run(Command::new(CLIENT).arg(&addr)), include_str!("client_output.txt").trim_end());
    server.interrupt();
    let Finished { status, output } = server.wait();
    assert!(status.success(), "{output}");
    assert_eq!(output, format!("listening on {addr}\nstopping"));
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes the ten seconds of grace: cargo test -p route_guide -- --include-ignored"]
async fn a_chat_without_end_is_cut_off() {
    let (server, addr) = Process::serve(Command::new(SERVER).arg("127.0.0.1:0"));
    let mut guide =
        RouteGuideClient::connect(format!("http://{addr}")).await.expect("the server listens");
    let mut replies = guide
        .route_chat(stream::pending())
        .await
        .expect("a chat starts before its first note")
        .into_inner();
    server.terminate();
    let Finished { status, output } = tokio::task::block_in_place(|| server.wait());
    assert_eq!(status.code(), Some(1));
    assert!(
        output
            .ends_with("stopping\nroute-guide-server: calls still running after 10 s were cut off"),
        "{output}"
    );
    replies.message().await.expect_err("the chat is over");
}
