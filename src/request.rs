//! What is to be generated: descriptors, and which of the files are asked for.

use rust_grpc as _;

use crate::Diagnostics;
use crate::descriptor::FileDescriptorProto;

/// Compiled .proto files, and which of them are asked for.
#[derive(Debug)]
pub struct Request {
    /// Every file, imports before the files that import them.
    pub(crate) files: Vec<FileDescriptorProto>,
    /// The names of the files that are asked for, in the order asked.
    pub(crate) listed: Vec<String>,
    /// Whether what the listed files import may be emitted, too (`include_imports`): not as a plugin.
    pub(crate) imports_too: bool,
}

impl Request {
    /// From an encoded `google.protobuf.compiler.CodeGeneratorRequest`, as a plugin gets it on its standard input.
    ///
    /// # Errors
    /// The bytes are no such message.
    pub fn from_plugin(bytes: &[u8]) -> Result<Self, Diagnostics> {
        let _ = bytes;
        todo!()
    }

    /// From an encoded `google.protobuf.FileDescriptorSet`, as `protoc --descriptor_set_out --include_imports` writes it.
    /// `name` is what diagnostics call it; `listed` are the files asked for, by default all of the set.
    ///
    /// # Errors
    /// The bytes are no such message, or a listed file is not in it.
    pub fn from_descriptor_set(name: &str, bytes: &[u8], listed: Option<&[String]>) -> Result<Self, Diagnostics> {
        let _ = (name, bytes, listed);
        todo!()
    }
}
