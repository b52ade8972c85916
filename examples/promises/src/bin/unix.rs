//! Unix sockets. The server can only be called on this machine, and file permissions decide by
//! whom.
//!
//!     unix server PATH
//!     unix client PATH

#[cfg(unix)]
#[tokio::main]
async fn main() -> Result<(), promises::Failure> {
    use hyper_util::rt::TokioIo;
    use promises::echo_client::EchoClient;
    use promises::echo_server::EchoServer;
    use promises::{Echoing, Role, Text, expect, role};
    use tokio::net::{UnixListener, UnixStream};
    use tokio_stream::wrappers::UnixListenerStream;
    use tonic::transport::{Endpoint, Server, Uri};

    match role()? {
        Role::Server(path, _) => {
            let listener = UnixListener::bind(&path)?;
            println!("listening on {path}");
            Ok(Server::builder()
                .add_service(EchoServer::new(Echoing))
                .serve_with_incoming(UnixListenerStream::new(listener))
                .await?)
        }
        Role::Client(path, _) => {
            // HTTP requires an address, and the connector ignores it: it knows the path.
            let connector = tower::service_fn(move |_: Uri| {
                let path = path.clone();
                async move { UnixStream::connect(path).await.map(TokioIo::new) }
            });
            let channel =
                Endpoint::from_static("http://localhost").connect_with_connector(connector).await?;
            let reply = EchoClient::new(channel)
                .say(Text { text: "from next door".into() })
                .await?
                .into_inner();
            println!("{}", reply.text);
            expect("reply", reply.text, "from next door".into())
        }
    }
}

#[cfg(not(unix))]
fn main() {
    eprintln!("there are no Unix sockets here");
}
