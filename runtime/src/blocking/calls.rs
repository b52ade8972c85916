//! The calls of generated blocking clients, once for each kind of call.

use core::future::Future;
use std::thread;

use prost::Message;
use tokio::time::Instant;
use tonic::codec::Codec;
use tonic::{Code, Request, Response, Status};

use super::cancelling::Cancelling;
use super::driver::{Driver, lost};
use super::requests::queue;
use super::{IntoRequests, SendRequests, Streaming};
use crate::layers::{Expiry, exceeded};
use crate::stub::Client;
use crate::stub::shared::SharedService;

/// Connects to a server, with the tasks of the connection on the driver.
#[cfg(feature = "transport")]
pub fn connect<D>(driver: &Driver, dst: D) -> Result<tonic::transport::Channel, Status>
where
    D: TryInto<tonic::transport::Endpoint>,
    D::Error: Into<tonic::codegen::StdError>,
{
    use alloc::boxed::Box;

    let endpoint = tonic::transport::Endpoint::new(dst).map_err(|error| {
        let mut status = Status::invalid_argument(alloc::format!("not an endpoint: {error}"));
        status.set_source(alloc::sync::Arc::new(error));
        status
    })?;
    // tonic's connector fails for an address without a scheme, as if there were no server.
    if endpoint.uri().scheme().is_none() {
        let message = "not an endpoint: the scheme is missing, e.g. `http://`";
        return Err(Status::invalid_argument(message));
    }
    let connected = driver.block_on(async move { endpoint.connect().await })?;
    connected.map_err(|error| Status::from_error(Box::new(error)))
}

/// Calls a unary method.
pub fn unary<T, M, R>(
    driver: &Driver,
    client: &Client<T>,
    request: Request<M>,
    path: &'static str,
) -> Result<Response<R>, Status>
where
    T: SharedService + 'static,
    M: Message + 'static,
    R: Message + Default + 'static,
{
    let (mut client, deadline) = (client.clone(), deadline(&request));
    let call = async move { client.unary(request, path).await };
    driver.block_on(by(deadline, call))?
}

/// Calls a unary method whose messages have another codec.
pub fn unary_with<T, C>(
    driver: &Driver,
    client: &Client<T>,
    request: Request<C::Encode>,
    path: &'static str,
    codec: C,
) -> Result<Response<C::Decode>, Status>
where
    T: SharedService + 'static,
    C: Codec<Encode: Sync, Decode: Sync> + Send + 'static,
{
    let (mut client, deadline) = (client.clone(), deadline(&request));
    let call = async move { client.unary_with(request, path, codec).await };
    driver.block_on(by(deadline, call))?
}

/// Calls a method that answers with a stream.
pub fn server_streaming<T, C>(
    driver: &Driver,
    client: &Client<T>,
    request: Request<C::Encode>,
    path: &'static str,
    codec: C,
) -> Result<Response<Streaming<C::Decode>>, Status>
where
    T: SharedService + 'static,
    C: Codec<Encode: Sync, Decode: Sync> + Send + 'static,
{
    let (mut client, deadline) = (client.clone(), deadline(&request));
    let call = async move { client.server_streaming(request, path, codec).await };
    Streaming::start(driver, deadline, None, call)?.response()
}

/// Calls a method that takes a stream. The iterator runs on this thread.
pub fn client_streaming<T, C, Kind>(
    driver: &Driver,
    client: &Client<T>,
    requests: impl IntoRequests<C::Encode, Kind>,
    path: &'static str,
    codec: C,
) -> Result<Response<C::Decode>, Status>
where
    T: SharedService + 'static,
    C: Codec<Encode: Sync, Decode: Sync> + Send + 'static,
{
    let request = requests.into_requests();
    let deadline = deadline(&request);
    let (metadata, extensions, iterator) = request.into_parts();
    let (feeder, messages, guard, ends) = queue();
    let mut client = client.clone().over(|service| Cancelling { service, ends: Some(ends) });
    let request = Request::from_parts(metadata, extensions, messages);
    let (result, received) = std::sync::mpsc::sync_channel(1);
    driver.handle()?.spawn(async move {
        let call = client.client_streaming(request, path, codec);
        let response = by(deadline, call).await;
        let has_ended = response.is_ok();
        // The caller waits for the response, unless its iterator has panicked.
        let _ = result.send(response);
        if has_ended {
            guard.end();
        }
    });
    feeder.feed(iterator);
    received.recv().map_err(|_| lost())?
}

/// Calls a method that takes a stream and answers with a stream. The iterator runs on a thread of
/// its own, so that it can wait for responses. The function does not wait for the beginning of the
/// response, because a server may wait for the first request, which may come after this function.
pub fn streaming<T, C, Kind>(
    driver: &Driver,
    client: &Client<T>,
    requests: impl SendRequests<C::Encode, Kind>,
    path: &'static str,
    codec: C,
) -> Result<Streaming<C::Decode>, Status>
where
    T: SharedService + 'static,
    C: Codec<Encode: Sync, Decode: Sync> + Send + 'static,
{
    let request = requests.into_requests();
    let deadline = deadline(&request);
    let (metadata, extensions, iterator) = request.into_parts();
    let (feeder, messages, guard, ends) = queue();
    let mut client = client.clone().over(|service| Cancelling { service, ends: Some(ends) });
    let request = Request::from_parts(metadata, extensions, messages);
    let call = async move { client.streaming(request, path, codec).await };
    let responses = Streaming::start(driver, deadline, Some(guard), call)?;
    let thread = thread::Builder::new().name("rust-grpc-requests".into());
    thread.spawn(move || feeder.feed(iterator)).map_err(|error| {
        let message = alloc::format!("cannot start the thread of the requests: {error}");
        Status::resource_exhausted(message)
    })?;
    Ok(responses)
}

/// Returns the time at which the timeout of a request ends.
fn deadline<M>(request: &Request<M>) -> Option<Instant> {
    Expiry::of(request.metadata().as_ref()).map(Expiry::end)
}

/// Waits for a part of a call until the deadline.
pub(super) async fn by<T>(
    deadline: Option<Instant>,
    part: impl Future<Output = Result<T, Status>>,
) -> Result<T, Status> {
    let Some(deadline) = deadline else { return part.await };
    match tokio::time::timeout_at(deadline, part).await {
        // tonic's channel has a timer for the same deadline, and answers `CANCELLED`.
        Ok(Err(status)) if status.code() == Code::Cancelled && Instant::now() >= deadline => {
            Err(exceeded())
        }
        Ok(result) => result,
        Err(_) => Err(exceeded()),
    }
}
