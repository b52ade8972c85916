//! Generates stubs for one service at a time, for callers of the service generator.

use prost_build::Service;
use rust_grpc_build::prost_service;

use crate::stubs::{Named, Stubs};

pub(crate) struct ServiceGenerator {
    pub stubs: Stubs,
    /// The options that are not in `stubs`.
    pub config: rust_grpc_build::Config,
    /// Options as text, e.g. `unknown_fields=preserve`. They are applied after all other options.
    pub opts: Vec<String>,
}

impl prost_build::ServiceGenerator for ServiceGenerator {
    /// # Panics
    /// Panics if an option has an error: the trait gives no other way to report it.
    fn generate(&mut self, service: Service, buf: &mut String) {
        let mut config = self.config.clone();
        let methods = service.methods.iter().map(|method| method.proto_name.as_str()).collect();
        self.stubs.apply(
            &mut config,
            [Named { package: &service.package, proto_name: &service.proto_name, methods }],
        );
        for opt in &self.opts {
            config.opt(opt);
        }
        match config.stubs(&prost_service!(service)) {
            Ok(text) => buf.push_str(&text),
            Err(found) => panic!("{found}"),
        }
    }
}

/// A service generator that writes nothing. If the builder generates stubs, it replaces the service
/// generator of the user, as tonic-prost-build does.
pub(crate) struct Nothing;

impl prost_build::ServiceGenerator for Nothing {
    fn generate(&mut self, _: Service, _: &mut String) {}
}
