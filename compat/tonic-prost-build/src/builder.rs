//! The builder, with tonic-prost-build's methods.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use prost_build::Codec;

use crate::service_generator::ServiceGenerator;
use crate::stubs::Stubs;

mod compile;

/// The options of a run, with the names that tonic-prost-build gives them.
///
/// [`Config`](crate::Config) describes the paths of options for messages. A path of an option for
/// stubs is the end of a name, or `.` for everything. Modules have the name of their package,
/// clients and servers the full name of their service, and service traits its name without the
/// package.
#[derive(Debug, Clone)]
pub struct Builder {
    stubs: Stubs,
    messages: Vec<Setting>,
    btree_map: Option<Vec<String>>,
    bytes: Option<Vec<String>>,
    skip_debug: BTreeSet<String>,
    compile_well_known_types: bool,
    out_dir: Option<PathBuf>,
    include_file: Option<PathBuf>,
    file_descriptor_set_path: Option<PathBuf>,
    skip_protoc_run: bool,
    protoc_args: Vec<String>,
    emit_package: bool,
    emit_rerun_if_changed: bool,
    codec: Option<Codec>,
    opts: Vec<String>,
}

/// An option of messages that may occur several times, with its arguments.
#[derive(Debug, Clone)]
enum Setting {
    ExternPath(String, String),
    FieldAttribute(String, String),
    MessageAttribute(String, String),
    EnumAttribute(String, String),
    TypeAttribute(String, String),
    Boxed(String),
}

impl Builder {
    pub(crate) fn new() -> Self {
        Builder {
            stubs: Stubs::default(),
            messages: Vec::new(),
            btree_map: None,
            bytes: None,
            skip_debug: BTreeSet::new(),
            compile_well_known_types: false,
            out_dir: None,
            include_file: None,
            file_descriptor_set_path: None,
            skip_protoc_run: false,
            protoc_args: Vec::new(),
            emit_package: true,
            emit_rerun_if_changed: std::env::var_os("CARGO").is_some(),
            codec: None,
            opts: Vec::new(),
        }
    }

    /// Sets the binary codec. The default is prost's derive. Our codec needs `rust-grpc` among the
    /// dependencies of the package.
    pub fn codec(mut self, codec: Codec) -> Self {
        self.codec = Some(codec);
        self
    }

    /// Applies options in their textual form, e.g. `unknown_fields=preserve`. Commas separate
    /// several options.
    pub fn opt(mut self, parameter: impl AsRef<str>) -> Self {
        self.opts.push(parameter.as_ref().to_owned());
        self
    }

    /// Sets whether client stubs are generated.
    pub fn build_client(mut self, enable: bool) -> Self {
        self.stubs.client = enable;
        self
    }

    /// Sets whether service traits and servers are generated.
    pub fn build_server(mut self, enable: bool) -> Self {
        self.stubs.server = enable;
        self
    }

    /// Sets whether client stubs have `connect`, which needs tonic's transport.
    pub fn build_transport(mut self, enable: bool) -> Self {
        self.stubs.transport = enable;
        self
    }

    /// Sets the folder for the generated files. The default is `OUT_DIR`.
    pub fn out_dir(mut self, out_dir: impl AsRef<Path>) -> Self {
        self.out_dir = Some(out_dir.as_ref().to_owned());
        self
    }

    /// Uses an existing Rust path for a package or type instead of generating it.
    pub fn extern_path(mut self, proto_path: impl AsRef<str>, rust_path: impl AsRef<str>) -> Self {
        self.messages.push(Setting::ExternPath(
            proto_path.as_ref().to_owned(),
            rust_path.as_ref().to_owned(),
        ));
        self
    }

    /// Adds an attribute to fields, values of enums and members of oneofs.
    pub fn field_attribute<P: AsRef<str>, A: AsRef<str>>(mut self, path: P, attribute: A) -> Self {
        self.messages
            .push(Setting::FieldAttribute(path.as_ref().to_owned(), attribute.as_ref().to_owned()));
        self
    }

    /// Adds an attribute to messages.
    pub fn message_attribute<P: AsRef<str>, A: AsRef<str>>(
        mut self,
        path: P,
        attribute: A,
    ) -> Self {
        self.messages.push(Setting::MessageAttribute(
            path.as_ref().to_owned(),
            attribute.as_ref().to_owned(),
        ));
        self
    }

    /// Adds an attribute to enums and oneofs.
    pub fn enum_attribute<P: AsRef<str>, A: AsRef<str>>(mut self, path: P, attribute: A) -> Self {
        self.messages
            .push(Setting::EnumAttribute(path.as_ref().to_owned(), attribute.as_ref().to_owned()));
        self
    }

    /// Adds an attribute to messages, enums and oneofs.
    pub fn type_attribute<P: AsRef<str>, A: AsRef<str>>(mut self, path: P, attribute: A) -> Self {
        self.messages
            .push(Setting::TypeAttribute(path.as_ref().to_owned(), attribute.as_ref().to_owned()));
        self
    }

    /// Puts messages into a `Box`, if they are singular fields or members of oneofs.
    pub fn boxed<P: AsRef<str>>(mut self, path: P) -> Self {
        self.messages.push(Setting::Boxed(path.as_ref().to_owned()));
        self
    }

    /// Generates a `BTreeMap` instead of a `HashMap` for `map` fields. Each call adds a path.
    pub fn btree_map<P: AsRef<str>>(mut self, path: P) -> Self {
        self.btree_map.get_or_insert_default().push(path.as_ref().to_owned());
        self
    }

    /// Generates `bytes::Bytes` instead of `Vec<u8>` for `bytes` fields. Each call adds a path.
    pub fn bytes<P: AsRef<str>>(mut self, path: P) -> Self {
        self.bytes.get_or_insert_default().push(path.as_ref().to_owned());
        self
    }

    /// Adds an attribute to modules of service traits and servers, by package.
    pub fn server_mod_attribute<P: AsRef<str>, A: AsRef<str>>(
        mut self,
        path: P,
        attribute: A,
    ) -> Self {
        self.stubs.server_mod_attributes.push(path.as_ref(), attribute.as_ref());
        self
    }

    /// Adds an attribute to servers, by service.
    pub fn server_attribute<P: AsRef<str>, A: AsRef<str>>(mut self, path: P, attribute: A) -> Self {
        self.stubs.server_attributes.push(path.as_ref(), attribute.as_ref());
        self
    }

    /// Adds an attribute to service traits, by the name of the service without the package.
    pub fn trait_attribute<P: AsRef<str>, A: AsRef<str>>(mut self, path: P, attribute: A) -> Self {
        self.stubs.trait_attributes.push(path.as_ref(), attribute.as_ref());
        self
    }

    /// Adds an attribute to modules of client stubs, by package.
    pub fn client_mod_attribute<P: AsRef<str>, A: AsRef<str>>(
        mut self,
        path: P,
        attribute: A,
    ) -> Self {
        self.stubs.client_mod_attributes.push(path.as_ref(), attribute.as_ref());
        self
    }

    /// Adds an attribute to client stubs, by service.
    pub fn client_attribute<P: AsRef<str>, A: AsRef<str>>(mut self, path: P, attribute: A) -> Self {
        self.stubs.client_attributes.push(path.as_ref(), attribute.as_ref());
        self
    }

    /// Sets the path from the modules of stubs to the messages of their package. The default is
    /// `super`.
    pub fn proto_path(mut self, proto_path: impl AsRef<str>) -> Self {
        self.stubs.proto_path = Some(proto_path.as_ref().to_owned());
        self
    }

    /// Sets whether the types of `google.protobuf` are generated instead of using those of
    /// prost-types.
    pub fn compile_well_known_types(mut self, enable: bool) -> Self {
        self.compile_well_known_types = enable;
        self
    }

    /// Does nothing. Well-known types that are plain Rust types, such as `bool`, may be the request
    /// or response of any rpc without this call.
    pub fn with_extended_rust_types(self, _enable: bool) -> Self {
        self
    }

    /// Warns if packages are turned off, and has no other effect: existing clients would not find a
    /// service without its package. `rust_grpc_build::Config::emit_package` turns them off.
    pub fn emit_package(mut self, enable: bool) -> Self {
        self.emit_package = enable;
        self
    }

    /// Sets the file in which the descriptors from protoc are stored, e.g. for server reflection.
    /// After [`skip_protoc_run`](Self::skip_protoc_run), the descriptors are read from this file.
    pub fn file_descriptor_set_path(mut self, path: impl AsRef<Path>) -> Self {
        self.file_descriptor_set_path = Some(path.as_ref().to_owned());
        self
    }

    /// Reads the descriptors from [`file_descriptor_set_path`](Self::file_descriptor_set_path)
    /// instead of running protoc.
    pub fn skip_protoc_run(mut self) -> Self {
        self.skip_protoc_run = true;
        self
    }

    /// Adds an argument for protoc.
    pub fn protoc_arg<A: AsRef<str>>(mut self, arg: A) -> Self {
        self.protoc_args.push(arg.as_ref().to_owned());
        self
    }

    /// Writes a file with modules that include the generated files.
    pub fn include_file(mut self, path: impl AsRef<Path>) -> Self {
        self.include_file = Some(path.as_ref().to_owned());
        self
    }

    /// Sets whether Cargo is told which .proto files were read. In a build script it is told by
    /// default. If it is not, and the build script prints no `rerun-if` line of its own, Cargo runs
    /// the build script again whenever any file of the package changes.
    pub fn emit_rerun_if_changed(mut self, enable: bool) -> Self {
        self.emit_rerun_if_changed = enable;
        self
    }

    /// Omits the doc comments of these services and methods, given by full name.
    pub fn disable_comments<I, S>(mut self, path: I) -> Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        self.stubs.disable_comments.extend(path.into_iter().map(|path| path.as_ref().to_owned()));
        self
    }

    /// Sets whether methods of service traits take `self: Arc<Self>` instead of `&self`.
    pub fn use_arc_self(mut self, enable: bool) -> Self {
        self.stubs.use_arc_self = enable;
        self
    }

    /// Sets whether methods of service traits return "unimplemented" by default.
    pub fn generate_default_stubs(mut self, enable: bool) -> Self {
        self.stubs.generate_default_stubs = enable;
        self
    }

    /// Sets the codec that stubs give to tonic. The default is the codec of tonic-prost.
    pub fn codec_path(mut self, path: impl AsRef<str>) -> Self {
        self.stubs.codec_path = Some(path.as_ref().to_owned());
        self
    }

    /// Omits `Debug` for these messages, oneofs and enums.
    pub fn skip_debug<I, S>(mut self, paths: I) -> Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        self.skip_debug.extend(paths.into_iter().map(|path| path.as_ref().to_owned()));
        self
    }

    /// Returns the generator of stubs, for a [`Config`](crate::Config) or for a service generator
    /// that wraps it. To generate messages and stubs,
    /// [`compile_with_config`](Self::compile_with_config) is shorter. It also prevents that two
    /// services of a package get equal names.
    pub fn service_generator(self) -> Box<dyn prost_build::ServiceGenerator> {
        let mut config = prost_build::Config::new();
        let ours = config.rust_grpc();
        if let Some(codec) = self.codec {
            ours.codec(codec);
        }
        Box::new(ServiceGenerator { config: ours.clone(), stubs: self.stubs, opts: self.opts })
    }
}
