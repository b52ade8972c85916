//! The four kinds of call between Rust and Python's gRPC, in both directions. The code of both
//! sides is generated from one file.
//!
//! `scripts/fetch python` installs Python's gRPC. Then run `cargo test -p route_guide --
//! --include-ignored`.

use std::process::Command;
use std::time::{Duration, Instant};

use example_testing::{Process, python, run};
use futures_util::stream::{self, Stream, TryStreamExt};
use route_guide::route_guide_client::RouteGuideClient;
use route_guide::{Feature, Point, Rectangle, RouteNote, contains, places};
use tokio::sync::mpsc;
use tonic::transport::Channel;
use tonic::{Code, Request};

fn rust_server() -> (Process, String) {
    Process::serve(Command::new(env!("CARGO_BIN_EXE_route-guide-server")).arg("127.0.0.1:0"))
}

fn python_client(addr: &str, case: &str) -> Command {
    let mut command = python(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/client.py"));
    command.args([addr, case]);
    command
}

fn python_server(arguments: &[&str]) -> (Process, String) {
    Process::serve(
        python(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/server.py")).args(arguments),
    )
}

async fn rust_client(addr: &str) -> RouteGuideClient<Channel> {
    RouteGuideClient::connect(format!("http://{addr}")).await.expect("the server listens")
}

/// Returns a request that may take as long as a test may.
fn call<T>(message: T) -> Request<T> {
    let mut request = Request::new(message);
    request.set_timeout(Duration::from_secs(30));
    request
}

const EVERYWHERE: Rectangle = Rectangle {
    lo: Some(Point { latitude: -900_000_000, longitude: -1_800_000_000 }),
    hi: Some(Point { latitude: 900_000_000, longitude: 1_800_000_000 }),
};

/// Returns a request stream, and the sender of its notes.
fn outbox() -> (mpsc::Sender<RouteNote>, impl Stream<Item = RouteNote> + Send) {
    let (outbox, notes) = mpsc::channel(1);
    (outbox, stream::unfold(notes, |mut notes| async { Some((notes.recv().await?, notes)) }))
}

mod python_calls_rust {
    use super::*;

    #[test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    fn unary() {
        let (_server, addr) = rust_server();
        run(&mut python_client(&addr, "unary"));
    }

    #[test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    fn server_streaming() {
        let (_server, addr) = rust_server();
        run(&mut python_client(&addr, "server_streaming"));
    }

    #[test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    fn client_streaming() {
        let (_server, addr) = rust_server();
        run(&mut python_client(&addr, "client_streaming"));
    }

    #[test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    fn bidi_streaming() {
        let (_server, addr) = rust_server();
        run(&mut python_client(&addr, "bidi_streaming"));
    }

    #[test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    fn an_early_cancel_leaves_no_call() {
        let (server, addr) = rust_server();
        run(&mut python_client(&addr, "cancel"));
        // An open chat would delay the server's stop by ten seconds, and the stop would then fail.
        let asked = Instant::now();
        server.terminate();
        let finished = server.wait();
        assert!(finished.status.success(), "{finished:?}");
        assert!(asked.elapsed() < Duration::from_secs(5), "stopping took {:?}", asked.elapsed());
    }
}

mod rust_calls_python {
    use super::*;

    #[test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    fn from_the_command_line() {
        let (_server, addr) = python_server(&[]);
        let output = run(Command::new(env!("CARGO_BIN_EXE_route-guide-client")).arg(addr));
        assert_eq!(output, include_str!("client_output.txt").trim_end());
    }

    #[tokio::test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    async fn unary() {
        let (_server, addr) = python_server(&[]);
        let mut guide = rust_client(&addr).await;
        for place in places() {
            let point = place.location.expect("every place is somewhere");
            assert_eq!(
                guide.get_feature(call(point)).await.expect("GetFeature").into_inner(),
                place
            );
        }
        let nowhere = Point { latitude: -123, longitude: 456 };
        let feature = guide.get_feature(call(nowhere)).await.expect("GetFeature").into_inner();
        assert_eq!(feature, Feature { name: String::new(), location: Some(nowhere) });
    }

    #[tokio::test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    async fn server_streaming() {
        let (_server, addr) = python_server(&[]);
        let mut guide = rust_client(&addr).await;
        let some = Rectangle {
            lo: Some(Point { latitude: 474_000_000, longitude: -316_000_000 }),
            hi: Some(Point { latitude: 470_000_000, longitude: -312_000_000 }),
        };
        for area in [EVERYWHERE, some] {
            let features =
                guide.list_features(call(area)).await.expect("ListFeatures").into_inner();
            let features: Vec<_> = features.try_collect().await.expect("ListFeatures");
            let expected: Vec<_> = places()
                .into_iter()
                .filter(|place| contains(&area, &place.location.expect("every place is somewhere")))
                .collect();
            assert!(expected.len() > 10);
            assert_eq!(features, expected);
        }
        let half = Rectangle { lo: EVERYWHERE.lo, hi: None };
        // Python sends only trailers, so the call itself fails, and not the first read.
        let status =
            guide.list_features(call(half)).await.expect_err("a rectangle with one corner");
        assert_eq!(
            (status.code(), status.message()),
            (Code::InvalidArgument, "a rectangle has two corners, `lo` and `hi`")
        );
    }

    #[tokio::test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    async fn client_streaming() {
        let (_server, addr) = python_server(&[]);
        let mut guide = rust_client(&addr).await;
        let points: Vec<_> = places().into_iter().filter_map(|place| place.location).collect();
        for times in [0, 1, 30] {
            let points = points.repeat(times);
            let summary = guide
                .record_route(call(stream::iter(points.clone())))
                .await
                .expect("RecordRoute")
                .into_inner();
            assert_eq!(
                (summary.point_count, summary.feature_count),
                (points.len() as i32, points.len() as i32)
            );
            let way: f64 =
                points.windows(2).map(|pair| route_guide::distance(&pair[0], &pair[1])).sum();
            assert!(
                (f64::from(summary.distance) - way).abs() <= 1.0 + way / 1e6,
                "{summary:?} is not {way} m"
            );
        }
    }

    #[tokio::test]
    #[ignore = "needs grpcio: scripts/fetch python"]
    async fn bidi_streaming() {
        let (_server, addr) = python_server(&[]);
        let mut guide = rust_client(&addr).await;
        let (outbox, notes) = outbox();
        let mut replies = guide.route_chat(call(notes)).await.expect("RouteChat").into_inner();
        let (here, there) =
            (Point { latitude: 1, longitude: 2 }, Point { latitude: 3, longitude: 4 });
        let mut left: Vec<RouteNote> = Vec::new();
        for (i, location) in [here, there, here, here, there, here].into_iter().enumerate() {
            let note = RouteNote { location: Some(location), message: format!("note {i} 🦀") };
            outbox.send(note.clone()).await.expect("the call is under way");
            for expected in left.iter().filter(|earlier| earlier.location == note.location) {
                assert_eq!(replies.message().await.expect("RouteChat").as_ref(), Some(expected));
            }
            left.push(note);
        }
        drop(outbox);
        assert_eq!(replies.message().await.expect("RouteChat"), None);
    }

    #[tokio::test(flavor = "multi_thread")]
    #[ignore = "needs grpcio: scripts/fetch python"]
    async fn the_client_cancels_early() {
        // All 332 features would take more than half a minute.
        let (server, addr) = python_server(&["--pause", "0.1"]);
        let mut guide = rust_client(&addr).await;
        let mut features =
            guide.list_features(call(EVERYWHERE)).await.expect("ListFeatures").into_inner();
        for place in places().into_iter().take(3) {
            assert_eq!(features.message().await.expect("ListFeatures"), Some(place));
        }
        let cancelled = Instant::now();
        drop(features);
        tokio::task::block_in_place(|| server.wait_for("a list ended"));
        assert!(
            cancelled.elapsed() < Duration::from_secs(5),
            "the server heard of it after {:?}",
            cancelled.elapsed()
        );

        // tonic does not cancel a call while its request stream is open, so both ends are dropped.
        let (outbox, notes) = outbox();
        let mut replies = guide.route_chat(call(notes)).await.expect("RouteChat").into_inner();
        let note = RouteNote { location: EVERYWHERE.lo, message: "the chat is under way".into() };
        for _ in 0..2 {
            outbox.send(note.clone()).await.expect("the call is under way");
        }
        assert_eq!(replies.message().await.expect("RouteChat"), Some(note));
        let cancelled = Instant::now();
        drop((replies, outbox));
        tokio::task::block_in_place(|| server.wait_for("a chat ended"));
        assert!(
            cancelled.elapsed() < Duration::from_secs(5),
            "the server heard of it after {:?}",
            cancelled.elapsed()
        );

        let place = places().swap_remove(0);
        let point = place.location.expect("every place is somewhere");
        assert_eq!(
            guide
                .get_feature(call(point))
                .await
                .expect("the connection is still good")
                .into_inner(),
            place
        );
    }
}
