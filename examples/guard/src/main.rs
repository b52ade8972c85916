//! `guard server ADDRESS` serves a vault, and `guard client ADDRESS TOKEN` uses it. Both print
//! their audit logs.

use std::time::Duration;

use guard::proto::vault_client::VaultClient;
use guard::proto::vault_server::VaultServer;
use guard::proto::{Key, ListRequest, Secret};
use guard::{Audit, Roles, Store};
use tokio::net::TcpListener;
use tokio_stream::wrappers::TcpListenerStream;
use tonic::codec::CompressionEncoding;
use tonic::transport::{Endpoint, Server};
use tonic::{Request, Status};

/// The tokens of this example. A real server reads them from a safe place.
const CALLERS: &str = "t-1 alice reader writer\nt-2 bob reader\n";

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["server", address] => server(address).await,
        ["client", address, token] => Ok(client(address, token).await?),
        _ => Err("usage: guard server ADDRESS | guard client ADDRESS TOKEN".into()),
    }
}

fn audit() -> Audit {
    Audit::new(|line| println!("{line}"))
}

async fn server(address: &str) -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind(address).await?;
    println!("listening on {}", listener.local_addr()?);
    let interceptors = guard::server_interceptors(Roles::parse(CALLERS), audit());
    Server::builder()
        .layer(interceptors.server_layer())
        .add_service(
            VaultServer::new(Store::default()).accept_compressed(CompressionEncoding::Gzip),
        )
        .serve_with_incoming(TcpListenerStream::new(listener))
        .await?;
    Ok(())
}

async fn client(address: &str, token: &str) -> Result<(), Status> {
    let channel = Endpoint::from_shared(format!("http://{address}"))
        .map_err(|error| Status::invalid_argument(error.to_string()))?
        .connect_lazy();
    let interceptors = guard::client_interceptors(token, audit());
    let mut client = VaultClient::new(interceptors.channel(channel));
    let secrets = ["database", "mail"].map(|key| Secret { key: key.into(), value: "hush".into() });
    client.import(tokio_stream::iter(secrets)).await?;
    let mut request = Request::new(Key { key: "database".into() });
    request.set_timeout(Duration::from_secs(10));
    let secret = client.open(request).await?.into_inner();
    println!("the secret has {} letters", secret.value.len());
    let mut keys = client.list(ListRequest {}).await?.into_inner();
    while keys.message().await?.is_some() {}
    if let Err(status) = client.open(Key { key: "nothing".into() }).await {
        println!("{}", status.message());
    }
    Ok(())
}
