//! gRPC's interop client and server. `doc/interop-test-descriptions.md` of the gRPC project
//! describes the cases. Client and server have one source (`src/generation`), which is compiled
//! with three kinds of generated code for the official protos: [`inline`], [`prost`] and
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
