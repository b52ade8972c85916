//! Serves the RouteGuide in plain text until it is stopped by Ctrl-C or SIGTERM.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures_util::stream::{self, Stream, StreamExt, TryStreamExt};
use route_guide::route_guide_server::{RouteGuide, RouteGuideServer};
use route_guide::{
    Feature, Point, Rectangle, RouteNote, RouteSummary, contains, distance, places, with_causes,
};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Response, Status, Streaming};

const USAGE: &str =
    "Usage: route-guide-server [ADDRESS]     [default: 127.0.0.1:50051; port 0 takes a free one]";

/// The time that calls may take to finish after the server was told to stop. A chat can last for
/// ever.
const GRACE: Duration = Duration::from_secs(10);

/// The notes that callers have left at each point (latitude, longitude), kept until the server
/// stops.
type Notes = HashMap<(i32, i32), Vec<RouteNote>>;

struct Guide {
    features: Arc<[Feature]>,
    notes: Arc<Mutex<Notes>>,
}

impl Guide {
    fn new() -> Self {
        Self { features: places().into(), notes: Arc::default() }
    }

    fn feature_at(&self, point: &Point) -> Option<&Feature> {
        self.features.iter().find(|feature| feature.location.as_ref() == Some(point))
    }
}

type ReplyStream<T> = Pin<Box<dyn Stream<Item = Result<T, Status>> + Send>>;

#[tonic::async_trait]
impl RouteGuide for Guide {
    async fn get_feature(&self, request: Request<Point>) -> Result<Response<Feature>, Status> {
        let point = request.into_inner();
        let feature = self.feature_at(&point).cloned();
        Ok(Response::new(
            feature.unwrap_or_else(|| Feature { name: String::new(), location: Some(point) }),
        ))
    }

    type ListFeaturesStream = ReplyStream<Feature>;

    async fn list_features(
        &self,
        request: Request<Rectangle>,
    ) -> Result<Response<Self::ListFeaturesStream>, Status> {
        let area = request.into_inner();
        if area.lo.is_none() || area.hi.is_none() {
            return Err(Status::invalid_argument("a rectangle has two corners, `lo` and `hi`"));
        }
        // Lazy: the search for the next feature waits until the caller is ready to receive it, and
        // stops if the caller is gone.
        let features = Arc::clone(&self.features);
        let inside = (0..features.len()).filter_map(move |i| {
            let feature = &features[i];
            feature
                .location
                .as_ref()
                .is_some_and(|point| contains(&area, point))
                .then(|| Ok(feature.clone()))
        });
        Ok(Response::new(stream::iter(inside).boxed()))
    }

    async fn record_route(
        &self,
        request: Request<Streaming<Point>>,
    ) -> Result<Response<RouteSummary>, Status> {
        let started = Instant::now();
        let mut points = request.into_inner();
        let mut summary = RouteSummary::default();
        let mut travelled = 0.0;
        let mut previous: Option<Point> = None;
        while let Some(point) = points.message().await? {
            summary.point_count += 1;
            if self.feature_at(&point).is_some() {
                summary.feature_count += 1;
            }
            travelled += previous.map_or(0.0, |previous| distance(&previous, &point));
            previous = Some(point);
        }
        summary.distance = travelled.round() as i32;
        summary.elapsed_time = i32::try_from(started.elapsed().as_secs()).unwrap_or(i32::MAX);
        Ok(Response::new(summary))
    }

    type RouteChatStream = ReplyStream<RouteNote>;

    async fn route_chat(
        &self,
        request: Request<Streaming<RouteNote>>,
    ) -> Result<Response<Self::RouteChatStream>, Status> {
        let all_notes = Arc::clone(&self.notes);
        let replies = request.into_inner().and_then(move |note| {
            let answer = note
                .location
                .ok_or_else(|| Status::invalid_argument("a note has a location"))
                .map(|point| {
                    let mut all_notes = all_notes.lock().expect("nothing here panics");
                    let here = all_notes.entry((point.latitude, point.longitude)).or_default();
                    let before = here.clone();
                    here.push(note);
                    stream::iter(before).map(Ok)
                });
            std::future::ready(answer)
        });
        // The chat ends with the caller's notes, and is dropped when the caller is gone. No task
        // has to be stopped.
        Ok(Response::new(replies.try_flatten().boxed()))
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let addr = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:50051".into());
    let Ok(addr) = addr.parse() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match serve(addr).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("route-guide-server: {problem}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(addr: SocketAddr) -> Result<(), String> {
    let stop = stop_signal().map_err(|e| format!("cannot listen to signals: {e}"))?;
    let listener =
        TcpListener::bind(addr).await.map_err(|e| format!("cannot listen on {addr}: {e}"))?;
    let addr = listener.local_addr().map_err(|e| e.to_string())?;
    println!("listening on {addr}");

    let stopping = Notify::new();
    let serving = Server::builder()
        .add_service(RouteGuideServer::new(Guide::new()))
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
