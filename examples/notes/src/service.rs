//! The service over the database.

use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use tokio_stream::wrappers::ReceiverStream;
use tonic::{Request, Response, Status, Streaming};

use crate::notes::notes_server::Notes;
use crate::notes::{AddReply, FindRequest, Note};
use crate::store::{SEPARATOR, Store};

/// Notes that are on their way to a client that reads slowly; the query waits for the others.
const IN_FLIGHT: usize = 16;
/// Notes that one call may add.
const MOST: usize = 100_000;

/// Keeps notes in a database.
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
        // The query runs beside; it waits for a slow client, and ends when the client is gone.
        spawn_blocking(move || {
            if let Err(error) = store.find(&request, |note| sender.blocking_send(Ok(note)).is_ok())
            {
                // If nobody listens any more, nobody needs to know.
                let _ = sender.blocking_send(Err(failed(&error)));
            }
        });
        Ok(Response::new(ReceiverStream::new(notes)))
    }
}

/// The text is for the log: it may name files, which are not the caller's concern.
fn failed(error: &rusqlite::Error) -> Status {
    eprintln!("notes-server: {error}");
    Status::internal("the database has failed")
}
