//! gRPC's interop client and server, whose cases are described in the gRPC project's
//! `doc/interop-test-descriptions.md`. Client and server are written once (`src/generation`) and
//! compiled against three generations of the same official protos: [`inline`], [`prost`] and
//! [`upstream`].

pub mod flags;
pub mod frames;
pub mod inline;
pub mod known;
pub mod layer;
pub mod peers;
pub mod prost;
pub mod tls;
pub mod upstream;
