//! The gRPC service over the database.

use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use tokio_stream::wrappers::ReceiverStream;
use tonic::{Request, Response, Status, Streaming};

use crate::notes::notes_server::Notes;
use crate::notes::{AddReply, FindRequest, Note};
use crate::store::{SEPARATOR, Store};

/// The number of notes that wait for a slow client. The query pauses until the client reads.
const IN_FLIGHT: usize = 16;
/// The number of notes that one call may add.
const MOST: usize = 100_000;

/// The service. It stores notes in a database.
pub struct Service {
    store: Store,
}

impl Service {
    pub fn new(store: Store) -> Self {
        Self { store }
    }
}

#[tonic::async_trait]
impl Notes for Service {
    type FindStream = ReceiverStream<Result<Note, Status>>;

    async fn add(&self, request: Request<Streaming<Note>>) -> Result<Response<AddReply>, Status> {
        let mut stream = request.into_inner();
        let mut notes = Vec::new();
        while let Some(note) = stream.message().await? {
            if note.tags.iter().any(|tag| tag.is_empty() || tag.contains(SEPARATOR)) {
                return Err(Status::invalid_argument(format!(
                    "note {}: a tag that is none",
                    notes.len()
                )));
            }
            if notes.len() == MOST {
                return Err(Status::resource_exhausted(format!("more than {MOST} notes at once")));
            }
            notes.push(note);
        }
        let (store, added) = (self.store.clone(), notes.len() as u64);
        spawn_blocking(move || store.add(&notes))
            .await
            .map_err(|_| Status::internal("adding has failed"))?
            .map_err(|error| failed(&error))?;
        Ok(Response::new(AddReply { added }))
    }

    async fn find(
        &self,
        request: Request<FindRequest>,
    ) -> Result<Response<Self::FindStream>, Status> {
        let (store, request) = (self.store.clone(), request.into_inner());
        let (sender, notes) = mpsc::channel(IN_FLIGHT);
        // The query runs in a thread of its own. It waits for a slow client, and ends when the
        // client is gone.
        spawn_blocking(move || {
            if let Err(error) = store.find(&request, |note| sender.blocking_send(Ok(note)).is_ok())
            {
                // The error is dropped if the client is gone.
                let _ = sender.blocking_send(Err(failed(&error)));
            }
        });
        Ok(Response::new(ReceiverStream::new(notes)))
    }
}

/// Returns the status of a database error. Its text goes to the log only, because it may name
/// files.
fn failed(error: &rusqlite::Error) -> Status {
    eprintln!("notes-server: {error}");
    Status::internal("the database has failed")
}
