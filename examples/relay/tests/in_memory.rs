//! A client calls an archive through two proxies, over connections in memory.

use relay::proto::archive_client::ArchiveClient;
use relay::proto::archive_server::{Archive, ArchiveServer};
use relay::proto::{Document, DocumentView, Header, Query, Receipt, Section};
use relay::{Memory, Relay};
use rust_grpc::bytes::Bytes;
use rust_grpc::prost::Message as _;
use rust_grpc::testing::channel;
use rust_grpc::view::{Encoded, OwnedView};
use tokio_stream::StreamExt as _;
use tonic::codec::CompressionEncoding::Gzip;
use tonic::transport::{Channel, Server};
use tonic::{Code, Request, Status, Streaming};

/// Serves an implementation, with or without compression.
fn serve(archive: impl Archive, compressed: bool) -> ArchiveClient<Channel> {
    let server = ArchiveServer::new(archive);
    let server = match compressed {
        true => server.accept_compressed(Gzip).send_compressed(Gzip),
        false => server,
    };
    let client = ArchiveClient::new(channel(Server::builder().add_service(server)));
    match compressed {
        true => client.accept_compressed(Gzip).send_compressed(Gzip),
        false => client,
    }
}

/// Returns a client of the proxy `outer`, in front of the proxy `inner`.
fn through_two(compressed: bool) -> ArchiveClient<Channel> {
    let inner = serve(Relay::new("inner", serve(Memory::default(), compressed)), compressed);
    serve(Relay::new("outer", inner), compressed)
}

fn document(name: &str, via: &[&str]) -> Document {
    let section = Section { title: "one".into(), content: vec![7; 10_000] };
    let header = Header { via: via.iter().map(|name| (*name).to_owned()).collect() };
    Document {
        header: Some(header),
        name: name.into(),
        sections: vec![section.clone(), section],
        labels: [("lang".to_owned(), "en".to_owned())].into(),
    }
}

/// The way to the archive, and back.
const BOTH_WAYS: [&str; 5] = ["client", "outer", "inner", "inner", "outer"];

async fn all(stream: Streaming<OwnedView<Document>>) -> Vec<Document> {
    stream.map(|document| document.unwrap().to_message()).collect().await
}

#[tokio::test]
async fn each_proxy_adds_its_name_to_each_message() {
    for compressed in [false, true] {
        let mut client = through_two(compressed);
        let sent = |name| document(name, &["client"]);
        let receipt = client.put(sent("a")).await.unwrap().into_inner();
        assert!(receipt.get().header().unwrap().via().iter().eq(["inner", "outer"]));
        let kept = receipt.to_message().kept;
        assert_eq!(kept, Some(document("a", &["client", "outer", "inner"])));

        let documents = tokio_stream::iter([sent("b"), sent("c")]);
        let receipt: Receipt = client.put_all(documents).await.unwrap().into_inner().to_message();
        assert_eq!((receipt.count, receipt.kept.unwrap().name), (2, "c".to_owned()));

        let documents = tokio_stream::iter([sent("d"), sent("e")]);
        let synced = all(client.sync(documents).await.unwrap().into_inner()).await;
        assert_eq!(synced, [document("d", &BOTH_WAYS), document("e", &BOTH_WAYS)]);

        let query = Query { name: "d".into(), ..Query::default() };
        let found = all(client.find(query).await.unwrap().into_inner()).await;
        assert_eq!(found, [document("d", &BOTH_WAYS)]);
    }
}

#[tokio::test]
async fn fields_that_the_proxy_does_not_know_are_forwarded() {
    // The field 1000 with the value 1, in front of a document.
    let mut bytes = vec![0xc0, 0x3e, 1];
    bytes.extend(document("a", &[]).encode_to_vec());
    let sent = Encoded::<Document>::from_bytes(bytes.clone().into());
    let documents = tokio_stream::iter([sent]);
    let mut synced = through_two(false).sync(documents).await.unwrap().into_inner();
    let synced = synced.message().await.unwrap().unwrap();
    assert!(synced.bytes().starts_with(&bytes));
    assert_eq!(synced.get().header().unwrap().via().to_vec(), BOTH_WAYS[1..]);
}

#[tokio::test]
async fn a_malformed_message_ends_the_call() {
    let malformed = || Encoded::<Document>::from_bytes(Bytes::from_static(&[10, 5, 1]));
    let good = || Encoded::from(document("a", &[]));
    let is_internal = |status: Status| assert_eq!(status.code(), Code::Internal, "{status:?}");
    let mut client = through_two(false);
    is_internal(client.put(malformed()).await.unwrap_err());
    let documents = tokio_stream::iter([good(), malformed()]);
    is_internal(client.put_all(documents).await.unwrap_err());
    let documents = tokio_stream::iter([good(), malformed()]);
    // The call fails at its start or later.
    match client.sync(documents).await {
        Ok(synced) => {
            is_internal(synced.into_inner().filter_map(Result::err).next().await.unwrap())
        }
        Err(status) => is_internal(status),
    }
}

#[tokio::test]
async fn metadata_is_forwarded_except_that_of_the_connection() {
    struct Checks;

    #[tonic::async_trait]
    impl Archive for Checks {
        async fn put(
            &self,
            request: Request<OwnedView<Document>>,
        ) -> Result<tonic::Response<Encoded<Receipt>>, Status> {
            assert_eq!(request.metadata().get("trace").unwrap(), "abc");
            // tonic compresses nothing here, although the client of the proxy compresses.
            assert!(request.metadata().get("grpc-encoding").is_none());
            let name = request.get_ref().get().name().to_owned();
            let mut response = tonic::Response::new(Encoded::new());
            response.metadata_mut().insert("name", name.parse().unwrap());
            Ok(response)
        }

        async fn put_all(
            &self,
            _: Request<Streaming<OwnedView<Document>>>,
        ) -> Result<tonic::Response<Encoded<Receipt>>, Status> {
            Err(Status::unimplemented(""))
        }

        async fn find(
            &self,
            _: Request<OwnedView<Query>>,
        ) -> Result<tonic::Response<tonic::codegen::BoxStream<Encoded<Document>>>, Status> {
            Err(Status::unimplemented(""))
        }

        async fn sync(
            &self,
            _: Request<Streaming<OwnedView<Document>>>,
        ) -> Result<tonic::Response<tonic::codegen::BoxStream<Encoded<Document>>>, Status> {
            Err(Status::unimplemented(""))
        }
    }

    let mut client = serve(Relay::new("relay", serve(Checks, false)), true);
    let mut request = Request::new(document("a", &[]));
    request.metadata_mut().insert("trace", "abc".parse().unwrap());
    let response = client.put(request).await.unwrap();
    assert_eq!(response.metadata().get("name").unwrap(), "a");
    assert!(response.get_ref().get().header().unwrap().via().iter().eq(["relay"]));
}

#[test]
fn the_added_fields_are_few_bytes() {
    let bytes = document("a", &[]).encode_to_vec();
    let view = OwnedView::<DocumentView<'static>>::decode(bytes.clone().into()).unwrap();
    let header = Some(Header { via: vec!["relay".into()] });
    let added = Document { header, ..Document::default() };
    let encoded = Encoded::from(&view).merge(&added).into_bytes();
    assert_eq!(encoded[..bytes.len()], bytes);
    assert_eq!(encoded[bytes.len()..], *b"\x0a\x07\x0a\x05relay");
}
