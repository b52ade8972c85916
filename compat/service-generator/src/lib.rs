//! The gRPC stubs of protoc-gen-rust-grpc as a service generator for prost-build: for those who
//! keep prost's own messages.
//!
//! ```no_run
//! prost_build::Config::new()
//!     .service_generator(Box::new(rust_grpc_service_generator::Stubs::new()))
//!     .compile_protos(&["proto/weather.proto"], &["proto"])?;
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! They are those of tonic-prost-build, name by name, and need the crates `tonic` and
//! `tonic-prost`. A service whose names would not compile with tonic-prost-build compiles with
//! these.

use prost_build::{Service, ServiceGenerator};
use rust_grpc_build::{Codec, Config, prost_service};

/// Writes stubs.
#[derive(Debug, Clone)]
pub struct Stubs {
    config: Config,
}

impl Stubs {
    /// Clients and servers for the codec of tonic-prost.
    pub fn new() -> Self {
        let mut config = Config::new();
        config.codec(Codec::Prost);
        Self { config }
    }

    /// The options. Those that are not about services mean nothing here.
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
    /// Something is wrong with the options: prost-build has no other way to hear of it.
    fn generate(&mut self, service: Service, buf: &mut String) {
        match self.config.stubs(&prost_service!(service)) {
            Ok(text) => buf.push_str(&text),
            Err(found) => panic!("{found}"),
        }
    }
}
