//! The protoc plugin. It converts the bytes of a request to the bytes of a response. It reads no
//! file and no environment variable, and starts no process, because buf runs plugins in an empty
//! image.
//!
//! May import: `descriptor`, `diagnostics`, `driver`, `model`, `options`, `output`, `request`.

use std::io::{self, Write};
use std::thread;

use prost::Message as _;

use crate::descriptor::Edition;
use crate::descriptor::compiler::CodeGeneratorResponse;
use crate::descriptor::compiler::code_generator_response::{Feature, File};
use crate::diagnostics::{Diagnostics, Severity, not_a_request};
use crate::driver::Run;
use crate::model::Model;
use crate::options::{Options, UnmatchedRules};
use crate::output::OutputFile;
use crate::{Request, driver};

mod split;

/// The response to protoc.
#[derive(Debug)]
#[non_exhaustive]
pub struct Response {
    /// An encoded `google.protobuf.compiler.CodeGeneratorResponse`, with files or with an error.
    pub bytes: Vec<u8>,
    /// The warnings. protoc shows the text that a plugin writes to standard error.
    pub warnings: Diagnostics,
}

/// Answers an encoded `google.protobuf.compiler.CodeGeneratorRequest`. Errors of the user become
/// part of the response.
///
/// # Errors
/// Returns an error if the bytes are no request, because there is no response then.
///
/// # Examples
/// ```
/// let error = rust_grpc_build::plugin::run(b"").unwrap_err();
/// assert!(error.to_string().starts_with("the standard input is not a CodeGeneratorRequest"));
/// ```
pub fn run(request: impl AsRef<[u8]>) -> Result<Response, Diagnostics> {
    let (request, parameter) = decode(request)?;
    let mut bytes = Vec::new();
    let (_, warnings) = respond(request, &parameter, &mut |part| bytes.extend(part));
    Ok(Response { bytes, warnings })
}

/// Answers a request like [`run`], and writes the response to `out` in parts. This keeps as little
/// of the request and the response in memory as possible.
///
/// `end` gets the warnings after the response is written. A process may exit in `end`, which frees
/// the memory at once. Otherwise the model is dropped part by part after `end`.
///
/// The function is hidden, because only the binary of this package uses it. The binary is a crate
/// of its own.
///
/// # Errors
/// Returns the errors of [`run`] as an error of kind `InvalidData`, and an error if the response
/// cannot be written.
#[doc(hidden)]
pub fn run_to(
    request: impl AsRef<[u8]>,
    out: &mut (impl Write + Send),
    end: impl FnOnce(Diagnostics),
) -> io::Result<()> {
    let (request, parameter) =
        decode(request).map_err(|problems| io::Error::new(io::ErrorKind::InvalidData, problems))?;
    let mut written = Ok(());
    let (_model, warnings) = respond(request, &parameter, &mut |part| {
        if written.is_ok() {
            written = out.write_all(&part);
        }
    });
    written.and_then(|()| out.flush())?;
    end(warnings);
    Ok(())
}

/// Returns the request and its parameter. The bytes are dropped.
fn decode(request: impl AsRef<[u8]>) -> Result<(Request, String), Diagnostics> {
    // An empty message is a valid encoding, but protoc never sends an empty request.
    if request.as_ref().is_empty() {
        return Err(not_a_request("it is empty").into());
    }
    Request::with_parameter(request.as_ref())
}

/// Sends the response in parts. protobuf merges the parts into one message. If a part has an error,
/// protoc writes no file. Returns the warnings, and the model for the caller to drop.
fn respond(
    request: Request,
    parameter: &str,
    send: &mut (dyn FnMut(Vec<u8>) + Send),
) -> (Option<Model>, Diagnostics) {
    let mut options = Options::default();
    options.unmatched = UnmatchedRules::Allow;
    let mut found = options.apply(parameter).err().unwrap_or_default();
    let is_usable = found.is_empty();
    let generated =
        request.described().and_then(|request| generate(request, &options, is_usable, send));
    let (model, warnings) = generated.map_or_else(
        |problems| {
            found.extend(problems);
            (None, Diagnostics::default())
        },
        |run| {
            let (model, warnings) = run.into_parts();
            (Some(model), warnings)
        },
    );
    // The text of an error has no labels, so a warning in it would look like an error.
    let errors: Diagnostics =
        found.into_iter().filter(|problem| problem.severity == Severity::Error).collect();
    let error = (!errors.is_empty()).then(|| errors.to_string());
    let warnings = if error.is_some() { Diagnostics::default() } else { warnings };
    send(last(error));
    (model, warnings)
}

/// Generates the files and sends them, if `is_wanted`. Returns the run with its warnings.
fn generate<'o>(
    request: Request,
    options: &'o Options,
    is_wanted: bool,
    send: &mut (dyn FnMut(Vec<u8>) + Send),
) -> Result<Run<'o>, Diagnostics> {
    let mut run = driver::run(&request, options)?;
    run.warnings.extend(split::warnings(&request, options));
    if !is_wanted {
        return Ok(run);
    }
    thread::scope(|scope| {
        // Dropping millions of small parts takes time. If no thread can be spawned, the request is
        // dropped here.
        let _ = thread::Builder::new().spawn_scoped(scope, move || drop(request));
        run.render(|file| send(part(file)))
    })?;
    Ok(run)
}

/// Returns the end of an encoded response, i.e. every field but its files.
///
/// A response with an error needs features and editions, too. Without them, protoc reports that
/// they are missing before it shows the error. The response lists all editions that protoc knows,
/// because the generator itself refuses unsupported editions.
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

/// Returns a response with one file.
fn part(file: OutputFile) -> Vec<u8> {
    let file = File { name: Some(file.name), content: Some(file.content), ..File::default() };
    CodeGeneratorResponse { file: vec![file], ..CodeGeneratorResponse::default() }.encode_to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descriptor::FileDescriptorProto;
    use crate::descriptor::compiler::CodeGeneratorRequest;

    #[test]
    fn run_to_writes_the_same_response_as_run() {
        let name = Some("a.proto".to_owned());
        let file = FileDescriptorProto {
            name: name.clone(),
            syntax: Some("proto3".into()),
            ..FileDescriptorProto::default()
        };
        let request = CodeGeneratorRequest {
            file_to_generate: name.into_iter().collect(),
            proto_file: vec![file],
            parameter: Some("mod_file=mod.rs,crate_name=a".into()),
            ..CodeGeneratorRequest::default()
        };
        let request = request.encode_to_vec();
        let (mut bytes, mut said) = (Vec::new(), Vec::new());
        run_to(&request, &mut bytes, |warnings| {
            said.extend(warnings.iter().map(ToString::to_string))
        })
        .unwrap();
        let response = run(&request).unwrap();
        assert_eq!(said, response.warnings.iter().map(ToString::to_string).collect::<Vec<_>>());
        // The warnings are about `crate_name`, and about a file that declares nothing.
        assert_eq!((bytes, said.len()), (response.bytes, 2));
    }
}
