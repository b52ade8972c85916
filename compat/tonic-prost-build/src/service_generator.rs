//! Stubs one service at a time, for those who call the generator themselves.

use prost_build::Service;
use rust_grpc_build::prost_service;

use crate::stubs::{Named, Stubs};

pub(crate) struct ServiceGenerator {
    pub stubs: Stubs,
    /// The options that are not in `stubs`.
    pub config: rust_grpc_build::Config,
    /// More of them, as text, which come last.
    pub opts: Vec<String>,
}

impl prost_build::ServiceGenerator for ServiceGenerator {
    /// # Panics
    /// Something is wrong with the options: there is no other way to say it.
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

/// In the place of the one that somebody has set: tonic-prost-build replaces it, too.
pub(crate) struct Nothing;

impl prost_build::ServiceGenerator for Nothing {
    fn generate(&mut self, _: Service, _: &mut String) {}
}
