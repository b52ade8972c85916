//! The part of a call that is not a message.

use alloc::sync::Arc;
use core::time::Duration;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::sync::watch;
use tonic::codegen::http::Extensions;
use tonic::metadata::MetadataMap;
use tonic::{Request, Status};

use crate::grpc_timeout;

/// The call that a method of a simple trait answers. Copies are cheap, and share the call.
#[derive(Debug, Clone)]
pub struct Context {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    metadata: MetadataMap,
    extensions: Extensions,
    deadline: Option<Instant>,
    cancelled: watch::Receiver<bool>,
    /// The metadata that the answer begins with. It has a mutex of its own, so that a change of it
    /// can also change the trailers. The lock of `end` is the inner one.
    begin: Mutex<MetadataMap>,
    /// The metadata that the answer ends with.
    end: Mutex<MetadataMap>,
}

impl Context {
    /// Returns the metadata that the client has sent.
    pub fn metadata(&self) -> &MetadataMap {
        &self.inner.metadata
    }

    /// Returns the extensions of the request, which interceptors and layers add.
    pub fn extensions(&self) -> &Extensions {
        &self.inner.extensions
    }

    /// Returns the address of the client, if the connection has one.
    #[cfg(feature = "transport")]
    pub fn remote_addr(&self) -> Option<std::net::SocketAddr> {
        use tonic::transport::server::TcpConnectInfo;

        let connection = self.extensions().get::<TcpConnectInfo>();
        connection.and_then(TcpConnectInfo::remote_addr)
    }

    /// Returns the time until which the client waits.
    pub fn deadline(&self) -> Option<Instant> {
        self.inner.deadline
    }

    /// Returns the time for which the client still waits. It is zero after the deadline.
    pub fn remaining(&self) -> Option<Duration> {
        self.deadline().map(|end| end.saturating_duration_since(Instant::now()))
    }

    /// Whether the call has ended without its answer, because the client has cancelled it, has
    /// gone, or has stopped waiting at the deadline.
    ///
    /// The server drops the future of the method and its stream of responses then. So only work
    /// that the method has spawned needs to ask.
    pub fn is_cancelled(&self) -> bool {
        *self.inner.cancelled.borrow()
    }

    /// Waits until the call has ended without its answer. If the call is answered, the future never
    /// completes.
    ///
    /// ```
    /// # use rust_grpc::simple::Context;
    /// # async fn work() {}
    /// # async fn example(context: &Context) {
    /// let call = context.clone();
    /// tokio::spawn(async move {
    ///     tokio::select! {
    ///         () = work() => {}
    ///         () = call.cancelled() => {} // drops `work()`
    ///     }
    /// });
    /// # }
    /// ```
    pub async fn cancelled(&self) {
        let mut cancelled = self.inner.cancelled.clone();
        if cancelled.wait_for(|cancelled| *cancelled).await.is_err() {
            core::future::pending::<()>().await;
        }
    }

    /// Changes the metadata that the answer begins with, until the method returns. If the method
    /// fails, the metadata is in the status.
    ///
    /// `change` may call [`Self::response_trailers`]. It must not call this function, which locks
    /// the metadata and would never return, or panic.
    pub fn response_metadata<R>(&self, change: impl FnOnce(&mut MetadataMap) -> R) -> R {
        change(&mut locked(&self.inner.begin))
    }

    /// Changes the metadata that the answer ends with. A stream can change it until its end.
    ///
    /// `change` must call neither this function nor [`Self::response_metadata`], which lock the
    /// metadata and may never return, or panic.
    pub fn response_trailers<R>(&self, change: impl FnOnce(&mut MetadataMap) -> R) -> R {
        change(&mut locked(&self.inner.end))
    }

    /// Returns the message of a request, its context, and the guard of the call.
    pub(super) fn of<M>(request: Request<M>) -> (M, Self, Guard) {
        let (metadata, extensions, message) = request.into_parts();
        let (guard, cancelled) = watch::channel(false);
        let timeout = grpc_timeout::parse(metadata.as_ref());
        // If the clock cannot represent the deadline, the call has none.
        let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        let (begin, end) = (Mutex::default(), Mutex::default());
        let inner = Inner { metadata, extensions, deadline, cancelled, begin, end };
        (message, Self { inner: Arc::new(inner) }, Guard { cancelled: Some(guard) })
    }

    /// Takes the metadata that the answer begins with.
    pub(super) fn take_metadata(&self) -> MetadataMap {
        core::mem::take(&mut locked(&self.inner.begin))
    }

    /// Takes the metadata that the answer ends with.
    pub(super) fn take_trailers(&self) -> MetadataMap {
        core::mem::take(&mut locked(&self.inner.end))
    }

    /// Returns the status of a method that has failed.
    pub(super) fn status(&self, error: impl Into<Status>) -> Status {
        let mut status = error.into();
        for metadata in [self.take_metadata(), self.take_trailers()] {
            if !metadata.is_empty() {
                extend(status.metadata_mut(), metadata);
            }
        }
        status
    }
}

/// A context without metadata, for tests that call a method.
impl Default for Context {
    fn default() -> Self {
        Self::from(Request::new(()))
    }
}

/// The context of a call with this request, for tests that call a method.
impl<M> From<Request<M>> for Context {
    fn from(request: Request<M>) -> Self {
        let (_, context, guard) = Self::of(request);
        guard.complete();
        context
    }
}

/// The guard of a call. If it is dropped before [`Guard::complete`], the call is cancelled.
#[derive(Debug)]
pub(super) struct Guard {
    cancelled: Option<watch::Sender<bool>>,
}

impl Guard {
    pub fn complete(mut self) {
        self.cancelled = None;
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(cancelled) = &self.cancelled {
            cancelled.send_replace(true);
        }
    }
}

/// Locks metadata. If `change` has panicked, the metadata has the changes made before.
fn locked(metadata: &Mutex<MetadataMap>) -> MutexGuard<'_, MetadataMap> {
    metadata.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Adds entries to metadata, except those that gRPC reserves.
pub(super) fn extend(metadata: &mut MetadataMap, more: MetadataMap) {
    let mut headers = core::mem::take(metadata).into_headers();
    let mut name = None;
    for (next, value) in more.into_headers() {
        // A further value of an entry has no name.
        name = next.or(name);
        if let Some(name) = name.as_ref().filter(|name| !name.as_str().starts_with("grpc-")) {
            headers.append(name, value);
        }
    }
    *metadata = MetadataMap::from_headers(headers);
}
