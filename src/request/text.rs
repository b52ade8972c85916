//! Replacement of strings that are not UTF-8 in an encoded file.
//!
//! protoc accepts any bytes in a default value or a JSON name, and other programs write any bytes
//! in a name. Such a string is replaced, so that the rest of the file can be decoded. U+FFFD
//! replaces each invalid byte sequence. If the generator uses the string, an error is reported at
//! its position.

use std::collections::HashMap;

use prost::encoding::{WireType, encode_key, encode_varint};
use prost::{DecodeError, Message as _};

use super::envelope::number;
use crate::descriptor::SourceCodeInfo;
use crate::descriptor::fields::{Fields, Value};
use crate::diagnostics::{Diagnostic, Location, string_is_not_utf8};

/// A message type of descriptor.proto that has strings.
#[derive(Debug, Clone, Copy)]
enum Part {
    File,
    Message,
    Field,
    Oneof,
    Enum,
    EnumValue,
    Service,
    Method,
    FileOptions,
    SourceCodeInfo,
    Location,
}

/// The Rust types that decode the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// The generator's own types.
    Ours,
    /// The types of prost-types. There, every string of descriptor.proto is a `String`.
    ProstTypes,
}

impl Purpose {
    /// Returns `member` if the file is for prost-types. Returns [`Member::Other`] otherwise.
    fn prost_types(self, member: Member) -> Member {
        if self == Self::ProstTypes { member } else { Member::Other }
    }
}

/// The content of a field in such a message.
enum Member {
    /// A string, and its name in the error. The name is `None` if a later stage reports the string
    /// in any case: the replaced text is not an identifier, and no type or file of the request has
    /// this name.
    Text(Option<&'static str>),
    /// A list of messages that have strings.
    Part(Part),
    /// Any other field.
    Other,
}

impl Part {
    /// Returns the content of the field with a number in descriptor.proto.
    fn member(self, number: u32, purpose: Purpose) -> Member {
        match (self, number) {
            // In the generator's own types, comments, options and reserved names are bytes.
            (Self::File, 8) => purpose.prost_types(Member::Part(Self::FileOptions)),
            (Self::File, 9) => purpose.prost_types(Member::Part(Self::SourceCodeInfo)),
            (Self::SourceCodeInfo, 1) => purpose.prost_types(Member::Part(Self::Location)),
            (Self::Location, 3 | 4 | 6) | (Self::Message, 10) | (Self::Enum, 5) => {
                purpose.prost_types(Member::Text(None))
            }
            (Self::FileOptions, 1 | 8 | 11 | 36 | 37 | 39 | 40 | 41 | 44 | 45) => {
                purpose.prost_types(Member::Text(None))
            }
            (Self::FileOptions | Self::SourceCodeInfo | Self::Location, _) => Member::Other,
            (Self::File, 1) => Member::Text(Some("file name")),
            (Self::Field, 7) => Member::Text(Some("default value")),
            (Self::Field, 10) => Member::Text(Some("JSON name")),
            (_, 1)
            | (Self::File, 2 | 3 | 12 | 15)
            | (Self::Field, 2 | 6)
            | (Self::Method, 2 | 3) => Member::Text(None),
            (Self::File, 4) | (Self::Message, 3) => Member::Part(Self::Message),
            (Self::File, 5) | (Self::Message, 4) => Member::Part(Self::Enum),
            (Self::File, 6) => Member::Part(Self::Service),
            (Self::File, 7) | (Self::Message, 2 | 6) => Member::Part(Self::Field),
            (Self::Message, 8) => Member::Part(Self::Oneof),
            (Self::Enum, 2) => Member::Part(Self::EnumValue),
            (Self::Service, 2) => Member::Part(Self::Method),
            _ => Member::Other,
        }
    }

    /// Whether a field of the message holds extensions.
    fn is_extension(self, number: u32) -> bool {
        matches!((self, number), (Self::File, 7) | (Self::Message, 6))
    }
}

/// A string that is not UTF-8.
struct Wrong {
    /// The path in the file's `SourceCodeInfo`, e.g. `[4, 0, 2, 0, 7]`.
    path: Vec<i32>,
    /// The name in the error, e.g. `default value`.
    what: &'static str,
    /// The full name of the element that it belongs to, e.g. `acme.v1.Forecast.place`.
    element: String,
    /// The string. U+FFFD replaces each invalid byte sequence.
    text: String,
}

/// Replaces every string of a file that is not UTF-8. Returns an error for each of these strings
/// that the generator uses.
///
/// # Errors
/// Returns an error if the bytes are malformed.
pub(super) fn replace(file: &[u8]) -> Result<(Vec<u8>, Vec<Diagnostic>), DecodeError> {
    let mut wrong = Vec::new();
    let replaced =
        replace_in((Part::File, Purpose::Ours), file, &mut Vec::new(), "", 0, &mut wrong)?;
    let name = String::from_utf8_lossy(string(file, number::NAME)?).into_owned();
    let mut info = SourceCodeInfo::default();
    if !wrong.is_empty() {
        info.merge(string(file, number::SOURCE_CODE_INFO)?)?;
    }
    let spans: HashMap<&[i32], &[i32]> =
        info.location.iter().rev().map(|place| (&place.path[..], &place.span[..])).collect();
    let diagnostic = |wrong: Wrong| {
        let location = Location { file: name.clone(), position: position(&spans, &wrong.path) };
        string_is_not_utf8(location, wrong.what, &wrong.element, &wrong.text)
    };
    Ok((replaced, wrong.into_iter().map(diagnostic).collect()))
}

/// Replaces the strings of a descriptor set for prost-types, as [`replace`] does for a file.
///
/// # Errors
/// Returns an error if the bytes are malformed.
pub(super) fn replace_in_set(set: &[u8]) -> Result<Vec<u8>, DecodeError> {
    let mut replaced = Vec::with_capacity(set.len());
    for field in Fields::of(set) {
        let field = field?;
        match field.value {
            Value::Bytes(file) if field.number == number::FILE => {
                let what = (Part::File, Purpose::ProstTypes);
                let file = replace_in(what, file, &mut Vec::new(), "", 0, &mut Vec::new())?;
                append(&mut replaced, field.number, &file);
            }
            _ => replaced.extend(field.encoded),
        }
    }
    Ok(replaced)
}

/// Replaces the strings in one message. `scope` is the full name of the element around it.
fn replace_in(
    (part, purpose): (Part, Purpose),
    message: &[u8],
    path: &mut Vec<i32>,
    scope: &str,
    depth: usize,
    wrong: &mut Vec<Wrong>,
) -> Result<Vec<u8>, DecodeError> {
    let own_name = if matches!(part, Part::File) { 2 } else { 1 };
    let name = String::from_utf8_lossy(string(message, own_name)?);
    let element = if scope.is_empty() { name.into_owned() } else { format!("{scope}.{name}") };
    // No capacity is reserved: each of a hundred nesting levels would reserve the full size.
    let mut replaced = Vec::new();
    let mut counts = HashMap::new();
    for field in Fields::of(message) {
        let field = field?;
        let Value::Bytes(bytes) = field.value else {
            replaced.extend(field.encoded);
            continue;
        };
        let nth = counts.entry(field.number).or_insert(0);
        let step = i32::try_from(field.number).unwrap_or_default();
        match part.member(field.number, purpose) {
            Member::Text(what) if std::str::from_utf8(bytes).is_err() => {
                let text = String::from_utf8_lossy(bytes).into_owned();
                append(&mut replaced, field.number, text.as_bytes());
                let path = path.iter().copied().chain([step]).collect();
                wrong.extend(what.map(|what| Wrong { path, what, element: element.clone(), text }));
            }
            // prost refuses a file with a deeper nesting.
            Member::Part(inner) if depth < MAX_DEPTH => {
                path.extend([step, *nth]);
                let known = wrong.len();
                let inner = replace_in((inner, purpose), bytes, path, &element, depth + 1, wrong)?;
                path.truncate(path.len() - 2);
                if part.is_extension(field.number) {
                    // No code is generated for extensions.
                    wrong.truncate(known);
                }
                append(&mut replaced, field.number, &inner);
            }
            _ => replaced.extend(field.encoded),
        }
        *nth += 1;
    }
    Ok(replaced)
}

/// The nesting depth at which prost stops decoding.
const MAX_DEPTH: usize = 100;

/// Appends a length-prefixed field.
fn append(message: &mut Vec<u8>, number: u32, bytes: &[u8]) {
    encode_key(number, WireType::LengthDelimited, message);
    encode_varint(bytes.len() as u64, message);
    message.extend(bytes);
}

/// Returns the last value of a length-prefixed field. Returns an empty slice if there is none.
pub(super) fn string(message: &[u8], number: u32) -> Result<&[u8], DecodeError> {
    let mut last: &[u8] = &[];
    for field in Fields::of(message) {
        let field = field?;
        if let (Value::Bytes(bytes), true) = (field.value, field.number == number) {
            last = bytes;
        }
    }
    Ok(last)
}

/// Returns the line and column of a path, or of the nearest enclosing path. Both are counted from
/// 1.
fn position(spans: &HashMap<&[i32], &[i32]>, path: &[i32]) -> Option<(u32, u32)> {
    let span = (1..=path.len()).rev().find_map(|length| spans.get(&path[..length]))?;
    let [line, column, ..] = span[..] else { return None };
    Some((u32::try_from(line).ok()? + 1, u32::try_from(column).ok()? + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descriptor::FileDescriptorProto;

    /// Returns a file with strings in every kind of element.
    fn file() -> Vec<u8> {
        let proto = "syntax = 'proto2'; package p; import 'google/protobuf/any.proto'; \
            option java_package = 'j';
            // A comment.
            message M { optional string s = 1 [default = 'd', json_name = 'j']; \
            oneof o { int32 i = 2; } reserved 'r';
              extensions 100; extend M { optional int32 x = 100; } enum E { E_A = 0; } }
            service S { rpc Call(M) returns (google.protobuf.Any); }";
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.proto"), proto).unwrap();
        let includes = [folder.path().to_owned()];
        let settings = crate::protoc::Settings::vendored();
        let compiled = crate::protoc::compile(&["a.proto".into()], &includes, &settings).unwrap();
        let files = Fields::of(&compiled.descriptor_set).map(|file| file.unwrap().value);
        let files = files.filter_map(|file| match file {
            Value::Bytes(file) => Some(file.to_vec()),
            _ => None,
        });
        files.last().unwrap()
    }

    #[test]
    fn a_file_in_utf8_does_not_change() {
        let file = file();
        let (replaced, problems) = replace(&file).unwrap();
        assert_eq!((replaced, problems), (file, Vec::new()));
    }

    #[test]
    fn every_changed_byte_is_replaced_or_refused() {
        let file = file();
        let mut decoded = 0;
        for index in 0..file.len() {
            let mut bytes = file.clone();
            bytes[index] = 0xe9;
            // If the change hits a length or a key, the bytes may be no message.
            let Ok((replaced, _)) = replace(&bytes) else { continue };
            decoded += usize::from(FileDescriptorProto::decode(&*replaced).is_ok());
        }
        assert!(decoded > file.len() / 3, "{decoded} of {}", file.len());
    }
}
