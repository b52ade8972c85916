//! Compares our codec with prost's. The test has each message twice: as the generator emits it
//! ([`ours`]), and with prost's derive ([`derived`]). Both get the same bytes and values.

#![forbid(unsafe_code)]

#[path = "codec/accept.rs"]
mod accept;
#[path = "codec/buffers.rs"]
mod buffers;
#[path = "codec/compare.rs"]
mod compare;
#[path = "codec/depth.rs"]
mod depth;
#[path = "codec/derived.rs"]
mod derived;
#[path = "codec/hashed.rs"]
mod hashed;
#[path = "codec/keys.rs"]
mod keys;
#[path = "codec/long.rs"]
mod long;
#[path = "codec/mixed.rs"]
mod mixed;
#[path = "codec/node.rs"]
mod node;
#[path = "codec/other_wire_type.rs"]
mod other_wire_type;
#[path = "codec/ours.rs"]
mod ours;
#[path = "codec/random.rs"]
mod random;
#[path = "codec/unknown.rs"]
mod unknown;
#[path = "codec/values.rs"]
mod values;
