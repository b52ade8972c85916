//! `outing server ADDRESS` serves the weather, and `outing client ADDRESS PLACE` gives advice.

use std::sync::Arc;

use outing::proto::weather_client::WeatherClient;
use outing::proto::weather_server::{Weather, WeatherServer};
use outing::proto::{Forecast, Place};
use tonic::codegen::BoxStream;
use tonic::transport::Server;
use tonic::{Request, Response, Status};

/// The weather: it rains where the name is long.
struct ByName;

fn rain(place: &Place) -> f64 {
    place.name.len().saturating_sub(5) as f64 / 2.0
}

#[tonic::async_trait]
impl Weather for ByName {
    async fn get(&self, request: Request<Place>) -> Result<Response<Forecast>, Status> {
        Ok(Response::new(Forecast { rain: rain(request.get_ref()) }))
    }

    type WatchStream = BoxStream<Forecast>;
    async fn watch(
        &self,
        request: Request<Place>,
    ) -> Result<Response<BoxStream<Forecast>>, Status> {
        let rain = rain(request.get_ref());
        let forecasts = [Ok(Forecast { rain }), Ok(Forecast { rain: 0.0 })];
        Ok(Response::new(Box::pin(tokio_stream::iter(forecasts))))
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["server", address] => {
            Server::builder()
                .add_service(WeatherServer::new(ByName))
                .serve(address.parse()?)
                .await?;
        }
        ["client", address, place] => {
            let client = WeatherClient::connect(format!("http://{address}")).await?;
            println!("{place}: {}", outing::advice(&client, place).await?);
            let dry = outing::Watcher::new(Arc::new(client)).dry(place).await?;
            println!("dry at last: {} mm", dry.rain);
        }
        _ => return Err("usage: outing server ADDRESS | outing client ADDRESS PLACE".into()),
    }
    Ok(())
}
