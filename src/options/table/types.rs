//! The options by path for Rust types: their fields, traits, names and methods.

/// Adds these rows to the table, and passes the table to the next macro of the list.
macro_rules! types_rows {
    ($then:ident [$next:ident $($more:ident)*] run $run:tt by_path { $($rows:tt)* }) => {
        $crate::options::table::$next! { $then [$($more)*] run $run by_path { $($rows)*
            /// Gives `bytes` fields the type `bytes::Bytes` instead of `Vec<u8>`.
            selection bytes, "PATH", "", for BYTES_FIELDS;
            /// Gives `map` fields the type `BTreeMap` instead of `HashMap`.
            selection btree_map, "PATH", "", for MAPS;
            /// Puts the values of singular message fields and oneof members into a `Box`.
            selection boxed, "PATH", "", for MESSAGE_FIELDS;
            /// Omits the doc comments of these elements.
            selection disable_comments, "PATH", "", for EVERYTHING;
            /// Omits `Debug` for enums, and for messages with their oneofs. Implement it by hand,
            /// or derive it with `derive=PATH=Debug`.
            selection skip_debug, "PATH", "", for MESSAGES_AND_ENUMS;
            /// Makes `Debug` print `[REDACTED]` for fields with the option `debug_redact = true`,
            /// whether they are set or not.
            switch debug_redact, "BOOL|PATH[=BOOL]", "true", for REDACTED_FIELDS;
            /// Omits `Copy` for messages and oneofs. For a message with an extern path, it says
            /// that the type is not `Copy` even if its schema allows it.
            selection skip_copy, "PATH", "", for STRUCTS;
            /// Omits `Eq` and `Hash` for messages and oneofs. For a message with an extern path, it
            /// says that the type lacks them even if its schema allows them.
            selection skip_eq, "PATH", "", for STRUCTS;
            /// Sets the domain before the name in a message's `type_url`, e.g.
            /// `type.googleapis.com`. The most specific rule applies.
            text type_name_domain, "PATH=DOMAIN", "", for MESSAGES, needs TYPE_NAMES;
            /// Sets the Rust name of a field, oneof, enum value or extension.
            name field_name, "PATH=NAME", "", for NAMED_PARTS;
            /// Sets the Rust name of a message, enum or service.
            name type_name, "PATH=NAME", "", for NAMED_TYPES;
            /// Sets the Rust name of a method.
            name method_name, "PATH=NAME", "", for METHODS;
            /// Sets the name of the module for the items nested in a message. For a service, it
            /// sets the part of the module names before `_client` and `_server`.
            name module_name, "PATH=NAME", "", for MODULES;
            /// Gives messages a trait with methods for fields that can be unset: `has_day`,
            /// `clear_day`, `take_day`, and `default_day` for a default of the schema. Required
            /// fields become `Option`, and `rust_grpc::check_required` finds the missing ones.
            /// Needs `codec=inline`.
            switch presence, "BOOL|PATH[=BOOL]", "false", for MESSAGES, needs PRESENCE;
            /// Generates a view of messages, e.g. `ForecastView<'a>`. A view borrows from the
            /// encoded message, and reading it allocates no memory. The messages that these
            /// messages can hold get a view, too. With `lazy`, the messages in these messages are
            /// checked when they are read. Needs `codec=inline`.
            switch views: Views, "BOOL|lazy|PATH[=BOOL|lazy]", "false", for MESSAGES, needs VIEWS;
            /// Implements `Display` and `FromStr` for enums, with the names of the schema,
            /// including aliases. Needs `codec=inline`.
            switch display, "BOOL|PATH[=BOOL]", "false", for ENUMS, needs DISPLAY;
        } }
    };
}

pub(crate) use types_rows;
