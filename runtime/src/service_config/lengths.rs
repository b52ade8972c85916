//! The limit of the length of messages.

use alloc::format;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use tonic::Status;
use tonic::body::Body;

use crate::stub::frame::HEADER;

/// A body that ends with an error if a message is too long.
struct Limited {
    body: Body,
    limit: u32,
    /// The beginning of the error, e.g. `Sent`.
    what: &'static str,
    /// The bytes of a prefix that has begun.
    prefix: [u8; HEADER],
    /// The number of these bytes.
    begun: usize,
    /// The bytes of the current message that have not come.
    left: usize,
}

/// Limits the messages of a body. `what` is the beginning of the error.
pub fn limited(body: Body, limit: Option<u32>, what: &'static str) -> Body {
    match limit {
        Some(limit) => {
            Body::new(Limited { body, limit, what, prefix: [0; HEADER], begun: 0, left: 0 })
        }
        None => body,
    }
}

impl Limited {
    fn check(&mut self, mut data: &[u8]) -> Result<(), Status> {
        while !data.is_empty() {
            let step = self.left.min(data.len());
            self.left -= step;
            data = &data[step..];
            let step = (HEADER - self.begun).min(data.len());
            self.prefix[self.begun..self.begun + step].copy_from_slice(&data[..step]);
            self.begun += step;
            data = &data[step..];
            if self.begun == HEADER {
                self.begun = 0;
                let [_, length @ ..] = self.prefix;
                let length = u32::from_be_bytes(length);
                if length > self.limit {
                    return Err(Status::resource_exhausted(format!(
                        "{} message larger than max ({length} vs. {})",
                        self.what, self.limit
                    )));
                }
                self.left = length as usize;
            }
        }
        Ok(())
    }
}

impl HttpBody for Limited {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        if let Some(Ok(frame)) = &frame
            && let Some(data) = frame.data_ref()
            && let Err(status) = self.check(data)
        {
            // Dropping the body of a response cancels the call.
            self.body = Body::empty();
            return Poll::Ready(Some(Err(status)));
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(limit: u32) -> Limited {
        Limited { body: Body::empty(), limit, what: "Sent", prefix: [0; HEADER], begun: 0, left: 0 }
    }

    #[test]
    fn messages_are_found_in_any_pieces() {
        let messages = [0, 0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4, 9, 9, 9, 9];
        for size in 1..=messages.len() {
            let check = |limit| {
                let mut body = body(limit);
                messages.chunks(size).try_for_each(|piece| body.check(piece))
            };
            assert!(check(4).is_ok());
            let status = check(3).unwrap_err();
            assert_eq!(status.code(), tonic::Code::ResourceExhausted);
            assert_eq!(status.message(), "Sent message larger than max (4 vs. 3)");
        }
    }
}
