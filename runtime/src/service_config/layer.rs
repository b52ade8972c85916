//! The layer that applies a service config.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::task::{Context, Poll};
use core::time::Duration;
use std::collections::{HashMap, HashSet};

use http::{Extensions, Request, Response};
use tonic::Status;
use tonic::body::Body;
use tonic::codegen::{Body as HttpBody, Bytes, StdError};
use tower_layer::Layer;
use tower_service::Service;

use super::budget::{Budget, Limits};
use super::config::{Policy, ServiceConfig};
use super::error::NotIdempotent;
use super::sender::{Boxed, Of};
use super::throttle::Throttle;
use crate::call_options::CallOptions;
use crate::{Idempotency, Method};

mod begin;

use begin::Begun;

/// A layer for channels that applies a service config, and the options of clients and calls.
///
/// Each channel that the layer wraps is a client: all copies of it share the throttling and the
/// limit of buffered requests.
#[derive(Debug, Clone)]
pub struct ServiceConfigLayer {
    settings: Settings,
}

#[derive(Debug, Clone)]
struct Settings {
    config: ServiceConfig,
    defaults: CallOptions,
    /// The idempotency of the methods by path.
    methods: HashMap<&'static str, Idempotency>,
    /// The paths of the other methods that may be hedged.
    hedged: HashSet<String>,
    limits: Limits,
    /// The first and the greatest time between attempts to connect.
    connect: (Duration, Duration),
}

/// A channel that [`ServiceConfigLayer`] wraps.
#[derive(Debug, Clone)]
pub struct Configured<S> {
    inner: S,
    client: Arc<Client>,
}

/// The state of a client.
#[derive(Debug)]
struct Client {
    settings: Settings,
    throttle: Option<Arc<Throttle>>,
    budget: Arc<Budget>,
}

impl ServiceConfigLayer {
    /// Creates a layer. The default config has no settings, so that only the options of clients and
    /// calls apply.
    pub fn new(config: ServiceConfig) -> Self {
        let settings = Settings {
            config,
            defaults: CallOptions::default(),
            methods: HashMap::new(),
            hedged: HashSet::new(),
            limits: Limits::default(),
            connect: (Duration::from_secs(1), Duration::from_secs(120)),
        };
        Self { settings }
    }

    /// Sets the options of all calls. A call that has an option itself keeps it. A compression has
    /// no effect here, because the stub compresses messages: `client.send_compressed(..)`.
    pub fn defaults(mut self, options: CallOptions) -> Self {
        self.settings.defaults = options;
        self
    }

    /// Adds the constants of a service's methods, which say what is idempotent. The option
    /// `method_constants` generates them: `layer.methods(weather_client::method::ALL)`.
    ///
    /// # Errors
    /// Returns an error if the config hedges a method that is not marked as idempotent.
    pub fn methods(mut self, methods: &[Method]) -> Result<Self, NotIdempotent> {
        for method in methods {
            self.settings.methods.insert(method.path(), method.idempotency());
            let config = self.settings.config.method(method.path());
            if config.is_some_and(|config| matches!(config.policy, Policy::Hedge(_))) {
                self.settings.check_hedging(method.path(), &Extensions::new())?;
            }
        }
        Ok(self)
    }

    /// Returns the names of the config that select none of the methods that
    /// [`methods`](Self::methods) was called with, in order: `/acme.v1.Weather/Get` for a method,
    /// and `/acme.v1.Weather/` for a service.
    ///
    /// Such a name is a typo, or the config serves clients with other methods, too. So it is no
    /// error, as in other implementations of gRPC.
    pub fn unmatched_names(&self) -> Vec<&str> {
        let known = &self.settings.methods;
        let is_unmatched = |name: &&str| match name.ends_with('/') {
            true => !known.keys().any(|path| path.starts_with(name)),
            false => !name.is_empty() && !known.contains_key(name),
        };
        let names = self.settings.config.methods.keys().map(String::as_str);
        let mut names: Vec<&str> = names.filter(is_unmatched).collect();
        names.sort_unstable();
        names
    }

    /// Lets the config hedge a method, whatever the schema says, e.g. `/acme.v1.Weather/Get`. It
    /// comes before [`methods`](Self::methods).
    pub fn allow_hedging(mut self, path: impl Into<String>) -> Self {
        self.settings.hedged.insert(path.into());
        self
    }

    /// Limits the bytes of requests that a call and all calls of a client buffer for further
    /// attempts. A call that exceeds a limit goes on, and its current attempt is the last one. The
    /// default is 256 KiB and 16 MiB.
    pub fn buffer_limits(mut self, call: usize, client: usize) -> Self {
        self.settings.limits = Limits { call, client };
        self
    }

    /// Sets the first and the greatest time between attempts to connect, for calls that wait for a
    /// connection. The default is one second and two minutes, as in gRPC.
    pub fn connect_backoff(mut self, first: Duration, greatest: Duration) -> Self {
        self.settings.connect = (first, greatest);
        self
    }
}

impl Settings {
    /// Checks that a method may be hedged. The request may know the method. A request that a server
    /// passes on can have the method of the call to this server, which does not count.
    fn check_hedging(&self, path: &str, extensions: &Extensions) -> Result<(), NotIdempotent> {
        let of_request = extensions.get::<Method>().filter(|method| method.path() == path);
        let idempotency = self.methods.get(path).copied().or(of_request.map(Method::idempotency));
        if idempotency.is_some_and(|idempotency| idempotency != Idempotency::Unknown)
            || self.hedged.contains(path)
        {
            return Ok(());
        }
        Err(NotIdempotent::new(path))
    }
}

impl<S> Layer<S> for ServiceConfigLayer {
    type Service = Configured<S>;

    fn layer(&self, inner: S) -> Configured<S> {
        let settings = self.settings.clone();
        let client = Client {
            throttle: settings
                .config
                .throttling
                .map(|throttling| Arc::new(Throttle::new(throttling))),
            budget: Arc::new(Budget::new(settings.limits)),
            settings,
        };
        Configured { inner, client: Arc::new(client) }
    }
}

impl<S, B> Service<Request<Body>> for Configured<S>
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Into<StdError>,
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<StdError>,
{
    type Response = Response<Body>;
    type Error = StdError;
    type Future = Boxed<Result<Response<Body>, StdError>>;

    /// Each attempt waits until the service is ready, so that the deadline holds for this, too.
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), StdError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        match Begun::new(&self.client, request) {
            Ok(begun) => Box::pin(begun.run(Box::new(Of(self.inner.clone())))),
            Err(error) => {
                let response = Status::failed_precondition(error.to_string()).into_http();
                Box::pin(core::future::ready(Ok(response)))
            }
        }
    }
}

#[cfg(test)]
mod tests;
