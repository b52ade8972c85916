//! Checks that strings and comments are UTF-8, and that options can be decoded.
//!
//! The checks cover every element of a file that code is generated for. The generator takes only
//! names and features from other files, so there the checks cover only the options of elements
//! whose features it reads.

use prost::DecodeError;

use super::{ElementId, File, Schema, step};
use crate::Request;
use crate::diagnostics::{
    Diagnostic, Diagnostics, Location, broken_element, comment_is_not_utf8, package_is_too_long,
};
use crate::index::Id as _;
use crate::model::FileId;
use crate::request::Lossy;

/// The maximum length of a package name in bytes, as in protoc 36.
const MAX_PACKAGE_BYTES: usize = 511;
const MAX_PACKAGE_PARTS: usize = 101;

/// Reports a package name that protoc refuses. A descriptor that protoc did not make may have any
/// name.
pub(super) fn check_package(file: &File<'_>, found: &mut Diagnostics) {
    let package = file.proto.package();
    let parts = package.split('.').count();
    let lengths =
        [("characters", package.len(), MAX_PACKAGE_BYTES), ("parts", parts, MAX_PACKAGE_PARTS)];
    for (what, count, limit) in lengths.into_iter().filter(|(_, count, limit)| count > limit) {
        found.push(package_is_too_long(file.location(&[step::FILE_PACKAGE]), what, count, limit));
    }
}

/// Reports strings, comments and options that cannot be decoded.
pub(super) fn check(request: &Request, schema: &Schema<'_>, found: &mut Diagnostics) {
    let problems =
        request.problems.iter().filter(|(file, _)| schema.files[FileId::new(*file)].emitted);
    found.extend(problems.map(|(_, problem)| problem.clone()));
    for file in schema.files.values() {
        if file.emitted
            && let Lossy { count: count @ 1.., first } = file.source_info.lossy()
        {
            let location = Location { file: file.proto.name().to_owned(), position: first };
            found.push(comment_is_not_utf8(location, count - 1));
        }
        if let Err(error) = file.proto.check_options() {
            found.push(broken_options(file.location(&[]), file.proto.name(), &error));
        }
    }
    let is_emitted = |element: ElementId| schema.files[schema.declared(element).file].emitted;
    for element in
        elements(schema).filter(|element| has_read_features(*element) || is_emitted(*element))
    {
        let checked = match element {
            ElementId::Message(id) => schema.messages[id].proto.check_options(),
            ElementId::Field(id) => schema.fields[id].proto.check_options(),
            ElementId::Oneof(id) => schema.oneofs[id].proto.check_options(),
            ElementId::Enum(id) => schema.enums[id].proto.check_options(),
            ElementId::Value(id) => schema.values[id].proto.check_options(),
            ElementId::Service(id) => schema.services[id].proto.check_options(),
            ElementId::Method(id) => schema.methods[id].proto.check_options(),
            ElementId::Extension(id) => schema.extensions[id].proto.check_options(),
        };
        if let Err(error) = checked {
            let (location, name) = (schema.location(element), schema.full_name(element));
            found.push(broken_options(location, &name, &error));
        }
    }
}

/// Whether the generator reads the features of elements of this kind in imported files. Types of
/// emitted files can depend on them.
fn has_read_features(element: ElementId) -> bool {
    match element {
        ElementId::Message(_) | ElementId::Field(_) | ElementId::Oneof(_) | ElementId::Enum(_) => {
            true
        }
        ElementId::Value(_)
        | ElementId::Service(_)
        | ElementId::Method(_)
        | ElementId::Extension(_) => false,
    }
}

fn elements(schema: &Schema<'_>) -> impl Iterator<Item = ElementId> {
    let messages = schema.messages.ids().map(ElementId::Message);
    let fields = schema.fields.ids().map(ElementId::Field);
    let oneofs = schema.oneofs.ids().map(ElementId::Oneof);
    let enums = schema.enums.ids().map(ElementId::Enum);
    let values = schema.values.ids().map(ElementId::Value);
    let services = schema.services.ids().map(ElementId::Service);
    let methods = schema.methods.ids().map(ElementId::Method);
    let extensions = schema.extensions.ids().map(ElementId::Extension);
    let types = messages.chain(fields).chain(oneofs).chain(enums).chain(values);
    types.chain(services).chain(methods).chain(extensions)
}

fn broken_options(location: Location, name: &str, error: &DecodeError) -> Diagnostic {
    broken_element(location, name, &format!("its options cannot be decoded: {error}"))
}
