//! The beginning of a call.

use http::Extensions;
use prost::Message;
use tonic::metadata::MetadataMap;
use tonic::{Response, Status};

use super::Call;
use super::answer::Answer;

/// The beginning of a call: its request without the messages.
#[derive(Debug)]
pub struct Start {
    pub(super) call: Call,
    pub(super) metadata: MetadataMap,
    pub(super) extensions: Extensions,
    pub(super) answer: Option<Answer>,
}

impl Start {
    /// Returns the call.
    pub fn call(&self) -> &Call {
        &self.call
    }

    /// Returns the metadata of the request.
    pub fn metadata(&self) -> &MetadataMap {
        &self.metadata
    }

    /// Returns the metadata of the request, to change it. The layers below send it, or give it to
    /// the implementation of the service.
    pub fn metadata_mut(&mut self) -> &mut MetadataMap {
        &mut self.metadata
    }

    /// Returns the extensions of the request. On a server, they have what the transport knows about
    /// the connection, e.g. the certificates of the client.
    pub fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    /// Returns the extensions of the request, to change them. The implementation of the service
    /// finds them in its `tonic::Request`.
    pub fn extensions_mut(&mut self) -> &mut Extensions {
        &mut self.extensions
    }

    /// Returns what the interceptors keep about the call. [`Call::state`] reads it later.
    pub fn state_mut(&mut self) -> &mut Extensions {
        self.call.state_mut()
    }

    /// Answers the call with one message. No interceptor that was added later sees the call, and
    /// neither does the channel or the service below. The interceptors that were added earlier see
    /// the answer as any other response.
    ///
    /// # Errors
    /// Returns `INTERNAL` if `M` is not the type of the method's responses, if the method answers
    /// with a stream, or if the types are not known: the option `method_messages` adds them to the
    /// constants of methods.
    pub fn answer<M: Message + 'static>(&mut self, response: Response<M>) -> Result<(), Status> {
        self.answer = Some(Answer::new(&self.call, response)?);
        Ok(())
    }
}
