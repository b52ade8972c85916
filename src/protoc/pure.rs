//! The last resort: a parser in Rust, where no program can be run.

use std::path::PathBuf;

use protobuf::Message as _;

use super::Compiled;
use super::inputs::Input;
use crate::diagnostics::{Diagnostic, Diagnostics, parsed_without_protoc};

pub(super) fn parse(inputs: &[Input], includes: &[PathBuf]) -> Result<Compiled, Diagnostics> {
    let failed = |error: String| Diagnostics::from(Diagnostic::error(error));
    let mut parser = protobuf_parse::Parser::new();
    parser.pure().includes(includes).includes(super::include_from_env()).inputs(inputs.iter().map(|input| &input.path));
    // Its errors are chains, the file and the place first.
    let set = parser.file_descriptor_set().map_err(|error| failed(format!("{error:#}")))?;
    let descriptor_set = set.write_to_bytes().map_err(|error| failed(error.to_string()))?;
    let listed = inputs.iter().map(|input| input.name.clone()).collect();
    Ok(Compiled { descriptor_set, listed, warnings: parsed_without_protoc().into() })
}
