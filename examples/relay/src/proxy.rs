//! The proxy.

use rust_grpc::view::{Encoded, OwnedView};
use tonic::codegen::BoxStream;
use tonic::transport::Channel;
use tonic::{Request, Response, Status, Streaming};

use crate::messages::{Back, Failed, Onward, onward, request};
use crate::proto::archive_client::ArchiveClient;
use crate::proto::archive_server::Archive;
use crate::proto::{Document, Header, Query, Receipt};

/// A proxy in front of an archive.
#[derive(Debug)]
pub struct Relay {
    archive: ArchiveClient<Channel>,
    header: Header,
}

impl Relay {
    /// Creates a proxy with a name, which it adds to the header of each message.
    pub fn new(name: &str, archive: ArchiveClient<Channel>) -> Self {
        Self { archive, header: Header { via: vec![name.to_owned()] } }
    }

    fn document(&self) -> Document {
        Document { header: Some(self.header.clone()), ..Document::default() }
    }

    fn receipt(&self) -> Receipt {
        Receipt { header: Some(self.header.clone()), ..Receipt::default() }
    }
}

#[tonic::async_trait]
impl Archive for Relay {
    async fn put(
        &self,
        asked: Request<OwnedView<Document>>,
    ) -> Result<Response<Encoded<Receipt>>, Status> {
        let document = onward(asked.get_ref(), &self.document());
        let receipt = self.archive.clone().put(request(asked.metadata(), document)).await?;
        Ok(receipt.map(|receipt| onward(&receipt, &self.receipt())))
    }

    async fn put_all(
        &self,
        asked: Request<Streaming<OwnedView<Document>>>,
    ) -> Result<Response<Encoded<Receipt>>, Status> {
        let (metadata, _, documents) = asked.into_parts();
        let (documents, failed) = Onward::new(documents, self.document());
        let mut archive = self.archive.clone();
        tokio::select! {
            receipt = archive.put_all(request(&metadata, documents)) => {
                Ok(receipt?.map(|receipt| onward(&receipt, &self.receipt())))
            }
            status = failed => Err(status),
        }
    }

    async fn find(
        &self,
        asked: Request<OwnedView<Query>>,
    ) -> Result<Response<BoxStream<Encoded<Document>>>, Status> {
        let query = Query { header: Some(self.header.clone()), ..Query::default() };
        let query = onward(asked.get_ref(), &query);
        let found = self.archive.clone().find(request(asked.metadata(), query)).await?;
        Ok(found.map(|found| {
            Box::pin(Back::new(found, self.document(), Failed::default())) as BoxStream<_>
        }))
    }

    async fn sync(
        &self,
        asked: Request<Streaming<OwnedView<Document>>>,
    ) -> Result<Response<BoxStream<Encoded<Document>>>, Status> {
        let (metadata, _, documents) = asked.into_parts();
        let (documents, mut failed) = Onward::new(documents, self.document());
        let mut archive = self.archive.clone();
        let kept = tokio::select! {
            kept = archive.sync(request(&metadata, documents)) => kept?,
            status = &mut failed => return Err(status),
        };
        let added = self.document();
        Ok(kept.map(|kept| Box::pin(Back::new(kept, added, failed)) as BoxStream<_>))
    }
}
