//! A service that is lent to tonic for one call.

use core::task::{Context, Poll};

use tonic::body::Body;
use tonic::client::GrpcService;
use tonic::codegen::{Service, http};

/// tonic's client wants to own the service below.
pub struct ByRef<'a, T>(pub &'a mut T);

impl<T: GrpcService<Body>> Service<http::Request<Body>> for ByRef<'_, T> {
    type Response = http::Response<T::ResponseBody>;
    type Error = T::Error;
    type Future = T::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), T::Error>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, request: http::Request<Body>) -> T::Future {
        self.0.call(request)
    }
}
