//! The functions that generate code. They set the options on prost-build's builder.

use std::{env, io};

use std::path::{Path, PathBuf};

use prost_build::Config;
use prost_types::FileDescriptorSet;
use rust_grpc_build::{Diagnostic, Output};

use super::{Builder, Setting};
use crate::service_generator::Nothing;
use crate::stubs::Named;

impl Builder {
    /// Generates messages and stubs of files and of all their imports.
    ///
    /// # Errors
    /// Returns all errors in files, options and schema at once. No file is written if there is one.
    pub fn compile_protos<P>(self, protos: &[P], includes: &[P]) -> io::Result<()>
    where
        P: AsRef<Path>,
    {
        self.compile_with_config(Config::new(), protos, includes)
    }

    /// Generates messages and stubs of files, with the options of prost-build in `config`.
    ///
    /// # Errors
    /// Returns the errors of [`compile_protos`](Self::compile_protos).
    pub fn compile_with_config<P>(
        self,
        mut config: Config,
        protos: &[P],
        includes: &[P],
    ) -> io::Result<()>
    where
        P: AsRef<Path>,
    {
        // tonic-prost-build adds this attribute in this function, and not in the one that it calls.
        config.type_attribute(".", "#[allow(clippy::all)]");
        self.configure(&mut config);
        config.rust_grpc().emit_rerun_if_changed(self.emit_rerun_if_changed);
        let descriptors = config.load_fds(protos, includes)?;
        self.generate(config, descriptors)
    }

    /// Generates messages and stubs of compiled files.
    ///
    /// # Errors
    /// Returns the errors of [`compile_protos`](Self::compile_protos).
    pub fn compile_fds(self, fds: FileDescriptorSet) -> io::Result<()> {
        self.compile_fds_with_config(fds, Config::new())
    }

    /// Generates messages and stubs of compiled files, with the options of prost-build in `config`.
    ///
    /// # Errors
    /// Returns the errors of [`compile_protos`](Self::compile_protos).
    pub fn compile_fds_with_config(
        self,
        fds: FileDescriptorSet,
        mut config: Config,
    ) -> io::Result<()> {
        self.configure(&mut config);
        self.generate(config, fds)
    }

    /// Sets the options that prost-build has too.
    fn configure(&self, config: &mut Config) {
        if let Some(folder) =
            self.out_dir.clone().or_else(|| env::var_os("OUT_DIR").map(PathBuf::from))
        {
            config.out_dir(folder);
        }
        for setting in &self.messages {
            match setting {
                Setting::ExternPath(proto, rust) => config.extern_path(proto, rust),
                Setting::FieldAttribute(path, attribute) => config.field_attribute(path, attribute),
                Setting::MessageAttribute(path, attribute) => {
                    config.message_attribute(path, attribute)
                }
                Setting::EnumAttribute(path, attribute) => config.enum_attribute(path, attribute),
                Setting::TypeAttribute(path, attribute) => config.type_attribute(path, attribute),
                Setting::Boxed(path) => config.boxed(path),
            };
        }
        if let Some(paths) = &self.btree_map {
            config.btree_map(paths);
        }
        if let Some(paths) = &self.bytes {
            config.bytes(paths);
        }
        if !self.skip_debug.is_empty() {
            config.skip_debug(&self.skip_debug);
        }
        if self.compile_well_known_types {
            config.compile_well_known_types();
        }
        for argument in &self.protoc_args {
            config.protoc_arg(argument);
        }
        if let Some(path) = &self.include_file {
            config.include_file(path);
        }
        if let Some(path) = &self.file_descriptor_set_path {
            config.file_descriptor_set_path(path);
        }
        if self.skip_protoc_run {
            config.skip_protoc_run();
        }
        if let Some(codec) = self.codec {
            config.codec(codec);
        }
    }

    fn generate(self, mut config: Config, descriptors: FileDescriptorSet) -> io::Result<()> {
        if !self.emit_package {
            warn(
                "`emit_package(false)` has no effect, as in tonic-prost-build: clients call \
                 services by their full names",
            );
        }
        if self.stubs.any() {
            let services = descriptors
                .file
                .iter()
                .flat_map(|file| file.service.iter().map(move |service| (file, service)));
            let services = services.map(|(file, service)| Named {
                package: file.package(),
                proto_name: service.name(),
                methods: service.method.iter().map(|method| method.name()).collect(),
            });
            self.stubs.apply(config.rust_grpc(), services);
            config.service_generator(Box::new(Nothing));
        }
        for opt in &self.opts {
            config.rust_grpc().opt(opt);
        }
        config.compile_fds(descriptors)
    }
}

fn warn(message: &str) {
    let mut output = Output::default();
    output.warnings = Diagnostic::warning(message).into();
    output.show_warnings();
}
