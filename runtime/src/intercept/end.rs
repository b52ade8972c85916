//! The end of a call.

use http::HeaderMap;
use tonic::metadata::MetadataMap;
use tonic::{Code, Status};

/// The end of a call: its status, and its trailing metadata.
#[derive(Debug)]
pub struct End {
    status: Status,
    is_changed: bool,
}

impl End {
    pub(super) fn new(status: Status) -> Self {
        Self { status, is_changed: false }
    }

    /// Returns the status. Its code is `OK` if the call succeeded.
    pub fn status(&self) -> &Status {
        &self.status
    }

    /// Returns the code of the status.
    pub fn code(&self) -> Code {
        self.status.code()
    }

    /// Replaces the status, and the trailing metadata with that of the new status.
    pub fn set_status(&mut self, status: Status) {
        *self = Self { status, is_changed: true };
    }

    /// Returns the trailing metadata.
    pub fn metadata(&self) -> &MetadataMap {
        self.status.metadata()
    }

    /// Returns the trailing metadata, to change it.
    pub fn metadata_mut(&mut self) -> &mut MetadataMap {
        self.is_changed = true;
        self.status.metadata_mut()
    }

    /// Returns the status if an interceptor has changed it.
    pub(super) fn changed(self) -> Option<Status> {
        self.is_changed.then_some(self.status)
    }

    pub(super) fn into_status(self) -> Status {
        self.status
    }
}

/// Returns the trailers of a status. A header that cannot be sent is left out with all others.
pub(super) fn trailers(status: &Status) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if status.add_header(&mut headers).is_err() {
        headers.clear();
        headers.insert(Status::GRPC_STATUS, (status.code() as i32).into());
    }
    headers
}
