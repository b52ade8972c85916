//! Asks a Greeter for a greeting and prints it. The call has a deadline, and errors name their
//! causes.

use std::process::ExitCode;
use std::time::Duration;

use promises::greeter::HelloRequest;
use promises::greeter::greeter_client::GreeterClient;
use promises::with_causes;
use tonic::Request;
use tonic::transport::Endpoint;

const USAGE: &str = "Usage: careful-client [NAME [ADDRESS]]     [default: world 127.0.0.1:50051]";

/// The time for a call. Without a deadline, a call waits for ever if the server hangs.
const DEADLINE: Duration = Duration::from_secs(5);

#[tokio::main]
async fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_else(|| "world".into());
    let addr = words.next().unwrap_or_else(|| "127.0.0.1:50051".into());
    if name.starts_with('-') || words.next().is_some() {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match greet(&addr, name).await {
        Ok(message) => {
            println!("{message}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("careful-client: {problem}");
            ExitCode::FAILURE
        }
    }
}

async fn greet(addr: &str, name: String) -> Result<String, String> {
    // `http` means plain text. The address on the command line has no scheme.
    let endpoint = Endpoint::from_shared(format!("http://{addr}"))
        .map_err(|e| format!("`{addr}` is not an address: {}", with_causes(&e)))?;
    let channel = endpoint
        .connect_timeout(DEADLINE)
        .connect()
        .await
        .map_err(|e| format!("cannot reach {addr}: {}", with_causes(&e)))?;

    let mut request = Request::new(HelloRequest { name });
    // The deadline travels with the call, so that the server also knows when the client stops
    // waiting.
    request.set_timeout(DEADLINE);
    let reply = GreeterClient::new(channel)
        .say_hello(request)
        .await
        .map_err(|status| format!("{:?}: {}", status.code(), status.message()))?;
    Ok(reply.into_inner().message)
}
