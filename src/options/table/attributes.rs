//! The options by path for attributes and derived traits.

/// Adds these rows to the table, and passes the table to the next macro of the list.
macro_rules! attributes_rows {
    ($then:ident [$next:ident $($more:ident)*] run $run:tt by_path { $($rows:tt)* }) => {
        $crate::options::table::$next! { $then [$($more)*] run $run by_path { $($rows)*
            /// Adds an attribute to messages, enums and oneofs.
            attributes type_attribute, "PATH=ATTRIBUTE", "", for TYPES;
            /// Adds an attribute to messages.
            attributes message_attribute, "PATH=ATTRIBUTE", "", for MESSAGES;
            /// Adds an attribute to enums and oneofs.
            attributes enum_attribute, "PATH=ATTRIBUTE", "", for ENUMS_AND_ONEOFS;
            /// Adds an attribute to fields, enum values, oneofs and their members.
            attributes field_attribute, "PATH=ATTRIBUTE", "", for PARTS;
            /// Adds an attribute to enums, but not to oneofs.
            attributes only_enum_attribute, "PATH=ATTRIBUTE", "", for ENUMS;
            /// Adds an attribute to enum values.
            attributes enum_value_attribute, "PATH=ATTRIBUTE", "", for VALUES;
            /// Adds an attribute to fields of messages, but not to oneofs.
            attributes only_field_attribute, "PATH=ATTRIBUTE", "", for STRUCT_FIELDS;
            /// Adds an attribute to the enums of oneofs.
            attributes oneof_attribute, "PATH=ATTRIBUTE", "", for ONEOFS;
            /// Adds an attribute to the fields that hold oneofs.
            attributes oneof_field_attribute, "PATH=ATTRIBUTE", "", for ONEOFS;
            /// Adds an attribute to the members of oneofs.
            attributes oneof_member_attribute, "PATH=ATTRIBUTE", "", for MEMBERS;
            /// Adds an attribute to the modules for the items nested in messages. The path is that
            /// of the message.
            attributes module_attribute, "PATH=ATTRIBUTE", "", for MESSAGE_MODULES;
            /// Adds an attribute to methods of client stubs, blocking clients and service traits.
            /// A client trait gets the attribute unless it can be a macro. A macro that needs
            /// bodies needs `server=false` or `default_stubs`.
            attributes method_attribute, "PATH=ATTRIBUTE", "", for METHODS;
            /// Adds derived traits to messages, enums and oneofs, e.g. `serde::Serialize`.
            traits derive, "PATH=TRAITS", "", for TYPES;
            /// Removes derived traits from messages, oneofs and enums: `Clone`, `Copy`,
            /// `PartialEq`, `Eq`, `Hash`, `PartialOrd`, `Ord`. A trait that needs a removed trait
            /// is removed too. A type that holds the element needs its own rule, unless you
            /// implement the trait by hand.
            skipped skip_derive, "PATH=TRAITS", "", for TYPES;
            /// Adds an attribute to client stubs. The path is that of the service.
            attributes client_attribute, "PATH=ATTRIBUTE", "", for SERVICES, needs CLIENT;
            /// Adds an attribute to the modules of client stubs, e.g. a `#[cfg]`.
            attributes client_mod_attribute, "PATH=ATTRIBUTE", "", for SERVICES, needs CLIENT;
            /// Adds an attribute to servers.
            attributes server_attribute, "PATH=ATTRIBUTE", "", for SERVICES, needs SERVER;
            /// Adds an attribute to the modules of servers and service traits.
            attributes server_mod_attribute, "PATH=ATTRIBUTE", "", for SERVICES, needs SERVER;
            /// Adds an attribute to service traits.
            attributes trait_attribute, "PATH=ATTRIBUTE", "", for SERVICES, needs SERVER;
        } }
    };
}

pub(crate) use attributes_rows;
