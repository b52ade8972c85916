//! The program with a server in memory, and with faults.

#![allow(missing_docs)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use outing::proto::weather_client::WeatherClient;
use outing::proto::weather_server::{Weather, WeatherServer};
use outing::proto::{Forecast, Place};
use outing::{Watcher, advice};
use rust_grpc::CallOptions;
use rust_grpc::testing::{Fault, Faults, channel};
use tonic::codec::CompressionEncoding;
use tonic::codegen::BoxStream;
use tonic::transport::{Channel, Server};
use tonic::{Code, Request, Response, Status};

const GET: &str = "/outing.Weather/Get";
const WATCH: &str = "/outing.Weather/Watch";

/// The number of calls whose messages were compressed.
#[derive(Clone, Default)]
struct Rain {
    compressed: Arc<AtomicUsize>,
}

impl Rain {
    fn count(&self, request: &Request<Place>) {
        if request.metadata().contains_key("grpc-encoding") {
            self.compressed.fetch_add(1, Ordering::SeqCst);
        }
    }
}

#[tonic::async_trait]
impl Weather for Rain {
    async fn get(&self, request: Request<Place>) -> Result<Response<Forecast>, Status> {
        self.count(&request);
        Ok(Response::new(Forecast { rain: 1.0 }))
    }

    type WatchStream = BoxStream<Forecast>;
    async fn watch(
        &self,
        request: Request<Place>,
    ) -> Result<Response<BoxStream<Forecast>>, Status> {
        self.count(&request);
        let forecasts = [3.0, 2.0, 1.0, 0.0].map(|rain| Ok(Forecast { rain }));
        Ok(Response::new(Box::pin(tokio_stream::iter(forecasts))))
    }
}

fn client(rain: Rain, faults: &Faults) -> WeatherClient<Channel> {
    let server = WeatherServer::new(rain).accept_compressed(CompressionEncoding::Gzip);
    let router = Server::builder().layer(faults.clone()).add_service(server);
    WeatherClient::new(channel(router)).send_compressed(CompressionEncoding::Gzip)
}

#[tokio::test]
async fn requests_are_compressed() {
    let rain = Rain::default();
    let client = client(rain.clone(), &Faults::new());
    assert_eq!(advice(&client, "Bern").await.unwrap(), "take an umbrella");
    assert_eq!(rain.compressed.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_call_has_its_own_compression() {
    for (of_client, of_call, compressed) in [(false, true, 1), (true, false, 0)] {
        let rain = Rain::default();
        let server = WeatherServer::new(rain.clone()).accept_compressed(CompressionEncoding::Gzip);
        let channel = channel(Server::builder().add_service(server));
        let mut client = WeatherClient::new(channel);
        if of_client {
            client = client.send_compressed(CompressionEncoding::Gzip);
        }
        let options = CallOptions::new().compression(of_call.then_some(CompressionEncoding::Gzip));
        client.get(options.request(Place::default())).await.unwrap();
        assert_eq!(rain.compressed.load(Ordering::SeqCst), compressed);
        client.watch(options.request(Place::default())).await.unwrap();
        assert_eq!(rain.compressed.load(Ordering::SeqCst), 2 * compressed);
    }
}

#[tokio::test]
async fn two_failures_are_no_problem() {
    let rain = Rain::default();
    let faults = Faults::new().on(GET, Fault::status(Status::unavailable("")).times(2));
    let client = client(rain.clone(), &faults);
    assert_eq!(advice(&client, "Bern").await.unwrap(), "take an umbrella");
    assert_eq!(rain.compressed.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_broken_stream_is_an_error() {
    for (fault, code) in
        [(Fault::break_after(2), Code::Internal), (Fault::lose_trailers(), Code::Ok)]
    {
        let client = client(Rain::default(), &Faults::new().on(WATCH, fault));
        let dry = Watcher::new(Arc::new(client)).dry("Bern").await;
        assert_eq!(dry.map_or_else(|status| status.code(), |_| Code::Ok), code);
    }
}
