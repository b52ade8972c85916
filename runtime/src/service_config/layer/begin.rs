//! The begin of a call: its options, and its deadline.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::sync::atomic::AtomicBool;

use http::header::Entry;
use http::request::Parts;
use http::{HeaderMap, Request, Response};
use tokio::time::{Instant, timeout_at};
use tonic::body::Body;
use tonic::codegen::StdError;

use super::super::attempt::Call;
use super::super::backoff::Backoff;
use super::super::config::{MethodConfig, Policy};
use super::super::lengths::limited;
use super::super::replay::Replay;
use super::super::response::Account;
use super::super::sender::Sender;
use super::super::{hedge, retry};
use super::{Client, NotIdempotent};
use crate::layers::{Expiry, Timed, exceeded};
use crate::{call_options, grpc_timeout, method};

/// A call that has begun.
pub struct Begun {
    call: Arc<Call>,
    config: Arc<MethodConfig>,
}

impl Begun {
    /// Begins a call.
    ///
    /// # Errors
    /// Returns an error if the config hedges a method that may not be hedged.
    pub fn new(client: &Client, request: Request<Body>) -> Result<Self, NotIdempotent> {
        let settings = &client.settings;
        let (mut parts, body) = request.into_parts();
        let (timeout, metadata, of_client) = settings.defaults.parts();
        let hints = call_options::hints(&parts.extensions).over(of_client);
        let path = method::of_uri(parts.uri.path());
        let config = settings.config.method(path).cloned().unwrap_or_default();
        if matches!(config.policy, Policy::Hedge(_)) && !hints.hedging {
            settings.check_hedging(path, &parts.extensions)?;
        }
        add_absent(&mut parts.headers, metadata.as_ref());
        let of_call = grpc_timeout::parse(&parts.headers).or(timeout);
        let timeout = of_call.into_iter().chain(config.timeout).min();
        // If the clock cannot represent the deadline, the call has none.
        let end = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        note(&mut parts, end);
        let (first, greatest) = settings.connect;
        let call = Call {
            parts,
            replay: Replay::new(
                limited(body, config.max_request, "Sent"),
                Arc::clone(&client.budget),
            ),
            end,
            wait_for_ready: hints.wait_for_ready.or(config.wait_for_ready).unwrap_or_default(),
            connect: Backoff::connect(first, greatest),
            max_response: config.max_response,
            account: Account { throttle: client.throttle.clone(), codes: config.policy.codes() },
            refused: AtomicBool::new(false),
        };
        Ok(Self { call: Arc::new(call), config })
    }

    /// Makes the call, up to its deadline.
    pub async fn run(self, sender: Box<dyn Sender>) -> Result<Response<Body>, StdError> {
        let Some(end) = self.call.end else { return self.attempts(sender).await };
        match timeout_at(end, self.attempts(sender)).await {
            Ok(Ok(response)) => Ok(response.map(|body| Body::new(Timed::new(body, end)))),
            // The service inside may have a timer and an error for the same deadline.
            Ok(Err(error)) if Instant::now() < end => Err(error),
            Ok(Err(_)) | Err(_) => Ok(exceeded().into_http()),
        }
    }

    async fn attempts(self, sender: Box<dyn Sender>) -> Result<Response<Body>, StdError> {
        match &self.config.policy {
            Policy::Once => retry::once(self.call, sender).await,
            Policy::Retry(policy) => retry::retry(self.call, sender, policy).await,
            Policy::Hedge(policy) => hedge::hedge(self.call, sender, policy).await,
        }
    }
}

/// Adds the metadata whose keys a request does not have.
fn add_absent(headers: &mut HeaderMap, metadata: &HeaderMap) {
    for key in metadata.keys() {
        if let Entry::Vacant(vacant) = headers.entry(key) {
            let mut values = metadata.get_all(key).iter();
            if let Some(first) = values.next() {
                let mut entry = vacant.insert_entry(first.clone());
                values.for_each(|value| entry.append(value.clone()));
            }
        }
    }
}

/// Notes the deadline for services inside, and leaves out what only this layer sets.
fn note(parts: &mut Parts, end: Option<Instant>) {
    parts.headers.remove("grpc-previous-rpc-attempts");
    if let Some(end) = end {
        parts.extensions.insert(Expiry::at(end));
    }
}
