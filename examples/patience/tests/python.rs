//! This crate's client and Python's make the same calls, over the same service configs, to a Python
//! server that fails on purpose. The two clients must get the same answers, and the server must see
//! the same attempts.
//!
//! `scripts/fetch python` installs Python's gRPC. Then run `cargo test -p patience --
//! --include-ignored`.

#![allow(missing_docs)]

use std::time::Duration;

use example_testing::{Process, python, run};
use patience::flaky_client::FlakyClient;
use patience::{Answer, Ask, Call, Scenario, Scenarios, SeenRequest};
use rust_grpc::CallOptions;
use rust_grpc::layers::Layer;
use rust_grpc::prost::Message;
use rust_grpc::service_config::{Configured, ServiceConfig, ServiceConfigLayer};
use tonic::transport::{Channel, Endpoint};
use tonic::{Status, Streaming};

mod scenarios;

const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python");

type Client = FlakyClient<Configured<Channel>>;

/// Makes a call. Returns the attempts that answered, and the status.
async fn answers(client: &mut Client, call: Call) -> (Vec<u32>, Result<(), Status>) {
    let Call { method, mut asks, timeout_ms } = call;
    let timeout_ms = if timeout_ms == 0 { 60_000 } else { timeout_ms };
    let options = CallOptions::new().timeout(Duration::from_millis(timeout_ms.into()));
    let first = asks[0].clone();
    let stream = tokio_stream::iter(std::mem::take(&mut asks));
    let unary = match &*method {
        "Get" => client.get(options.request(first)).await,
        "Find" => client.find(options.request(first)).await,
        "Record" => client.record(options.apply(tonic::Request::new(stream))).await,
        "Watch" => return all(client.watch(options.request(first)).await).await,
        "Talk" => return all(client.talk(options.apply(tonic::Request::new(stream))).await).await,
        _ => panic!("there is no method `{method}`"),
    };
    match unary {
        Ok(answer) => (vec![answer.into_inner().attempt], Ok(())),
        Err(status) => (Vec::new(), Err(status)),
    }
}

async fn all(
    response: Result<tonic::Response<Streaming<Answer>>, Status>,
) -> (Vec<u32>, Result<(), Status>) {
    let mut got = Vec::new();
    let mut stream = match response {
        Ok(response) => response.into_inner(),
        Err(status) => return (got, Err(status)),
    };
    loop {
        match stream.message().await {
            Ok(Some(answer)) => got.push(answer.attempt),
            Ok(None) => return (got, Ok(())),
            Err(status) => return (got, Err(status)),
        }
    }
}

/// Returns the name of a status as gRPC writes it.
fn name(result: &Result<(), Status>) -> String {
    let Err(status) = result else { return "OK".into() };
    let mut name = String::new();
    for character in format!("{:?}", status.code()).chars() {
        if character.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(character.to_ascii_uppercase());
    }
    name
}

/// Makes the calls with this crate's client. Returns a line for each call.
async fn calls(address: &str, scenarios: Vec<Scenario>) -> Vec<String> {
    let endpoint = Endpoint::from_shared(format!("http://{address}")).unwrap();
    let mut plain = FlakyClient::new(endpoint.connect_lazy());
    let mut lines = Vec::new();
    for scenario in scenarios {
        let config = ServiceConfig::from_json(&scenario.config).unwrap();
        let layer = ServiceConfigLayer::new(config);
        let mut client = FlakyClient::new(layer.layer(endpoint.connect_lazy()));
        for (index, call) in scenario.calls.into_iter().enumerate() {
            let (method, name_of_call) = (call.method.clone(), call.asks[0].call.clone());
            let (got, result) = answers(&mut client, call).await;
            let seen = plain.seen(SeenRequest { call: name_of_call }).await.unwrap().into_inner();
            let previous: Vec<_> = seen.previous.iter().map(|text| format!("'{text}'")).collect();
            let deadlines: Vec<_> =
                seen.deadlines.iter().map(|had| if *had { "True" } else { "False" }).collect();
            lines.push(format!(
                "{} {index}: {method} {got:?} {}, attempts {}, previous [{}], requests {}, \
                 deadlines [{}]",
                scenario.name,
                name(&result),
                seen.attempts,
                previous.join(", "),
                seen.requests,
                deadlines.join(", "),
            ));
        }
    }
    lines
}

/// Returns the scenarios with names of calls that no other client has.
fn for_client(who: &str, mut scenarios: Vec<Scenario>) -> Vec<Scenario> {
    for scenario in &mut scenarios {
        for (index, call) in scenario.calls.iter_mut().enumerate() {
            let first: &mut Ask = &mut call.asks[0];
            first.call = format!("{who} {} {index}", scenario.name);
        }
    }
    scenarios
}

#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn both_clients_make_the_same_attempts() {
    let (_server, address) = Process::serve(&mut python(format!("{SCRIPTS}/server.py")));
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("scenarios");
    let scenarios = Scenarios { scenarios: for_client("python", scenarios::all()) };
    std::fs::write(&file, scenarios.encode_to_vec()).expect("the folder is empty");
    let mut client = python(format!("{SCRIPTS}/client.py"));
    // grpcio logs that it changes `maxAttempts`.
    client.arg(&address).arg(file.as_os_str()).env("GRPC_VERBOSITY", "NONE");
    let expected = run(&mut client);

    let got = block_on(calls(&address, for_client("rust", scenarios::all())));
    for (got, expected) in got.iter().zip(expected.lines()) {
        assert_eq!(got, expected);
    }
    assert_eq!(got.len(), expected.lines().count());

    let got = block_on(calls(&address, for_client("timeout", vec![scenarios::timeouts()])));
    assert_eq!(
        got,
        [
            "timeout 0: Get [1] OK, attempts 1, previous [''], requests 0, deadlines [True]",
            "timeout 1: Get [] DEADLINE_EXCEEDED, attempts 1, previous [''], requests 0, \
             deadlines [True]",
            "timeout 2: Watch [] DEADLINE_EXCEEDED, attempts 2, previous ['', '1'], requests 0, \
             deadlines [True, True]",
        ]
    );
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}
