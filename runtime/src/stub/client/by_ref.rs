//! The service of a client, as tonic's client borrows it for one call.

use core::task::{Context, Poll};

use tonic::body::Body;
use tonic::client::GrpcService;
use tonic::codegen::http::header::CONTENT_TYPE;
use tonic::codegen::{Service, http};

use crate::stub::Format;

/// A borrowed service, because tonic's client owns the service below.
pub struct ByRef<'a, T> {
    pub service: &'a mut T,
    pub format: Format,
}

impl<T: GrpcService<Body>> Service<http::Request<Body>> for ByRef<'_, T> {
    type Response = http::Response<T::ResponseBody>;
    type Error = T::Error;
    type Future = T::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), T::Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&mut self, mut request: http::Request<Body>) -> T::Future {
        // tonic has set the content type of the binary format.
        if self.format != Format::Binary {
            request.headers_mut().insert(CONTENT_TYPE, self.format.content_type());
        }
        self.service.call(request)
    }
}
