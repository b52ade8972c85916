//! The interop client. It has the flags of all interop clients.

use std::process::ExitCode;
use std::time::Duration;

use interop::flags::Flags;
use interop::{inline, layer, prost, tls, upstream};
use tonic::transport::{Channel, Endpoint};

#[tokio::main]
async fn main() -> ExitCode {
    interop::flags::finish(run().await)
}

async fn run() -> Result<(), String> {
    let flags = Flags::parse(&[
        "generation",
        "server_host",
        "server_port",
        "test_case",
        "use_tls",
        "use_test_ca",
        "server_host_override",
    ])?;
    let channel = connect(&flags).await?;
    let (case, limit) = (flags.required("test_case")?, Duration::from_secs(20));
    let generation = flags.get("generation").unwrap_or("inline");
    let channel = if generation == "upstream" {
        layer::plain_channel(channel)
    } else {
        layer::channel(channel)
    };
    let outcome = match generation {
        "inline" => tokio::time::timeout(limit, inline::cases::run(case, channel)).await,
        "prost" => tokio::time::timeout(limit, prost::cases::run(case, channel)).await,
        "upstream" => tokio::time::timeout(limit, upstream::cases::run(case, channel)).await,
        other => {
            return Err(format!("--generation: expected inline, prost or upstream, not {other:?}"));
        }
    };
    outcome
        .unwrap_or_else(|_| Err("no end after 20 seconds".into()))
        .map_err(|problem| format!("{case}: {problem}"))
}

async fn connect(flags: &Flags) -> Result<Channel, String> {
    let secure = flags.is_true("use_tls");
    let scheme = if secure { "https" } else { "http" };
    let address = format!(
        "{scheme}://{}:{}",
        flags.get("server_host").unwrap_or("localhost"),
        flags.required("server_port")?
    );
    let mut endpoint = Endpoint::from_shared(address).map_err(|error| error.to_string())?;
    if secure {
        let name = flags.get("server_host_override").unwrap_or(tls::NAME);
        let config =
            tls::client(name).map_err(|error| format!("cannot read the certificates: {error}"))?;
        endpoint = endpoint.tls_config(config).map_err(|error| error.to_string())?;
    }
    endpoint.connect().await.map_err(|error| format!("cannot connect: {error:?}"))
}
