//! The requests that client stubs take for methods with the option `view_requests`.

use prost::Message;
use tonic::codegen::tokio_stream::StreamExt;
use tonic::codegen::tokio_stream::adapters::Map;
use tonic::{IntoStreamingRequest, Request};

use crate::view::{Encoded, MessageOf, OwnedView, Viewed};
use crate::wire::MessageCodec;

/// The argument of a client stub's method that sends a message `M`, with the option
/// `view_requests`: an `M`, an [`Encoded<M>`](Encoded), an [`OwnedView`] of an `M`, or a
/// [`Request`] with one of them.
///
/// It takes the place of tonic's `IntoRequest<T>`. That trait knows one type of message for each
/// method. A bound such as `IntoRequest<T>, T: Into<Encoded<M>>` would leave it open whether a
/// `Request<M>` is a request with an `M`, or the message itself.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no request with a message `{M}`",
    note = "a method with the option `view_requests` takes the message, an `Encoded`, an \
            `OwnedView`, or a `tonic::Request` with one of them; call `to_encoded` of a view that \
            borrows, and `into_request` of a `tonic::IntoRequest`"
)]
pub trait IntoEncodedRequest<M>: sealed::Sealed<M> {
    /// Returns the request.
    fn into_encoded_request(self) -> Request<Encoded<M>>;
}

mod sealed {
    pub trait Sealed<M> {}
}

macro_rules! requests {
    ($([$($generics:tt)*] $message:ty => $of:ty;)*) => {$(
        impl<$($generics)*> sealed::Sealed<$of> for $message {}

        impl<$($generics)*> IntoEncodedRequest<$of> for $message {
            fn into_encoded_request(self) -> Request<Encoded<$of>> {
                Request::new(self.into())
            }
        }

        impl<$($generics)*> sealed::Sealed<$of> for Request<$message> {}

        impl<$($generics)*> IntoEncodedRequest<$of> for Request<$message> {
            fn into_encoded_request(self) -> Request<Encoded<$of>> {
                self.map(Into::into)
            }
        }
    )*};
}

// The bound is a trait of this crate, so rustc knows that a `Request` is no message.
requests! {
    [M: MessageCodec + Message] M => M;
    [M] Encoded<M> => M;
    [V: Viewed] OwnedView<V> => MessageOf<V>;
    [V: Viewed] &OwnedView<V> => MessageOf<V>;
}

/// The argument of a client stub's method that sends a stream of messages `M`, with the option
/// `view_requests`. It is a stream or a [`Request`] with one, as for tonic's
/// [`IntoStreamingRequest`]. Each item is an `M`, an [`Encoded<M>`](Encoded), or an [`OwnedView`]
/// of an `M`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no stream of messages `{M}`",
    note = "a method with the option `view_requests` takes a stream, or a `tonic::Request` with \
            one, whose items are the message, an `Encoded`, or an `OwnedView`"
)]
pub trait IntoEncodedStream<M>:
    IntoStreamingRequest<Message: Into<Encoded<M>> + 'static> + Sized
{
    /// Returns the request.
    fn into_encoded_stream(self) -> Request<EncodedStream<Self, M>> {
        self.into_streaming_request().map(|messages| {
            let convert: fn(Self::Message) -> Encoded<M> = Into::into;
            messages.map(convert)
        })
    }
}

impl<M, S> IntoEncodedStream<M> for S where
    S: IntoStreamingRequest<Message: Into<Encoded<M>> + 'static>
{
}

/// The stream of a request.
pub type EncodedStream<S, M> = Map<
    <S as IntoStreamingRequest>::Stream,
    fn(<S as IntoStreamingRequest>::Message) -> Encoded<M>,
>;
