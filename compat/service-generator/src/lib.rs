//! The gRPC stubs of protoc-gen-rust-grpc as a service generator for prost-build. It is for users
//! who keep the messages of prost-build.
//!
//! ```no_run
//! prost_build::Config::new()
//!     .service_generator(Box::new(rust_grpc_service_generator::Stubs::new()))
//!     .compile_protos(&["proto/weather.proto"], &["proto"])?;
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! The stubs have the names and types that tonic-prost-build gives them, and need the crates
//! `tonic` and `tonic-prost`. Services whose names do not compile with tonic-prost-build compile
//! with this generator.

use prost_build::{Service, ServiceGenerator};
use rust_grpc_build::{Codec, Config, prost_service};

/// The service generator.
#[derive(Debug, Clone)]
pub struct Stubs {
    config: Config,
}

impl Stubs {
    /// Creates a generator of clients and servers for the codec of tonic-prost.
    pub fn new() -> Self {
        let mut config = Config::new();
        config.codec(Codec::Prost);
        Self { config }
    }

    /// Returns the options. Options that do not apply to services have no effect.
    ///
    /// ```
    /// let mut stubs = rust_grpc_service_generator::Stubs::new();
    /// stubs.config().server(false).client_attribute(".acme.v1.Weather", "#[must_use]");
    /// ```
    pub fn config(&mut self) -> &mut Config {
        &mut self.config
    }
}

impl Default for Stubs {
    fn default() -> Self {
        Self::new()
    }
}

impl ServiceGenerator for Stubs {
    /// # Panics
    /// Panics if an option has an error: prost-build gives no other way to report it.
    fn generate(&mut self, service: Service, buf: &mut String) {
        match self.config.stubs(&prost_service!(service)) {
            Ok(text) => buf.push_str(&text),
            Err(found) => panic!("{found}"),
        }
    }
}
