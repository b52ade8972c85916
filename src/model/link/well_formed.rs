//! Whether files can be read in full: their strings and comments are UTF-8, and their options are
//! fields.
//!
//! Only the files that code is generated for matter, since nothing else is taken from the others
//! than names.

use prost::DecodeError;

use super::{Declared, File, Schema, join, paths, step};
use crate::Request;
use crate::diagnostics::{Diagnostics, Location, broken_element, comment_is_not_utf8, package_is_too_long};
use crate::request::Lossy;

/// The lengths of a package's name that protoc 36 takes.
const MAX_PACKAGE_BYTES: usize = 511;
const MAX_PACKAGE_PARTS: usize = 101;

/// Reports a package whose name protoc would refuse: descriptors from elsewhere may have any.
pub(super) fn check_package(file: &File<'_>, found: &mut Diagnostics) {
    let package = file.proto.package();
    let parts = package.split('.').count();
    let lengths = [("characters", package.len(), MAX_PACKAGE_BYTES), ("parts", parts, MAX_PACKAGE_PARTS)];
    for (what, count, limit) in lengths.into_iter().filter(|(_, count, limit)| count > limit) {
        found.push(package_is_too_long(file.location(&[step::FILE_PACKAGE]), what, count, limit));
    }
}

/// Reports what cannot be read.
pub(super) fn check(request: &Request, schema: &Schema<'_>, found: &mut Diagnostics) {
    let problems = request.problems.iter().filter(|(file, _)| schema.files[*file].emitted);
    found.extend(problems.map(|(_, problem)| problem.clone()));
    for file in schema.files.iter().filter(|file| file.emitted) {
        if let Lossy { count: count @ 1.., first } = file.places.lossy() {
            let location = Location { file: file.proto.name().to_owned(), position: first };
            found.push(comment_is_not_utf8(location, count - 1));
        }
        if let Err(error) = file.proto.check_options() {
            found.push(broken_options(file.location(&[]), file.proto.name(), &error));
        }
    }
    check_options(schema, found);
}

/// Reports options that are no fields, or whose features cannot be decoded.
fn check_options(schema: &Schema<'_>, found: &mut Diagnostics) {
    for declared in &schema.messages {
        let (message, mut element) = (declared.proto, Element { schema, at: &declared.at, found });
        element.check(message.check_options());
        element.check_parts(step::MESSAGE_FIELD, message.field.iter().map(|field| (field.name(), field.check_options())));
        element.check_parts(step::MESSAGE_ONEOF, message.oneof_decl.iter().map(|oneof| (oneof.name(), oneof.check_options())));
    }
    for declared in &schema.enums {
        let mut element = Element { schema, at: &declared.at, found };
        element.check(declared.proto.check_options());
        element.check_parts(step::ENUM_VALUE, declared.proto.value.iter().map(|value| (value.name(), value.check_options())));
    }
    for declared in &schema.services {
        let mut element = Element { schema, at: &declared.at, found };
        element.check(declared.proto.check_options());
        element.check_parts(step::SERVICE_METHOD, declared.proto.method.iter().map(|method| (method.name(), method.check_options())));
    }
}

/// An element whose options are checked.
struct Element<'a> {
    schema: &'a Schema<'a>,
    at: &'a Declared,
    found: &'a mut Diagnostics,
}

impl Element<'_> {
    fn check(&mut self, result: Result<(), DecodeError>) {
        if let Err(error) = result {
            let location = self.schema.location(self.at.file, &self.at.path);
            self.found.push(broken_options(location, &self.at.full_name, &error));
        }
    }

    /// Checks a list of the element's parts, e.g. its fields.
    fn check_parts<'n>(&mut self, step: i32, parts: impl Iterator<Item = (&'n str, Result<(), DecodeError>)>) {
        for (nth, (name, result)) in parts.enumerate() {
            if let Err(error) = result {
                let path = paths(&self.at.path, step).nth(nth).unwrap_or_default();
                let location = self.schema.location(self.at.file, &path);
                self.found.push(broken_options(location, &join(&self.at.full_name, name), &error));
            }
        }
    }
}

fn broken_options(location: Location, name: &str, error: &DecodeError) -> crate::Diagnostic {
    broken_element(location, name, &format!("its options cannot be decoded: {error}"))
}
