//! Makes one call of each kind to a RouteGuide and prints the results.

use std::process::ExitCode;
use std::time::Duration;

use futures_util::stream;
use route_guide::route_guide_client::RouteGuideClient;
use route_guide::{Point, Rectangle, RouteNote, places, with_causes};
use tonic::transport::{Channel, Endpoint};
use tonic::{Request, Status};

const USAGE: &str = "Usage: route-guide-client [ADDRESS]     [default: 127.0.0.1:50051]";

/// The time for a call. Without a deadline, a call waits for ever if the server hangs.
const DEADLINE: Duration = Duration::from_secs(10);

#[tokio::main]
async fn main() -> ExitCode {
    let addr = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:50051".into());
    if addr.starts_with('-') {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match visit(&addr).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("route-guide-client: {problem}");
            ExitCode::FAILURE
        }
    }
}

async fn visit(addr: &str) -> Result<(), String> {
    let endpoint = Endpoint::from_shared(format!("http://{addr}"))
        .map_err(|e| format!("`{addr}` is not an address: {}", with_causes(&e)))?;
    let channel = endpoint
        .connect_timeout(DEADLINE)
        .connect()
        .await
        .map_err(|e| format!("cannot reach {addr}: {}", with_causes(&e)))?;
    let mut guide = RouteGuideClient::new(channel);
    all_kinds(&mut guide)
        .await
        .map_err(|status| format!("{:?}: {}", status.code(), status.message()))
}

async fn all_kinds(guide: &mut RouteGuideClient<Channel>) -> Result<(), Status> {
    get_feature(guide).await?;
    list_features(guide).await?;
    record_route(guide).await?;
    route_chat(guide).await
}

fn with_deadline<T>(message: T) -> Request<T> {
    let mut request = Request::new(message);
    request.set_timeout(DEADLINE);
    request
}

fn point_of(name: &str) -> Point {
    places()
        .into_iter()
        .find(|place| place.name == name)
        .and_then(|place| place.location)
        .expect("the place exists")
}

fn show(point: Option<Point>) -> String {
    point.map_or("nowhere".into(), |p| {
        format!("{:.4}, {:.4}", f64::from(p.latitude) * 1e-7, f64::from(p.longitude) * 1e-7)
    })
}

async fn get_feature(guide: &mut RouteGuideClient<Channel>) -> Result<(), Status> {
    println!("GetFeature: what is here?");
    for point in [point_of("灯台"), Point { latitude: 0, longitude: 0 }] {
        let feature = guide.get_feature(with_deadline(point)).await?.into_inner();
        let name = if feature.name.is_empty() { "nothing" } else { &feature.name };
        println!("  {}  {name}", show(feature.location));
    }
    Ok(())
}

async fn list_features(guide: &mut RouteGuideClient<Channel>) -> Result<(), Status> {
    println!("ListFeatures: the first five of the northern island");
    let area = Rectangle {
        lo: Some(Point { latitude: 472_900_000, longitude: -303_400_000 }),
        hi: Some(Point { latitude: 476_700_000, longitude: -300_600_000 }),
    };
    let mut features = guide.list_features(with_deadline(area)).await?.into_inner();
    for _ in 0..5 {
        let Some(feature) = features.message().await? else { break };
        println!("  {}  {}", show(feature.location), feature.name);
    }
    // Dropping the stream cancels the call. The server then sends no more.
    Ok(())
}

async fn record_route(guide: &mut RouteGuideClient<Channel>) -> Result<(), Status> {
    println!("RecordRoute: from the southernmost place to the northernmost, by every tenth");
    let points: Vec<_> =
        places().into_iter().step_by(10).filter_map(|place| place.location).collect();
    let summary = guide.record_route(with_deadline(stream::iter(points))).await?.into_inner();
    println!(
        "  {} points, {} of them places, {} km",
        summary.point_count,
        summary.feature_count,
        summary.distance / 1000
    );
    Ok(())
}

async fn route_chat(guide: &mut RouteGuideClient<Channel>) -> Result<(), Status> {
    println!("RouteChat: five notes at two points, and what was there before each");
    let (here, there) = (point_of("Ravenbridge"), point_of("Café Zénith"));
    let notes = [
        (here, "first here"),
        (there, "first there"),
        (here, "second here"),
        (there, "second there"),
        (here, "third here"),
    ];
    let notes = notes
        .map(|(location, message)| RouteNote { location: Some(location), message: message.into() });
    let mut replies = guide.route_chat(with_deadline(stream::iter(notes))).await?.into_inner();
    while let Some(note) = replies.message().await? {
        println!("  {}  {}", show(note.location), note.message);
    }
    Ok(())
}
