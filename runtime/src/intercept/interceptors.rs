//! The interceptors of a client or a server.

use alloc::string::ToString;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use std::collections::HashMap;

use http::{HeaderMap, HeaderValue, Uri};
use tonic::codec::CompressionEncoding;

use super::active::Chain;
use super::interceptor::DynInterceptor;
use super::layer::{Intercepted, InterceptedChannel, ServerLayer};
use super::{Interceptor, Side, call};
use crate::Method;
use crate::stub::Format;

/// The greatest length of a message that tonic accepts by default.
const DEFAULT_LIMIT: usize = 4 * 1024 * 1024;

/// The interceptors of a client or a server, and what they know about its methods.
///
/// The interceptor that is added first is the outermost: it sees each request first, and each
/// response last. A copy shares the interceptors.
#[derive(Clone)]
pub struct Interceptors {
    settings: Arc<Settings>,
}

#[derive(Clone)]
struct Settings {
    chain: Vec<Arc<dyn DynInterceptor>>,
    /// The interceptors of `chain`, for calls.
    shared: Chain,
    methods: HashMap<&'static str, Method>,
    accepted: Vec<CompressionEncoding>,
    accepts_json: bool,
    limit: usize,
}

impl Interceptors {
    /// Returns no interceptors.
    pub fn new() -> Self {
        let settings = Settings {
            chain: Vec::new(),
            shared: Arc::new([]),
            methods: HashMap::new(),
            accepted: Vec::new(),
            accepts_json: false,
            limit: DEFAULT_LIMIT,
        };
        Self { settings: Arc::new(settings) }
    }

    /// Adds an interceptor inside of the others.
    #[must_use]
    pub fn with(mut self, interceptor: impl Interceptor) -> Self {
        let settings = self.settings_mut();
        settings.chain.push(Arc::new(interceptor));
        settings.shared = settings.chain.clone().into();
        self
    }

    /// Adds the constants of a service's methods, e.g. `weather_server::method::ALL`. The option
    /// `method_constants` generates them. With the option `method_messages`, they have the types of
    /// the messages.
    ///
    /// Of other methods, interceptors know the path alone.
    #[must_use]
    pub fn methods(mut self, methods: &[Method]) -> Self {
        let known = methods.iter().map(|method| (method.path(), *method));
        self.settings_mut().methods.extend(known);
        self
    }

    /// Lets interceptors read messages with this compression. A client or a server that accepts or
    /// sends a compression has the same setting.
    ///
    /// If interceptors see the messages of a call, the responses have no other compression, and a
    /// request with another one ends with `UNIMPLEMENTED`.
    #[must_use]
    pub fn accept_compressed(mut self, encoding: CompressionEncoding) -> Self {
        self.settings_mut().accepted.push(encoding);
        self
    }

    /// Lets the interceptors of a server read JSON messages. It is for servers whose services all
    /// have the option `grpc_json`.
    ///
    /// A service without `grpc_json` reads the messages of a JSON call as binary, so an interceptor
    /// that reads JSON would see other messages than the service. Without this setting, a JSON
    /// message ends its call with `UNIMPLEMENTED` if interceptors see the messages of the call.
    #[cfg(feature = "json")]
    #[must_use]
    pub fn accept_json(mut self) -> Self {
        self.settings_mut().accepts_json = true;
        self
    }

    /// Limits the length of a message from the peer that interceptors see. The default is 4 MiB. A
    /// client or a server has the same default, and a setting of its own.
    #[must_use]
    pub fn max_message_size(mut self, limit: usize) -> Self {
        self.settings_mut().limit = limit;
        self
    }

    /// Returns a channel that shows its calls to these interceptors. Every client stub can be over
    /// it.
    pub fn channel<S>(&self, channel: S) -> InterceptedChannel<S> {
        InterceptedChannel::new(channel, self.clone())
    }

    /// Returns a layer for `tonic::transport::Server`. The server shows its calls to these
    /// interceptors.
    pub fn server_layer(&self) -> ServerLayer {
        ServerLayer::new(self.clone())
    }

    /// Returns one service with these interceptors, e.g. a generated server for
    /// `tonic::transport::Server::add_service`.
    pub fn service<S>(&self, service: S) -> Intercepted<S> {
        Intercepted::new(service, self.clone())
    }

    fn settings_mut(&mut self) -> &mut Settings {
        Arc::make_mut(&mut self.settings)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.settings.chain.is_empty()
    }

    pub(super) fn chain(&self) -> Chain {
        Arc::clone(&self.settings.shared)
    }

    pub(super) fn limit(&self) -> usize {
        self.settings.limit
    }

    pub(super) fn method(&self, side: Side, uri: &Uri) -> Option<Method> {
        self.settings.methods.get(call::path(side, uri)).copied()
    }

    /// Whether the interceptors can read messages in this format. The stub of a client chooses the
    /// format itself.
    pub(super) fn reads(&self, side: Side, format: Format) -> bool {
        side == Side::Client || format == Format::Binary || self.settings.accepts_json
    }

    /// Returns the compression that these headers name, if the interceptors can read it.
    pub(super) fn encoding(&self, headers: &HeaderMap) -> Option<CompressionEncoding> {
        let name = headers.get("grpc-encoding")?;
        self.settings
            .accepted
            .iter()
            .copied()
            .find(|encoding| name == encoding.to_string().as_str())
    }

    /// Removes compressions that the interceptors cannot read from those that the client accepts.
    pub(super) fn limit_answers(&self, headers: &mut HeaderMap) {
        let Some(value) = headers.get(ACCEPT_ENCODING) else { return };
        let names = value.to_str().unwrap_or_default().split(',').map(str::trim);
        let is_accepted = |name: &&str| {
            *name == "identity"
                || self.settings.accepted.iter().any(|encoding| encoding.to_string() == *name)
        };
        let left = names.filter(is_accepted).collect::<Vec<_>>().join(",");
        match HeaderValue::try_from(left) {
            Ok(left) if !left.is_empty() => drop(headers.insert(ACCEPT_ENCODING, left)),
            _ => drop(headers.remove(ACCEPT_ENCODING)),
        }
    }
}

const ACCEPT_ENCODING: &str = "grpc-accept-encoding";

impl Default for Interceptors {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Interceptors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Interceptors")
            .field("interceptors", &self.settings.chain.len())
            .field("methods", &self.settings.methods.len())
            .finish_non_exhaustive()
    }
}
