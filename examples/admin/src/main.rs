//! A server that clients administer while it runs: `admin-server ADDRESS`.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use admin::admin_server::{Admin, AdminServer};
use admin::{Config, LogLevel, WatchRequest};
use rust_grpc::prost_types;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Response, Status};

/// The code generated from `proto/admin.proto`.
mod admin {
    rust_grpc::include_proto!("admin");
}

/// The state that all calls share.
struct State {
    started: Instant,
    config: watch::Sender<Config>,
    watchers: AtomicU32,
}

struct Administration {
    state: Arc<State>,
}

/// A watcher. It is counted until it is dropped.
struct Watching(Arc<State>);

impl Watching {
    fn new(state: &Arc<State>) -> Self {
        state.watchers.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(state))
    }

    fn status(&self) -> Result<admin::Status, Status> {
        let uptime = prost_types::Duration::try_from(self.0.started.elapsed());
        Ok(admin::Status {
            uptime: Some(uptime.map_err(|_| Status::internal("it has been running too long"))?),
            watchers: self.0.watchers.load(Ordering::Relaxed),
            config: Some(*self.0.config.borrow()),
        })
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.0.watchers.fetch_sub(1, Ordering::Relaxed);
    }
}

#[tonic::async_trait]
impl Admin for Administration {
    type WatchStatusStream = ReceiverStream<Result<admin::Status, Status>>;

    async fn get_config(&self, _: Request<()>) -> Result<Response<Config>, Status> {
        Ok(Response::new(*self.state.config.borrow()))
    }

    async fn set_config(&self, request: Request<Config>) -> Result<Response<Config>, Status> {
        let mut wanted = request.into_inner();
        // A newer client may send a level that this server does not know.
        LogLevel::try_from(wanted.log_level)
            .map_err(|unknown| Status::invalid_argument(format!("log_level: {unknown}")))?;
        let mut outcome = Ok(());
        self.state.config.send_if_modified(|config| {
            if wanted.version != config.version {
                outcome = Err(Status::aborted(format!(
                    "the configuration is at version {} by now",
                    config.version
                )));
                return false;
            }
            wanted.version += 1;
            *config = wanted;
            true
        });
        outcome.map(|()| Response::new(wanted))
    }

    async fn watch_status(
        &self,
        request: Request<WatchRequest>,
    ) -> Result<Response<Self::WatchStatusStream>, Status> {
        let interval = match request.into_inner().interval {
            Some(interval) => Duration::try_from(interval)
                .map_err(|_| Status::invalid_argument("interval: is negative"))?,
            None => Duration::from_secs(1),
        };
        if interval < Duration::from_millis(10) {
            return Err(Status::invalid_argument("interval: is less than 10 ms"));
        }
        let (sender, statuses) = mpsc::channel(1);
        let watching = Watching::new(&self.state);
        let mut config = self.state.config.subscribe();
        tokio::spawn(async move {
            // The loop ends with the client: then nothing can be sent any more.
            while sender.send(watching.status()).await.is_ok() {
                tokio::select! {
                    _ = config.changed() => {}
                    () = tokio::time::sleep(interval) => {}
                    () = sender.closed() => break,
                }
            }
        });
        Ok(Response::new(ReceiverStream::new(statuses)))
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let addr = std::env::args().nth(1).ok_or("usage: admin-server ADDRESS")?;
    let listener = TcpListener::bind(addr).await?;
    println!("listening on {}", listener.local_addr()?);
    let (config, _) = watch::channel(Config::default());
    let state = State { started: Instant::now(), config, watchers: AtomicU32::new(0) };
    let server = AdminServer::new(Administration { state: Arc::new(state) });
    let incoming = TcpIncoming::from(listener).with_nodelay(Some(true));
    Ok(Server::builder().add_service(server).serve_with_incoming(incoming).await?)
}
