//! A Greeter for production: arguments that are checked, a limit on calls at a time, and a graceful
//! stop at Ctrl-C or SIGTERM.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use promises::greeter::greeter_server::{Greeter, GreeterServer};
use promises::greeter::{HelloReply, HelloRequest};
use promises::with_causes;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Response, Status};
use tower::limit::GlobalConcurrencyLimitLayer;

const USAGE: &str = "\
Usage: careful-server [--addr ADDRESS] [--delay-ms MILLISECONDS]

  --addr ADDRESS            where to listen; port 0 takes a free one [default: $GREETER_ADDR or 127.0.0.1:50051]
  --delay-ms MILLISECONDS   how long to think before each reply, to see limit, deadline and graceful stop at work [default: 0]";

/// As many calls run at the same time as Python's quick start has workers:
/// `ThreadPoolExecutor(max_workers=10)`.
const CONCURRENT_CALLS: usize = 10;

/// How long calls in flight may take to finish once the server has been told to stop.
const GRACE: Duration = Duration::from_secs(30);

struct PoliteGreeter {
    delay: Duration,
}

#[tonic::async_trait]
impl Greeter for PoliteGreeter {
    async fn say_hello(
        &self,
        request: Request<HelloRequest>,
    ) -> Result<Response<HelloReply>, Status> {
        tokio::time::sleep(self.delay).await;
        let HelloRequest { name } = request.into_inner();
        Ok(Response::new(HelloReply { message: format!("Hello, {name}!") }))
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    if std::env::args().skip(1).any(|word| word == "--help" || word == "-h") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let arguments = match Arguments::parse(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("careful-server: {problem}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match serve(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("careful-server: {problem}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(Arguments { addr, delay }: Arguments) -> Result<(), String> {
    let stop = stop_signal().map_err(|e| format!("cannot listen to signals: {e}"))?;
    let listener =
        TcpListener::bind(addr).await.map_err(|e| format!("cannot listen on {addr}: {e}"))?;
    // The real address: of port 0 only the system knows what became of it.
    let addr = listener.local_addr().map_err(|e| e.to_string())?;
    println!("listening on {addr}");

    let stopping = Notify::new();
    let serving = Server::builder()
        // One limit for all connections (`concurrency_limit_per_connection` would be one for each);
        // further calls wait their turn.
        .layer(GlobalConcurrencyLimitLayer::new(CONCURRENT_CALLS))
        .add_service(GreeterServer::new(PoliteGreeter { delay }))
        .serve_with_incoming_shutdown(
            TcpIncoming::from(listener).with_nodelay(Some(true)),
            async {
                stop.await;
                println!("stopping");
                stopping.notify_one();
            },
        );
    let out_of_patience = async {
        stopping.notified().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        result = serving => result.map_err(|e| with_causes(&e)),
        () = out_of_patience => Err(format!("calls still running after {} s were cut off", GRACE.as_secs())),
    }
}

/// Completes at Ctrl-C or, where there is such a thing, SIGTERM, which is how service managers and
/// containers ask. The handlers are in place when this returns, not when the future is first
/// polled: a signal can come at once.
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(windows)]
    {
        let mut interrupt = tokio::signal::windows::ctrl_c()?;
        Ok(async move {
            interrupt.recv().await;
        })
    }
}

struct Arguments {
    addr: SocketAddr,
    delay: Duration,
}

impl Arguments {
    fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut addr = std::env::var("GREETER_ADDR").unwrap_or_else(|_| "127.0.0.1:50051".into());
        let mut delay_ms = String::from("0");
        while let Some(word) = words.next() {
            let value = match word.as_str() {
                "--addr" => &mut addr,
                "--delay-ms" => &mut delay_ms,
                _ => return Err(format!("unknown argument `{word}`")),
            };
            *value = words.next().ok_or_else(|| format!("{word} needs a value"))?;
        }
        Ok(Self {
            addr: addr.parse().map_err(|_| {
                format!("`{addr}` is not an address like 127.0.0.1:50051 or [::1]:50051")
            })?,
            delay: delay_ms
                .parse()
                .map(Duration::from_millis)
                .map_err(|_| format!("`{delay_ms}` is not a number of milliseconds"))?,
        })
    }
}
