//! Messages on their way through the proxy.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use rust_grpc::prost::Message;
use rust_grpc::view::{Encoded, MessageOf, OwnedView, Viewed};
use tokio::sync::oneshot;
use tokio_stream::Stream;
use tonic::metadata::{KeyRef, MetadataMap};
use tonic::{Request, Status, Streaming};

/// Adds the fields of `added` to a message, whose bytes are not decoded.
pub fn onward<V: Viewed>(view: &OwnedView<V>, added: &MessageOf<V>) -> Encoded<MessageOf<V>> {
    Encoded::from(view).merge(added)
}

/// Returns a request with the metadata of another one. The entries that belong to one connection
/// stay there.
pub fn request<M>(metadata: &MetadataMap, message: M) -> Request<M> {
    let mut request = Request::new(message);
    let mut sent = metadata.clone();
    for key in metadata.keys() {
        let name = match key {
            KeyRef::Ascii(key) => key.as_str(),
            KeyRef::Binary(key) => key.as_str(),
        };
        // The deadline of the client is that of the proxy's call.
        let is_grpc = name.starts_with("grpc-") && name != "grpc-timeout";
        if is_grpc || ["te", "content-type", "user-agent"].contains(&name) {
            sent.remove(name);
        }
    }
    *request.metadata_mut() = sent;
    request
}

/// The messages of a client, with added fields.
///
/// A stream of requests has no errors. So if the client's stream fails, this stream never ends, and
/// the status goes another way. The proxy gives up its call, and the archive does not take a part
/// of the messages for all of them.
pub struct Onward<V: Viewed> {
    messages: Streaming<OwnedView<V>>,
    added: MessageOf<V>,
    failed: Option<oneshot::Sender<Status>>,
}

impl<V: Viewed> Onward<V> {
    /// Returns the messages, and the status with which they may fail.
    pub fn new(messages: Streaming<OwnedView<V>>, added: MessageOf<V>) -> (Self, Failed) {
        let (failed, status) = oneshot::channel();
        (Self { messages, added, failed: Some(failed) }, Failed(Some(status)))
    }
}

impl<V: Viewed> Unpin for Onward<V> {}

impl<V: Viewed> Stream for Onward<V>
where
    MessageOf<V>: Message,
{
    type Item = Encoded<MessageOf<V>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.failed.is_none() {
            return Poll::Pending;
        }
        match ready!(Pin::new(&mut self.messages).poll_next(cx)) {
            Some(Ok(message)) => Poll::Ready(Some(onward(&message, &self.added))),
            Some(Err(status)) => {
                // Sending fails if the call has ended.
                let _ = self.failed.take().map(|failed| failed.send(status));
                Poll::Pending
            }
            None => Poll::Ready(None),
        }
    }
}

/// The status with which the messages of a client fail. It never comes if they do not fail.
#[derive(Default)]
pub struct Failed(Option<oneshot::Receiver<Status>>);

impl Future for Failed {
    type Output = Status;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Status> {
        let Some(status) = &mut self.0 else { return Poll::Pending };
        let status = ready!(Pin::new(status).poll(cx));
        self.0 = None;
        status.map_or(Poll::Pending, Poll::Ready)
    }
}

/// The messages of the archive, with added fields. They end with the status of the client's
/// messages if these fail.
pub struct Back<V: Viewed> {
    messages: Streaming<OwnedView<V>>,
    added: MessageOf<V>,
    failed: Failed,
}

impl<V: Viewed> Back<V> {
    /// Returns the messages.
    pub fn new(messages: Streaming<OwnedView<V>>, added: MessageOf<V>, failed: Failed) -> Self {
        Self { messages, added, failed }
    }
}

impl<V: Viewed> Unpin for Back<V> {}

impl<V: Viewed> Stream for Back<V> {
    type Item = Result<Encoded<MessageOf<V>>, Status>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Poll::Ready(status) = Pin::new(&mut self.failed).poll(cx) {
            return Poll::Ready(Some(Err(status)));
        }
        let message = ready!(Pin::new(&mut self.messages).poll_next(cx));
        Poll::Ready(message.map(|message| message.map(|message| onward(&message, &self.added))))
    }
}
