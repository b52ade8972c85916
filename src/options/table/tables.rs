//! The options by path for field tables: registries, JSON, text format and reflection.

/// Adds these rows to the table, and passes the table to the next macro of the list.
macro_rules! tables_rows {
    ($then:ident [$next:ident $($more:ident)*] run $run:tt by_path { $($rows:tt)* }) => {
        $crate::options::table::$next! { $then [$($more)*] run $run by_path { $($rows)*
            /// Gives packages the function `register_types()`. It adds their messages, and the
            /// extensions of messages with a field table, to the process-wide registry. For other
            /// registries, `message_types()` and `extension_tables()` return them. Implements
            /// `prost::Name` for these messages. Needs `codec=inline`, and a program with std.
            switch register_types, "BOOL|PATH[=BOOL]", "false", for PACKAGES, needs REGISTER_TYPES;
            /// Implements serde's `Serialize` and `Deserialize` as ProtoJSON for messages and
            /// enums. These types get a field table, and so does every type that the messages can
            /// hold. Needs `codec=inline`, and the feature `json` of the crate `rust-grpc`.
            switch json, "BOOL|PATH[=BOOL]", "false", for TABLED, needs JSON;
            /// Makes JSON depend on this feature of your crate. It has to turn on the feature
            /// `json` of the crate `rust-grpc`. The most specific rule applies.
            feature json_feature, "[PATH=]FEATURE", "", for TABLED, needs JSON_IS_ON;
            /// Makes serde's traits write the proto names of fields: `wind_speed` instead of
            /// `windSpeed`. This option and the next three are only for serde's traits. A message
            /// inside another message follows the outermost message.
            switch json_proto_names, "BOOL|PATH[=BOOL]", "false", for MESSAGES, needs JSON_IS_ON;
            /// Makes serde's traits write fields without presence, lists and maps even if they have
            /// their default values.
            switch json_emit_defaults, "BOOL|PATH[=BOOL]", "false", for MESSAGES, needs JSON_IS_ON;
            /// Makes serde's traits write enum values as numbers instead of names. The path of an
            /// enum is for values outside of messages.
            switch json_enums_as_numbers, "BOOL|PATH[=BOOL]", "false", for MESSAGES_OR_ENUMS,
                needs JSON_IS_ON;
            /// Makes serde's traits skip unknown fields and unknown names of enum values instead of
            /// refusing them.
            switch json_ignore_unknown, "BOOL|PATH[=BOOL]", "false", for MESSAGES, needs JSON_IS_ON;
            /// Chooses the JSON of messages and enums with an `extern_path`. `table` is for types
            /// with a field table, which are generated with `json`, `text` or `reflect`. `skip`
            /// leaves fields of the types out of JSON, text format and reflection. `serde` uses the
            /// messages' own `Serialize` and `Deserialize` for JSON and writes enums as numbers. It
            /// needs the feature `json` of the crate `rust-grpc`.
            word json_extern: JsonExtern, "[PATH=]table|skip|serde", "table",
                for TYPES_OF_EXTERN_PATHS, needs TABLES;
            /// Makes stubs also speak JSON. Servers answer calls of the content type
            /// `application/grpc+json`, and client stubs have `send_json`. The messages of the
            /// methods need field tables, which `json`, `text` and `reflect` generate. Needs
            /// `codec=inline`, and the feature `json` of the crate `rust-grpc`.
            switch grpc_json, "BOOL|PATH[=BOOL]", "false", for SERVICES, needs JSON;
            /// Gives messages and enums a field table for text format, and so every type that the
            /// messages can hold. Needs `codec=inline`, and the feature `text` of the crate
            /// `rust-grpc`.
            switch text, "BOOL|PATH[=BOOL]", "false", for TABLED, needs TEXT;
            /// Gives messages and enums a field table for reflection, and so every type that the
            /// messages can hold. Needs `codec=inline`, and the feature `reflect` of the crate
            /// `rust-grpc`.
            switch reflect, "BOOL|PATH[=BOOL]", "false", for TABLED, needs REFLECT;
        } }
    };
}

pub(crate) use tables_rows;
