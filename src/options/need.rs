//! The other options that an option needs.

use super::{Codec, Options};

/// A condition on the other options.
#[derive(Debug)]
pub(crate) enum Need {
    /// Another option has to be on; otherwise this one has no effect, and that is a warning.
    On {
        /// Its name in diagnostics, e.g. `client`.
        option: &'static str,
        /// Whether it is on for anything.
        is_on: fn(&Options) -> bool,
    },
    /// Values that differ from the default need `codec=inline`; otherwise they are an error.
    Inline {
        /// The reason, e.g. "prost's derive drops unknown fields".
        why: &'static str,
        /// The purpose that the help line names, e.g. "to keep unknown fields".
        purpose: &'static str,
    },
}

impl Need {
    /// Returns the key of the switch by path that has to be on, if the need is one.
    pub fn switch(&self) -> Option<&'static str> {
        match self {
            Self::On { option, is_on: _ } => Some(option),
            Self::Inline { .. } => None,
        }
    }
}

/// The needs that rows of the table name.
pub(super) mod needs {
    use super::{Codec, Need, Options};

    const fn on(option: &'static str, is_on: fn(&Options) -> bool) -> Need {
        Need::On { option, is_on }
    }

    pub static CLIENT: Need = on("client", |options| options.is_on("client"));
    pub static SERVER: Need = on("server", |options| options.is_on("server"));
    pub static TRANSPORT: Need = on("transport", |options| options.is_on("transport"));
    pub static JSON_IS_ON: Need = on("json", |options| options.is_on("json"));
    pub static TABLES: Need = on("json`, `text` or `reflect", |options| {
        ["json", "text", "reflect"].iter().any(|key| options.is_on(key))
    });
    pub static CRATE: Need = on("gen_crate", |options| options.gen_crate);
    pub static TREE: Need =
        on("mod_file` or `gen_crate", |options| options.mod_file.is_some() || options.gen_crate);
    pub static TYPE_NAMES: Need = on("enable_type_names` or `register_types", |options| {
        options.enable_type_names || options.is_on("register_types")
    });
    pub static PROST: Need = on("codec=prost", |options| options.codec == Codec::Prost);
    pub static UNKNOWN_FIELDS: Need = Need::Inline {
        why: "prost's derive drops unknown fields",
        purpose: "to keep unknown fields",
    };
    pub static ENUMS: Need = Need::Inline {
        why: "prost's derive knows enum fields as `i32` alone",
        purpose: "for typed enum fields",
    };
    pub static METHOD_CONSTANTS: Need =
        Need::Inline { why: "their types are of the crate `rust-grpc`", purpose: "for constants" };
    pub static DEPRECATED_TYPES: Need = Need::Inline {
        why: "what prost's derive makes of a deprecated type mentions it, and nothing can allow that",
        purpose: "to deprecate types",
    };
    pub static EXTENSIONS: Need = Need::Inline {
        why: "prost's derive drops unknown fields, which hold the extensions",
        purpose: "for extensions",
    };
    pub static PRESENCE: Need = Need::Inline {
        why: "the check of required fields is part of the crate `rust-grpc`",
        purpose: "for presence methods",
    };
    pub static REGISTER_TYPES: Need = Need::Inline {
        why: "the registry is part of the crate `rust-grpc`",
        purpose: "for registries",
    };
    pub static DISPLAY: Need = Need::Inline {
        why: "the error of `FromStr` is a type of the crate `rust-grpc`",
        purpose: "for `Display` and `FromStr`",
    };
    pub static JSON: Need = Need::Inline {
        why: "the crate `rust-grpc` reads and writes the JSON",
        purpose: "for JSON",
    };
    pub static TEXT: Need = Need::Inline {
        why: "the crate `rust-grpc` reads and writes the text format",
        purpose: "for the text format",
    };
    pub static REFLECT: Need = Need::Inline {
        why: "reflection is part of the crate `rust-grpc`",
        purpose: "for reflection",
    };
}
