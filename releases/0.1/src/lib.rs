//! The generated code of a release. releases/README.md says how it is recorded.

// The code of a release does not change, although later versions of Rust add lints.
#![allow(warnings)]
#![forbid(unsafe_code)]

use rust_grpc::codec::{CodecSettings, ConfiguredCodec};
use rust_grpc::{DecodeOptions, Registry};

#[path = "any/mod.rs"]
pub mod any;
#[path = "main/mod.rs"]
pub mod main;
#[path = "mixed/mod.rs"]
pub mod mixed;

/// The settings of [`CautiousCodec`].
pub struct Caution;

impl CodecSettings for Caution {
    const DECODE: DecodeOptions = DecodeOptions::new().recursion_limit(5).max_heap(10_000);
}

/// The codec of the service `Cautious`.
pub type CautiousCodec<T, U> = ConfiguredCodec<T, U, Caution>;

/// An enum of another crate, of prost's derive.
pub mod elsewhere {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration)]
    #[repr(i32)]
    pub enum Tint {
        Unspecified = 0,
        Warm = 1,
    }
}

/// A message of another crate, of prost's derive, with serde's traits of its own.
pub mod own {
    use serde::{Deserialize, Serialize};

    #[derive(Clone, PartialEq, prost::Message, Serialize, Deserialize)]
    #[serde(default, rename_all = "SCREAMING-KEBAB-CASE", deny_unknown_fields)]
    pub struct Own {
        #[prost(int64, tag = "1")]
        pub some_number: i64,
        #[prost(double, optional, tag = "2")]
        pub some_double: Option<f64>,
        #[prost(string, repeated, tag = "3")]
        pub texts: Vec<String>,
    }
}

macro_rules! packages {
    ($($($package:ident)::+,)+) => {
        /// Registers all messages and extensions.
        pub fn register_types() {
            $(main::$($package)::+::register_types().expect("no conflict");)+
        }

        /// Returns all messages.
        pub fn registry() -> Registry {
            let mut registry = Registry::new();
            $(registry.add_all(main::$($package)::+::message_types()).expect("no conflict");)+
            registry
        }

        /// Returns the descriptors of the packages.
        pub fn descriptor_sets() -> Vec<&'static [u8]> {
            vec![$(main::$($package)::+::FILE_DESCRIPTOR_SET),+]
        }
    };
}

packages! {
    every,
    extensions::base,
    extensions::elsewhere,
    extensions::more,
    extensions::open,
    extensions::option,
    fixtures::enums,
    fixtures::maps,
    fixtures::method_constants,
    fixtures::stub_options,
    grpc_json,
    grpc_json::gated,
    rest,
    tables::errors,
    tables::externs,
    tables::numbers,
    tables::registered,
    tables::registered::elsewhere,
    tables::registered::extensions,
    tables::shapes,
    typed_enums,
}
