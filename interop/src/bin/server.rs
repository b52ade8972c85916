//! The interop server. It has the flags of all interop servers.

use std::net::SocketAddr;
use std::process::ExitCode;

use interop::flags::Flags;
use interop::{inline, prost, tls, upstream};
use rust_grpc::layers::DeadlineLayer;
use tonic::transport::Server;

#[tokio::main]
async fn main() -> ExitCode {
    interop::flags::finish(serve().await)
}

async fn serve() -> Result<(), String> {
    let flags = Flags::parse(&["generation", "port", "use_tls"])?;
    let port = flags.required("port")?.parse().map_err(|_| "--port: expected a port".to_owned())?;
    let mut server = Server::builder();
    if flags.is_true("use_tls") {
        let config =
            tls::server().map_err(|error| format!("cannot read the certificates: {error}"))?;
        server = server.tls_config(config).map_err(|error| error.to_string())?;
    }
    let generation = flags.get("generation").unwrap_or("inline");
    let mut server = server
        .layer(tower::util::option_layer((generation != "upstream").then_some(DeadlineLayer)));
    let server = match generation {
        "inline" => server.add_service(inline::service::server()),
        "prost" => server.add_service(prost::service::server()),
        "upstream" => server.add_service(upstream::service::server()),
        other => {
            return Err(format!("--generation: expected inline, prost or upstream, not {other:?}"));
        }
    };
    server.serve(SocketAddr::from(([127, 0, 0, 1], port))).await.map_err(|error| error.to_string())
}
