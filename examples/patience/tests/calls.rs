//! Options of calls and clients, with a server in memory.

#![allow(missing_docs)]

use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use patience::flaky_client::{FlakyClient, method};
use patience::flaky_server::FlakyServer;
use patience::{Answer, Ask, FailsOnPurpose, Step};
use rust_grpc::CallOptions;
use rust_grpc::intercept::{Interceptor, Interceptors, Start};
use rust_grpc::layers::Layer;
use rust_grpc::service_config::{Configured, ServiceConfig, ServiceConfigLayer};
use rust_grpc::testing::InMemory;
use tonic::codegen::Service;
use tonic::codegen::http::Uri;
use tonic::transport::{Channel, Endpoint, Server};
use tonic::{Code, Request, Status};

const RETRY: &str = r#"{"methodConfig": [{"name": [{}], "retryPolicy": {"maxAttempts": 3,
    "initialBackoff": "0.001s", "maxBackoff": "0.001s", "backoffMultiplier": 1,
    "retryableStatusCodes": ["UNAVAILABLE"]}}]}"#;

type Client = FlakyClient<Configured<Channel>>;

/// A server that cannot be reached by the first attempts to connect.
#[derive(Clone)]
struct Late {
    server: InMemory,
    refusals: Arc<AtomicUsize>,
}

impl Service<Uri> for Late {
    type Response = <InMemory as Service<Uri>>::Response;
    type Error = std::io::Error;
    type Future = Pin<Box<dyn Future<Output = std::io::Result<Self::Response>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let update = |left: usize| left.checked_sub(1);
        let refused =
            self.refusals.fetch_update(Ordering::SeqCst, Ordering::SeqCst, update).is_ok();
        let connection = self.server.call(uri);
        Box::pin(async move {
            if refused {
                return Err(std::io::ErrorKind::ConnectionRefused.into());
            }
            connection.await
        })
    }
}

/// Returns a client of a server that refuses the first connections.
fn client(layer: &ServiceConfigLayer, refusals: usize) -> (Client, FailsOnPurpose) {
    let service = FailsOnPurpose::default();
    let server = InMemory::new(Server::builder().add_service(FlakyServer::new(service.clone())));
    let late = Late { server, refusals: Arc::new(AtomicUsize::new(refusals)) };
    let channel = Endpoint::from_static("http://late").connect_with_connector_lazy(late);
    (FlakyClient::new(layer.layer(channel)), service)
}

fn layer(config: &str) -> ServiceConfigLayer {
    let config = ServiceConfig::from_json(config).unwrap();
    let short = Duration::from_millis(1);
    ServiceConfigLayer::new(config).connect_backoff(short, short)
}

fn ask(steps: &[Step]) -> Ask {
    Ask { call: "call".into(), steps: steps.to_vec(), ..Default::default() }
}

fn unavailable() -> Step {
    Step { code: Code::Unavailable as i32, ..Default::default() }
}

#[tokio::test]
async fn a_call_waits_for_a_connection_if_it_wants_to() {
    let wait = CallOptions::new().wait_for_ready(true);
    let ready = r#"{"methodConfig": [{"name": [{}], "waitForReady": true}]}"#;
    let (plain, by_config) = (layer("{}"), layer(ready));
    let by_client = plain.clone().defaults(wait.clone());
    let no = CallOptions::new().wait_for_ready(false);
    for (layer, options, waits) in [
        (&plain, CallOptions::new(), false),
        (&plain, wait.clone(), true),
        (&by_config, CallOptions::new(), true),
        (&by_config, no.clone(), false),
        (&by_client, CallOptions::new(), true),
        (&by_client, no, false),
    ] {
        let (mut client, service) = client(layer, 5);
        let answer = client.get(options.request(ask(&[]))).await;
        match waits {
            true => assert_eq!(answer.unwrap().into_inner().attempt, 1),
            false => assert_eq!(answer.unwrap_err().code(), Code::Unavailable),
        }
        assert_eq!(service.seen("call").attempts, u32::from(waits));
    }
    // The deadline holds while the call waits.
    let (mut client, _) = client(&plain, usize::MAX);
    let request = wait.timeout(Duration::from_millis(20)).request(ask(&[]));
    assert_eq!(client.get(request).await.unwrap_err().code(), Code::DeadlineExceeded);
}

#[tokio::test]
async fn a_connection_that_is_refused_is_an_attempt() {
    let (mut client, service) = client(&layer(RETRY), 2);
    assert_eq!(client.get(ask(&[])).await.unwrap().into_inner().attempt, 1);
    assert_eq!(service.seen("call").previous, ["2"]);
    let (mut client, _) = self::client(&layer(RETRY), 3);
    assert_eq!(client.get(ask(&[])).await.unwrap_err().code(), Code::Unavailable);
}

#[tokio::test]
async fn the_deadline_holds_for_the_whole_stream() {
    let config = RETRY.replace("\"retryPolicy\"", "\"timeout\": \"1.5s\", \"retryPolicy\"");
    let (mut client, service) = client(&layer(&config), 0);
    let slow = Step { pause_ms: 5000, ..Default::default() };
    let mut answers = client.watch(ask(&[unavailable(), slow])).await.unwrap().into_inner();
    assert_eq!(answers.message().await.unwrap().unwrap().attempt, 2);
    assert_eq!(answers.message().await.unwrap_err().code(), Code::DeadlineExceeded);
    assert_eq!(service.seen("call").deadlines, [true, true]);
}

#[tokio::test]
async fn the_shortest_timeout_holds() {
    let config = r#"{"methodConfig": [{"name": [{}], "timeout": "0.05s"}]}"#;
    let options = |milliseconds| CallOptions::new().timeout(Duration::from_millis(milliseconds));
    let (long, short) = (options(60_000), options(50));
    for (layer, of_call) in [
        (layer(config), CallOptions::new()),
        (layer(config), long.clone()),
        (layer("{}"), short.clone()),
        (layer("{}").defaults(short.clone()), CallOptions::new()),
        // The call's own option replaces that of the client.
        (layer("{}").defaults(long), short),
    ] {
        let (mut client, _) = client(&layer, 0);
        let slow = Step { delay_ms: 5000, ..Default::default() };
        let start = Instant::now();
        let status = client.get(of_call.request(ask(&[slow]))).await.unwrap_err();
        assert_eq!(status.code(), Code::DeadlineExceeded);
        assert!(start.elapsed() < Duration::from_secs(4));
    }
}

#[tokio::test]
async fn requests_are_replayed_and_then_live() {
    let (mut client, service) = client(&layer(RETRY), 0);
    let early = Step { reads: 2, ..unavailable() };
    let (send, requests) = tokio::sync::mpsc::unbounded_channel();
    send.send(ask(&[early])).unwrap();
    send.send(Ask::default()).unwrap();
    let requests = tokio_stream::wrappers::UnboundedReceiverStream::new(requests);
    let call = tokio::spawn(async move { client.record(Request::new(requests)).await });
    while service.seen("call").attempts < 2 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    send.send(Ask::default()).unwrap();
    drop(send);
    assert_eq!(call.await.unwrap().unwrap().into_inner().attempt, 2);
    assert_eq!(service.seen("call").requests, 2 + 3);
}

/// tonic's own stubs call the functions of `Grpc`.
#[tokio::test]
async fn the_layer_works_below_tonic() {
    let (_, service) = client(&layer(RETRY), 0);
    let router = Server::builder().add_service(FlakyServer::new(service.clone()));
    let channel = layer(RETRY).layer(rust_grpc::testing::channel(router));
    let mut grpc = tonic::client::Grpc::new(channel);
    grpc.ready().await.unwrap();
    let codec = rust_grpc::codec::ProtoCodec::<Ask, Answer>::default();
    let request = CallOptions::new().request(ask(&[unavailable()]));
    let path = method::GET.path().parse().unwrap();
    assert_eq!(grpc.unary(request, path, codec).await.unwrap().into_inner().attempt, 2);
}

/// The second request of a stream is too long. The status says so, and not that a stream broke.
#[tokio::test]
async fn a_request_that_is_too_long_ends_the_call() {
    let config = r#"{"methodConfig": [{"name": [{}], "maxRequestMessageBytes": 100}]}"#;
    let long = Ask { padding: vec![0; 100], ..Default::default() };
    let headers = Step { reads: 1, answers: 1, pause_ms: 5000, ..Default::default() };
    for first in [ask(&[]), ask(&[headers])] {
        let (mut client, _) = client(&layer(config), 0);
        let requests = tokio_stream::iter([first, long.clone()]);
        let result = match client.talk(requests).await {
            Ok(answers) => answers.into_inner().message().await.map(|_| ()),
            Err(status) => Err(status),
        };
        let status = result.unwrap_err();
        assert_eq!(status.code(), Code::ResourceExhausted, "{status:?}");
        assert!(status.message().contains("larger than max"), "{status:?}");
    }
}

/// A client's metadata is added to that of a call, whose own entries win.
#[tokio::test]
async fn metadata_of_clients_and_calls() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let note = {
        let seen = Arc::clone(&seen);
        move |request: Request<()>| {
            let values = |key| request.metadata().get_all(key).iter().collect::<Vec<_>>();
            seen.lock().unwrap().push(format!("{:?} {:?}", values("who"), values("where")));
            Ok(request)
        }
    };
    let service = FlakyServer::with_interceptor(FailsOnPurpose::default(), note);
    let router = Server::builder().add_service(service);
    let mut of_client = CallOptions::new();
    of_client.metadata_mut().append("who", "a".parse().unwrap());
    of_client.metadata_mut().append("who", "b".parse().unwrap());
    of_client.metadata_mut().insert("where", "here".parse().unwrap());
    let layer = layer(RETRY).defaults(of_client);
    let mut client = FlakyClient::new(layer.layer(rust_grpc::testing::channel(router)));

    client.get(ask(&[unavailable()])).await.unwrap();
    let mut of_call = CallOptions::new();
    of_call.metadata_mut().insert("who", "c".parse().unwrap());
    client.get(of_call.request(ask(&[]))).await.unwrap();
    let of_client = r#"["a", "b"] ["here"]"#;
    assert_eq!(*seen.lock().unwrap(), [of_client, of_client, r#"["c"] ["here"]"#]);
}

struct Counts(Arc<AtomicUsize>);

impl Interceptor for Counts {
    async fn start(&self, _: &mut Start) -> Result<(), Status> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

#[tokio::test]
async fn interceptors_see_calls_or_attempts() {
    let (calls, attempts) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let service = FailsOnPurpose::default();
    let server = InMemory::new(Server::builder().add_service(FlakyServer::new(service)));
    let late = Late { server, refusals: Arc::new(AtomicUsize::new(1)) };
    let channel = Endpoint::from_static("http://late").connect_with_connector_lazy(late);
    let channel = Interceptors::new().with(Counts(Arc::clone(&attempts))).channel(channel);
    let channel = layer(RETRY).layer(channel);
    let channel = Interceptors::new().with(Counts(Arc::clone(&calls))).channel(channel);
    let mut client = FlakyClient::new(channel);
    let request = CallOptions::new().wait_for_ready(true).request(ask(&[unavailable()]));
    assert_eq!(client.get(request).await.unwrap().into_inner().attempt, 2);
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    // The first request finds no connection.
    assert_eq!(attempts.load(Ordering::SeqCst), 3);
}

/// Client traits need such a channel.
#[test]
fn the_channel_can_be_shared() {
    fn check<T: Clone + Send + Sync + 'static>() {}
    check::<Configured<Channel>>();
}

#[tokio::test]
async fn buffers_are_limited() {
    for (call, of_client, attempts) in [(2000, 2000, 2), (999, 2000, 1), (2000, 999, 1)] {
        let (mut client, service) = client(&layer(RETRY).buffer_limits(call, of_client), 0);
        let request = Ask { padding: vec![0; 1000], ..ask(&[unavailable()]) };
        let answer = client.get(request).await;
        assert_eq!(answer.is_ok(), attempts == 2);
        assert_eq!(service.seen("call").attempts, attempts);
    }
}
