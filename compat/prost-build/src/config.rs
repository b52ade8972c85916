//! The builder.

use std::ffi::OsStr;
use std::fmt;
use std::path::PathBuf;

use rust_grpc_build::{Codec, UnmatchedRules};

use crate::descriptors::Loaded;
use crate::{ServiceGenerator, codec};

mod rules;

use rules::{LastCall, is_path};

/// What to generate, and how, by the names that prost-build gives its options.
///
/// Paths select elements of the schema by their full names. `.acme.v1.Forecast.day` is that element
/// and all that is in it, `Forecast.day` every element whose full name ends so, and `.` everything.
/// Where only one rule can hold, the exact one does, else the longest path without a dot in front,
/// else the longest with one.
pub struct Config {
    /// The builder that all of this goes to in the end.
    pub(crate) ours: rust_grpc_build::Config,
    pub(crate) last_calls: LastCalls,
    pub(crate) service_generator: Option<Box<dyn ServiceGenerator>>,
    pub(crate) out_dir: Option<PathBuf>,
    pub(crate) default_package_filename: String,
    pub(crate) include_file: Option<PathBuf>,
    pub(crate) file_descriptor_set_path: Option<PathBuf>,
    pub(crate) skip_protoc_run: bool,
    #[cfg(feature = "format")]
    pub(crate) format: bool,
    /// What was loaded last, as bytes that have what prost-types does not know.
    pub(crate) loaded: Option<Loaded>,
}

/// Options of which only the last call counts.
#[derive(Debug, Default)]
pub(crate) struct LastCalls {
    pub btree_map: LastCall,
    pub bytes: LastCall,
    pub disable_comments: LastCall,
    pub skip_debug: LastCall,
}

impl Config {
    /// All defaults.
    pub fn new() -> Config {
        Config::default()
    }

    /// The builder behind this one: for every option that prost-build does not have.
    ///
    /// ```
    /// prost_build::Config::new().rust_grpc().descriptor_set(true);
    /// ```
    pub fn rust_grpc(&mut self) -> &mut rust_grpc_build::Config {
        &mut self.ours
    }

    /// The binary codec: prost's derive, which is the default, or ours, for which `rust-grpc` has
    /// to be among the dependencies of the package.
    pub fn codec(&mut self, codec: Codec) -> &mut Self {
        self.ours.codec(codec);
        self
    }

    /// `map` fields that become a `BTreeMap` instead of a `HashMap`. Only the last call counts.
    ///
    /// ```
    /// let mut config = prost_build::Config::new();
    /// // In a package; in a message, wherever it is; everywhere.
    /// config.btree_map([".acme.v1", "Forecast"]).btree_map(["."]);
    /// ```
    pub fn btree_map<I, S>(&mut self, paths: I) -> &mut Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        self.last_calls.btree_map.replace(paths);
        self
    }

    /// `bytes` fields that become `bytes::Bytes` instead of `Vec<u8>`. Only the last call counts.
    pub fn bytes<I, S>(&mut self, paths: I) -> &mut Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        self.last_calls.bytes.replace(paths);
        self
    }

    /// One more attribute for fields, values of enums and members of oneofs.
    pub fn field_attribute<P, A>(&mut self, path: P, attribute: A) -> &mut Self
    where
        P: AsRef<str>,
        A: AsRef<str>,
    {
        self.rule(rust_grpc_build::Config::field_attribute, path.as_ref(), attribute.as_ref())
    }

    /// One more attribute for messages, enums and oneofs.
    ///
    /// ```
    /// prost_build::Config::new().type_attribute(".acme.v1", "#[derive(serde::Serialize)]");
    /// ```
    pub fn type_attribute<P, A>(&mut self, path: P, attribute: A) -> &mut Self
    where
        P: AsRef<str>,
        A: AsRef<str>,
    {
        self.rule(rust_grpc_build::Config::type_attribute, path.as_ref(), attribute.as_ref())
    }

    /// One more attribute for messages.
    pub fn message_attribute<P, A>(&mut self, path: P, attribute: A) -> &mut Self
    where
        P: AsRef<str>,
        A: AsRef<str>,
    {
        self.rule(rust_grpc_build::Config::message_attribute, path.as_ref(), attribute.as_ref())
    }

    /// One more attribute for enums and oneofs.
    pub fn enum_attribute<P, A>(&mut self, path: P, attribute: A) -> &mut Self
    where
        P: AsRef<str>,
        A: AsRef<str>,
    {
        self.rule(rust_grpc_build::Config::enum_attribute, path.as_ref(), attribute.as_ref())
    }

    /// Messages to put into a `Box`, where they are single fields or members of oneofs.
    pub fn boxed<P>(&mut self, path: P) -> &mut Self
    where
        P: AsRef<str>,
    {
        if is_path(path.as_ref()) {
            self.ours.boxed(path.as_ref());
        }
        self
    }

    /// What writes code for services; without it, nothing does.
    pub fn service_generator(&mut self, service_generator: Box<dyn ServiceGenerator>) -> &mut Self {
        self.service_generator = Some(service_generator);
        self
    }

    /// Generates the types of `google.protobuf`, too, instead of taking them from prost-types.
    pub fn compile_well_known_types(&mut self) -> &mut Self {
        self.ours.compile_well_known_types(true);
        self
    }

    /// Elements whose comments do not become docs. Only the last call counts.
    pub fn disable_comments<I, S>(&mut self, paths: I) -> &mut Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        self.last_calls.disable_comments.replace(paths);
        self
    }

    /// Messages, oneofs and enums without `Debug`. Only the last call counts.
    pub fn skip_debug<I, S>(&mut self, paths: I) -> &mut Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        self.last_calls.skip_debug.replace(paths);
        self
    }

    /// Takes a package or type from elsewhere instead of generating it.
    ///
    /// ```
    /// prost_build::Config::new().extern_path(".google.type", "::google_types").extern_path(".acme.Id", "crate::Id");
    /// ```
    pub fn extern_path<P1, P2>(&mut self, proto_path: P1, rust_path: P2) -> &mut Self
    where
        P1: Into<String>,
        P2: Into<String>,
    {
        self.ours.extern_path(proto_path.into(), rust_path.into());
        self
    }

    /// Where to keep the descriptors that protoc makes, e.g. for server reflection; or, after
    /// [`skip_protoc_run`](Self::skip_protoc_run), where they are.
    pub fn file_descriptor_set_path<P>(&mut self, path: P) -> &mut Self
    where
        P: Into<PathBuf>,
    {
        self.file_descriptor_set_path = Some(path.into());
        self
    }

    /// Reads the descriptors from [`file_descriptor_set_path`](Self::file_descriptor_set_path)
    /// instead of running protoc.
    pub fn skip_protoc_run(&mut self) -> &mut Self {
        self.skip_protoc_run = true;
        self
    }

    /// Has protoc leave out where everything stands, and with it all comments.
    pub fn skip_source_info(&mut self) -> &mut Self {
        self.ours.skip_source_info();
        self
    }

    /// Keeps the enum's name in front of its values: `Kind::KindFoo`, not `Kind::Foo`.
    pub fn retain_enum_prefix(&mut self) -> &mut Self {
        self.ours.retain_enum_prefix(true);
        self
    }

    /// Where to write to; `OUT_DIR` if this is not called.
    pub fn out_dir<P>(&mut self, path: P) -> &mut Self
    where
        P: Into<PathBuf>,
    {
        self.out_dir = Some(path.into());
        self
    }

    /// The file of what has no package, without `.rs`; `_` if this is not called.
    pub fn default_package_filename<S>(&mut self, filename: S) -> &mut Self
    where
        S: Into<String>,
    {
        self.default_package_filename = filename.into();
        self
    }

    /// Implements `prost::Name` for messages, which `Any` needs.
    pub fn enable_type_names(&mut self) -> &mut Self {
        self.ours.enable_type_names(true);
        self
    }

    /// What stands before the name in the `type_url` of these messages, e.g. `type.googleapis.com`.
    pub fn type_name_domain<I, S, D>(&mut self, paths: I, domain: D) -> &mut Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
        D: AsRef<str>,
    {
        for path in paths {
            self.rule(rust_grpc_build::Config::type_name_domain, path.as_ref(), domain.as_ref());
        }
        self
    }

    /// Where generated code finds the crate prost: for a crate that re-exports it.
    pub fn prost_path<S>(&mut self, path: S) -> &mut Self
    where
        S: Into<String>,
    {
        self.ours.prost_path(path.into());
        self
    }

    /// Where generated code finds the crate prost-types: for a crate that re-exports it.
    pub fn prost_types_path<S>(&mut self, path: S) -> &mut Self
    where
        S: Into<String>,
    {
        self.ours.prost_types_path(path.into());
        self
    }

    /// One more argument for protoc.
    pub fn protoc_arg<S>(&mut self, arg: S) -> &mut Self
    where
        S: AsRef<OsStr>,
    {
        self.ours.protoc_arg(arg);
        self
    }

    /// The protoc to run: a path, or the name of a program in `PATH`.
    pub fn protoc_executable<S>(&mut self, executable: S) -> &mut Self
    where
        S: Into<PathBuf>,
    {
        self.ours.protoc_executable(executable);
        self
    }

    /// Writes this file, too: modules that include the generated files.
    pub fn include_file<P>(&mut self, path: P) -> &mut Self
    where
        P: Into<PathBuf>,
    {
        self.include_file = Some(path.into());
        self
    }

    /// Whether what a [`ServiceGenerator`] writes is formatted, as it is by default. What we
    /// generate always is.
    #[cfg(feature = "format")]
    pub fn format(&mut self, enabled: bool) -> &mut Self {
        self.format = enabled;
        self
    }
}

impl Default for Config {
    fn default() -> Config {
        let mut ours = rust_grpc_build::Config::new();
        // Services are a service generator's, and Cargo has its own rules where a build script says
        // nothing, as with prost-build. A path that is nowhere in the schema is no mistake to it;
        // in our own options it is worth a warning.
        ours.codec(codec::default());
        ours.client(false)
            .server(false)
            .emit_rerun_if_changed(false)
            .unmatched_rules(UnmatchedRules::Warn)
            .like_prost_build();
        Config {
            ours,
            last_calls: LastCalls::default(),
            service_generator: None,
            out_dir: None,
            default_package_filename: "_".into(),
            include_file: None,
            file_descriptor_set_path: None,
            skip_protoc_run: false,
            #[cfg(feature = "format")]
            format: true,
            loaded: None,
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("options", &self.ours)
            .field("last_calls", &self.last_calls)
            .field("service_generator", &self.service_generator.is_some())
            .field("out_dir", &self.out_dir)
            .field("default_package_filename", &self.default_package_filename)
            .field("include_file", &self.include_file)
            .field("file_descriptor_set_path", &self.file_descriptor_set_path)
            .field("skip_protoc_run", &self.skip_protoc_run)
            .finish_non_exhaustive()
    }
}
