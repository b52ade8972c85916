//! A kiosk: a client of plain functions, and a service of plain functions.

/// The package `example.kiosk`.
#[allow(missing_docs)]
pub mod proto {
    rust_grpc::include_proto!("example.kiosk");
}
