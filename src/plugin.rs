//! The protoc plugin: the bytes of a request in, the bytes of a response out. It reads no file and no environment, and
//! starts nothing: buf runs plugins in an empty image.

use prost::Message as _;

use crate::descriptor::Edition;
use crate::descriptor::compiler::code_generator_response::{Feature, File};
use crate::descriptor::compiler::{CodeGeneratorRequest, CodeGeneratorResponse};
use crate::diagnostics::{Diagnostics, not_a_request};
use crate::options::{Options, Unmatched};
use crate::{Output, Request};

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
/// response.
///
/// # Errors
/// The bytes are no request, so there is nobody to respond to.
///
/// # Examples
/// ```
/// let error = rust_grpc_build::plugin::run(b"").unwrap_err();
/// assert!(error.to_string().starts_with("the standard input is no CodeGeneratorRequest"));
/// ```
pub fn run(request: &[u8]) -> Result<Response, Diagnostics> {
    // No bytes are an empty message, but protoc never asks for nothing.
    if request.is_empty() {
        return Err(not_a_request("it is empty").into());
    }
    let request = CodeGeneratorRequest::decode(request).map_err(|error| not_a_request(&error.to_string()))?;
    if request.file_to_generate.is_empty() && request.proto_file.is_empty() {
        return Err(not_a_request("it names no file").into());
    }
    Ok(respond(generate(request)))
}

fn generate(mut request: CodeGeneratorRequest) -> Result<Output, Diagnostics> {
    let mut options = Options::default();
    options.unmatched = Unmatched::Ignore;
    let mut found = options.apply(&request.parameter.take().unwrap_or_default()).err().unwrap_or_default();
    match Request::from_plugin_request(request).and_then(|request| {
        let mut output = crate::generate(&request, &options)?;
        output.warnings.extend(split::warnings(&request, &options));
        Ok(output)
    }) {
        Ok(output) if found.is_empty() => Ok(output),
        Ok(_) => Err(found),
        Err(problems) => {
            found.extend(problems);
            Err(found)
        }
    }
}

/// Features and editions belong into an error, too: without them protoc complains that the plugin lacks them, before it
/// shows the error. The editions are all that protoc knows; the generator itself refuses those it does not support.
fn respond(result: Result<Output, Diagnostics>) -> Response {
    let mut response = CodeGeneratorResponse {
        supported_features: Some(Feature::Proto3Optional as u64 | Feature::SupportsEditions as u64),
        minimum_edition: Some(Edition::Proto2 as i32),
        maximum_edition: Some(Edition::Edition2026 as i32),
        ..CodeGeneratorResponse::default()
    };
    let mut warnings = Diagnostics::default();
    match result {
        Ok(output) => {
            let file = |file: crate::OutputFile| File { name: Some(file.name), content: Some(file.content), ..File::default() };
            response.file = output.files.into_iter().map(file).collect();
            warnings = output.warnings;
        }
        Err(problems) => response.error = Some(problems.to_string()),
    }
    Response { bytes: response.encode_to_vec(), warnings }
}
