//! The table of options.
//!
//! A row says everything about an option. The parser, `--help`, docs/options.md, the builder and
//! the [`Settings`](crate::model::Settings) of elements are made from it.
//!
//! # Adding an option
//!
//! * For the whole run: a row in `run`. `scalar` is a value, `file` a name or path; then key, type
//!   and default, the shape and the default as `--help` shows them, and what the option needs.
//! * By path: a row in `by_path`. The first word is its [`Form`]; then key, shape and default as
//!   `--help` shows them, the elements that it is for ([`sets`]), and what it needs ([`needs`]).
//!   The row declares a field of `Settings`, which every element of the model has; an emitter reads
//!   it. Then add a fixture.

use super::elements::sets;
use super::form::Form;
use super::need::needs;
use super::value::{
    Codec, CrateName, CratePath, Enums, FileStem, JsonExtern, OptionValue, PackageSeparator,
    UnknownFields, Word as _,
};
use super::{Elements, Need, Preset, Rule, UnmatchedRules};

/// One row of the table.
#[derive(Debug)]
pub(crate) struct Spec {
    /// e.g. `extern_path`.
    pub key: &'static str,
    /// The shape of a value, e.g. `PATH=RUST_PATH`.
    pub value: &'static str,
    /// The default as it would be written; empty if there is none.
    pub default: &'static str,
    /// One line of Markdown.
    pub help: &'static str,
    /// The needs of the option. The first one that is not met is reported.
    pub needs: &'static [&'static Need],
    /// Whether the option is for the run or for elements.
    pub scope: Scope,
}

/// The scope of an option: a whole run, or elements by path.
#[derive(Debug)]
pub(crate) enum Scope {
    /// The whole run: a second, different value is an error.
    Run {
        /// Parses a value into the options; `Err` says what is expected.
        set: fn(&mut Options, &str) -> Result<(), String>,
        /// The value, if it differs from the default, as it would be written.
        get: fn(&Options) -> Option<String>,
    },
    /// The elements that the path of a rule selects.
    ByPath {
        /// The syntax of the rules, and the way in which they combine.
        form: Form,
        /// The elements that the option is for.
        elements: &'static Elements,
    },
}

/// Passes the rows to a macro, which makes something of them.
macro_rules! option_table {
    ($then:ident) => {
        $then! {
            run {
                /// Options that are on without a rule: `prost` has the shape of prost and tonic and
                /// nothing else, `full` adds everything that leaves structs, enums and stubs as they
                /// are. `full` needs `codec=inline`.
                scalar preset: Preset = Preset::Prost, "prost|full", "prost";
                /// Binary codec: `inline` is generated code over the crate `rust-grpc`; `prost` is
                /// prost's derive, without a runtime of ours.
                scalar codec: Codec = Codec::Inline, "prost|inline", "inline";
                /// Generates the types of `google.protobuf`, too, instead of taking them from
                /// prost-types. Types that prost-types lacks are generated in any case.
                scalar compile_well_known_types: bool = false, "BOOL", "false";
                /// Writes this file too: a module tree that includes the generated files.
                file mod_file: Option<String> = None, "FILE", "";
                /// Puts all files into one folder; `false` gives each package its own:
                /// `acme/v1/acme.v1.rs`.
                scalar flat_output_dir: bool = true, "BOOL", "true";
                /// Writes a whole crate: `Cargo.toml`, and in `src/` the module tree as `lib.rs`
                /// and the generated files.
                scalar gen_crate: bool = false, "BOOL", "false";
                /// The name of that crate.
                file crate_name: CrateName = CrateName::default(), "NAME", "protos", needs CRATE;
                /// A crate without a feature for each package.
                scalar no_features: bool = false, "BOOL", "false", needs CRATE;
                /// What stands between the parts of a package's name in the name of its feature.
                file package_separator: PackageSeparator = PackageSeparator::default(), "-|+|_|.", "-", needs CRATE;
                /// The file of what has no package, without `.rs`.
                file default_package_filename: FileStem = FileStem::default(), "NAME", "_";
                /// Where the modules of stubs find the module with the messages of their package.
                file proto_path: CratePath = CratePath::default(), "RUST_PATH", "super";
                /// Has the package in the paths of methods: `/acme.v1.Weather/Get`, not
                /// `/Weather/Get`.
                scalar emit_package: bool = true, "BOOL", "true";
                /// Keeps the enum's name in front of its values: `Kind::KindFoo`, not `Kind::Foo`.
                scalar retain_enum_prefix: bool = false, "BOOL", "false";
                /// Implements `prost::Name` for messages.
                scalar enable_type_names: bool = false, "BOOL", "false";
                /// Where generated code finds the crate prost, e.g. `crate::prost` where it is
                /// re-exported; for `codec=prost`.
                file prost_path: CratePath = CratePath::default(), "RUST_PATH", "::prost", needs PROST;
                /// Where generated code finds the crate prost-types; for `codec=prost`.
                file prost_types_path: CratePath = CratePath::default(), "RUST_PATH", "::prost_types", needs PROST;
                /// Embeds the descriptors of each package as `FILE_DESCRIPTOR_SET`, for server
                /// reflection.
                scalar descriptor_set: bool = false, "BOOL", "false";
                /// Emits what the listed files import, too, unless an extern path covers it; the
                /// plugin emits exactly what protoc lists.
                scalar include_imports: bool = true, "BOOL", "true";
            }
            by_path {
                /// Fields that the schema does not know: `preserve` keeps them in a field
                /// `unknown_fields` and writes them back (needs `codec=inline`); with a path for
                /// what is below it, where the most precise path wins.
                word unknown_fields: UnknownFields, "[PATH=]drop|preserve", "drop", for MESSAGES, needs UNKNOWN_FIELDS;
                /// Generates a constant for each extension, which reads and writes the extension of
                /// a message. Messages with extension ranges keep unknown fields then. With
                /// `descriptor_set`, custom options can be read at run time. Needs `codec=inline`.
                switch extensions, "BOOL|PATH[=BOOL]", "false", for EXTENSIONS, needs EXTENSIONS;
                /// The Rust type of enum fields: `i32`; `open`, which is `rust_grpc::OpenEnum` and
                /// keeps every number; or `closed`, which is the enum itself, so that other numbers
                /// become unknown fields (needs `unknown_fields=preserve`). The path of an enum
                /// selects all fields of its type. Needs `codec=inline`.
                word enums: Enums, "[PATH=]i32|open|closed", "i32", for ENUM_FIELDS, needs ENUMS;
                /// Takes a package or type, and what is below it, from another crate or module
                /// instead of generating it; `=.acme.v1` takes the types of this package alone.
                extern_path extern_path, "PATH=RUST_PATH", "", for EXTERNAL_TYPES;
                /// Packages that the module tree has, and no others.
                selection only_include, "PATH", "", for PACKAGES, needs TREE;
                /// Packages that other runs generate into the same module tree. The plugin warns of
                /// every other package that the code refers to and that is neither in its run nor
                /// external.
                selection generated_separately, "PATH", "", for ALL_PACKAGES;
                /// Overrides a feature of the schema: `field_presence`, `enum_type`,
                /// `utf8_validation` or `json_format`, e.g. `enum_type:OPEN`; the most precise rule
                /// of a feature wins.
                edition_feature edition_feature, "[PATH=]FEATURE:VALUE", "", for WITH_FEATURES;
                /// Client stubs; of all services, or of some, or with some of their methods.
                switch client, "BOOL|PATH[=BOOL]", "true", for STUBS;
                /// Service traits and servers; of all services, or of some, or with some of their
                /// methods.
                switch server, "BOOL|PATH[=BOOL]", "true", for STUBS;
                /// Gives client stubs `connect`, which needs tonic's transport.
                switch transport, "BOOL|PATH[=BOOL]", "true", for SERVICES;
                /// The feature of your crate that client stubs are for; the most precise rule wins.
                feature client_feature, "[PATH=]FEATURE", "", for SERVICES, needs CLIENT;
                /// The feature of your crate that service traits and servers are for.
                feature server_feature, "[PATH=]FEATURE", "", for SERVICES, needs SERVER;
                /// The feature of your crate that `connect` is for.
                feature transport_feature, "[PATH=]FEATURE", "", for SERVICES, needs CLIENT, TRANSPORT;
                /// Methods of service traits that take `self: Arc<Self>`.
                switch use_arc_self, "BOOL|PATH[=BOOL]", "false", for STUBS, needs SERVER;
                /// Services whose trait has native `async fn`, without `#[async_trait]`.
                switch native_async, "BOOL|PATH[=BOOL]", "false", for SERVICES, needs SERVER;
                /// Methods of service traits that answer UNIMPLEMENTED until they are implemented.
                switch default_stubs, "BOOL|PATH[=BOOL]", "false", for STUBS, needs SERVER;
                /// Methods of service traits whose stream of responses is tonic's `BoxStream`
                /// instead of an associated type.
                switch boxed_streams, "BOOL|PATH[=BOOL]", "false", for STREAMING, needs SERVER;
                /// `default_stubs` and `boxed_streams` in one, as tonic has it.
                switch generate_default_stubs, "BOOL|PATH[=BOOL]", "false", for STUBS, needs SERVER;
                /// Constants for the methods of stubs (path, kind of call, idempotency) and for the
                /// service's name in clients, too. Needs `codec=inline`.
                switch method_constants, "BOOL|PATH[=BOOL]", "false", for SERVICES, needs METHOD_CONSTANTS;
                /// `#[deprecated]` also on stubs of deprecated services, and on deprecated methods
                /// of service traits.
                switch deprecated_stubs, "BOOL|PATH[=BOOL]", "false", for STUBS;
                /// `#[deprecated]` also on deprecated messages, enums and map fields. Needs
                /// `codec=inline`.
                switch deprecated_types, "BOOL|PATH[=BOOL]", "false", for DEPRECATED_TYPES, needs DEPRECATED_TYPES;
                /// The `tonic::codec::Codec` of all methods, or of some, instead of the one for
                /// protobuf; the most precise rule wins.
                rust_path codec_path, "[PATH=]RUST_PATH", "", for STUBS;
                /// An attribute for messages, enums and oneofs.
                attributes type_attribute, "PATH=ATTRIBUTE", "", for TYPES;
                /// An attribute for messages.
                attributes message_attribute, "PATH=ATTRIBUTE", "", for MESSAGES;
                /// An attribute for enums and oneofs.
                attributes enum_attribute, "PATH=ATTRIBUTE", "", for ENUMS_AND_ONEOFS;
                /// An attribute for fields, enum values, oneofs and their members.
                attributes field_attribute, "PATH=ATTRIBUTE", "", for PARTS;
                /// An attribute for enums, not for oneofs.
                attributes only_enum_attribute, "PATH=ATTRIBUTE", "", for ENUMS;
                /// An attribute for the values of enums.
                attributes enum_value_attribute, "PATH=ATTRIBUTE", "", for VALUES;
                /// An attribute for fields of messages, not for oneofs.
                attributes only_field_attribute, "PATH=ATTRIBUTE", "", for STRUCT_FIELDS;
                /// An attribute for the enums of oneofs.
                attributes oneof_attribute, "PATH=ATTRIBUTE", "", for ONEOFS;
                /// An attribute for the fields that hold oneofs.
                attributes oneof_field_attribute, "PATH=ATTRIBUTE", "", for ONEOFS;
                /// An attribute for the members of oneofs.
                attributes oneof_member_attribute, "PATH=ATTRIBUTE", "", for MEMBERS;
                /// An attribute for the modules of what is nested in messages, by the path of the
                /// message.
                attributes module_attribute, "PATH=ATTRIBUTE", "", for MESSAGE_MODULES;
                /// An attribute for methods of client stubs and service traits.
                attributes method_attribute, "PATH=ATTRIBUTE", "", for METHODS;
                /// Traits that messages, enums and oneofs derive, too, e.g. `serde::Serialize`.
                traits derive, "PATH=TRAITS", "", for TYPES;
                /// Traits that messages, oneofs and enums do not derive: `Clone`, `Copy`,
                /// `PartialEq`, `Eq`, `Hash`, `PartialOrd`, `Ord`. What needs a trait goes with it;
                /// what holds the element needs a rule, too, unless the trait is implemented by
                /// hand.
                skipped skip_derive, "PATH=TRAITS", "", for TYPES;
                /// An attribute for client stubs, by the path of the service.
                attributes client_attribute, "PATH=ATTRIBUTE", "", for SERVICES, needs CLIENT;
                /// An attribute for the modules of client stubs, e.g. a `#[cfg]`.
                attributes client_mod_attribute, "PATH=ATTRIBUTE", "", for SERVICES, needs CLIENT;
                /// An attribute for servers.
                attributes server_attribute, "PATH=ATTRIBUTE", "", for SERVICES, needs SERVER;
                /// An attribute for the modules of servers and service traits.
                attributes server_mod_attribute, "PATH=ATTRIBUTE", "", for SERVICES, needs SERVER;
                /// An attribute for service traits.
                attributes trait_attribute, "PATH=ATTRIBUTE", "", for SERVICES, needs SERVER;
                /// `bytes` fields that become `bytes::Bytes` instead of `Vec<u8>`.
                selection bytes, "PATH", "", for BYTES_FIELDS;
                /// `map` fields that become `BTreeMap` instead of `HashMap`.
                selection btree_map, "PATH", "", for MAPS;
                /// Fields to put into a `Box`: single messages, also as members of oneofs.
                selection boxed, "PATH", "", for MESSAGE_FIELDS;
                /// Elements whose comments do not become docs.
                selection disable_comments, "PATH", "", for EVERYTHING;
                /// Messages, with their oneofs, and enums without `Debug`: to write it by hand, or
                /// to have std's with `derive=PATH=Debug`.
                selection skip_debug, "PATH", "", for MESSAGES_AND_ENUMS;
                /// Fields with the option `debug_redact = true` that `Debug` prints as
                /// `[REDACTED]`, set or not.
                switch debug_redact, "BOOL|PATH[=BOOL]", "true", for REDACTED_FIELDS;
                /// Messages and oneofs that are not `Copy`, also messages of an extern path: those
                /// are taken to be what their schema allows.
                selection skip_copy, "PATH", "", for STRUCTS;
                /// Messages and oneofs that are not `Eq` and `Hash`, also messages of an extern
                /// path.
                selection skip_eq, "PATH", "", for STRUCTS;
                /// What stands before the name in a message's `type_url`, e.g.
                /// `type.googleapis.com`; the most precise rule wins.
                text type_name_domain, "PATH=DOMAIN", "", for MESSAGES, needs TYPE_NAMES;
                /// The Rust name of a field, oneof, enum value or extension.
                name field_name, "PATH=NAME", "", for NAMED_PARTS;
                /// The Rust name of a message, enum or service.
                name type_name, "PATH=NAME", "", for NAMED_TYPES;
                /// The Rust name of a method.
                name method_name, "PATH=NAME", "", for METHODS;
                /// The Rust module of what is nested in a message; for a service what stands before
                /// `_client` and `_server`.
                name module_name, "PATH=NAME", "", for MODULES;
                /// Gives messages a trait with methods for fields that can be unset: `has_day`,
                /// `clear_day`, `take_day`, and `default_day` for a default of the schema. Required
                /// fields become `Option`, and `rust_grpc::check_required` finds those that are
                /// missing. Needs `codec=inline`.
                switch presence, "BOOL|PATH[=BOOL]", "false", for MESSAGES, needs PRESENCE;
                /// Enums with `Display` and `FromStr` over the names of the schema, aliases among
                /// them. Needs `codec=inline`.
                switch display, "BOOL|PATH[=BOOL]", "false", for ENUMS, needs DISPLAY;
                /// Gives packages `register_types()`, which adds their messages, and extensions of
                /// messages with a field table, to the process-wide registry, and `message_types()`
                /// and `extension_tables()` for other registries. Implements `prost::Name` for these
                /// messages. Needs `codec=inline`, and a program with std.
                switch register_types, "BOOL|PATH[=BOOL]", "false", for PACKAGES, needs REGISTER_TYPES;
                /// Implements serde's `Serialize` and `Deserialize` for messages and enums, as
                /// ProtoJSON. These types have a field table, and so has every type that the
                /// messages can hold. Needs `codec=inline`, and the feature `json` of the crate
                /// `rust-grpc`.
                switch json, "BOOL|PATH[=BOOL]", "false", for TABLED, needs JSON;
                /// Makes JSON depend on this feature of your crate, which has to turn on the
                /// feature `json` of the crate `rust-grpc`. The most precise rule wins.
                feature json_feature, "[PATH=]FEATURE", "", for TABLED, needs JSON_IS_ON;
                /// Makes serde's traits write the proto names of fields: `wind_speed`, not
                /// `windSpeed`. This option and the next three are for serde's traits alone.
                /// Messages inside another message follow the outermost one.
                switch json_proto_names, "BOOL|PATH[=BOOL]", "false", for MESSAGES, needs JSON_IS_ON;
                /// Makes serde's traits write fields without presence, lists and maps also where
                /// they have their default values.
                switch json_emit_defaults, "BOOL|PATH[=BOOL]", "false", for MESSAGES, needs JSON_IS_ON;
                /// Makes serde's traits write enum values as numbers instead of names. The path of
                /// an enum is for values outside of messages.
                switch json_enums_as_numbers, "BOOL|PATH[=BOOL]", "false", for MESSAGES_OR_ENUMS, needs JSON_IS_ON;
                /// Makes serde's traits skip unknown fields and unknown names of enum values
                /// instead of refusing them.
                switch json_ignore_unknown, "BOOL|PATH[=BOOL]", "false", for MESSAGES, needs JSON_IS_ON;
                /// Chooses the JSON of messages and enums of an `extern_path`. `table` is for types
                /// with a field table, which are generated with `json`, `text` or `reflect`. `skip`
                /// leaves fields of the types out of JSON, text format and reflection. `serde`
                /// takes the messages' own `Serialize` and `Deserialize` for JSON and writes enums
                /// as numbers. It needs the feature `json` of the crate `rust-grpc`.
                word json_extern: JsonExtern, "[PATH=]table|skip|serde", "table", for TYPES_OF_EXTERN_PATHS, needs TABLES;
                /// Makes stubs speak JSON, too: servers answer calls of the content type
                /// `application/grpc+json`, and client stubs have `send_json`. The messages of the
                /// methods need field tables, which `json`, `text` and `reflect` bring. Needs
                /// `codec=inline`, and the feature `json` of the crate `rust-grpc`.
                switch grpc_json, "BOOL|PATH[=BOOL]", "false", for SERVICES, needs JSON;
                /// Gives messages and enums a field table for the text format, and every type that
                /// the messages can hold. Needs `codec=inline`, and the feature `text` of the crate
                /// `rust-grpc`.
                switch text, "BOOL|PATH[=BOOL]", "false", for TABLED, needs TEXT;
                /// Gives messages and enums a field table for reflection, and every type that the
                /// messages can hold. Needs `codec=inline`, and the feature `reflect` of the crate
                /// `rust-grpc`.
                switch reflect, "BOOL|PATH[=BOOL]", "false", for TABLED, needs REFLECT;
            }
        }
    };
}

pub(crate) use option_table;

macro_rules! declare {
    (
        run {$(
            $(#[doc = $help:literal])+ $kind:ident $key:ident: $type:ty = $default:expr,
            $shape:literal, $shown:literal $(, needs $($need:ident),+)?;
        )*}
        by_path {$(
            $(#[doc = $path_help:literal])+ $form:ident $path_key:ident $(: $word:ty)?,
            $path_shape:literal, $path_shown:literal, for $elements:ident $(, needs $($path_need:ident),+)?;
        )*}
    ) => {
        /// The options of a run. [`Options::apply`] reads the textual form that every front end
        /// shares.
        #[derive(Debug, Clone)]
        pub struct Options {
            $($(#[doc = $help])+ pub(crate) $key: $type,)*
            /// The rules of all options by path, in the order in which they were given.
            pub(crate) rules: Vec<Rule>,
            /// The treatment of a rule that matches nothing, which differs between the front ends.
            pub(crate) unmatched: UnmatchedRules,
            /// Whether the generator leaves to its user what prost-build leaves to its user: types
            /// that prost-types lacks are referred to, files that give nothing are not reported,
            /// and options without effect are reported only if they were given as text.
            pub(crate) like_prost_build: bool,
            /// The keys that were given a value for the run or for everything, so that a second,
            /// different one is an error.
            pub(super) given: Vec<&'static str>,
            /// The keys that were given as text.
            pub(super) written: Vec<&'static str>,
            /// The number of options that were given in parameters.
            pub(super) items: usize,
        }

        impl Default for Options {
            fn default() -> Self {
                Self {
                    $($key: $default,)*
                    rules: Vec::new(),
                    unmatched: UnmatchedRules::Error,
                    like_prost_build: false,
                    given: Vec::new(),
                    written: Vec::new(),
                    items: 0,
                }
            }
        }

        /// Options are equal if they generate the same; how they were given does not count.
        impl PartialEq for Options {
            fn eq(&self, other: &Self) -> bool {
                $(self.$key == other.$key &&)*
                self.unmatched == other.unmatched
                    && self.like_prost_build == other.like_prost_build
                    && self.rules.len() == other.rules.len()
                    && self.rules.iter().zip(&other.rules).all(|(one, another)| one.says_the_same(another))
            }
        }

        impl Eq for Options {}

        /// Every option, in the order that `--help` shows.
        pub(crate) static SPECS: &[Spec] = &[
            $(Spec {
                key: stringify!($key),
                value: $shape,
                default: $shown,
                help: concat!($($help),+),
                needs: &[$($(&needs::$need),+)?],
                scope: Scope::Run {
                    set: |options, text| {
                        options.$key = OptionValue::parse(text)?;
                        Ok(())
                    },
                    get: |options| (options.$key != $default).then(|| options.$key.print()),
                },
            },)*
            $(Spec {
                key: stringify!($path_key),
                value: $path_shape,
                default: $path_shown,
                help: concat!($($path_help),+),
                needs: &[$($(&needs::$path_need),+)?],
                scope: Scope::ByPath {
                    form: declare!(@form $form $path_shown $($word)?),
                    elements: &sets::$elements,
                },
            },)*
        ];
    };
    (@form selection $shown:literal) => { Form::Selection };
    (@form switch $shown:literal) => { Form::Switch { default: matches!($shown.as_bytes(), b"true") } };
    (@form attributes $shown:literal) => { Form::Attributes };
    (@form traits $shown:literal) => { Form::Traits };
    (@form skipped $shown:literal) => { Form::Skipped };
    (@form name $shown:literal) => { Form::Name };
    (@form text $shown:literal) => { Form::Text };
    (@form feature $shown:literal) => { Form::Feature };
    (@form rust_path $shown:literal) => { Form::RustPath };
    (@form extern_path $shown:literal) => { Form::ExternPath };
    (@form edition_feature $shown:literal) => { Form::EditionFeature };
    (@form word $shown:literal $word:ty) => { Form::Word(<$word>::WORDS) };
}

option_table!(declare);
