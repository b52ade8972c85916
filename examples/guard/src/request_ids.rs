//! Ids of calls.

use std::sync::atomic::{AtomicU64, Ordering};

use rust_grpc::intercept::{Call, End, Interceptor, Start};
use tonic::Status;
use tonic::metadata::{Ascii, MetadataMap, MetadataValue};

/// The id of a call. The implementation finds it in the extensions of its request, and
/// interceptors in the state of the call.
#[derive(Debug, Clone)]
pub struct RequestId(MetadataValue<Ascii>);

impl RequestId {
    /// Returns the id.
    pub fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }
}

/// An interceptor that gives each call an id. A call that has one already keeps it. The server
/// returns the id with the response.
pub struct RequestIds {
    prefix: &'static str,
    next: AtomicU64,
}

const HEADER: &str = "x-request-id";

impl RequestIds {
    /// Creates the interceptor. Its ids are e.g. `server-1`, `server-2`.
    pub fn new(prefix: &'static str) -> Self {
        Self { prefix, next: AtomicU64::new(1) }
    }
}

impl Interceptor for RequestIds {
    async fn start(&self, start: &mut Start) -> Result<(), Status> {
        let id = match start.metadata().get(HEADER) {
            Some(id) => id.clone(),
            None => {
                let number = self.next.fetch_add(1, Ordering::Relaxed);
                let id = format!("{}-{number}", self.prefix).parse();
                id.map_err(|_| Status::internal("the prefix of ids is no header"))?
            }
        };
        start.metadata_mut().insert(HEADER, id.clone());
        start.extensions_mut().insert(RequestId(id.clone()));
        start.state_mut().insert(RequestId(id));
        Ok(())
    }

    async fn headers(&self, call: &Call, metadata: &mut MetadataMap) -> Result<(), Status> {
        if let Some(RequestId(id)) = call.state().get() {
            metadata.insert(HEADER, id.clone());
        }
        Ok(())
    }

    async fn end(&self, call: &Call, end: &mut End) {
        // A status alone has no headers.
        if let Some(RequestId(id)) = call.state().get()
            && end.code() != tonic::Code::Ok
        {
            end.metadata_mut().insert(HEADER, id.clone());
        }
    }

    fn sees_messages(&self, _: &Call) -> bool {
        false
    }
}
