//! The needs of an option: other options that must be on.

use super::{Codec, Options};

/// A condition on the other options.
#[derive(Debug)]
pub(crate) enum Need {
    /// Another option must be on. Otherwise this option has no effect, which is a warning.
    On {
        /// The name of the other option in diagnostics, e.g. `client`.
        option: &'static str,
        /// Whether the other option is on for some element.
        is_on: fn(&Options) -> bool,
    },
    /// A value other than the default needs `codec=inline`. Otherwise it is an error.
    Inline {
        /// The reason, e.g. "prost's derive drops unknown fields".
        why: &'static str,
        /// The purpose for the help line, e.g. "to keep unknown fields".
        purpose: &'static str,
    },
}

impl Need {
    /// Returns the key of the switch by path that must be on. Returns `None` for another kind of
    /// need.
    pub fn switch(&self) -> Option<&'static str> {
        match self {
            Self::On { option, is_on: _ } => Some(option),
            Self::Inline { .. } => None,
        }
    }
}

/// The needs that the rows of the table name.
pub(super) mod needs {
    use super::{Codec, Need, Options};

    const fn on(option: &'static str, is_on: fn(&Options) -> bool) -> Need {
        Need::On { option, is_on }
    }

    pub static CLIENT: Need = on("client", |options| options.is_on("client"));
    pub static SERVER: Need = on("server", |options| options.is_on("server"));
    pub static SERVER_OR_TRAIT: Need = on("server` or `client_trait", |options| {
        options.is_on("server") || options.is_on("client_trait")
    });
    pub static CLIENT_OR_SERVER: Need =
        on("client` or `server", |options| options.is_on("client") || options.is_on("server"));
    pub static TRANSPORT: Need = on("transport", |options| options.is_on("transport"));
    pub static JSON_IS_ON: Need = on("json", |options| options.is_on("json"));
    pub static MOCK_IS_ON: Need = on("mock", |options| options.is_on("mock"));
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
        why: "prost's derive supports enum fields only as `i32`",
        purpose: "for typed enum fields",
    };
    pub static METHOD_CONSTANTS: Need =
        Need::Inline { why: "their types are in the crate `rust-grpc`", purpose: "for constants" };
    pub static CLIENT_TRAIT: Need = Need::Inline {
        why: "its implementations are in part in the crate `rust-grpc`",
        purpose: "for client traits",
    };
    pub static MOCK: Need =
        Need::Inline { why: "the crate `rust-grpc` has the parts of mocks", purpose: "for mocks" };
    pub static SIMPLE_SERVICE: Need = Need::Inline {
        why: "the crate `rust-grpc` has the call that its methods take",
        purpose: "for simple services",
    };
    pub static BLOCKING: Need = Need::Inline {
        why: "the crate `rust-grpc` has the thread that runs the calls",
        purpose: "for blocking clients",
    };
    pub static DEPRECATED_TYPES: Need = Need::Inline {
        why: "the code that prost's derive generates for a deprecated type mentions it, and cannot \
              have `allow(deprecated)`",
        purpose: "to deprecate types",
    };
    pub static EXTENSIONS: Need = Need::Inline {
        why: "prost's derive drops unknown fields, which hold the extensions",
        purpose: "for extensions",
    };
    pub static PRESENCE: Need = Need::Inline {
        why: "the crate `rust-grpc` checks required fields",
        purpose: "for presence methods",
    };
    pub static VIEWS: Need =
        Need::Inline { why: "the crate `rust-grpc` reads views", purpose: "for views" };
    pub static VIEW_STUBS: Need =
        Need::Inline { why: "the crate `rust-grpc` reads views", purpose: "for views in stubs" };
    pub static REGISTER_TYPES: Need =
        Need::Inline { why: "the crate `rust-grpc` has the registry", purpose: "for registries" };
    pub static DISPLAY: Need = Need::Inline {
        why: "the error type of `FromStr` is in the crate `rust-grpc`",
        purpose: "for `Display` and `FromStr`",
    };
    pub static JSON: Need =
        Need::Inline { why: "the crate `rust-grpc` reads and writes JSON", purpose: "for JSON" };
    pub static TEXT: Need = Need::Inline {
        why: "the crate `rust-grpc` reads and writes text format",
        purpose: "for text format",
    };
    pub static REFLECT: Need = Need::Inline {
        why: "the crate `rust-grpc` has the reflection API",
        purpose: "for reflection",
    };
}
