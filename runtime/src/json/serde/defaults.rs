//! The options of JSON that serde's traits cannot take as arguments.

/// The options of the plugin that set how serde's traits read and write a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonDefaults {
    pub(crate) proto_names: bool,
    pub(crate) emit_defaults: bool,
    pub(crate) enums_as_numbers: bool,
    pub(crate) ignore_unknown: bool,
}

impl JsonDefaults {
    /// All options are off.
    pub const NONE: Self = JsonDefaults {
        proto_names: false,
        emit_defaults: false,
        enums_as_numbers: false,
        ignore_unknown: false,
    };

    /// `json_proto_names`.
    pub const fn proto_names(self) -> Self {
        Self { proto_names: true, ..self }
    }

    /// `json_emit_defaults`.
    pub const fn emit_defaults(self) -> Self {
        Self { emit_defaults: true, ..self }
    }

    /// `json_enums_as_numbers`.
    pub const fn enums_as_numbers(self) -> Self {
        Self { enums_as_numbers: true, ..self }
    }

    /// `json_ignore_unknown`.
    pub const fn ignore_unknown(self) -> Self {
        Self { ignore_unknown: true, ..self }
    }
}
