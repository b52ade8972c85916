//! Configs that are accepted, and those that are not.

use alloc::format;
use alloc::string::{String, ToString};
use core::time::Duration;

use tonic::Code;

use super::super::config::{MethodConfig, Policy};
use super::ServiceConfig;

const RETRY: &str = r#""retryPolicy": {"maxAttempts": 9, "initialBackoff": "0.1s",
    "maxBackoff": "30s", "backoffMultiplier": 1.5, "retryableStatusCodes": ["unavailable", 10]}"#;

/// Returns the settings of a method config with these fields.
fn method(fields: &str) -> Result<MethodConfig, String> {
    let text = format!(r#"{{"methodConfig": [{{"name": [{{}}], {fields}}}]}}"#);
    let config = ServiceConfig::from_json(&text).map_err(|error| error.to_string())?;
    Ok((**config.method("/any.Service/Method").expect("the name is empty")).clone())
}

#[test]
fn all_fields() {
    let config = method(&format!(
        r#""timeout": "1.5s", "waitForReady": true, "maxRequestMessageBytes": 1024,
           "maxResponseMessageBytes": "2048", "unknown": {{}}, {RETRY}"#
    ))
    .unwrap();
    assert_eq!(config.timeout, Some(Duration::from_millis(1500)));
    assert_eq!(config.wait_for_ready, Some(true));
    assert_eq!((config.max_request, config.max_response), (Some(1024), Some(2048)));
    let Policy::Retry(policy) = config.policy else { panic!("{config:?}") };
    assert_eq!(policy.max_attempts, 5);
    assert_eq!(policy.initial_backoff, Duration::from_millis(100));
    assert_eq!(policy.max_backoff, Duration::from_secs(30));
    assert_eq!(policy.multiplier, 1.5);
    assert!(policy.retryable.contains(Code::Unavailable));
    assert!(policy.retryable.contains(Code::Aborted));
    assert!(!policy.retryable.contains(Code::Internal));
}

#[test]
fn hedging() {
    let config = method(r#""hedgingPolicy": {"maxAttempts": 3}"#).unwrap();
    let Policy::Hedge(policy) = config.policy else { panic!("{config:?}") };
    assert_eq!((policy.max_attempts, policy.delay), (3, Duration::ZERO));
    assert!(policy.non_fatal.is_empty());
    let config = method(
        r#""hedgingPolicy": {"maxAttempts": 2, "hedgingDelay": "0.000000001s",
            "nonFatalStatusCodes": ["UNAVAILABLE"]}"#,
    );
    let Policy::Hedge(policy) = config.unwrap().policy else { panic!("it hedges") };
    assert_eq!(policy.delay, Duration::from_nanos(1));
    assert!(policy.non_fatal.contains(Code::Unavailable));
}

#[test]
fn the_most_specific_name_wins() {
    let config = ServiceConfig::from_json(
        r#"{"methodConfig": [
            {"name": [{"service": "a.B"}], "timeout": "2s"},
            {"name": [{"service": "a.B", "method": "C"}, {"service": "a.D"}], "timeout": "1s"},
            {"timeout": "9s"},
            {"name": [{"service": "", "method": ""}], "timeout": "3s"}
        ]}"#,
    )
    .unwrap();
    for (path, seconds) in [("/a.B/C", 1), ("/a.B/D", 2), ("/a.D/C", 1), ("/a.E/C", 3), ("", 3)] {
        let timeout = config.method(path).and_then(|config| config.timeout);
        assert_eq!(timeout, Some(Duration::from_secs(seconds)), "{path}");
    }
    assert_eq!(ServiceConfig::default().method("/a.B/C"), None);
}

#[test]
fn throttling() {
    let config =
        ServiceConfig::from_json(r#"{"retryThrottling": {"maxTokens": 10, "tokenRatio": 0.1239}}"#);
    let throttling = config.unwrap().throttling.unwrap();
    assert_eq!((throttling.max, throttling.ratio), (10_000, 123));
    for (ratio, expected) in [("1.001", 1001), ("0.57", 570), ("1e300", i64::MAX)] {
        let text = format!(r#"{{"retryThrottling": {{"maxTokens": 10, "tokenRatio": {ratio}}}}}"#);
        let throttling = ServiceConfig::from_json(&text).unwrap().throttling.unwrap();
        assert_eq!(throttling.ratio, expected);
    }
    for (fields, expected) in [
        (r#""maxTokens": 0, "tokenRatio": 1"#, "retryThrottling.maxTokens: must be from 1 to 1000"),
        (
            r#""maxTokens": 1001, "tokenRatio": 1"#,
            "retryThrottling.maxTokens: must be from 1 to 1000",
        ),
        (
            r#""maxTokens": 1, "tokenRatio": 0.0009"#,
            "retryThrottling.tokenRatio: must be at least 0.001",
        ),
        (r#""maxTokens": 1"#, "retryThrottling.tokenRatio: is missing"),
    ] {
        let text = format!(r#"{{"retryThrottling": {{{fields}}}}}"#);
        let error = ServiceConfig::from_json(&text).unwrap_err();
        assert_eq!(error.to_string(), format!("the service config is not valid: {expected}"));
    }
}

/// Checks the error of a config. `expected` begins with the position.
fn refused(text: &str, expected: &str) {
    let error = ServiceConfig::from_json(text).unwrap_err();
    let whole = format!("the service config is not valid: {expected}");
    assert_eq!(error.to_string(), whole, "{text}");
    assert!(expected.starts_with(error.path()));
}

#[test]
fn values_that_are_not_valid() {
    let refused_method = |fields: &str, expected: &str| {
        let text = format!(r#"{{"methodConfig": [{{"name": [{{}}], {fields}}}]}}"#);
        refused(&text, &format!("methodConfig[0].{expected}"));
    };
    for text in ["1", "1.s", "-1s", "1.0000000000s", "s", "0x1s", "315576000001s"] {
        refused_method(
            &format!(r#""timeout": "{text}""#),
            "timeout: must be a duration that is not negative, e.g. \"0.1s\"",
        );
    }
    refused_method(r#""timeout": 1"#, "timeout: must be a string");
    refused_method(r#""waitForReady": "yes""#, "waitForReady: must be `true` or `false`");
    for number in ["-1", "1.5", "4294967296"] {
        refused_method(
            &format!(r#""maxRequestMessageBytes": {number}"#),
            "maxRequestMessageBytes: must be a whole number from 0 to 4294967295",
        );
    }
    refused_method(r#""maxResponseMessageBytes": []"#, "maxResponseMessageBytes: must be a number");
    let both = format!(r#"{RETRY}, "hedgingPolicy": {{"maxAttempts": 2}}"#);
    refused_method(&both, "hedgingPolicy: a method config has either this or `retryPolicy`");
    for (from, to, expected) in [
        ("9", "1", "maxAttempts: must be at least 2"),
        ("9", "null", "maxAttempts: is missing"),
        ("0.1s", "0s", "initialBackoff: must be greater than 0"),
        ("1.5", "0", "backoffMultiplier: must be greater than 0"),
        ("1.5", "\"many\"", "backoffMultiplier: must be a number"),
        ("\"unavailable\", 10", "", "retryableStatusCodes: must not be empty"),
        ("[\"unavailable\", 10]", "{}", "retryableStatusCodes: must be a list"),
    ] {
        refused_method(&RETRY.replace(from, to), &format!("retryPolicy.{expected}"));
    }
    for code in ["\"OK\"", "0", "17", "\"BUSY\"", "true"] {
        refused_method(
            &RETRY.replace("\"unavailable\"", code),
            "retryPolicy.retryableStatusCodes[0]: must be the name or the number of a status that \
             is an error, e.g. \"UNAVAILABLE\" or 14",
        );
    }
}

#[test]
fn names_that_are_not_valid() {
    refused(
        r#"{"methodConfig": [{"name": [{"method": "Get"}]}]}"#,
        "methodConfig[0].name[0]: a name with a method needs a service",
    );
    refused(
        r#"{"methodConfig": [{"name": [{"service": "A"}]}, {"name": [{}, {"service": "A"}]}]}"#,
        "methodConfig[1].name[1]: an earlier method config has the same name",
    );
    refused(r#"{"methodConfig": [7]}"#, "methodConfig[0]: must be an object");
    let error = ServiceConfig::from_json("{").unwrap_err();
    assert_eq!(error.path(), "");
    assert!(ServiceConfig::from_json("[]").is_err());
    assert_eq!("{}".parse(), Ok(ServiceConfig::default()));
}
