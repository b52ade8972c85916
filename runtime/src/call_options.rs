//! The options of one call.

use core::time::Duration;

use tonic::codec::CompressionEncoding;
use tonic::codegen::http::Extensions;
use tonic::metadata::MetadataMap;
use tonic::{IntoRequest, Request};

/// The options of one call, or of all calls of a client.
///
/// ```
/// use std::time::Duration;
/// use rust_grpc::CallOptions;
///
/// let options = CallOptions::new().timeout(Duration::from_secs(2)).wait_for_ready(true);
/// let request = options.request("a message");
/// // client.get(request).await
/// assert_eq!(request.metadata().get("grpc-timeout").unwrap(), "2000000u");
/// ```
///
/// Every client applies the timeout and the metadata, tonic's own stubs included. The stubs of
/// `codec=inline` apply the compression. `ServiceConfigLayer` (feature `service-config`) applies
/// the other options.
#[derive(Debug, Clone, Default)]
pub struct CallOptions {
    timeout: Option<Duration>,
    metadata: MetadataMap,
    hints: CallHints,
}

/// The options that the extensions of a request carry. `None` means that the call does not say.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct CallHints {
    /// The compression of the requests. `Some(None)` turns the compression of the client off.
    compression: Option<Option<CompressionEncoding>>,
    #[cfg_attr(not(feature = "service-config"), allow(dead_code))]
    pub wait_for_ready: Option<bool>,
    #[cfg_attr(not(feature = "service-config"), allow(dead_code))]
    pub hedging: bool,
}

impl CallOptions {
    /// Creates options that change nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Limits the time of the call. With a service config, the shorter of both timeouts holds.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout: Some(timeout), ..self }
    }

    /// Returns the metadata to change it. An entry replaces the entries of the request that have
    /// the same key.
    pub fn metadata_mut(&mut self) -> &mut MetadataMap {
        &mut self.metadata
    }

    /// Sets the metadata. An entry replaces the entries of the request that have the same key.
    pub fn metadata(self, metadata: MetadataMap) -> Self {
        Self { metadata, ..self }
    }

    /// Compresses the requests of the call. `None` turns the compression of the client off.
    pub fn compression(mut self, encoding: Option<CompressionEncoding>) -> Self {
        self.hints.compression = Some(encoding);
        self
    }

    /// Whether the call waits for a connection if the server cannot be reached. Without this
    /// option, such a call fails with `UNAVAILABLE`.
    pub fn wait_for_ready(mut self, wait: bool) -> Self {
        self.hints.wait_for_ready = Some(wait);
        self
    }

    /// Lets a service config hedge the call, although its method is not marked as idempotent.
    pub fn allow_hedging(mut self) -> Self {
        self.hints.hedging = true;
        self
    }

    /// Returns a request with these options.
    pub fn request<M>(&self, message: impl IntoRequest<M>) -> Request<M> {
        self.apply(message.into_request())
    }

    /// Adds the options to a request. These options win over those that the request has.
    pub fn apply<M>(&self, mut request: Request<M>) -> Request<M> {
        if let Some(timeout) = self.timeout {
            request.set_timeout(timeout);
        }
        if !self.metadata.is_empty() {
            request.metadata_mut().as_mut().extend(self.metadata.clone().into_headers());
        }
        let hints = self.hints.over(hints(request.extensions()));
        if hints.is_any() {
            request.extensions_mut().insert(hints);
        }
        request
    }
}

#[cfg(feature = "service-config")]
impl CallOptions {
    /// Returns the timeout, the metadata and the hints.
    pub(crate) fn parts(&self) -> (Option<Duration>, &MetadataMap, CallHints) {
        (self.timeout, &self.metadata, self.hints)
    }
}

impl CallHints {
    /// Returns these hints, and those of `other` that these do not have.
    pub fn over(self, other: Self) -> Self {
        Self {
            compression: self.compression.or(other.compression),
            wait_for_ready: self.wait_for_ready.or(other.wait_for_ready),
            hedging: self.hedging || other.hedging,
        }
    }

    fn is_any(self) -> bool {
        self.compression.is_some() || self.wait_for_ready.is_some() || self.hedging
    }
}

/// Returns the hints in the extensions of a request.
pub(crate) fn hints(extensions: &Extensions) -> CallHints {
    extensions.get().copied().unwrap_or_default()
}

/// Returns the compression of a call: that of its options, otherwise that of the client.
pub(crate) fn compression(
    extensions: &Extensions,
    of_client: Option<CompressionEncoding>,
) -> Option<CompressionEncoding> {
    hints(extensions).compression.unwrap_or(of_client)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_options_win() {
        let mut client = CallOptions::new().timeout(Duration::from_secs(1)).wait_for_ready(true);
        client.metadata_mut().insert("a", "1".parse().unwrap());
        client.metadata_mut().insert("b", "1".parse().unwrap());
        let mut call = CallOptions::new().timeout(Duration::from_secs(2)).allow_hedging();
        call.metadata_mut().append("b", "2".parse().unwrap());
        call.metadata_mut().append("b", "3".parse().unwrap());

        let request = call.apply(client.request(()));
        let metadata = request.metadata();
        assert_eq!(metadata.get("grpc-timeout").unwrap(), "2000000u");
        assert_eq!(metadata.get("a").unwrap(), "1");
        let values: std::vec::Vec<_> = metadata.get_all("b").iter().collect();
        assert_eq!(values, ["2", "3"]);
        let hints = hints(request.extensions());
        assert_eq!((hints.wait_for_ready, hints.hedging), (Some(true), true));
    }

    #[test]
    fn options_that_change_nothing_leave_no_extension() {
        assert!(CallOptions::new().request(()).extensions().is_empty());
    }
}
