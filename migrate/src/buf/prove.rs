//! Generates with the plugins before and after the change, in this process, and compares.

use std::path::Path;
use std::process::Command;

use prost::Message as _;
use prost_types::FileDescriptorSet;
use prost_types::compiler::{CodeGeneratorRequest, CodeGeneratorResponse, code_generator_response};

use super::parse::{Entry, Plugin};
use super::{BufChange, FILE};
use crate::proof::{Files, Proof, compare_without};
use crate::report::{Level, Note};

/// Compares the code of the plugins with the code of our plugin.
///
/// # Errors
/// Returns the reason if code cannot be generated.
pub fn prove(change: &BufChange, folder: &Path) -> Result<Proof, Note> {
    let failed = |message: String| Note::new(Level::Warning, message).at(FILE, None);
    let all = descriptors(folder, &[]).map_err(failed)?;
    let asked = descriptors(folder, &["--exclude-imports"]).map_err(failed)?;
    let request = |options: &[String]| {
        let request = CodeGeneratorRequest {
            file_to_generate: asked.file.iter().map(|file| file.name().to_owned()).collect(),
            parameter: Some(options.join(",")),
            proto_file: all.file.clone(),
            compiler_version: None,
        };
        request.encode_to_vec()
    };
    let mut before = Files::new();
    for Entry { plugin, options, .. } in &change.before {
        // The names of files do not count, because the options may put them into other folders.
        let mut options = options.clone();
        options.retain(|option| !option.starts_with("flat_output_dir"));
        options.push("flat_output_dir".to_owned());
        let files = match plugin {
            Plugin::Prost => protoc_gen_prost::execute(&request(&options)),
            Plugin::Tonic => protoc_gen_tonic::execute(&request(&options)),
            // The module tree has no items.
            Plugin::Crate | Plugin::Serde => continue,
        };
        add(files.map_err(|error| failed(error.to_string()))?, &mut before);
    }
    let mut options = change.after.options.clone();
    options.retain(|option| {
        !["flat_output_dir", "include_file", "gen_crate"]
            .iter()
            .any(|name| option.starts_with(name))
    });
    let response = rust_grpc_build::plugin::run(request(&options))
        .map_err(|problems| failed(problems.to_string()))?;
    let response = CodeGeneratorResponse::decode(response.bytes.as_slice())
        .map_err(|error| failed(error.to_string()))?;
    if let Some(error) = response.error {
        return Err(failed(error));
    }
    let mut after = Files::new();
    add(response.file, &mut after);
    // The constant has the same descriptors in another spelling.
    compare_without(&before, &after, "FILE_DESCRIPTOR_SET").map_err(failed)
}

/// Adds files by name, and what plugins insert into them. Stubs are added to the file of their
/// messages, which includes them.
fn add(files: Vec<code_generator_response::File>, all: &mut Files) {
    for file in files.into_iter().filter(|file| !file.content().starts_with("include!")) {
        let name = file.name().replace(".tonic.rs", ".rs");
        all.entry(name).or_default().extend_from_slice(file.content().as_bytes());
    }
}

/// Returns the descriptors that buf sends to plugins.
fn descriptors(folder: &Path, more: &[&str]) -> Result<FileDescriptorSet, String> {
    let image = tempfile::Builder::new().suffix(".binpb").tempfile();
    let image = image.map_err(|error| error.to_string())?;
    let mut buf = Command::new("buf");
    buf.current_dir(folder).args(["build", "--as-file-descriptor-set", "-o"]).arg(image.path());
    let output = buf.args(more).output().map_err(|error| format!("cannot run buf: {error}"))?;
    if !output.status.success() {
        return Err(format!("`buf build` fails: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let bytes = std::fs::read(image.path()).map_err(|error| error.to_string())?;
    FileDescriptorSet::decode(bytes.as_slice()).map_err(|error| error.to_string())
}
