//! What holds files, encoded: a request or a descriptor set. It is taken apart without decoding what is inside, so that files
//! can be decoded one by one, on all cores, and only those that are wanted.

use std::collections::HashMap;

use prost::encoding::{DecodeContext, WireType, decode_key, decode_varint, encode_varint, skip_field};
use prost::{DecodeError, Message as _};

use super::places::Places;
use crate::descriptor::FileDescriptorProto;
use crate::parallel;

/// A `CodeGeneratorRequest`.
#[derive(Debug, Default)]
pub(super) struct Envelope {
    pub file_to_generate: Vec<String>,
    pub parameter: String,
    /// Imports before the files that import them, each with what is known of where its elements stand.
    pub files: Vec<(FileDescriptorProto, Places)>,
}

/// Field numbers in plugin.proto and descriptor.proto.
mod number {
    pub const FILE_TO_GENERATE: u32 = 1;
    pub const PARAMETER: u32 = 2;
    pub const PROTO_FILE: u32 = 15;
    pub const SOURCE_FILE_DESCRIPTORS: u32 = 17;
    pub const FILE: u32 = 1;
    pub const NAME: u32 = 1;
}

impl Envelope {
    pub fn of_request(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut envelope = Self::default();
        let mut files = Vec::new();
        // `proto_file` lacks options with source retention; the files to generate come complete as well.
        let mut complete = HashMap::new();
        for (number, part) in parts(bytes)? {
            match number {
                number::FILE_TO_GENERATE => envelope.file_to_generate.push(text(part)?),
                number::PARAMETER => envelope.parameter = text(part)?,
                number::PROTO_FILE => files.push(part),
                number::SOURCE_FILE_DESCRIPTORS => {
                    complete.insert(name(part)?, part);
                }
                _ => {}
            }
        }
        for file in &mut files {
            if let Some(complete) = complete.remove(&name(file)?) {
                *file = complete;
            }
        }
        envelope.files = decode(&files)?;
        Ok(envelope)
    }

    /// Of a `FileDescriptorSet`.
    pub fn of_set(bytes: &[u8]) -> Result<Self, DecodeError> {
        let files = parts(bytes)?.into_iter().filter(|(number, _)| *number == number::FILE).map(|(_, part)| part);
        Ok(Self { files: decode(&files.collect::<Vec<_>>())?, ..Self::default() })
    }
}

fn decode(files: &[&[u8]]) -> Result<Vec<(FileDescriptorProto, Places)>, DecodeError> {
    let decoded = parallel::map(files, |bytes| FileDescriptorProto::decode(*bytes).map(Places::taken_from));
    decoded.into_iter().collect()
}

/// The fields of a message that have a length, in order.
fn parts(mut bytes: &[u8]) -> Result<Vec<(u32, &[u8])>, DecodeError> {
    let mut parts = Vec::new();
    while !bytes.is_empty() {
        let (number, wire_type) = decode_key(&mut bytes)?;
        if wire_type == WireType::LengthDelimited {
            let length = decode_varint(&mut bytes)?;
            let part = usize::try_from(length).ok().and_then(|length| bytes.split_at_checked(length));
            let Some((part, rest)) = part else {
                // Says what is wrong.
                return Err(skip_field(WireType::LengthDelimited, number, &mut &[1][..], DecodeContext::default()).unwrap_err());
            };
            parts.push((number, part));
            bytes = rest;
        } else {
            skip_field(wire_type, number, &mut bytes, DecodeContext::default())?;
        }
    }
    Ok(parts)
}

/// The name of an encoded file.
fn name(file: &[u8]) -> Result<&[u8], DecodeError> {
    let name = parts(file)?.into_iter().rfind(|(number, _)| *number == number::NAME);
    Ok(name.map_or(&[], |(_, name)| name))
}

fn text(bytes: &[u8]) -> Result<String, DecodeError> {
    // A message with nothing but a string has the same errors.
    let mut message = vec![0x0a];
    encode_varint(bytes.len() as u64, &mut message);
    message.extend(bytes);
    String::decode(&message[..])
}
