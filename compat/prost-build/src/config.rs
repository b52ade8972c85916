//! The builder [`Config`], with prost-build's methods.

use std::ffi::OsStr;
use std::fmt;
use std::path::PathBuf;

use rust_grpc_build::{Codec, UnmatchedRules};

use crate::descriptors::Loaded;
use crate::{ServiceGenerator, codec};

mod rules;

use rules::{LastCall, is_path};

/// The options of a run, with the names that prost-build gives them.
///
/// Paths select elements of the schema by their full names. `.acme.v1.Forecast.day` selects that
/// element and everything in it. `Forecast.day` selects every element whose full name ends so. `.`
/// selects everything. If only one rule can apply, an exact path wins, then the longest path
/// without a leading dot, then the longest path with one.
pub struct Config {
    /// The builder that generates the code.
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
    /// The result of the last load. Its bytes keep the fields that prost-types does not know.
    pub(crate) loaded: Option<Loaded>,
}

/// Options of which the last call wins.
#[derive(Debug, Default)]
pub(crate) struct LastCalls {
    pub btree_map: LastCall,
    pub bytes: LastCall,
    pub disable_comments: LastCall,
    pub skip_debug: LastCall,
}

impl Config {
    /// Creates a configuration with default options.
    pub fn new() -> Config {
        Config::default()
    }

    /// Returns the underlying builder, which has further options.
    ///
    /// ```
    /// prost_build::Config::new().rust_grpc().descriptor_set(true);
    /// ```
    pub fn rust_grpc(&mut self) -> &mut rust_grpc_build::Config {
        &mut self.ours
    }

    /// Sets the binary codec. The default is prost's derive. Our codec needs `rust-grpc` among the
    /// dependencies of the package.
    pub fn codec(&mut self, codec: Codec) -> &mut Self {
        self.ours.codec(codec);
        self
    }

    /// Generates a `BTreeMap` instead of a `HashMap` for these `map` fields. The last call wins.
    ///
    /// ```
    /// let mut config = prost_build::Config::new();
    /// // In a package; in a message of any package; everywhere.
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

    /// Generates `bytes::Bytes` instead of `Vec<u8>` for these `bytes` fields. The last call wins.
    pub fn bytes<I, S>(&mut self, paths: I) -> &mut Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        self.last_calls.bytes.replace(paths);
        self
    }

    /// Adds an attribute to fields, values of enums and members of oneofs.
    pub fn field_attribute<P, A>(&mut self, path: P, attribute: A) -> &mut Self
    where
        P: AsRef<str>,
        A: AsRef<str>,
    {
        self.rule(rust_grpc_build::Config::field_attribute, path.as_ref(), attribute.as_ref())
    }

    /// Adds an attribute to messages, enums and oneofs.
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

    /// Adds an attribute to messages.
    pub fn message_attribute<P, A>(&mut self, path: P, attribute: A) -> &mut Self
    where
        P: AsRef<str>,
        A: AsRef<str>,
    {
        self.rule(rust_grpc_build::Config::message_attribute, path.as_ref(), attribute.as_ref())
    }

    /// Adds an attribute to enums and oneofs.
    pub fn enum_attribute<P, A>(&mut self, path: P, attribute: A) -> &mut Self
    where
        P: AsRef<str>,
        A: AsRef<str>,
    {
        self.rule(rust_grpc_build::Config::enum_attribute, path.as_ref(), attribute.as_ref())
    }

    /// Puts messages into a `Box`, if they are singular fields or members of oneofs.
    pub fn boxed<P>(&mut self, path: P) -> &mut Self
    where
        P: AsRef<str>,
    {
        if is_path(path.as_ref()) {
            self.ours.boxed(path.as_ref());
        }
        self
    }

    /// Sets the generator of code for services. Without this call, services get no code.
    pub fn service_generator(&mut self, service_generator: Box<dyn ServiceGenerator>) -> &mut Self {
        self.service_generator = Some(service_generator);
        self
    }

    /// Generates the types of `google.protobuf` instead of using those of prost-types.
    pub fn compile_well_known_types(&mut self) -> &mut Self {
        self.ours.compile_well_known_types(true);
        self
    }

    /// Omits the doc comments of these elements. The last call wins.
    pub fn disable_comments<I, S>(&mut self, paths: I) -> &mut Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        self.last_calls.disable_comments.replace(paths);
        self
    }

    /// Omits `Debug` for these messages, oneofs and enums. The last call wins.
    pub fn skip_debug<I, S>(&mut self, paths: I) -> &mut Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        self.last_calls.skip_debug.replace(paths);
        self
    }

    /// Uses an existing Rust path for a package or type instead of generating it.
    ///
    /// ```
    /// prost_build::Config::new()
    ///     .extern_path(".google.type", "::google_types")
    ///     .extern_path(".acme.Id", "crate::Id");
    /// ```
    pub fn extern_path<P1, P2>(&mut self, proto_path: P1, rust_path: P2) -> &mut Self
    where
        P1: Into<String>,
        P2: Into<String>,
    {
        self.ours.extern_path(proto_path.into(), rust_path.into());
        self
    }

    /// Sets the file in which the descriptors from protoc are stored, e.g. for server reflection.
    /// After [`skip_protoc_run`](Self::skip_protoc_run), the descriptors are read from this file.
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

    /// Tells protoc to leave out positions and comments.
    pub fn skip_source_info(&mut self) -> &mut Self {
        self.ours.skip_source_info();
        self
    }

    /// Keeps the name of the enum as the prefix of its values: `Kind::KindFoo`, not `Kind::Foo`.
    pub fn retain_enum_prefix(&mut self) -> &mut Self {
        self.ours.retain_enum_prefix(true);
        self
    }

    /// Sets the folder for the generated files. The default is `OUT_DIR`.
    pub fn out_dir<P>(&mut self, path: P) -> &mut Self
    where
        P: Into<PathBuf>,
    {
        self.out_dir = Some(path.into());
        self
    }

    /// Sets the name of the file for elements without a package, without `.rs`. The default is `_`.
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

    /// Sets the prefix of the `type_url` of these messages, e.g. `type.googleapis.com`.
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

    /// Sets the path of the crate prost in generated code, for a crate that re-exports prost.
    pub fn prost_path<S>(&mut self, path: S) -> &mut Self
    where
        S: Into<String>,
    {
        self.ours.prost_path(path.into());
        self
    }

    /// Sets the path of the crate prost-types in generated code, for a crate that re-exports it.
    pub fn prost_types_path<S>(&mut self, path: S) -> &mut Self
    where
        S: Into<String>,
    {
        self.ours.prost_types_path(path.into());
        self
    }

    /// Adds an argument for protoc.
    pub fn protoc_arg<S>(&mut self, arg: S) -> &mut Self
    where
        S: AsRef<OsStr>,
    {
        self.ours.protoc_arg(arg);
        self
    }

    /// Sets the protoc to run: a path, or the name of a program in `PATH`.
    pub fn protoc_executable<S>(&mut self, executable: S) -> &mut Self
    where
        S: Into<PathBuf>,
    {
        self.ours.protoc_executable(executable);
        self
    }

    /// Writes a file with modules that include the generated files.
    pub fn include_file<P>(&mut self, path: P) -> &mut Self
    where
        P: Into<PathBuf>,
    {
        self.include_file = Some(path.into());
        self
    }

    /// Sets whether the output of a [`ServiceGenerator`] is formatted. It is by default. The code
    /// of our generator is always formatted.
    #[cfg(feature = "format")]
    pub fn format(&mut self, enabled: bool) -> &mut Self {
        self.format = enabled;
        self
    }
}

impl Default for Config {
    fn default() -> Config {
        let mut ours = rust_grpc_build::Config::new();
        // These settings are prost-build's. A service generator writes all code for services. Cargo
        // uses its own rules unless the build script prints any. A path that matches nothing is not
        // an error in prost-build. Here it is a warning.
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
