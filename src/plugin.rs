//! The protoc plugin: the bytes of a request in, the bytes of a response out. It reads no file and no environment, and
//! starts nothing: buf runs plugins in an empty image.

use prost::Message as _;

use crate::descriptor::Edition;
use crate::descriptor::compiler::CodeGeneratorResponse;
use crate::descriptor::compiler::code_generator_response::{Feature, File};
use crate::diagnostics::{Diagnostics, not_a_request};
use crate::options::{Options, Unmatched};
use crate::output::OutputFile;
use crate::{Request, layout, model, render};

mod split;

/// What to send back to protoc.
#[derive(Debug)]
pub struct Response {
    /// An encoded `google.protobuf.compiler.CodeGeneratorResponse`, with files or with an error.
    pub bytes: Vec<u8>,
    /// Worth knowing; protoc shows what a plugin writes to its standard error.
    pub warnings: Diagnostics,
}

/// Answers an encoded `google.protobuf.compiler.CodeGeneratorRequest`. What the user has got wrong goes into the
/// response. A request that is given away does not stay in memory until there is a response.
///
/// # Errors
/// The bytes are no request, so there is nobody to respond to.
///
/// # Examples
/// ```
/// let error = rust_grpc_build::plugin::run(b"").unwrap_err();
/// assert!(error.to_string().starts_with("the standard input is no CodeGeneratorRequest"));
/// ```
pub fn run(request: impl AsRef<[u8]>) -> Result<Response, Diagnostics> {
    // No bytes are an empty message, but protoc never asks for nothing.
    if request.as_ref().is_empty() {
        return Err(not_a_request("it is empty").into());
    }
    let (decoded, parameter) = Request::with_parameter(request.as_ref())?;
    drop(request);
    let response = generate(decoded, &parameter);
    Ok(response.unwrap_or_else(|problems| Response { bytes: head(Some(problems.to_string())), warnings: Diagnostics::default() }))
}

fn generate(request: Request, parameter: &str) -> Result<Response, Diagnostics> {
    let mut options = Options::default();
    options.unmatched = Unmatched::Ignore;
    let mut found = options.apply(parameter).err().unwrap_or_default();
    match request.described().and_then(|request| respond(request, &options)) {
        Ok(response) if found.is_empty() => Ok(response),
        Ok(_) => Err(found),
        Err(problems) => {
            found.extend(problems);
            Err(found)
        }
    }
}

fn respond(request: Request, options: &Options) -> Result<Response, Diagnostics> {
    let model = model::lower(&request, options)?;
    let warnings = split::warnings(&request, options);
    drop(request);
    let mut bytes = head(None);
    render::files(&model, layout::Layout::new(options).files(&model), |file| append(&mut bytes, file))?;
    Ok(Response { bytes, warnings })
}

/// A response without files.
///
/// Features and editions belong into an error, too: without them protoc complains that the plugin lacks them, before it
/// shows the error. The editions are all that protoc knows; the generator itself refuses those it does not support.
fn head(error: Option<String>) -> Vec<u8> {
    let response = CodeGeneratorResponse {
        error,
        supported_features: Some(Feature::Proto3Optional as u64 | Feature::SupportsEditions as u64),
        minimum_edition: Some(Edition::Proto2 as i32),
        maximum_edition: Some(Edition::Edition2026 as i32),
        ..CodeGeneratorResponse::default()
    };
    response.encode_to_vec()
}

/// Appends a file to an encoded response: a message that comes in parts is the message of all parts.
fn append(response: &mut Vec<u8>, file: OutputFile) {
    let file = File { name: Some(file.name), content: Some(file.content), ..File::default() };
    let part = CodeGeneratorResponse { file: vec![file], ..CodeGeneratorResponse::default() };
    response.extend(part.encode_to_vec());
}
