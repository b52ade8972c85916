//! A client calls a server over a socket: methods of each kind, in binary and in JSON.

use std::pin::Pin;

use recorded::main::grpc_json::Report;
use recorded::main::grpc_json::weather_client::WeatherClient;
use recorded::main::grpc_json::weather_server::{Weather, WeatherServer};
use rust_grpc::prost_types::Timestamp;
use tokio::net::TcpListener;
use tokio_stream::wrappers::TcpListenerStream;
use tokio_stream::{Stream, StreamExt as _};
use tonic::transport::Server;
use tonic::{Code, Request, Response, Status, Streaming};

/// Answers with the request.
struct Echo;

type Reports = Pin<Box<dyn Stream<Item = Result<Report, Status>> + Send>>;

#[tonic::async_trait]
impl Weather for Echo {
    async fn get(&self, request: Request<Report>) -> Result<Response<Report>, Status> {
        let report = request.into_inner();
        match &*report.station {
            "nowhere" => Err(Status::not_found("no station")),
            _ => Ok(Response::new(report)),
        }
    }

    type WatchStream = Reports;

    async fn watch(&self, request: Request<Report>) -> Result<Response<Reports>, Status> {
        let report = request.into_inner();
        Ok(Response::new(Box::pin(tokio_stream::iter([Ok(report.clone()), Ok(report)]))))
    }

    async fn collect(
        &self,
        request: Request<Streaming<Report>>,
    ) -> Result<Response<Report>, Status> {
        let mut sum = Report::default();
        let mut reports = request.into_inner();
        while let Some(report) = reports.message().await? {
            sum.wind_speed += report.wind_speed;
        }
        Ok(Response::new(sum))
    }

    type ChatStream = Reports;

    async fn chat(&self, request: Request<Streaming<Report>>) -> Result<Response<Reports>, Status> {
        Ok(Response::new(Box::pin(request.into_inner())))
    }

    async fn send_json(&self, _: Request<()>) -> Result<Response<Timestamp>, Status> {
        Ok(Response::new(Timestamp { seconds: 5, nanos: 0 }))
    }
}

#[tokio::test]
async fn a_client_calls_a_server() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let server = Server::builder().add_service(WeatherServer::new(Echo));
    tokio::spawn(server.serve_with_incoming(TcpListenerStream::new(listener)));

    let binary = WeatherClient::connect(address).await.expect("a connection");
    for mut client in [binary.clone(), binary.send_json()] {
        let report = Report { station: "north".into(), wind_speed: 7, ..Report::default() };
        let two = || tokio_stream::iter([report.clone(), report.clone()]);
        assert_eq!(client.get(report.clone()).await.expect("a response").into_inner(), report);
        let watched = client.watch(report.clone()).await.expect("a stream").into_inner();
        let watched: Vec<Report> = watched.map(|report| report.expect("a report")).collect().await;
        assert_eq!(watched, [report.clone(), report.clone()]);
        let sum = client.collect(two()).await.expect("a response").into_inner();
        assert_eq!(sum.wind_speed, 14);
        let answers = client.chat(two()).await.expect("a stream").into_inner();
        assert_eq!(
            answers.map(|report| report.expect("a report")).collect::<Vec<_>>().await.len(),
            2
        );
        let lost = client.get(Report { station: "nowhere".into(), ..Report::default() }).await;
        assert_eq!(lost.expect_err("an error").code(), Code::NotFound);
    }
}
