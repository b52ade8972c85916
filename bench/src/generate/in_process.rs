//! prost-build and tonic-prost-build, called as a build script calls them, in a process of their
//! own.

use std::fs;
use std::path::Path;

use prost::Message as _;
use prost_types::FileDescriptorSet;
use prost_types::compiler::CodeGeneratorRequest;

/// The argument with which the benchmark starts itself.
pub const NAME: &str = "in-process";

/// Generates all files of a request, with imports: a descriptor set does not say which files were
/// asked for.
pub fn run(request: &Path, out: &Path) -> Result<(), String> {
    let bytes = fs::read(request).map_err(|error| error.to_string())?;
    let request = CodeGeneratorRequest::decode(&bytes[..]).map_err(|error| error.to_string())?;
    drop(bytes);
    let folder = out.with_extension("files");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let set = FileDescriptorSet { file: request.proto_file };
    tonic_prost_build::configure()
        .out_dir(folder)
        .compile_fds(set)
        .map_err(|error| error.to_string())
}
