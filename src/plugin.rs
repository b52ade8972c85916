//! The protoc plugin: the bytes of a request in, the bytes of a response out. It reads no file and no environment, and
//! starts nothing: buf runs plugins in an empty image.

use std::io::{self, Write};
use std::{mem, thread};

use prost::Message as _;

use crate::descriptor::Edition;
use crate::descriptor::compiler::CodeGeneratorResponse;
use crate::descriptor::compiler::code_generator_response::{Feature, File};
use crate::diagnostics::{Diagnostics, not_a_request};
use crate::model::Model;
use crate::options::{Options, UnmatchedRules};
use crate::output::OutputFile;
use crate::{Request, layout, model, render};

mod split;

/// What to send back to protoc.
#[derive(Debug)]
#[non_exhaustive]
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
pub fn run(request: impl AsRef<[u8]>) -> Result<Response, Diagnostics> {
    let (request, parameter) = decode(request)?;
    let mut bytes = Vec::new();
    let warnings = respond(request, &parameter, drop, &mut |part| bytes.extend(part));
    Ok(Response { bytes, warnings })
}

/// As [`run`], to a protoc that listens: of a request that is given away, and of the response, no more is in memory at a
/// time than need be. Returns what is worth knowing. For a process that ends with it: what that will take back at once is not
/// dropped piece by piece.
///
/// # Errors
/// As [`run`], as an error of kind `InvalidData`; the response cannot be written.
pub fn run_to(request: impl AsRef<[u8]>, out: &mut (impl Write + Send)) -> io::Result<Diagnostics> {
    let (request, parameter) = decode(request).map_err(|problems| io::Error::new(io::ErrorKind::InvalidData, problems))?;
    let mut written = Ok(());
    let warnings = respond(request, &parameter, mem::forget, &mut |part| {
        if written.is_ok() {
            written = out.write_all(&part);
        }
    });
    written.and_then(|()| out.flush()).map(|()| warnings)
}

/// The request, whose bytes are no longer needed, and its parameter.
fn decode(request: impl AsRef<[u8]>) -> Result<(Request, String), Diagnostics> {
    // No bytes are an empty message, but protoc never asks for nothing.
    if request.as_ref().is_empty() {
        return Err(not_a_request("it is empty").into());
    }
    Request::with_parameter(request.as_ref())
}

/// Responds in parts: a message that comes in parts is the message of all parts. Where there is an error,
/// protoc writes no file. Returns warnings. `done` says what becomes of the model.
fn respond(request: Request, parameter: &str, done: fn(Model), send: &mut (dyn FnMut(Vec<u8>) + Send)) -> Diagnostics {
    let mut options = Options::default();
    options.unmatched = UnmatchedRules::Allow;
    let mut found = options.apply(parameter).err().unwrap_or_default();
    let is_usable = found.is_empty();
    let generated = request.described().and_then(|request| generate(request, &options, is_usable, done, send));
    let (warnings, problems) =
        generated.map_or_else(|problems| (Diagnostics::default(), problems), |warnings| (warnings, Diagnostics::default()));
    found.extend(problems);
    let error = (!found.is_empty()).then(|| found.to_string());
    let warnings = if error.is_some() { Diagnostics::default() } else { warnings };
    send(last(error));
    warnings
}

/// Renders only if that `is_wanted`.
fn generate(
    request: Request,
    options: &Options,
    is_wanted: bool,
    done: fn(Model),
    send: &mut (dyn FnMut(Vec<u8>) + Send),
) -> Result<Diagnostics, Diagnostics> {
    let (model, mut warnings) = model::lower(&request, options)?;
    warnings.extend(split::warnings(&request, options));
    if !is_wanted {
        return Ok(warnings);
    }
    thread::scope(|scope| {
        // Millions of small pieces: that takes a while. Where no thread is to be had, they are dropped here and now.
        let _ = thread::Builder::new().spawn_scoped(scope, move || drop(request));
        render::files(&model, &layout::Layout::new(options).files(&model), |file| send(part(file)))
    })?;
    done(model);
    Ok(warnings)
}

/// What a response says beside its files.
///
/// Features and editions belong into an error, too: without them protoc complains that the plugin lacks them, before it
/// shows the error. The editions are all that protoc knows; the generator itself refuses those it does not support.
fn last(error: Option<String>) -> Vec<u8> {
    let response = CodeGeneratorResponse {
        error,
        supported_features: Some(Feature::Proto3Optional as u64 | Feature::SupportsEditions as u64),
        minimum_edition: Some(Edition::Proto2 as i32),
        maximum_edition: Some(Edition::Edition2026 as i32),
        ..CodeGeneratorResponse::default()
    };
    response.encode_to_vec()
}

/// A response with one file.
fn part(file: OutputFile) -> Vec<u8> {
    let file = File { name: Some(file.name), content: Some(file.content), ..File::default() };
    CodeGeneratorResponse { file: vec![file], ..CodeGeneratorResponse::default() }.encode_to_vec()
}
