//! The methods that a config hedges.

use super::*;
use crate::MethodKind;

const FIND: Method =
    Method::new("/acme.v1.Weather/Find", MethodKind::Unary, Idempotency::NoSideEffects);
const OTHER: Method =
    Method::new("/acme.v1.Weather/Other", MethodKind::Unary, Idempotency::NoSideEffects);

/// Begins a call of a path, with a constant in its extensions.
fn begins(layer: &ServiceConfigLayer, path: &'static str, method: Option<Method>) -> bool {
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = path.parse().unwrap();
    request.extensions_mut().extend(
        method
            .map(|method| {
                let mut extensions = Extensions::new();
                extensions.insert(method);
                extensions
            })
            .unwrap_or_default(),
    );
    Begun::new(&layer.layer(()).client, request).is_ok()
}

#[test]
fn only_an_idempotent_method_is_hedged() {
    let config = ServiceConfig::from_json(
        r#"{"methodConfig": [{
            "name": [{"service": "acme.v1.Weather"}], "hedgingPolicy": {"maxAttempts": 2}
        }]}"#,
    );
    let layer = ServiceConfigLayer::new(config.unwrap());
    let known = layer.clone().methods(&[FIND]).unwrap();
    let allowed = layer.clone().allow_hedging(FIND.path());
    // The origin of a client can have a path.
    for path in [FIND.path(), "/api/v2/acme.v1.Weather/Find"] {
        assert!(!begins(&layer, path, None), "{path}");
        assert!(begins(&layer, path, Some(FIND)), "{path}");
        // The constant is that of another call, whose extensions the program has passed on.
        assert!(!begins(&layer, path, Some(OTHER)), "{path}");
        assert!(begins(&known, path, None), "{path}");
        assert!(begins(&allowed, path, None), "{path}");
    }
    assert!(begins(&layer, "/acme.v1.Sea/Find", None));
}

#[test]
fn names_that_select_no_known_method() {
    let config = ServiceConfig::from_json(
        r#"{"methodConfig": [
            {"timeout": "1s"},
            {"name": [{}, {"service": "acme.v1.Weather"}, {"service": "acme.v1.Sea"}]},
            {"name": [{"service": "acme.v1.Weather", "method": "Fnid"}]},
            {"name": [{"service": "acme.v1.Weather", "method": "Find"}]},
            {"name": [{"service": "acme.v1"}, {"service": "/acme.v1.Weather/"}]}
        ]}"#,
    );
    let layer = ServiceConfigLayer::new(config.unwrap());
    let layer = layer.methods(&[FIND]).unwrap().methods(&[OTHER]).unwrap();
    assert_eq!(
        layer.unmatched_names(),
        ["//acme.v1.Weather//", "/acme.v1.Sea/", "/acme.v1.Weather/Fnid", "/acme.v1/"]
    );
    assert!(ServiceConfigLayer::new(ServiceConfig::default()).unmatched_names().is_empty());
}
