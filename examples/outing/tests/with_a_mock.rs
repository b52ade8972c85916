//! The program with a mock.

#![allow(missing_docs)]

use std::sync::Arc;

use outing::proto::weather_client::WeatherMock;
use outing::proto::{Forecast, Place};
use outing::{Watcher, advice};
use tonic::{Code, Status};

fn place(name: &str) -> Place {
    Place { name: name.into() }
}

#[tokio::test]
async fn advice_depends_on_the_rain() {
    for (rain, expected) in [(0.0, "go out"), (1.0, "take an umbrella"), (9.0, "stay at home")] {
        let mock = WeatherMock::new();
        mock.expect_get().with(place("Bern")).reply(Forecast { rain });
        assert_eq!(advice(&mock, "Bern").await.unwrap(), expected);
    }
}

#[tokio::test]
async fn a_service_that_is_not_available_is_asked_three_times() {
    let mock = WeatherMock::new();
    mock.expect_get().times(3).fail(Status::unavailable(""));
    assert_eq!(advice(&mock, "Bern").await.unwrap_err().code(), Code::Unavailable);
}

#[tokio::test]
async fn another_error_is_not_retried() {
    let mock = WeatherMock::new();
    mock.expect_get().fail(Status::not_found(""));
    assert_eq!(advice(&mock, "Bern").await.unwrap_err().code(), Code::NotFound);
}

#[tokio::test]
async fn a_watcher_waits_until_it_is_dry() {
    let mock = WeatherMock::new();
    mock.expect_watch()
        .with(place("Bern"))
        .send(Forecast { rain: 3.0 })
        .send(Forecast { rain: 0.0 });
    mock.expect_watch().with(place("Basel")).send(Forecast { rain: 3.0 });
    let watcher = Watcher::new(Arc::new(mock.client()));
    assert_eq!(watcher.dry("Bern").await.unwrap(), Forecast { rain: 0.0 });
    assert_eq!(watcher.dry("Basel").await.unwrap_err().code(), Code::NotFound);
}
