//! Replays with `rust_grpc_build::Config`.

use std::fs;

use prost::Message as _;
use prost_types::FileDescriptorSet;
use rust_grpc_build::{Codec, Config, Request};

use super::{Arguments, Job, failed};
use crate::script::{Call, Library, Problem};

/// The calls that a new build.rs has, and the old one does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Own {
    /// Whether imports are generated, too, as prost-build does.
    pub include_imports: bool,
    /// Whether `Debug` prints fields with the option `debug_redact`, as with prost.
    pub prints_redacted: bool,
}

impl Own {
    /// Returns the calls that follow `Config::new()`, in order.
    pub fn calls(self, library: Library) -> Vec<&'static str> {
        let mut calls = vec![".codec(rust_grpc_build::Codec::Prost)"];
        if library == Library::ProstBuild {
            // prost-build generates no code for services.
            calls.extend([".client(false)", ".server(false)"]);
        }
        calls.extend(self.include_imports.then_some(".include_imports(true)"));
        calls.extend(self.prints_redacted.then_some(".debug_redact(false)"));
        calls
    }
}

/// Returns the method of `rust_grpc_build::Config` that is equivalent to a method of a builder, and
/// the arguments that the new call adds. Returns `None` if there is no such method.
pub fn rename(library: Library, method: &str) -> Option<(&'static str, &'static str)> {
    const SAME: [&str; 14] = [
        "boxed",
        "emit_rerun_if_changed",
        "enum_attribute",
        "extern_path",
        "field_attribute",
        "file_descriptor_set_path",
        "generate_default_stubs",
        "message_attribute",
        "out_dir",
        "protoc_arg",
        "protoc_executable",
        "skip_source_info",
        "type_attribute",
        "use_arc_self",
    ];
    const SAME_OF_TONIC: [&str; 7] = [
        "btree_map",
        "bytes",
        "client_attribute",
        "client_mod_attribute",
        "compile_well_known_types",
        "server_attribute",
        "server_mod_attribute",
    ];
    let own = match (library, method) {
        (Library::TonicProstBuild, "build_client") => ("client", ""),
        (Library::TonicProstBuild, "build_server") => ("server", ""),
        (Library::TonicProstBuild, "build_transport") => ("transport", ""),
        (Library::ProstBuild, "compile_well_known_types") => ("compile_well_known_types", "true"),
        (Library::ProstBuild, "enable_type_names") => ("enable_type_names", "true"),
        (Library::ProstBuild, "retain_enum_prefix") => ("retain_enum_prefix", "true"),
        (_, "compile_protos") => ("compile", ""),
        (_, method) => {
            let mut same = SAME.iter();
            let known = same.find(|name| **name == method).or_else(|| {
                let of_tonic = SAME_OF_TONIC.iter().find(|name| **name == method);
                of_tonic.filter(|_| library == Library::TonicProstBuild)
            });
            (*known?, "")
        }
    };
    Some(own)
}

/// Makes the calls of a run.
pub(super) fn run(job: &Job<'_>, how: Own) -> Result<(), Problem> {
    let run = job.run;
    let mut config = Config::new();
    config.codec(Codec::Prost).include_imports(how.include_imports);
    if run.library == Library::ProstBuild {
        config.client(false).server(false);
    }
    if how.prints_redacted {
        config.debug_redact(false);
    }
    for call in &run.calls {
        set(&mut config, call, run.library)?;
    }
    // `generate` prints no warnings, which would confuse if another change is chosen.
    let bytes = fs::read(&job.descriptors).map_err(|error| failed(run, error))?;
    let names =
        names(job, &bytes).ok_or_else(|| failed(run, "a file is not in an include folder"))?;
    let request = Request::from_descriptor_set("protoc's descriptor set", &bytes, Some(&names))
        .map_err(|problems| failed(run, problems))?;
    let output = config.generate(&request).map_err(|problems| failed(run, problems))?;
    for file in output.files {
        fs::write(job.out.join(file.name), file.content).map_err(|error| failed(run, error))?;
    }
    Ok(())
}

/// Returns the names that protoc gives the .proto files of a job.
fn names(job: &Job<'_>, descriptors: &[u8]) -> Option<Vec<String>> {
    let set = FileDescriptorSet::decode(descriptors).ok()?;
    let name_of = |path: &String| {
        let is_end = |name: &&str| {
            path.strip_suffix(name).is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
        };
        set.file.iter().map(|file| file.name()).filter(is_end).max_by_key(|name| name.len())
    };
    job.protos.iter().map(|path| name_of(path).map(str::to_owned)).collect()
}

fn set(config: &mut Config, call: &Call, library: Library) -> Result<(), Problem> {
    let arguments = Arguments(call);
    let (bool, text) = (|| arguments.bool(), |index| arguments.text(index));
    let Some((method, added)) = rename(library, &call.method) else {
        return Err(arguments.not_understood(library));
    };
    match method {
        "boxed" => config.boxed(text(0)?),
        "btree_map" => config.btree_map(text(0)?),
        "bytes" => config.bytes(text(0)?),
        "client" => config.client(bool()?),
        "client_attribute" => config.client_attribute(text(0)?, text(1)?),
        "client_mod_attribute" => config.client_mod_attribute(text(0)?, text(1)?),
        "compile_well_known_types" => config.compile_well_known_types(!added.is_empty() || bool()?),
        "enable_type_names" => config.enable_type_names(true),
        "enum_attribute" => config.enum_attribute(text(0)?, text(1)?),
        "extern_path" => config.extern_path(text(0)?, text(1)?),
        "field_attribute" => config.field_attribute(text(0)?, text(1)?),
        "generate_default_stubs" => config.generate_default_stubs(bool()?),
        "message_attribute" => config.message_attribute(text(0)?, text(1)?),
        "protoc_arg" => config.protoc_arg(text(0)?),
        "protoc_executable" => config.protoc_executable(text(0)?),
        "retain_enum_prefix" => config.retain_enum_prefix(true),
        "server" => config.server(bool()?),
        "server_attribute" => config.server_attribute(text(0)?, text(1)?),
        "server_mod_attribute" => config.server_mod_attribute(text(0)?, text(1)?),
        "skip_source_info" => config.skip_source_info(),
        "transport" => config.transport(bool()?),
        "type_attribute" => config.type_attribute(text(0)?, text(1)?),
        "use_arc_self" => config.use_arc_self(bool()?),
        // The replay has a folder of its own, and no build script that Cargo runs again.
        _ => config,
    };
    Ok(())
}
