//! Decides whether it is dry enough to go out.
//!
//! The functions take any implementation of the generated trait `WeatherApi`. So a test can pass a
//! mock, a client of a server in memory, or an implementation by hand.

use std::sync::Arc;
use std::time::Duration;

use tonic::{Code, Status};

use proto::weather_client::{DynWeatherApi, WeatherApi};
use proto::{Forecast, Place};

/// The generated code.
pub mod proto {
    rust_grpc::include_proto!("outing");
}

/// The number of times that a call is made before the program gives up.
const ATTEMPTS: u32 = 3;

/// Returns the advice for a place. A service that is not available is asked again.
pub async fn advice(weather: &impl WeatherApi, place: &str) -> Result<&'static str, Status> {
    let mut attempt = 1;
    loop {
        match weather.get(Place { name: place.into() }).await {
            Ok(forecast) if forecast.get_ref().rain < 0.1 => return Ok("go out"),
            Ok(forecast) if forecast.get_ref().rain < 2.0 => return Ok("take an umbrella"),
            Ok(_) => return Ok("stay at home"),
            Err(status) if status.code() == Code::Unavailable && attempt < ATTEMPTS => {
                tokio::time::sleep(Duration::from_millis(10) * attempt).await;
                attempt += 1;
            }
            Err(status) => return Err(status),
        }
    }
}

/// The places that are watched. The trait object hides where the weather comes from.
#[derive(Clone)]
pub struct Watcher {
    weather: Arc<dyn DynWeatherApi>,
}

impl Watcher {
    /// Creates a watcher.
    pub fn new(weather: Arc<dyn DynWeatherApi>) -> Self {
        Self { weather }
    }

    /// Waits for the first dry forecast. A stream that ends is no answer.
    pub async fn dry(&self, place: &str) -> Result<Forecast, Status> {
        let forecasts = self.weather.watch(Place { name: place.into() }).await?;
        let mut forecasts = forecasts.into_inner();
        while let Some(forecast) = forecasts.message().await? {
            if forecast.rain < 0.1 {
                return Ok(forecast);
            }
        }
        Err(Status::not_found("the forecasts have ended"))
    }
}
