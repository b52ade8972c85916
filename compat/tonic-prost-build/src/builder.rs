//! The builder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use prost_build::Codec;

use crate::service_generator::ServiceGenerator;
use crate::stubs::Stubs;

mod compile;

/// What to generate, and how, by the names that tonic-prost-build gives its options.
///
/// Paths of options for messages are as [`Config`](crate::Config) takes them. Those for stubs are
/// the last names of what they match, or `.` for everything; modules go by their package, clients
/// and servers by the full name of their service, and service traits by its bare name.
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

/// An option of messages that is repeated: two texts, or one.
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

    /// The binary codec: prost's derive, which is the default, or ours, for which `rust-grpc` has
    /// to be among the dependencies of the package.
    pub fn codec(mut self, codec: Codec) -> Self {
        self.codec = Some(codec);
        self
    }

    /// Options of ours in their textual form, e.g. `unknown_fields=preserve`; several may be
    /// separated by commas.
    pub fn opt(mut self, parameter: impl AsRef<str>) -> Self {
        self.opts.push(parameter.as_ref().to_owned());
        self
    }

    /// Whether there are to be client stubs.
    pub fn build_client(mut self, enable: bool) -> Self {
        self.stubs.client = enable;
        self
    }

    /// Whether there are to be service traits and servers.
    pub fn build_server(mut self, enable: bool) -> Self {
        self.stubs.server = enable;
        self
    }

    /// Whether client stubs have `connect`, which needs tonic's transport.
    pub fn build_transport(mut self, enable: bool) -> Self {
        self.stubs.transport = enable;
        self
    }

    /// Where to write to; `OUT_DIR` if this is not called.
    pub fn out_dir(mut self, out_dir: impl AsRef<Path>) -> Self {
        self.out_dir = Some(out_dir.as_ref().to_owned());
        self
    }

    /// Takes a package or type from elsewhere instead of generating it.
    pub fn extern_path(mut self, proto_path: impl AsRef<str>, rust_path: impl AsRef<str>) -> Self {
        self.messages.push(Setting::ExternPath(
            proto_path.as_ref().to_owned(),
            rust_path.as_ref().to_owned(),
        ));
        self
    }

    /// One more attribute for fields, values of enums and members of oneofs.
    pub fn field_attribute<P: AsRef<str>, A: AsRef<str>>(mut self, path: P, attribute: A) -> Self {
        self.messages
            .push(Setting::FieldAttribute(path.as_ref().to_owned(), attribute.as_ref().to_owned()));
        self
    }

    /// One more attribute for messages.
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

    /// One more attribute for enums and oneofs.
    pub fn enum_attribute<P: AsRef<str>, A: AsRef<str>>(mut self, path: P, attribute: A) -> Self {
        self.messages
            .push(Setting::EnumAttribute(path.as_ref().to_owned(), attribute.as_ref().to_owned()));
        self
    }

    /// One more attribute for messages, enums and oneofs.
    pub fn type_attribute<P: AsRef<str>, A: AsRef<str>>(mut self, path: P, attribute: A) -> Self {
        self.messages
            .push(Setting::TypeAttribute(path.as_ref().to_owned(), attribute.as_ref().to_owned()));
        self
    }

    /// Messages to put into a `Box`, where they are single fields or members of oneofs.
    pub fn boxed<P: AsRef<str>>(mut self, path: P) -> Self {
        self.messages.push(Setting::Boxed(path.as_ref().to_owned()));
        self
    }

    /// `map` fields that become a `BTreeMap` instead of a `HashMap`, one more path with each call.
    pub fn btree_map<P: AsRef<str>>(mut self, path: P) -> Self {
        self.btree_map.get_or_insert_default().push(path.as_ref().to_owned());
        self
    }

    /// `bytes` fields that become `bytes::Bytes` instead of `Vec<u8>`, one more path with each
    /// call.
    pub fn bytes<P: AsRef<str>>(mut self, path: P) -> Self {
        self.bytes.get_or_insert_default().push(path.as_ref().to_owned());
        self
    }

    /// One more attribute for modules of service traits and servers, by package.
    pub fn server_mod_attribute<P: AsRef<str>, A: AsRef<str>>(
        mut self,
        path: P,
        attribute: A,
    ) -> Self {
        self.stubs.server_mod_attributes.push(path.as_ref(), attribute.as_ref());
        self
    }

    /// One more attribute for servers, by service.
    pub fn server_attribute<P: AsRef<str>, A: AsRef<str>>(mut self, path: P, attribute: A) -> Self {
        self.stubs.server_attributes.push(path.as_ref(), attribute.as_ref());
        self
    }

    /// One more attribute for service traits, by the bare name of the service.
    pub fn trait_attribute<P: AsRef<str>, A: AsRef<str>>(mut self, path: P, attribute: A) -> Self {
        self.stubs.trait_attributes.push(path.as_ref(), attribute.as_ref());
        self
    }

    /// One more attribute for modules of client stubs, by package.
    pub fn client_mod_attribute<P: AsRef<str>, A: AsRef<str>>(
        mut self,
        path: P,
        attribute: A,
    ) -> Self {
        self.stubs.client_mod_attributes.push(path.as_ref(), attribute.as_ref());
        self
    }

    /// One more attribute for client stubs, by service.
    pub fn client_attribute<P: AsRef<str>, A: AsRef<str>>(mut self, path: P, attribute: A) -> Self {
        self.stubs.client_attributes.push(path.as_ref(), attribute.as_ref());
        self
    }

    /// Where the modules of stubs find the messages of their package; `super` if this is not
    /// called.
    pub fn proto_path(mut self, proto_path: impl AsRef<str>) -> Self {
        self.stubs.proto_path = Some(proto_path.as_ref().to_owned());
        self
    }

    /// Whether the types of `google.protobuf` are generated, too, instead of taking them from
    /// prost-types.
    pub fn compile_well_known_types(mut self, enable: bool) -> Self {
        self.compile_well_known_types = enable;
        self
    }

    /// Nothing: well-known types that are plain Rust types, such as `bool`, may be the request or
    /// response of any rpc.
    pub fn with_extended_rust_types(self, _enable: bool) -> Self {
        self
    }

    /// Nothing but a warning, as clients that exist would not find a service without its package:
    /// `rust_grpc_build::Config::emit_package` is for those who mean it.
    pub fn emit_package(mut self, enable: bool) -> Self {
        self.emit_package = enable;
        self
    }

    /// Where to keep the descriptors that protoc makes, e.g. for server reflection; or, after
    /// [`skip_protoc_run`](Self::skip_protoc_run), where they are.
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

    /// One more argument for protoc.
    pub fn protoc_arg<A: AsRef<str>>(mut self, arg: A) -> Self {
        self.protoc_args.push(arg.as_ref().to_owned());
        self
    }

    /// Writes this file, too: modules that include the generated files.
    pub fn include_file(mut self, path: impl AsRef<Path>) -> Self {
        self.include_file = Some(path.as_ref().to_owned());
        self
    }

    /// Whether Cargo is told which .proto files were read, as it is by default in a build script.
    /// If not, and if the build script says nothing about that, Cargo runs it again whenever any
    /// file of the package changes.
    pub fn emit_rerun_if_changed(mut self, enable: bool) -> Self {
        self.emit_rerun_if_changed = enable;
        self
    }

    /// Services and methods, by their full names, whose comments do not become docs.
    pub fn disable_comments<I, S>(mut self, path: I) -> Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        self.stubs.disable_comments.extend(path.into_iter().map(|path| path.as_ref().to_owned()));
        self
    }

    /// Whether methods of service traits take `self: Arc<Self>` instead of `&self`.
    pub fn use_arc_self(mut self, enable: bool) -> Self {
        self.stubs.use_arc_self = enable;
        self
    }

    /// Whether methods of service traits answer "unimplemented" by default.
    pub fn generate_default_stubs(mut self, enable: bool) -> Self {
        self.stubs.generate_default_stubs = enable;
        self
    }

    /// The codec that stubs hand to tonic; that of tonic-prost if this is not called.
    pub fn codec_path(mut self, path: impl AsRef<str>) -> Self {
        self.stubs.codec_path = Some(path.as_ref().to_owned());
        self
    }

    /// Messages, oneofs and enums without `Debug`.
    pub fn skip_debug<I, S>(mut self, paths: I) -> Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        self.skip_debug.extend(paths.into_iter().map(|path| path.as_ref().to_owned()));
        self
    }

    /// The stubs alone, for a [`Config`](crate::Config) or a service generator of one's own. Those
    /// who only want both have it shorter with [`compile_with_config`](Self::compile_with_config),
    /// which also sees to it that no two services of a package get the same names.
    pub fn service_generator(self) -> Box<dyn prost_build::ServiceGenerator> {
        let mut config = prost_build::Config::new();
        let ours = config.rust_grpc();
        if let Some(codec) = self.codec {
            ours.codec(codec);
        }
        Box::new(ServiceGenerator { config: ours.clone(), stubs: self.stubs, opts: self.opts })
    }
}
