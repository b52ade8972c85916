//! A Greeter for production. It checks its arguments, limits the number of concurrent calls, and
//! stops gracefully at Ctrl-C or SIGTERM.

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

  --addr ADDRESS            the address to listen on; with port 0, the system chooses a port
                            [default: $GREETER_ADDR or 127.0.0.1:50051]
  --delay-ms MILLISECONDS   the delay of each reply, to see limit, deadline and graceful stop
                            [default: 0]";

/// The number of concurrent calls, which is the number of workers in Python's quick start:
/// `ThreadPoolExecutor(max_workers=10)`.
const CONCURRENT_CALLS: usize = 10;

/// The time that calls may take to finish after the server was told to stop.
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
    // The actual address: if the port is 0, the system chooses one.
    let addr = listener.local_addr().map_err(|e| e.to_string())?;
    println!("listening on {addr}");

    let stopping = Notify::new();
    let serving = Server::builder()
        // One limit for all connections. Further calls wait. (`concurrency_limit_per_connection`
        // would give each connection a limit.)
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
        () = out_of_patience => Err(format!("calls still running after {} s were cut \
                                             off", GRACE.as_secs())),
    }
}

/// Completes at Ctrl-C or, where it exists, SIGTERM, which service managers and containers send.
/// The handlers are set when this function returns, and not when the future is first polled,
/// because a signal may arrive at once.
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
