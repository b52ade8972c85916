//! Clients of our stubs with layers around the channel or the server.

use std::error::Error;

use rust_grpc::intercept::{Call, Interceptor, Interceptors};
use rust_grpc::layers::{DeadlineLayer, Layer};
use rust_grpc::service_config::{ServiceConfig, ServiceConfigLayer};
use tokio::runtime::Runtime;
use tonic::body::Body;
use tonic::client::GrpcService;
use tonic::codegen::{Body as HttpBody, Bytes, StdError};
use tonic::{Request, Status};

use crate::connect::{Over, connect};
use crate::contender::ours::{Service, note};
use crate::contender::{Caller, Kind};
use crate::ours::calls_client::CallsClient;
use crate::ours::calls_server::CallsServer;

/// A client of small unary calls.
#[derive(Clone)]
pub struct Layered<T>(CallsClient<T>);

impl<T> Caller for Layered<T>
where
    T: GrpcService<Body> + Clone + Send + 'static,
    T::Error: Into<StdError>,
    T::Future: Send,
    T::ResponseBody: HttpBody<Data = Bytes> + Send + 'static,
    <T::ResponseBody as HttpBody>::Error: Into<StdError> + Send,
{
    async fn call(&mut self, _: Kind) -> Result<(), Status> {
        self.0.small(note(7)).await.map(drop)
    }
}

/// A use of a client.
pub trait Visit {
    /// Uses a client. `name` says which layer it has.
    ///
    /// # Errors
    /// Returns the error of a call that fails.
    fn visit(&mut self, name: &'static str, client: impl Caller) -> Result<(), Status>;
}

/// An interceptor that does nothing.
struct Idle {
    sees_messages: bool,
}

impl Interceptor for Idle {
    fn sees_messages(&self, _: &Call) -> bool {
        self.sees_messages
    }
}

/// Shows the client without a layer, and then clients with each layer.
///
/// # Errors
/// Returns the errors of [`connect`] and of `visit`.
pub fn each(runtime: &Runtime, visit: &mut impl Visit) -> Result<(), Box<dyn Error>> {
    let channel = runtime.block_on(connect(CallsServer::new(Service), Over::Memory))?;
    let plain = || Layered(CallsClient::new(channel.clone()));
    visit.visit("none", plain())?;
    let tonics = CallsClient::with_interceptor(channel.clone(), |request: Request<()>| Ok(request));
    visit.visit("tonic's interceptor", Layered(tonics))?;
    let idle = |sees_messages| Interceptors::new().with(Idle { sees_messages });
    for (name, sees_messages) in
        [("an interceptor", false), ("an interceptor that sees messages", true)]
    {
        let channel = idle(sees_messages).channel(channel.clone());
        visit.visit(name, Layered(CallsClient::new(channel)))?;
    }
    let server = idle(false).service(CallsServer::new(Service));
    let intercepted = runtime.block_on(connect(server, Over::Memory))?;
    visit.visit("an interceptor of the server", Layered(CallsClient::new(intercepted)))?;
    let deadlines = DeadlineLayer.layer(channel.clone());
    visit.visit("`DeadlineLayer`", Layered(CallsClient::new(deadlines)))?;
    for (name, config) in [
        ("a service config without settings", r#"{"methodConfig": [{"name": [{}]}]}"#),
        ("a service config with a timeout and retries", RETRIES),
    ] {
        let config = ServiceConfig::from_json(config)?;
        let channel = ServiceConfigLayer::new(config).layer(channel.clone());
        visit.visit(name, Layered(CallsClient::new(channel)))?;
    }
    Ok(())
}

const RETRIES: &str = r#"{
    "methodConfig": [{
        "name": [{}],
        "timeout": "2s",
        "retryPolicy": {
            "maxAttempts": 3,
            "initialBackoff": "0.1s",
            "maxBackoff": "1s",
            "backoffMultiplier": 2,
            "retryableStatusCodes": ["UNAVAILABLE"]
        }
    }]
}"#;
