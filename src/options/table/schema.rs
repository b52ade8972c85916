//! The options by path for the content of the schema: unknown fields, extensions, enums, external
//! types, packages and features.

/// Adds these rows to the table, and passes the table to the next macro of the list.
macro_rules! schema_rows {
    ($then:ident [$next:ident $($more:ident)*] run $run:tt by_path { $($rows:tt)* }) => {
        $crate::options::table::$next! { $then [$($more)*] run $run by_path { $($rows)*
            /// Chooses the treatment of fields that the schema does not know. `preserve` keeps them
            /// in a field `unknown_fields` and writes them back. It needs `codec=inline`. A path
            /// selects the messages below it, and the most specific path applies.
            word unknown_fields: UnknownFields, "[PATH=]drop|preserve", "drop", for MESSAGES,
                needs UNKNOWN_FIELDS;
            /// Generates a constant for each extension. The constant reads and writes the extension
            /// of a message. Messages with extension ranges then keep unknown fields. With
            /// `descriptor_set`, programs can read custom options. Needs `codec=inline`.
            switch extensions, "BOOL|PATH[=BOOL]", "false", for EXTENSIONS, needs EXTENSIONS;
            /// Chooses the Rust type of enum fields. `i32` is prost's type. `open` is
            /// `rust_grpc::OpenEnum`, which keeps every number. `closed` is the enum itself:
            /// numbers without a name become unknown fields, which needs `unknown_fields=preserve`.
            /// The path of an enum selects all fields of its type. `open` and `closed` need
            /// `codec=inline`.
            word enums: Enums, "[PATH=]i32|open|closed", "i32", for ENUM_FIELDS, needs ENUMS;
            /// Takes a package or type, and everything below it, from another crate or module
            /// instead of generating it. `=.acme.v1` takes the types of this package alone.
            extern_path extern_path, "PATH=RUST_PATH", "", for EXTERNAL_TYPES;
            /// Includes only these packages in the module tree.
            selection only_include, "PATH", "", for PACKAGES, needs TREE;
            /// Names packages that other runs generate into the same module tree. The plugin warns
            /// of every other package that the code refers to, if the package is neither in this
            /// run nor external.
            selection generated_separately, "PATH", "", for ALL_PACKAGES;
            /// Overrides a feature of the schema, e.g. `enum_type:OPEN`. The features are
            /// `field_presence`, `enum_type`, `utf8_validation` and `json_format`. The most
            /// specific rule of a feature applies.
            edition_feature edition_feature, "[PATH=]FEATURE:VALUE", "", for WITH_FEATURES;
        } }
    };
}

pub(crate) use schema_rows;
