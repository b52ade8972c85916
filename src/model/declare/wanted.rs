//! Which types that prost-types lacks are wanted.
//!
//! Nearly everyone imports `google/protobuf/descriptor.proto`, to declare options, and nearly no one
//! means its newer types, which prost-types does not have. If a file that is not asked for shares its
//! types with prost-types, the types that prost-types lacks are generated where generated code
//! refers to them, and only there.

use super::Declarations;
use crate::model::extern_paths::External;
use crate::model::link::{Declared, Schema, TypeIndex};
use crate::model::resolve::{FieldDecl, Kind};
use crate::model::shape::WellKnown;

/// Makes types external that prost-types lacks and that no generated code refers to. Their path is
/// of no account, since nothing names them.
pub(super) fn leave_out_unwanted(schema: &Schema<'_>, fields: &[Vec<FieldDecl>], declared: &mut Declarations) {
    let shared = files_shared_with_prost_types(schema, declared);
    let is_optional = |at: &Declared| shared[at.file] && !schema.files[at.file].asked;
    let messages: Vec<bool> = schema.messages.iter().map(|message| !is_optional(&message.at)).collect();
    let enums: Vec<bool> = schema.enums.iter().map(|decl| !is_optional(&decl.at)).collect();
    let lacks_message = (0..messages.len()).any(|index| !messages[index] && declared.generated_message(index));
    let lacks_enum = (0..enums.len()).any(|index| !enums[index] && declared.generated_enum(index));
    if !lacks_message && !lacks_enum {
        return;
    }
    let mut wanted = Wanted { messages, enums };
    let is_code = |&index: &usize| wanted.messages[index] && declared.generated_message(index);
    let mut pending: Vec<usize> = (0..schema.messages.len()).filter(is_code).collect();
    let methods = schema.services.iter().flat_map(|service| &service.proto.method);
    for name in methods.flat_map(|method| [method.input_type(), method.output_type()]) {
        if let Some(TypeIndex::Message(index)) = schema.find(name)
            && declared.generated_message(index)
        {
            wanted.message(index, &mut pending);
        }
    }
    while let Some(index) = pending.pop() {
        for field in &fields[index] {
            match field.value_kind(fields) {
                Kind::Message(index, _) if declared.generated_message(index) => {
                    wanted.message(index, &mut pending);
                }
                Kind::Enum(index) => wanted.enums[index] = true,
                Kind::Message(..) | Kind::Scalar(_) | Kind::String(_) | Kind::Bytes => {}
            }
        }
    }
    let unnamed = || External::WellKnown(WellKnown::Type(Vec::new()));
    for index in (0..schema.messages.len()).filter(|&index| !wanted.messages[index]) {
        declared.external_messages[index].get_or_insert_with(unnamed);
    }
    for index in (0..schema.enums.len()).filter(|&index| !wanted.enums[index]) {
        declared.external_enums[index].get_or_insert_with(unnamed);
    }
}

/// By index into the schema.
struct Wanted {
    messages: Vec<bool>,
    enums: Vec<bool>,
}

impl Wanted {
    /// Wants a message, and has its fields looked at if it is new.
    fn message(&mut self, index: usize, pending: &mut Vec<usize>) {
        if !std::mem::replace(&mut self.messages[index], true) {
            pending.push(index);
        }
    }
}

/// Which files declare a type that prost-types has.
fn files_shared_with_prost_types(schema: &Schema<'_>, declared: &Declarations) -> Vec<bool> {
    let mut shared = vec![false; schema.files.len()];
    let messages = schema.messages.iter().map(|message| message.at.file).zip(&declared.external_messages);
    let enums = schema.enums.iter().map(|decl| decl.at.file).zip(&declared.external_enums);
    for (file, external) in messages.chain(enums) {
        shared[file] |= matches!(external, Some(External::WellKnown(_)));
    }
    shared
}
