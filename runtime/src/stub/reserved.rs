//! The headers that gRPC reserves.

use tonic::codegen::http::{HeaderMap, HeaderValue};
use tonic::metadata::MetadataMap;

/// Returns the headers without those that gRPC reserves.
pub fn sanitized(metadata: MetadataMap) -> HeaderMap {
    let mut headers = metadata.into_headers();
    if !headers.is_empty() {
        for reserved in ["te", "content-type", "grpc-message", "grpc-message-type", "grpc-status"] {
            headers.remove(reserved);
        }
    }
    headers
}

/// The headers of gRPC that decide how the stubs read a call.
#[derive(Default)]
pub struct Reserved<'a> {
    pub encoding: Option<&'a HeaderValue>,
    pub status: Option<&'a HeaderValue>,
}

impl<'a> Reserved<'a> {
    /// Finds the headers. Calls have a few headers, and comparing their names takes less time than
    /// hashing the searched names.
    pub fn of(headers: &'a HeaderMap) -> Self {
        let mut reserved = Self::default();
        for (name, value) in headers {
            let found = match name.as_str() {
                "grpc-encoding" => &mut reserved.encoding,
                "grpc-status" => &mut reserved.status,
                _ => continue,
            };
            found.get_or_insert(value);
        }
        reserved
    }

    /// Whether the messages of the call may be compressed.
    pub fn is_compressed(&self) -> bool {
        self.encoding.is_some_and(|encoding| encoding != "identity")
    }
}
