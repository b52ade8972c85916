//! The trait of interceptors, and its twin for trait objects.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::pin::Pin;
use core::task::{Context, Poll};

use tonic::Status;
use tonic::metadata::MetadataMap;

use super::{Call, End, Message, Start};

/// An interceptor: code that runs around each call of a client or a server.
///
/// A call runs its methods in this order. The methods of messages run once for each message of a
/// stream, and not at all for a message that does not come.
///
/// 1. [`start`](Self::start), before the channel or the service below gets the call.
/// 2. [`request`](Self::request), for each message of the client.
/// 3. [`headers`](Self::headers), when the response begins.
/// 4. [`response`](Self::response), for each message of the server.
/// 5. [`end`](Self::end), with the status of the call. If the caller drops the call earlier,
///    [`cancelled`](Self::cancelled) runs instead.
///
/// Messages of requests and of responses can come at the same time. All methods do nothing by
/// default, and implementations can be `async fn`:
///
/// ```
/// use rust_grpc::intercept::{Call, End, Interceptor, Start};
/// use rust_grpc::tonic::Status;
///
/// struct ReadOnly;
///
/// impl Interceptor for ReadOnly {
///     async fn start(&self, start: &mut Start) -> Result<(), Status> {
///         match start.call().idempotency() {
///             rust_grpc::Idempotency::NoSideEffects => Ok(()),
///             _ => Err(Status::permission_denied("read only")),
///         }
///     }
/// }
/// ```
///
/// An error of a method ends the call with this status: the client gets it, and on a client the
/// server sees that the call is cancelled.
pub trait Interceptor: Send + Sync + 'static {
    /// Runs before the call. The method can change the metadata and the extensions of the request,
    /// and answer the call.
    ///
    /// # Errors
    /// An error ends the call. Of this interceptor, no other method runs for the call.
    fn start(&self, start: &mut Start) -> impl Future<Output = Result<(), Status>> + Send {
        let _ = start;
        Unchanged
    }

    /// Runs for each message of the client, before the channel or the service below gets it.
    ///
    /// # Errors
    /// An error ends the call.
    fn request(
        &self,
        call: &Call,
        message: &mut Message,
    ) -> impl Future<Output = Result<(), Status>> + Send {
        let _ = (call, message);
        Unchanged
    }

    /// Runs when a response begins, with its metadata. It does not run if the response is a status
    /// alone.
    ///
    /// # Errors
    /// An error ends the call.
    fn headers(
        &self,
        call: &Call,
        metadata: &mut MetadataMap,
    ) -> impl Future<Output = Result<(), Status>> + Send {
        let _ = (call, metadata);
        Unchanged
    }

    /// Runs for each message of the server.
    ///
    /// # Errors
    /// An error ends the call.
    fn response(
        &self,
        call: &Call,
        message: &mut Message,
    ) -> impl Future<Output = Result<(), Status>> + Send {
        let _ = (call, message);
        Unchanged
    }

    /// Runs at the end of the call. The method can change the status and the trailing metadata.
    fn end(&self, call: &Call, end: &mut End) -> impl Future<Output = ()> + Send {
        let _ = (call, end);
        Nothing
    }

    /// Runs if the call is dropped before [`end`](Self::end) of this interceptor: the caller has
    /// dropped the call, or the connection of the server's client is lost.
    fn cancelled(&self, call: &Call) {
        let _ = call;
    }

    /// Whether [`request`](Self::request) and [`response`](Self::response) run for this call. The
    /// result does not change during the call. If they run for no interceptor, messages pass as
    /// they are, which costs nothing.
    fn sees_messages(&self, call: &Call) -> bool {
        let _ = call;
        true
    }
}

/// The result of a method that does nothing. A box for it needs no memory.
struct Unchanged;

impl Future for Unchanged {
    type Output = Result<(), Status>;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(Ok(()))
    }
}

/// The end of a call in an interceptor that does nothing then. A box for it needs no memory.
struct Nothing;

impl Future for Nothing {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }
}

/// An interceptor that several owners share, e.g. a test that reads what the interceptor has seen.
impl<I: Interceptor> Interceptor for Arc<I> {
    fn start(&self, start: &mut Start) -> impl Future<Output = Result<(), Status>> + Send {
        I::start(self, start)
    }

    fn request(
        &self,
        call: &Call,
        message: &mut Message,
    ) -> impl Future<Output = Result<(), Status>> + Send {
        I::request(self, call, message)
    }

    fn headers(
        &self,
        call: &Call,
        metadata: &mut MetadataMap,
    ) -> impl Future<Output = Result<(), Status>> + Send {
        I::headers(self, call, metadata)
    }

    fn response(
        &self,
        call: &Call,
        message: &mut Message,
    ) -> impl Future<Output = Result<(), Status>> + Send {
        I::response(self, call, message)
    }

    fn end(&self, call: &Call, end: &mut End) -> impl Future<Output = ()> + Send {
        I::end(self, call, end)
    }

    fn cancelled(&self, call: &Call) {
        I::cancelled(self, call);
    }

    fn sees_messages(&self, call: &Call) -> bool {
        I::sees_messages(self, call)
    }
}

/// The future of a method of a trait object.
type Boxed<'a, R> = Pin<Box<dyn Future<Output = R> + Send + 'a>>;

/// The trait of trait objects. Every interceptor implements it.
pub trait DynInterceptor: Send + Sync {
    fn start<'a>(&'a self, start: &'a mut Start) -> Boxed<'a, Result<(), Status>>;
    fn request<'a>(
        &'a self,
        call: &'a Call,
        message: &'a mut Message,
    ) -> Boxed<'a, Result<(), Status>>;
    fn headers<'a>(
        &'a self,
        call: &'a Call,
        metadata: &'a mut MetadataMap,
    ) -> Boxed<'a, Result<(), Status>>;
    fn response<'a>(
        &'a self,
        call: &'a Call,
        message: &'a mut Message,
    ) -> Boxed<'a, Result<(), Status>>;
    fn end<'a>(&'a self, call: &'a Call, end: &'a mut End) -> Boxed<'a, ()>;
    fn cancelled(&self, call: &Call);
    fn sees_messages(&self, call: &Call) -> bool;
}

impl<I: Interceptor> DynInterceptor for I {
    fn start<'a>(&'a self, start: &'a mut Start) -> Boxed<'a, Result<(), Status>> {
        Box::pin(I::start(self, start))
    }

    fn request<'a>(
        &'a self,
        call: &'a Call,
        message: &'a mut Message,
    ) -> Boxed<'a, Result<(), Status>> {
        Box::pin(I::request(self, call, message))
    }

    fn headers<'a>(
        &'a self,
        call: &'a Call,
        metadata: &'a mut MetadataMap,
    ) -> Boxed<'a, Result<(), Status>> {
        Box::pin(I::headers(self, call, metadata))
    }

    fn response<'a>(
        &'a self,
        call: &'a Call,
        message: &'a mut Message,
    ) -> Boxed<'a, Result<(), Status>> {
        Box::pin(I::response(self, call, message))
    }

    fn end<'a>(&'a self, call: &'a Call, end: &'a mut End) -> Boxed<'a, ()> {
        Box::pin(I::end(self, call, end))
    }

    fn cancelled(&self, call: &Call) {
        I::cancelled(self, call);
    }

    fn sees_messages(&self, call: &Call) -> bool {
        I::sees_messages(self, call)
    }
}
