//! The table.

use super::scoped::{CodecPath, Feature};
use super::value::{Accumulate, Codec, CrateName, CratePath, ExternPath, FileStem, OptionValue, PackageSeparator, UnknownFields};
use super::written::Written;
use super::{ByPath, Choice, Paths, Rule, Selector, Switch, Switching};
use crate::Config;

/// One row of the table.
pub(crate) struct Spec {
    /// e.g. `extern_path`.
    pub key: &'static str,
    /// What a value looks like, e.g. `PATH=RUST_PATH`.
    pub value: &'static str,
    /// The default as it would be written, empty if there is none.
    pub default: &'static str,
    /// One line, Markdown.
    pub help: &'static str,
    /// Whether a value is given once (a second, different one is an error) or accumulates.
    pub once: fn(&str) -> bool,
    /// Parses a value into the options; `Err` says what is expected.
    pub set: fn(&mut Options, &str) -> Result<(), String>,
    /// The values that differ from the default, as they would be written.
    pub get: fn(&Options) -> Vec<String>,
}

macro_rules! options {
    ($($(#[doc = $help:literal])+ $kind:ident $key:ident: $type:ty = $default:expr, $shape:literal, $shown:literal;)*) => {
        /// What to generate, and how. [`Options::apply`] reads the textual form that every front end shares.
        #[derive(Debug, Clone)]
        pub struct Options {
            $($(#[doc = $help])+ pub(crate) $key: options!(@type $kind $type),)*
            /// What to do about a rule that matches nothing: the front ends differ.
            pub(crate) unmatched: UnmatchedRules,
            /// Whether everything that prost-build leaves to its user's care is left to it here, too: types
            /// that prost-types lacks are referred to, and files that give nothing are not reported.
            pub(crate) like_prost_build: bool,
            /// The keys of scalars that were given a value, so that a second, different one is an error.
            pub(super) given: Vec<&'static str>,
            /// Which rules were given as text, and where.
            pub(super) written: Vec<Written>,
        }

        impl Default for Options {
            fn default() -> Self {
                Self { $($key: $default,)* unmatched: UnmatchedRules::Error, like_prost_build: false, given: Vec::new(), written: Vec::new() }
            }
        }

        /// As far as they say what to generate: how they were given is no part of that.
        impl PartialEq for Options {
            fn eq(&self, other: &Self) -> bool {
                $(self.$key == other.$key &&)* self.unmatched == other.unmatched && self.like_prost_build == other.like_prost_build
            }
        }

        impl Eq for Options {}

        /// Every option, in the order `--help` shows.
        pub(crate) const SPECS: &[Spec] = &[$(Spec {
            key: stringify!($key),
            value: $shape,
            default: $shown,
            help: concat!($($help),+),
            once: options!(@once $kind),
            set: options!(@set $kind $key),
            get: options!(@get $kind $key $default),
        }),*];

        /// Every option. A path selects as in a parameter: `.acme.v1.Forecast` is rooted and covers what is below,
        /// `Forecast.day` is a suffix, `.` is everything.
        impl Config {
            $(options!(@method $kind $key $type, $($help)+);)*
        }
    };
    (@once scalar) => { |_| true };
    (@once file) => { |_| true };
    (@once switch) => { |text| bool::parse(text).is_ok() };
    (@once $list:ident) => { |_| false };
    (@type choices $type:ty) => { Vec<Choice<$type>> };
    (@type $kind:ident $type:ty) => { $type };
    (@set scalar $key:ident) => { |options, text| { options.$key = OptionValue::parse(text)?; Ok(()) } };
    (@set file $key:ident) => { options!(@set scalar $key) };
    (@set $list:ident $key:ident) => { |options, text| options.$key.accumulate(text) };
    (@get scalar $key:ident $default:expr) => { |options| {
        if options.$key == $default { Vec::new() } else { vec![options.$key.print()] }
    } };
    (@get file $key:ident $default:expr) => { options!(@get scalar $key $default) };
    (@get switch $key:ident $default:expr) => { |options| options.$key.print() };
    (@get $list:ident $key:ident $default:expr) => { |options| options.$key.iter().map(OptionValue::print).collect() };
    (@method scalar $key:ident $type:ty, $($help:literal)+) => {
        $(#[doc = $help])+
        pub fn $key(&mut self, value: $type) -> &mut Self {
            self.options.$key = value;
            self
        }
    };
    (@method file $key:ident $type:ty, $($help:literal)+) => {
        $(#[doc = $help])+
        pub fn $key(&mut self, name: impl AsRef<str>) -> &mut Self {
            self.set(stringify!($key), name.as_ref())
        }
    };
    (@method switch $key:ident $type:ty, $($help:literal)+) => {
        $(#[doc = $help])+
        pub fn $key(&mut self, on: impl Switching) -> &mut Self {
            for value in on.into_values() {
                self.set(stringify!($key), &value);
            }
            self
        }
    };
    (@method rules $key:ident $type:ty, $($help:literal)+) => {
        $(#[doc = $help])+
        pub fn $key(&mut self, path: impl AsRef<str>, value: impl AsRef<str>) -> &mut Self {
            self.set(stringify!($key), &format!("{}={}", path.as_ref(), value.as_ref()))
        }
    };
    (@method choices $key:ident $type:ty, $($help:literal)+) => {
        $(#[doc = $help])+
        pub fn $key(&mut self, choice: impl ByPath<$type>) -> &mut Self {
            self.set(stringify!($key), &choice.into_rule())
        }
    };
    (@method paths $key:ident $type:ty, $($help:literal)+) => {
        $(#[doc = $help])+
        pub fn $key(&mut self, paths: impl Paths) -> &mut Self {
            for path in paths.into_paths() {
                self.set(stringify!($key), &path);
            }
            self
        }
    };
}

// Each row: what it is for, how it is given (`scalar`: once; `file`: once, a name or path; `switch`: on or off, once
// for everything and any number of times by path; `choices`: one of the values of a type, in the same way; `rules`: any number of
// `PATH=VALUE`; `paths`: one path or several, any number of times), its key, type and default, and how `--help` shows its value
// and default.
options! {
    /// Binary codec: `inline` is generated code over the crate `rust-grpc`; `prost` is prost's derive, without a runtime of ours.
    scalar codec: Codec = Codec::Inline, "prost|inline", "inline";
    /// Fields that the schema does not know: `preserve` keeps them in a field `unknown_fields` and writes them back (needs `codec=inline`); with a path for what is below it, where the most precise path wins.
    choices unknown_fields: UnknownFields = Vec::new(), "[PATH=]drop|preserve", "drop";
    /// Takes a package or type, and what is below it, from another crate or module instead of generating it; `=.acme.v1` takes the types of this package alone.
    rules extern_path: Vec<ExternPath> = Vec::new(), "PATH=RUST_PATH", "";
    /// Generates the types of `google.protobuf`, too, instead of taking them from prost-types. Types that prost-types lacks are generated in any case.
    scalar compile_well_known_types: bool = false, "BOOL", "false";
    /// Writes this file too: a module tree that includes the generated files.
    file mod_file: Option<String> = None, "FILE", "";
    /// Packages that the module tree has, and no others.
    paths only_include: Vec<Selector> = Vec::new(), "PATH", "";
    /// Packages that other runs generate into the same module tree. The plugin warns of every other package that the code refers to and that is neither in its run nor external.
    paths generated_separately: Vec<Selector> = Vec::new(), "PATH", "";
    /// Puts all files into one folder; `false` gives each package its own: `acme/v1/acme.v1.rs`.
    scalar flat_output_dir: bool = true, "BOOL", "true";
    /// Writes a whole crate: `Cargo.toml`, and in `src/` the module tree as `lib.rs` and the generated files.
    scalar gen_crate: bool = false, "BOOL", "false";
    /// The name of that crate.
    file crate_name: CrateName = CrateName::default(), "NAME", "protos";
    /// A crate without a feature for each package.
    scalar no_features: bool = false, "BOOL", "false";
    /// What stands between the parts of a package's name in the name of its feature.
    file package_separator: PackageSeparator = PackageSeparator::default(), "-|+|_|.", "-";
    /// The file of what has no package, without `.rs`.
    file default_package_filename: FileStem = FileStem::default(), "NAME", "_";
    /// Client stubs; of all services, or of some, or with some of their methods.
    switch client: Switch = Switch::new(true), "BOOL|PATH[=BOOL]", "true";
    /// Service traits and servers; of all services, or of some, or with some of their methods.
    switch server: Switch = Switch::new(true), "BOOL|PATH[=BOOL]", "true";
    /// Gives client stubs `connect`, which needs tonic's transport.
    switch transport: Switch = Switch::new(true), "BOOL|PATH[=BOOL]", "true";
    /// The feature of your crate that client stubs are for; the most precise rule wins.
    rules client_feature: Vec<Feature> = Vec::new(), "[PATH=]FEATURE", "";
    /// The feature of your crate that service traits and servers are for.
    rules server_feature: Vec<Feature> = Vec::new(), "[PATH=]FEATURE", "";
    /// The feature of your crate that `connect` is for.
    rules transport_feature: Vec<Feature> = Vec::new(), "[PATH=]FEATURE", "";
    /// Methods of service traits that take `self: Arc<Self>`.
    switch use_arc_self: Switch = Switch::new(false), "BOOL|PATH[=BOOL]", "false";
    /// Services whose trait has native `async fn`, without `#[async_trait]`.
    switch native_async: Switch = Switch::new(false), "BOOL|PATH[=BOOL]", "false";
    /// Methods of service traits that answer UNIMPLEMENTED until they are implemented.
    switch default_stubs: Switch = Switch::new(false), "BOOL|PATH[=BOOL]", "false";
    /// Methods of service traits whose stream of responses is tonic's `BoxStream` instead of an associated type.
    switch boxed_streams: Switch = Switch::new(false), "BOOL|PATH[=BOOL]", "false";
    /// `default_stubs` and `boxed_streams` in one, as tonic has it.
    switch generate_default_stubs: Switch = Switch::new(false), "BOOL|PATH[=BOOL]", "false";
    /// Constants for the methods of stubs (path, kind of call, idempotency) and for the service's name in clients, too. Needs `codec=inline`.
    switch method_constants: Switch = Switch::new(false), "BOOL|PATH[=BOOL]", "false";
    /// `#[deprecated]` also on stubs of deprecated services, and on deprecated methods of service traits.
    switch deprecated_stubs: Switch = Switch::new(false), "BOOL|PATH[=BOOL]", "false";
    /// `#[deprecated]` also on deprecated messages, enums and map fields. Needs `codec=inline`.
    switch deprecated_types: Switch = Switch::new(false), "BOOL|PATH[=BOOL]", "false";
    /// The `tonic::codec::Codec` of all methods, or of some, instead of the one for protobuf; the most precise rule wins.
    rules codec_path: Vec<CodecPath> = Vec::new(), "[PATH=]RUST_PATH", "";
    /// Where the modules of stubs find the module with the messages of their package.
    file proto_path: CratePath = CratePath::default(), "RUST_PATH", "super";
    /// Has the package in the paths of methods: `/acme.v1.Weather/Get`, not `/Weather/Get`.
    scalar emit_package: bool = true, "BOOL", "true";
    /// An attribute for messages, enums and oneofs.
    rules type_attribute: Vec<Rule> = Vec::new(), "PATH=ATTRIBUTE", "";
    /// An attribute for messages.
    rules message_attribute: Vec<Rule> = Vec::new(), "PATH=ATTRIBUTE", "";
    /// An attribute for enums and oneofs.
    rules enum_attribute: Vec<Rule> = Vec::new(), "PATH=ATTRIBUTE", "";
    /// An attribute for fields, enum values, oneofs and their members.
    rules field_attribute: Vec<Rule> = Vec::new(), "PATH=ATTRIBUTE", "";
    /// An attribute for enums, not for oneofs.
    rules only_enum_attribute: Vec<Rule> = Vec::new(), "PATH=ATTRIBUTE", "";
    /// An attribute for the values of enums.
    rules enum_value_attribute: Vec<Rule> = Vec::new(), "PATH=ATTRIBUTE", "";
    /// An attribute for fields of messages, not for oneofs.
    rules only_field_attribute: Vec<Rule> = Vec::new(), "PATH=ATTRIBUTE", "";
    /// An attribute for the enums of oneofs.
    rules oneof_attribute: Vec<Rule> = Vec::new(), "PATH=ATTRIBUTE", "";
    /// An attribute for the fields that hold oneofs.
    rules oneof_field_attribute: Vec<Rule> = Vec::new(), "PATH=ATTRIBUTE", "";
    /// An attribute for the members of oneofs.
    rules oneof_member_attribute: Vec<Rule> = Vec::new(), "PATH=ATTRIBUTE", "";
    /// An attribute for the modules of what is nested in messages, by the path of the message.
    rules module_attribute: Vec<Rule> = Vec::new(), "PATH=ATTRIBUTE", "";
    /// An attribute for methods of client stubs and service traits.
    rules method_attribute: Vec<Rule> = Vec::new(), "PATH=ATTRIBUTE", "";
    /// Traits that messages, enums and oneofs derive, too, e.g. `serde::Serialize`.
    rules derive: Vec<Rule> = Vec::new(), "PATH=TRAITS", "";
    /// Traits that messages, oneofs and enums do not derive: `Clone`, `Copy`, `PartialEq`, `Eq`, `Hash`, `PartialOrd`, `Ord`. What needs a trait goes with it; what holds the element needs a rule, too, unless the trait is implemented by hand.
    rules skip_derive: Vec<Rule> = Vec::new(), "PATH=TRAITS", "";
    /// An attribute for client stubs, by the path of the service.
    rules client_attribute: Vec<Rule> = Vec::new(), "PATH=ATTRIBUTE", "";
    /// An attribute for the modules of client stubs, e.g. a `#[cfg]`.
    rules client_mod_attribute: Vec<Rule> = Vec::new(), "PATH=ATTRIBUTE", "";
    /// An attribute for servers.
    rules server_attribute: Vec<Rule> = Vec::new(), "PATH=ATTRIBUTE", "";
    /// An attribute for the modules of servers and service traits.
    rules server_mod_attribute: Vec<Rule> = Vec::new(), "PATH=ATTRIBUTE", "";
    /// An attribute for service traits.
    rules trait_attribute: Vec<Rule> = Vec::new(), "PATH=ATTRIBUTE", "";
    /// `bytes` fields that become `bytes::Bytes` instead of `Vec<u8>`.
    paths bytes: Vec<Selector> = Vec::new(), "PATH", "";
    /// `map` fields that become `BTreeMap` instead of `HashMap`.
    paths btree_map: Vec<Selector> = Vec::new(), "PATH", "";
    /// Fields to put into a `Box`: single messages, also as members of oneofs.
    paths boxed: Vec<Selector> = Vec::new(), "PATH", "";
    /// Elements whose comments do not become docs.
    paths disable_comments: Vec<Selector> = Vec::new(), "PATH", "";
    /// Messages, oneofs and enums without `Debug`: to write it by hand, or to have std's with `derive=PATH=Debug`.
    paths skip_debug: Vec<Selector> = Vec::new(), "PATH", "";
    /// Fields with the option `debug_redact = true` that `Debug` prints as `[REDACTED]`, set or not.
    switch debug_redact: Switch = Switch::new(true), "BOOL|PATH[=BOOL]", "true";
    /// Messages and oneofs that are not `Copy`, also messages of an extern path: those are taken to be what their schema allows.
    paths skip_copy: Vec<Selector> = Vec::new(), "PATH", "";
    /// Messages and oneofs that are not `Eq` and `Hash`, also messages of an extern path.
    paths skip_eq: Vec<Selector> = Vec::new(), "PATH", "";
    /// Keeps the enum's name in front of its values: `Kind::KindFoo`, not `Kind::Foo`.
    scalar retain_enum_prefix: bool = false, "BOOL", "false";
    /// Implements `prost::Name` for messages.
    scalar enable_type_names: bool = false, "BOOL", "false";
    /// What stands before the name in a message's `type_url`, e.g. `type.googleapis.com`; the most precise rule wins.
    rules type_name_domain: Vec<Rule> = Vec::new(), "PATH=DOMAIN", "";
    /// Where generated code finds the crate prost, e.g. `crate::prost` where it is re-exported; for `codec=prost`.
    file prost_path: CratePath = CratePath::default(), "RUST_PATH", "::prost";
    /// Where generated code finds the crate prost-types; for `codec=prost`.
    file prost_types_path: CratePath = CratePath::default(), "RUST_PATH", "::prost_types";
    /// Embeds the descriptors of each package as `FILE_DESCRIPTOR_SET`, for server reflection.
    scalar descriptor_set: bool = false, "BOOL", "false";
    /// Emits what the listed files import, too, unless an extern path covers it; the plugin emits exactly what protoc lists.
    scalar include_imports: bool = true, "BOOL", "true";
    /// The Rust name of a field, oneof or enum value.
    rules field_name: Vec<Rule> = Vec::new(), "PATH=NAME", "";
    /// The Rust name of a message, enum or service.
    rules type_name: Vec<Rule> = Vec::new(), "PATH=NAME", "";
    /// The Rust name of a method.
    rules method_name: Vec<Rule> = Vec::new(), "PATH=NAME", "";
    /// The Rust module of what is nested in a message; for a service what stands before `_client` and `_server`.
    rules module_name: Vec<Rule> = Vec::new(), "PATH=NAME", "";
}

/// What becomes of a rule that matches nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnmatchedRules {
    /// It is an error, being a typing mistake, most likely: the default.
    Error,
    /// There is a warning if it was given as text ([`Config::opt`], [`Config::from_file`]); it is let be otherwise.
    Warn,
    /// It is let be, e.g. where many packages share a configuration.
    Allow,
}
