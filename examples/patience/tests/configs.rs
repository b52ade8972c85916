//! The service configs that this crate accepts and refuses, and those that Python's gRPC does.

#![allow(missing_docs)]

use example_testing::{python, run};
use rust_grpc::service_config::ServiceConfig;

const RETRY: &str = r#"{"maxAttempts": 3, "initialBackoff": "0.1s", "maxBackoff": "1s",
    "backoffMultiplier": 2, "retryableStatusCodes": ["UNAVAILABLE"]}"#;

fn method(fields: &str) -> String {
    format!(r#"{{"methodConfig": [{{"name": [{{}}], {fields}}}]}}"#)
}

fn retry(from: &str, to: &str) -> String {
    method(&format!("\"retryPolicy\": {}", RETRY.replace(from, to)))
}

fn throttling(tokens: &str, ratio: &str) -> String {
    format!(r#"{{"retryThrottling": {{"maxTokens": {tokens}, "tokenRatio": {ratio}}}}}"#)
}

/// Configs about which both agree.
fn agreed() -> Vec<(String, bool)> {
    let accepted = [
        "{}".into(),
        r#"{"loadBalancingConfig": [{"round_robin": {}}]}"#.into(),
        method(r#""timeout": "1.500s", "unknown": {}"#),
        method(r#""timeout": null"#),
        method(r#""maxRequestMessageBytes": "5", "maxResponseMessageBytes": 5"#),
        retry("", ""),
        retry("3,", "\"3\","),
        retry("3", "1000"),
        retry("2", "\"1.5\""),
        retry("\"1s\"", "\"0.05s\""),
        throttling("1", "0.001"),
        throttling("1000", "\"0.1\""),
        r#"{"methodConfig": [{"name": [{"service": "A"}, {"service": "A", "method": "B"}]}]}"#
            .into(),
    ];
    let refused = [
        "{".into(),
        "[]".into(),
        method(r#""timeout": "1""#),
        method(r#""timeout": "-1s""#),
        method(r#""timeout": 1"#),
        method(r#""waitForReady": "true""#),
        method(r#""maxRequestMessageBytes": -1"#),
        retry("3", "1"),
        retry("3", "2.5"),
        retry("3", "null"),
        retry("0.1s", "0s"),
        retry("2", "0"),
        retry("[\"UNAVAILABLE\"]", "[]"),
        retry("UNAVAILABLE", "BUSY"),
        throttling("0", "1"),
        throttling("5", "0.0001"),
        throttling("5", "null"),
        r#"{"methodConfig": [{"name": [{"method": "Get"}]}]}"#.into(),
        r#"{"methodConfig": [{"name": [{"service": "A"}]}, {"name": [{"service": "A"}]}]}"#.into(),
        r#"{"methodConfig": [7]}"#.into(),
        r#"{"methodConfig": {}}"#.into(),
    ];
    let with = |accepted| move |config| (config, accepted);
    accepted.into_iter().map(with(true)).chain(refused.into_iter().map(with(false))).collect()
}

#[test]
fn this_crate_accepts_and_refuses_configs() {
    for (config, accepted) in agreed() {
        assert_eq!(ServiceConfig::from_json(&config).is_ok(), accepted, "{config}");
    }
    // A6 allows these, and grpcio does not.
    for code in ["\"unavailable\"", "14"] {
        assert!(ServiceConfig::from_json(&retry("\"UNAVAILABLE\"", code)).is_ok());
    }
    // A6 does not allow these, and grpcio does. It reads no hedging policy.
    let both = format!(r#""hedgingPolicy": {{"maxAttempts": 2}}, "retryPolicy": {RETRY}"#);
    for config in [throttling("1001", "1"), retry("UNAVAILABLE", "OK"), method(&both)] {
        assert!(ServiceConfig::from_json(&config).is_err(), "{config}");
    }
}

#[test]
#[ignore = "needs grpcio: scripts/fetch python"]
fn grpcio_accepts_and_refuses_the_same_configs() {
    let mut command = python(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/configs.py"));
    command.env("GRPC_VERBOSITY", "NONE").args(agreed().into_iter().map(|(config, _)| config));
    let said = run(&mut command);
    let said: Vec<_> = said.lines().collect();
    assert_eq!(said.len(), agreed().len());
    for ((config, accepted), said) in agreed().iter().zip(said) {
        assert_eq!(said == "accepted", *accepted, "{config}");
    }
}
