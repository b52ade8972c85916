//! Generates stubs for one service at a time, for callers of the service generator.

use prost_build::Service;
use rust_grpc_build::prost_service;

use crate::stubs::{Named, Stubs};

pub(crate) struct ServiceGenerator {
    pub stubs: Stubs,
    /// The options that are not in `stubs`.
    pub config: rust_grpc_build::Config,
    /// Further options in their textual form. They are applied last.
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

/// A service generator that writes nothing. It replaces one that the user has set, as in
/// tonic-prost-build.
pub(crate) struct Nothing;

impl prost_build::ServiceGenerator for Nothing {
    fn generate(&mut self, _: Service, _: &mut String) {}
}
