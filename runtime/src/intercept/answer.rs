//! The answer of an interceptor.

use alloc::format;
use core::any::{TypeId, type_name};

use bytes::Bytes;
use http::Extensions;
use tonic::metadata::MetadataMap;
use tonic::{Response, Status};

use super::Call;
use super::encode::framed;
use crate::messages::AnyMessage;

/// The answer of an interceptor: a response with one message.
#[derive(Debug)]
pub struct Answer {
    pub metadata: MetadataMap,
    pub extensions: Extensions,
    /// The message with the five bytes before it.
    pub frame: Bytes,
}

/// The end of a call by an interceptor.
#[derive(Debug)]
pub enum Verdict {
    /// The call ends with a status.
    Refused(Status),
    /// The interceptor with this index has answered. Those before it see the answer.
    Answered(Answer, usize),
}

impl Answer {
    /// Encodes a response.
    pub fn new<M: prost::Message + 'static>(
        call: &Call,
        response: Response<M>,
    ) -> Result<Self, Status> {
        let (metadata, message, extensions) = response.into_parts();
        let Some((_, expected)) = call.types() else {
            return Err(Status::internal(format!(
                "an interceptor has answered `{}`, whose types are not known: generate its \
                 constant with `method_messages`, and add it to the interceptors",
                call.path()
            )));
        };
        if expected.id != TypeId::of::<M>() {
            return Err(Status::internal(format!(
                "an interceptor has answered `{}` with `{}`, but its responses are `{}`",
                call.path(),
                type_name::<M>(),
                expected.name
            )));
        }
        if !call.has_one_response() {
            return Err(Status::internal(format!(
                "an interceptor has answered `{}`, whose responses are a stream",
                call.path()
            )));
        }
        let frame = framed(&message as &dyn AnyMessage, expected, call.format())?;
        Ok(Self { metadata, extensions, frame })
    }
}
