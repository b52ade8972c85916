//! The compared stubs. The code that calls them is equal for all.

use std::pin::Pin;

use tokio_stream::{Stream, StreamExt as _};
use tonic::transport::Channel;
use tonic::{Request, Response, Status, Streaming};

use crate::connect::{Over, connect};

/// The number of messages of a stream in one call.
pub const STREAMED: u32 = 100;

/// A kind of call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A unary call with about 100 bytes.
    Small,
    /// A unary call with about 64 KiB in many fields.
    Large,
    /// A call with a stream of responses.
    Stream,
    /// A call with a stream in each direction, whose messages alternate.
    PingPong,
}

/// All kinds of calls.
pub const KINDS: [Kind; 4] = [Kind::Small, Kind::Large, Kind::Stream, Kind::PingPong];

impl Kind {
    /// Returns the name of the kind in the table.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Small => "unary, 100 B",
            Kind::Large => "unary, 64 KiB",
            Kind::Stream => "server streaming, 100 of 100 B",
            Kind::PingPong => "bidi ping-pong, 100 of 100 B",
        }
    }
}

/// A client that several tasks can use at once.
pub trait Caller: Clone + Send + 'static {
    /// Makes one call. A stream of many messages is one call.
    fn call(&mut self, kind: Kind) -> impl Future<Output = Result<(), Status>> + Send;
}

macro_rules! contender {
    ($(#[$doc:meta])* $module:ident over $stubs:ident) => {
        $(#[$doc])*
        pub mod $module {
            use super::*;
            use crate::$stubs::calls_client::CallsClient;
            use crate::$stubs::calls_server::{Calls, CallsServer};
            use crate::$stubs::{Entry, Note, Place, Report, Wanted};

            /// The implementation of the service.
            pub struct Service;

            type Notes = Pin<Box<dyn Stream<Item = Result<Note, Status>> + Send>>;

            /// Returns a message of about 100 bytes.
            pub fn note(number: u32) -> Note {
                Note {
                    id: format!("note-{number:08}"),
                    author: 1_234_567_890,
                    written: 1_700_000_000 + i64::from(number),
                    text: "A message of about a hundred bytes, as one has them in a chat, no \
                           more".into(),
                    read: true,
                }
            }

            fn report() -> Report {
                let entry = |number: u32| Entry {
                    name: format!("entry number {number}"),
                    id: u64::from(number) << 30,
                    value: f64::from(number) / 7.0,
                    change: i32::try_from(number).unwrap_or_default() - 300,
                    samples: (number..number + 6).map(|sample| sample * 100).collect(),
                    place: Some(Place { latitude: 48.1, longitude: f64::from(number) }),
                    r#final: number % 2 == 0,
                    remark: "nothing to remark".into(),
                };
                Report { title: "Sixty-four \
                                 kibibytes".into(), entries: (0..665).map(entry).collect() }
            }

            #[tonic::async_trait]
            impl Calls for Service {
                async fn small(&self, request: Request<Note>) -> Result<Response<Note>, Status> {
                    Ok(Response::new(request.into_inner()))
                }

                async fn large(
                    &self,
                    request: Request<Report>,
                ) -> Result<Response<Report>, Status> {
                    Ok(Response::new(request.into_inner()))
                }

                type NotesStream = Notes;
                async fn notes(&self, request: Request<Wanted>) -> Result<Response<Notes>, Status> {
                    let notes = 0..request.get_ref().notes;
                    Ok(Response::new(Box::pin(tokio_stream::iter(notes.map(note).map(Ok)))))
                }

                type PingPongStream = Streaming<Note>;
                async fn ping_pong(
                    &self,
                    request: Request<Streaming<Note>>,
                ) -> Result<Response<Streaming<Note>>, Status> {
                    Ok(Response::new(request.into_inner()))
                }
            }

            /// A client and its messages.
            #[derive(Clone)]
            pub struct Client {
                inner: CallsClient<Channel>,
                report: std::sync::Arc<Report>,
            }

            impl super::Caller for Client {
                async fn call(&mut self, kind: Kind) -> Result<(), Status> {
                    match kind {
                        Kind::Small => drop(self.inner.small(note(7)).await?),
                        Kind::Large => {
                            let answer = self.inner.large(Report::clone(&self.report)).await?;
                            assert_eq!(answer.get_ref().entries.len(), self.report.entries.len());
                        }
                        Kind::Stream => {
                            let wanted = Wanted { notes: STREAMED };
                            let mut notes = self.inner.notes(wanted).await?.into_inner();
                            while let Some(_note) = notes.message().await? {}
                        }
                        Kind::PingPong => {
                            let (sender, receiver) = tokio::sync::mpsc::channel(1);
                            let pings = tokio_stream::wrappers::ReceiverStream::new(receiver);
                            let mut pongs = self.inner.ping_pong(pings).await?.into_inner();
                            for number in 0..STREAMED {
                                let sent = sender.send(note(number)).await;
                                sent.map_err(|_| Status::cancelled("closed"))?;
                                pongs.next().await.ok_or_else(|| Status::cancelled("ended"))??;
                            }
                        }
                    }
                    Ok(())
                }
            }

            /// Starts a server, and connects to it.
            ///
            /// # Errors
            /// Returns the errors of [`connect`].
            pub async fn start(over: Over) -> Result<Client, Box<dyn std::error::Error>> {
                let inner = CallsClient::new(connect(CallsServer::new(Service), over).await?);
                Ok(Client { inner, report: std::sync::Arc::new(report()) })
            }

            /// Starts a server and returns its port.
            ///
            /// # Errors
            /// Returns an error if there is no port.
            pub async fn serve() -> Result<u16, Box<dyn std::error::Error>> {
                crate::connect::serve(CallsServer::new(Service)).await
            }

            /// Connects to a server.
            ///
            /// # Errors
            /// Returns an error if there is no server.
            pub async fn connect_to(port: u16) -> Result<Client, Box<dyn std::error::Error>> {
                let inner = CallsClient::new(crate::connect::channel(port).await?);
                Ok(Client { inner, report: std::sync::Arc::new(report()) })
            }

            /// Returns the encoded length of the large message.
            pub fn large() -> usize {
                prost::Message::encoded_len(&report())
            }
        }
    };
}

contender! {
    /// The stubs of `codec=inline`.
    ours over ours
}

contender! {
    /// The stubs of tonic-prost-build.
    tonic_prost over tonics
}
