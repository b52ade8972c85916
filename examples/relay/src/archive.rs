//! An archive in memory. It keeps the bytes of documents, and reads the names of documents alone.

use std::sync::{Arc, Mutex, PoisonError};

use rust_grpc::view::{Encoded, OwnedView};
use tokio_stream::StreamExt as _;
use tonic::codegen::BoxStream;
use tonic::{Request, Response, Status, Streaming};

use crate::proto::archive_server::Archive;
use crate::proto::{Document, Query, Receipt, ReceiptView};

type Kept = OwnedView<Document>;

/// An archive in memory.
#[derive(Debug, Default)]
pub struct Memory {
    documents: Arc<Mutex<Vec<Kept>>>,
}

fn keep(documents: &Mutex<Vec<Kept>>, document: Kept) {
    documents.lock().unwrap_or_else(PoisonError::into_inner).push(document);
}

/// Returns a receipt with the bytes of a document in a field.
fn receipt(count: u64, kept: &Kept) -> Response<Encoded<Receipt>> {
    let receipt = Receipt { count, ..Receipt::default() };
    Response::new(Encoded::from(receipt).with_field(ReceiptView::KEPT, kept))
}

#[tonic::async_trait]
impl Archive for Memory {
    async fn put(&self, request: Request<Kept>) -> Result<Response<Encoded<Receipt>>, Status> {
        let document = request.into_inner();
        keep(&self.documents, document.clone());
        Ok(receipt(1, &document))
    }

    async fn put_all(
        &self,
        request: Request<Streaming<Kept>>,
    ) -> Result<Response<Encoded<Receipt>>, Status> {
        let mut documents = request.into_inner();
        let (mut count, mut last) = (0, Kept::default());
        while let Some(document) = documents.message().await? {
            keep(&self.documents, document.clone());
            (count, last) = (count + 1, document);
        }
        Ok(receipt(count, &last))
    }

    async fn find(
        &self,
        request: Request<OwnedView<Query>>,
    ) -> Result<Response<BoxStream<Encoded<Document>>>, Status> {
        let name = request.get_ref().get().name();
        let documents = self.documents.lock().unwrap_or_else(PoisonError::into_inner);
        let found = documents.iter().filter(|document| document.get().name().starts_with(name));
        let found: Vec<_> = found.map(|document| Ok(Encoded::from(document))).collect();
        Ok(Response::new(Box::pin(tokio_stream::iter(found))))
    }

    async fn sync(
        &self,
        request: Request<Streaming<Kept>>,
    ) -> Result<Response<BoxStream<Encoded<Document>>>, Status> {
        let documents = Arc::clone(&self.documents);
        let kept = request.into_inner().map(move |document| {
            let document = document?;
            keep(&documents, document.clone());
            Ok(Encoded::from(document))
        });
        Ok(Response::new(Box::pin(kept)))
    }
}
