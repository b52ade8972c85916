//! The service below, without its type.

use alloc::boxed::Box;
use core::future::{Future, poll_fn};
use core::pin::Pin;

use http::{Request, Response};
use tonic::body::Body;
use tonic::codegen::{Body as HttpBody, Bytes, StdError};
use tower_service::Service;

/// A future without its type.
pub type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// The service below. Its type is left out here, so that the code of attempts is compiled once.
pub trait Sender: Send {
    /// Waits until the service is ready, and sends a request.
    fn send(&self, request: Request<Body>) -> Boxed<Result<Response<Body>, StdError>>;

    /// Returns another handle to the service.
    fn copy(&self) -> Box<dyn Sender>;
}

/// The sender for a service.
pub struct Of<S>(pub S);

impl<S, B> Sender for Of<S>
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Into<StdError>,
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<StdError>,
{
    fn send(&self, request: Request<Body>) -> Boxed<Result<Response<Body>, StdError>> {
        let mut service = self.0.clone();
        Box::pin(async move {
            poll_fn(|cx| service.poll_ready(cx)).await.map_err(Into::into)?;
            let response = service.call(request).await.map_err(Into::into)?;
            Ok(response.map(Body::new))
        })
    }

    fn copy(&self) -> Box<dyn Sender> {
        Box::new(Self(self.0.clone()))
    }
}
