//! The messages of the plugin protocol, with the fields that tests read.

use prost::Message;

use crate::sandbox::{BINARY, Done, Sandbox};
use std::io::Write as _;
use std::process::Stdio;

#[derive(Clone, PartialEq, Message)]
pub struct Request {
    #[prost(string, repeated, tag = "1")]
    pub file_to_generate: Vec<String>,
    #[prost(string, optional, tag = "2")]
    pub parameter: Option<String>,
    /// The encoded `FileDescriptorProto`s.
    #[prost(bytes = "vec", repeated, tag = "15")]
    pub proto_file: Vec<Vec<u8>>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Response {
    #[prost(string, optional, tag = "1")]
    pub error: Option<String>,
    #[prost(uint64, optional, tag = "2")]
    pub supported_features: Option<u64>,
    #[prost(int32, optional, tag = "3")]
    pub minimum_edition: Option<i32>,
    #[prost(int32, optional, tag = "4")]
    pub maximum_edition: Option<i32>,
    #[prost(message, repeated, tag = "15")]
    pub file: Vec<File>,
}

#[derive(Clone, PartialEq, Message)]
pub struct File {
    #[prost(string, optional, tag = "1")]
    pub name: Option<String>,
    #[prost(string, optional, tag = "2")]
    pub insertion_point: Option<String>,
    #[prost(string, optional, tag = "15")]
    pub content: Option<String>,
}

#[derive(Clone, PartialEq, Message)]
pub struct FileDescriptorSet {
    #[prost(bytes = "vec", repeated, tag = "1")]
    pub file: Vec<Vec<u8>>,
}

/// Returns the request that protoc would send for these files of a sandbox.
pub fn request(sandbox: &Sandbox, files: &[&str], parameter: Option<&str>) -> Request {
    let mut protoc = sandbox.command(crate::sandbox::vendored_protoc());
    protoc
        .args([
            "-I.",
            "--include_imports",
            "--include_source_info",
            "--retain_options",
            "--descriptor_set_out=set",
        ])
        .args(files);
    sandbox.done(protoc.output().unwrap()).quiet();
    let set =
        FileDescriptorSet::decode(std::fs::read(sandbox.path("set")).unwrap().as_slice()).unwrap();
    Request {
        file_to_generate: files.iter().map(|file| (*file).into()).collect(),
        parameter: parameter.map(Into::into),
        proto_file: set.file,
    }
}

/// Runs the plugin in a process with an empty environment and an empty folder.
pub fn raw(stdin: &[u8]) -> (Done, Vec<u8>) {
    let sandbox = Sandbox::new(&[]);
    let mut command = sandbox.command(BINARY);
    command.env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(stdin).unwrap();
    let output = child.wait_with_output().unwrap();
    let stdout = output.stdout.clone();
    assert_eq!(sandbox.list("."), [""; 0], "a plugin writes no files");
    (sandbox.done(output), stdout)
}

/// Runs the plugin and returns its response. The response must have the features and editions.
pub fn respond(request: &Request) -> (Response, String) {
    let (done, stdout) = raw(&request.encode_to_vec());
    assert_eq!(done.code, 0, "{done:?}");
    let response = Response::decode(stdout.as_slice()).unwrap();
    assert_eq!(
        (response.supported_features, response.minimum_edition, response.maximum_edition),
        (Some(3), Some(998), Some(1002))
    );
    assert!(response.error.is_none() || response.file.is_empty(), "an error comes without files");
    (response, done.stderr)
}

/// Returns the error of a response.
pub fn error(request: &Request) -> String {
    respond(request).0.error.expect("an error")
}
