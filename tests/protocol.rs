//! The plugin, as protoc and buf start it. Some tests send and read bytes, others run the real
//! programs.

#[path = "protocol/buf.rs"]
mod buf;
#[path = "protocol/bytes.rs"]
mod bytes;
#[path = "protocol/hosts.rs"]
mod hosts;
#[path = "protocol/output.rs"]
mod output;
#[allow(dead_code, reason = "no test file uses all of it")]
#[path = "support/sandbox.rs"]
mod sandbox;
#[path = "protocol/wire.rs"]
mod wire;
