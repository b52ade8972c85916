//! Hedged calls to a server in memory. No other implementation of gRPC in the tests hedges.

#![allow(missing_docs)]

use std::time::{Duration, Instant};

use patience::flaky_client::{FlakyClient, method};
use patience::flaky_server::FlakyServer;
use patience::{Ask, FailsOnPurpose, Step};
use rust_grpc::CallOptions;
use rust_grpc::layers::Layer;
use rust_grpc::service_config::{Configured, ServiceConfig, ServiceConfigLayer};
use rust_grpc::testing::channel;
use tonic::transport::{Channel, Server};
use tonic::{Code, Status};

const SLOW: Step = Step {
    delay_ms: 5000,
    reads: 0,
    headers: false,
    answers: 0,
    code: 0,
    pushback: String::new(),
    size: 0,
    pause_ms: 0,
};

fn fails(code: Code) -> Step {
    Step { code: code as i32, ..Default::default() }
}

/// Returns a layer that hedges all methods.
fn layer(delay: &str, more: &str) -> ServiceConfigLayer {
    let config = format!(
        r#"{{"methodConfig": [{{"name": [{{}}], "hedgingPolicy": {{"maxAttempts": 3,
            "hedgingDelay": "{delay}", "nonFatalStatusCodes": ["UNAVAILABLE"]}}}}]{more}}}"#
    );
    ServiceConfigLayer::new(ServiceConfig::from_json(&config).unwrap())
}

/// A layer that knows the method `Find`.
fn knowing(delay: &str, more: &str) -> ServiceConfigLayer {
    layer(delay, more).methods(&[method::FIND]).unwrap()
}

fn client(layer: &ServiceConfigLayer) -> (FlakyClient<Configured<Channel>>, FailsOnPurpose) {
    let service = FailsOnPurpose::default();
    let router = Server::builder().add_service(FlakyServer::new(service.clone()));
    (FlakyClient::new(layer.layer(channel(router))), service)
}

fn ask(steps: &[Step]) -> Ask {
    Ask { call: "call".into(), steps: steps.to_vec(), ..Default::default() }
}

/// Calls `Find`. Returns the attempt that answered or the status, and the attempts of the server.
async fn find(layer: &ServiceConfigLayer, steps: &[Step]) -> (Result<u32, Code>, u32) {
    let (mut client, service) = client(layer);
    let start = Instant::now();
    let answer = client.find(ask(steps)).await;
    assert!(start.elapsed() < Duration::from_secs(4), "no call waits for a slow attempt");
    let answer = answer.map(|answer| answer.into_inner().attempt);
    (answer.map_err(|status: Status| status.code()), service.seen("call").attempts)
}

#[tokio::test]
async fn the_first_answer_wins() {
    assert_eq!(find(&knowing("10s", ""), &[]).await, (Ok(1), 1));
    let (mut client, service) = client(&knowing("0.02s", ""));
    let answer = client.find(ask(&[SLOW, SLOW])).await.unwrap();
    assert_eq!(answer.into_inner().attempt, 3);
    assert_eq!(service.seen("call").previous, ["", "1", "2"]);
    // Without a delay, all attempts start at once.
    let (answer, attempts) = find(&knowing("0s", ""), &[SLOW, SLOW]).await;
    assert_eq!((answer, attempts), (Ok(3), 3));
}

#[tokio::test]
async fn a_failure_that_is_not_fatal_starts_the_next_attempt() {
    let layer = knowing("10s", "");
    let unavailable = fails(Code::Unavailable);
    assert_eq!(find(&layer, std::slice::from_ref(&unavailable)).await, (Ok(2), 2));
    let all = vec![unavailable.clone(); 5];
    assert_eq!(find(&layer, &all).await, (Err(Code::Unavailable), 3));
    // A fatal failure ends the call.
    assert_eq!(find(&layer, &[fails(Code::NotFound)]).await, (Err(Code::NotFound), 1));
    // The third attempt would start after one more second.
    let fatal = [SLOW, fails(Code::NotFound)];
    assert_eq!(find(&knowing("1s", ""), &fatal).await, (Err(Code::NotFound), 2));
    // The other attempts go on after one that has failed.
    let layer = knowing("0.02s", "");
    let slow = Step { delay_ms: 1000, ..Default::default() };
    assert_eq!(find(&layer, &[slow, unavailable, SLOW]).await, (Ok(1), 3));
}

#[tokio::test]
async fn the_server_pushes_back() {
    let layer = knowing("10s", "");
    let pushback = |text: &str| Step { pushback: text.into(), ..fails(Code::Unavailable) };
    assert_eq!(find(&layer, &[pushback("-1")]).await, (Err(Code::Unavailable), 1));
    assert_eq!(find(&layer, &[pushback("20"), pushback("0")]).await, (Ok(3), 3));
}

#[tokio::test]
async fn throttling_holds_for_hedging() {
    let throttling = r#", "retryThrottling": {"maxTokens": 4, "tokenRatio": 1}"#;
    let (mut client, service) = client(&knowing("10s", throttling));
    let steps = vec![fails(Code::Unavailable); 5];
    // The second failure leaves half of the tokens, so the third attempt does not follow.
    assert!(client.find(ask(&steps)).await.is_err());
    assert_eq!(service.seen("call").attempts, 2);
    let mut next = ask(&steps);
    next.call = "next".into();
    assert!(client.find(next).await.is_err());
    assert_eq!(service.seen("next").attempts, 1);
}

/// Attempts read the requests at the same time. The first one that reads more than the buffer holds
/// is the only one that goes on, and the end of the others does not end the call.
#[tokio::test]
async fn a_long_request_leaves_one_attempt() {
    let layer = layer("0.01s", "").buffer_limits(100, 1000);
    let (mut client, service) = client(&layer);
    let (send, requests) = tokio::sync::mpsc::unbounded_channel();
    send.send(ask(&[])).unwrap();
    let requests = tokio_stream::wrappers::UnboundedReceiverStream::new(requests);
    let request = CallOptions::new().allow_hedging().apply(tonic::Request::new(requests));
    let call = tokio::spawn(async move { client.record(request).await });
    while service.seen("call").attempts < 3 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    for _ in 0..3 {
        tokio::time::sleep(Duration::from_millis(10)).await;
        send.send(Ask { padding: vec![0; 100], ..Default::default() }).unwrap();
    }
    drop(send);
    assert!((1..=3).contains(&call.await.unwrap().unwrap().into_inner().attempt));
    assert_eq!(service.seen("call").attempts, 3);
}

#[tokio::test]
async fn a_method_must_be_idempotent() {
    let layer = layer("0.02s", "");
    let error = layer.clone().methods(method::ALL).unwrap_err();
    assert_eq!(error.path(), "/patience.Flaky/Get");
    let (mut client, service) = client(&layer);
    // The schema marks `Find`, but the layer does not know that.
    for status in [client.get(ask(&[])).await.err(), client.find(ask(&[])).await.err()] {
        let status = status.unwrap();
        assert_eq!(status.code(), Code::FailedPrecondition);
        assert!(status.message().contains("idempotency_level"), "{status}");
    }
    assert_eq!(service.seen("call").attempts, 0);

    let request = CallOptions::new().allow_hedging().request(ask(&[SLOW]));
    assert_eq!(client.get(request).await.unwrap().into_inner().attempt, 2);
    let allowed = layer.allow_hedging(method::GET.path()).methods(&[method::GET]);
    let (mut client, _) = self::client(&allowed.unwrap());
    assert_eq!(client.get(ask(&[SLOW])).await.unwrap().into_inner().attempt, 2);
}
