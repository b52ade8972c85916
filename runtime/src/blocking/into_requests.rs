//! The requests of a call that streams them.

use tonic::Request;

/// The requests of a call: an iterator, or a [`Request`] around an iterator, which has metadata and
/// a timeout. `Kind` tells the two apart, and Rust infers it.
pub trait IntoRequests<M, Kind> {
    /// The iterator over the messages.
    type Messages: Iterator<Item = M>;

    /// Returns the iterator, with metadata.
    fn into_requests(self) -> Request<Self::Messages>;
}

/// Requests whose iterator runs on a thread of its own, for calls in which both sides stream. All
/// [`IntoRequests`] are such requests if their iterator can be sent to another thread.
pub trait SendRequests<M, Kind>: IntoRequests<M, Kind, Messages: Send + 'static> {}

impl<M, Kind, R: IntoRequests<M, Kind, Messages: Send + 'static>> SendRequests<M, Kind> for R {}

/// The kind of requests without metadata.
#[derive(Debug)]
pub enum Plain {}

/// The kind of requests with metadata.
#[derive(Debug)]
pub enum InRequest {}

impl<I: IntoIterator> IntoRequests<I::Item, Plain> for I {
    type Messages = I::IntoIter;

    fn into_requests(self) -> Request<I::IntoIter> {
        Request::new(self.into_iter())
    }
}

impl<I: IntoIterator> IntoRequests<I::Item, InRequest> for Request<I> {
    type Messages = I::IntoIter;

    fn into_requests(self) -> Request<I::IntoIter> {
        self.map(I::into_iter)
    }
}
