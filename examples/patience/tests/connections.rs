//! Connections that break, and streams that the server refuses. Python's client makes the same call
//! to the same server. The two clients must get the same status, and send the same requests.

#![allow(missing_docs)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use example_testing::{python, run};
use h2::Reason;
use h2::server::SendResponse;
use http::{HeaderMap, Request, Response};
use patience::Ask;
use patience::flaky_client::FlakyClient;
use rust_grpc::CallOptions;
use rust_grpc::layers::Layer;
use rust_grpc::service_config::{Configured, ServiceConfig, ServiceConfigLayer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tonic::transport::{Channel, Endpoint};

const NO_POLICY: &str = "{}";
const RETRY: &str = r#"{"methodConfig": [{"name": [{}], "retryPolicy": {"maxAttempts": 3,
    "initialBackoff": "0.03s", "maxBackoff": "0.03s", "backoffMultiplier": 1,
    "retryableStatusCodes": ["UNAVAILABLE"]}}]}"#;

/// An action of the server, in response to a request.
#[derive(Clone, Copy)]
enum Act {
    Answer,
    /// It resets the stream.
    Reset(Reason),
    /// It closes the connection.
    Close,
    /// It says that it will serve no stream of the connection, and closes it.
    GoAway,
    /// It answers as a proxy without a server behind it.
    BadGateway,
}

/// The metadata `grpc-previous-rpc-attempts` of each request that the server has seen.
type Seen = Arc<Mutex<Vec<String>>>;

async fn serve(listener: TcpListener, acts: Vec<Act>, seen: Seen) {
    let mut acts = acts.into_iter();
    let mut next = acts.next();
    loop {
        let (mut stream, _) = listener.accept().await.unwrap();
        if matches!(next, Some(Act::GoAway)) {
            go_away(&mut stream).await;
            next = acts.next();
            continue;
        }
        let mut connection = h2::server::handshake(stream).await.unwrap();
        while let Some(Ok((request, respond))) = connection.accept().await {
            note(&seen, &request);
            let act = next.unwrap_or(Act::Answer);
            next = acts.next();
            match act {
                Act::Close => break,
                act => tokio::spawn(answer(act, request, respond)),
            };
            // The next act is for a connection of its own.
            if matches!(next, Some(Act::GoAway)) {
                break;
            }
        }
    }
}

fn note(seen: &Seen, request: &Request<h2::RecvStream>) {
    let previous = request.headers().get("grpc-previous-rpc-attempts");
    let previous = previous.map_or("", |value| value.to_str().unwrap());
    seen.lock().unwrap().push(previous.into());
}

async fn answer(act: Act, request: Request<h2::RecvStream>, mut respond: SendResponse<Bytes>) {
    let mut body = request.into_body();
    while let Some(Ok(data)) = body.data().await {
        body.flow_control().release_capacity(data.len()).unwrap();
    }
    let mut response = Response::new(());
    match act {
        Act::Reset(reason) => return respond.send_reset(reason),
        Act::BadGateway => {
            *response.status_mut() = http::StatusCode::BAD_GATEWAY;
            respond.send_response(response, true).unwrap();
            return;
        }
        Act::Answer | Act::Close | Act::GoAway => {}
    }
    response.headers_mut().insert("content-type", "application/grpc".parse().unwrap());
    let mut sends = respond.send_response(response, false).unwrap();
    // An empty message.
    sends.send_data(Bytes::from_static(&[0; 5]), false).unwrap();
    let trailers = [(http::HeaderName::from_static("grpc-status"), "0".parse().unwrap())];
    sends.send_trailers(HeaderMap::from_iter(trailers)).unwrap();
}

/// Reads a request, and says that no stream of the connection is served.
async fn go_away(stream: &mut TcpStream) {
    const SETTINGS: [u8; 9] = [0, 0, 0, 4, 0, 0, 0, 0, 0];
    const ACKNOWLEDGED: [u8; 9] = [0, 0, 0, 4, 1, 0, 0, 0, 0];
    const GO_AWAY: [u8; 17] = [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    stream.write_all(&SETTINGS).await.unwrap();
    let mut preface = [0; 24];
    stream.read_exact(&mut preface).await.unwrap();
    loop {
        let mut header = [0; 9];
        stream.read_exact(&mut header).await.unwrap();
        let [a, b, c, kind, flags, ..] = header;
        let mut payload = vec![0; u32::from_be_bytes([0, a, b, c]) as usize];
        stream.read_exact(&mut payload).await.unwrap();
        match kind {
            // HEADERS.
            1 => break,
            4 if flags == 0 => stream.write_all(&ACKNOWLEDGED).await.unwrap(),
            _ => {}
        }
    }
    stream.write_all(&GO_AWAY).await.unwrap();
    // The client closes the connection, or sends the rest of its request.
    let _ = tokio::time::timeout(Duration::from_millis(100), async {
        while stream.read(&mut [0; 1024]).await.is_ok_and(|read| read > 0) {}
    })
    .await;
}

/// Makes a call to a server that acts so. Returns the status, and what the server has seen.
fn call(acts: &[Act], call: impl AsyncFnOnce(String) -> String) -> (String, Vec<String>) {
    let seen = Seen::default();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let status = runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        tokio::spawn(serve(listener, acts.to_vec(), Arc::clone(&seen)));
        call(address).await
    });
    runtime.shutdown_background();
    let seen = seen.lock().unwrap().clone();
    (status, seen)
}

async fn with_rust(address: String, config: &str) -> String {
    let channel = Endpoint::from_shared(format!("http://{address}")).unwrap().connect_lazy();
    let layer = ServiceConfigLayer::new(ServiceConfig::from_json(config).unwrap());
    let options = CallOptions::new().timeout(Duration::from_secs(20));
    let request = options.request(Ask::default());
    match FlakyClient::new(layer.layer(channel)).get(request).await {
        Ok(_) => "OK".into(),
        Err(status) => format!("{:?}", status.code()).to_uppercase(),
    }
}

/// A case: what the server does, the config, and what the clients get and send.
type Case = (&'static [Act], &'static str, &'static str, &'static [&'static str]);

const CASES: [Case; 6] = [
    // A request that the server has not seen is sent again.
    (&[Act::GoAway, Act::Answer], NO_POLICY, "OK", &[""]),
    // The server may have seen these requests.
    (&[Act::Close, Act::Answer], NO_POLICY, "UNAVAILABLE", &[""]),
    (&[Act::Close, Act::Close, Act::Answer], RETRY, "OK", &["", "1", "2"]),
    (&[Act::Reset(Reason::INTERNAL_ERROR), Act::Answer], RETRY, "INTERNAL", &[""]),
    (&[Act::BadGateway, Act::Answer], NO_POLICY, "UNAVAILABLE", &[""]),
    (&[Act::BadGateway, Act::Answer], RETRY, "OK", &["", "1"]),
];

const REFUSED: Act = Act::Reset(Reason::REFUSED_STREAM);

/// Streams that the server refuses are sent again once, as A6 says, and that is no attempt of the
/// policy. For grpcio, it is one.
const REFUSALS: [Case; 4] = [
    (&[REFUSED, Act::Answer], NO_POLICY, "OK", &["", ""]),
    (&[REFUSED, REFUSED, Act::Answer], NO_POLICY, "UNAVAILABLE", &["", ""]),
    (&[REFUSED, REFUSED, Act::Answer], RETRY, "OK", &["", "", "1"]),
    (&[REFUSED; 4], RETRY, "UNAVAILABLE", &["", "", "1", "2"]),
];

fn check(cases: &[Case], calls: impl AsyncFn(String, &str) -> String) {
    for (index, (acts, config, status, seen)) in cases.iter().enumerate() {
        let got = call(acts, async |address| calls(address, config).await);
        let expected: Vec<_> = seen.iter().map(|seen| String::from(*seen)).collect();
        assert_eq!(got, ((*status).to_owned(), expected), "case {index}");
    }
}

#[test]
fn with_this_client() {
    check(&CASES, with_rust);
    check(&REFUSALS, with_rust);
}

#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn with_grpcio() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/once.py");
    check(&CASES, async |address, config: &str| {
        let mut command = python(script);
        command.args([&address, config]).env("GRPC_VERBOSITY", "NONE");
        tokio::task::block_in_place(|| run(&mut command))
    });
}

/// Accepts a connection, and sends headers in response to each stream that `answered` has. Returns
/// the reasons of the client for the end of the streams.
async fn resets(listener: TcpListener, answered: &[bool]) -> Vec<Reason> {
    let (stream, _) = listener.accept().await.unwrap();
    let mut connection = h2::server::handshake(stream).await.unwrap();
    let mut streams = Vec::new();
    for answer in answered {
        let (request, mut respond) = connection.accept().await.unwrap().unwrap();
        let response = Response::builder().header("content-type", "application/grpc").body(());
        let sends = answer.then(|| respond.send_response(response.unwrap(), false).unwrap());
        streams.push((request, respond, sends));
    }
    let mut reasons = Vec::new();
    for (_request, respond, sends) in &mut streams {
        let reset = std::future::poll_fn(|cx| match sends {
            Some(sends) => sends.poll_reset(cx),
            None => respond.poll_reset(cx),
        });
        tokio::select! {
            reason = reset => reasons.push(reason.unwrap()),
            _ = connection.accept() => panic!("the connection has ended"),
        }
    }
    reasons
}

/// Makes a call that `begin` begins, and drops what it returns. Returns the reasons of the client
/// for the end of the streams.
fn dropped<T>(
    config: &str,
    answered: &'static [bool],
    begin: impl AsyncFnOnce(&mut FlakyClient<Configured<Channel>>) -> T,
) -> Vec<Reason> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let server = tokio::spawn(resets(listener, answered));
        let endpoint = Endpoint::from_shared(format!("http://{address}")).unwrap();
        let layer = ServiceConfigLayer::new(ServiceConfig::from_json(config).unwrap());
        let mut client = FlakyClient::new(layer.layer(endpoint.connect_lazy()));
        drop(begin(&mut client).await);
        let reasons = tokio::time::timeout(Duration::from_secs(10), server).await;
        reasons.expect("all streams end").unwrap()
    })
}

/// A call whose future or response is dropped ends on the server, too, although its requests have
/// not ended.
#[test]
fn a_dropped_call_is_cancelled() {
    let pending = || tonic::Request::new(tokio_stream::pending::<Ask>());
    let reasons = dropped(NO_POLICY, &[false], async |client| {
        let call = client.talk(pending());
        assert!(tokio::time::timeout(Duration::from_millis(500), call).await.is_err());
    });
    assert_eq!(reasons, [Reason::CANCEL]);
    let reasons = dropped(NO_POLICY, &[true], async |client| client.talk(pending()).await.unwrap());
    assert_eq!(reasons, [Reason::CANCEL]);
}

/// The attempts that do not win are cancelled, and the winner when its response is dropped.
#[test]
fn the_other_attempts_of_a_hedged_call_are_cancelled() {
    let config = r#"{"methodConfig": [{"name": [{}],
        "hedgingPolicy": {"maxAttempts": 3, "hedgingDelay": "0.02s"}}]}"#;
    let options = CallOptions::new().allow_hedging();
    let reasons = dropped(config, &[false, false, true], async |client| {
        let pending = tonic::Request::new(tokio_stream::pending::<Ask>());
        client.talk(options.apply(pending)).await.unwrap()
    });
    assert_eq!(reasons, [Reason::CANCEL; 3]);
}
