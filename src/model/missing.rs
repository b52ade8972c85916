//! Which packages generated code refers to that this run does not generate.

use std::collections::BTreeSet;

use super::Package;
use super::declare::Declarations;
use super::link::{Schema, TypeIndex};
use super::resolve::{FieldDecl, Kind};

/// The packages of all types that generated code refers to and that are neither external nor in a
/// package of this run, in order.
pub(super) fn packages<'r>(
    schema: &Schema<'r>,
    declared: &Declarations,
    fields: &[Vec<FieldDecl>],
    generated: &[Package],
) -> BTreeSet<&'r str> {
    let mut missing = BTreeSet::new();
    let mut refer = |index: TypeIndex| {
        let (is_generated, file) = match index {
            TypeIndex::Message(index) => (declared.generated_message(index), schema.messages[index].at.file),
            TypeIndex::Enum(index) => (declared.generated_enum(index), schema.enums[index].at.file),
        };
        if is_generated && !schema.files[file].emitted {
            missing.insert(schema.files[file].proto.package());
        }
    };
    for (index, message) in schema.messages.iter().enumerate() {
        if !schema.files[message.at.file].emitted || !declared.generated_message(index) {
            continue;
        }
        for field in &fields[index] {
            match field.value_kind(fields) {
                Kind::Message(index, _) => refer(TypeIndex::Message(index)),
                Kind::Enum(index) => refer(TypeIndex::Enum(index)),
                Kind::Scalar(_) | Kind::String(_) | Kind::Bytes => {}
            }
        }
    }
    let services = schema.services.iter().filter(|service| schema.files[service.at.file].emitted);
    for method in services.flat_map(|service| &service.proto.method) {
        [method.input_type(), method.output_type()].into_iter().filter_map(|name| schema.find(name)).for_each(&mut refer);
    }
    for package in generated {
        missing.remove(package.full_name.as_str());
    }
    missing
}
