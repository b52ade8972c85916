//! The types of `google.protobuf` that prost-types lacks and that no generated code refers to.
//!
//! Most schemas import `google/protobuf/descriptor.proto` only to declare options. They do not need
//! its newer types, which prost-types lacks. Such a file is imported, and prost-types has its other
//! types. The generator generates a type that prost-types lacks only if generated code refers to
//! it.

use crate::index::Column;
use crate::lower::calls::Call;
use crate::lower::extensions::ResolvedExtension;
use crate::lower::extern_paths::{External, RustItem};
use crate::lower::link::{Declared, Schema};
use crate::lower::resolve::{Fields, Kind};
use crate::model::{EnumId, ExtensionId, FileId, MessageId, MethodId, WellKnown};

/// Makes a type external if prost-types lacks it and no generated code refers to it. Its path is
/// empty, because no code names it.
pub(super) fn leave_out_unreferenced(
    schema: &Schema<'_>,
    fields: &Fields,
    calls: &Column<MethodId, Call>,
    (extensions, constants): (&Column<ExtensionId, ResolvedExtension>, &Column<ExtensionId, bool>),
    shared: &Column<FileId, bool>,
    messages: &mut Column<MessageId, Option<External>>,
    enums: &mut Column<EnumId, Option<External>>,
) {
    let is_optional = |at: &Declared| shared[at.file] && !schema.files[at.file].asked;
    let is_generated =
        |id: MessageId| messages[id].is_none() && !schema.messages[id].is_map_entry();
    let mut wanted = Wanted {
        messages: schema.messages.map(|(_, message)| !is_optional(&message.at)),
        enums: schema.enums.map(|(_, decl)| !is_optional(&decl.at)),
    };
    let lacks_message = wanted.messages.iter().any(|(id, wanted)| !wanted && is_generated(id));
    let lacks_enum = wanted.enums.iter().any(|(id, wanted)| !wanted && enums[id].is_none());
    if !lacks_message && !lacks_enum {
        return;
    }
    let is_code = |id: &MessageId| wanted.messages[*id] && is_generated(*id);
    let mut pending: Vec<MessageId> = schema.messages.ids().filter(is_code).collect();
    for message in calls.values().flat_map(|call| [call.request, call.response]) {
        if is_generated(message) {
            wanted.message(message, &mut pending);
        }
    }
    for (_, extension) in extensions.iter().filter(|(id, _)| constants[*id]) {
        let kind = extension.field.kind;
        let target = if let Kind::Message(target, _) = kind { Some(target) } else { None };
        for message in [Some(extension.extendee), target].into_iter().flatten() {
            if is_generated(message) {
                wanted.message(message, &mut pending);
            }
        }
        if let Kind::Enum(target) = kind {
            wanted.enums[target] = true;
        }
    }
    while let Some(message) = pending.pop() {
        for field in schema.messages[message].fields {
            match fields[field].value_kind(fields) {
                Kind::Message(target, _) if is_generated(target) => {
                    wanted.message(target, &mut pending);
                }
                Kind::Enum(target) => wanted.enums[target] = true,
                Kind::Message(..) | Kind::Scalar(_) | Kind::String(_) | Kind::Bytes => {}
            }
        }
    }
    let unnamed = || External { item: RustItem::WellKnown(WellKnown::Type("".into())), rule: None };
    for (id, _) in wanted.messages.iter().filter(|(_, wanted)| !**wanted) {
        messages[id].get_or_insert_with(unnamed);
    }
    for (id, _) in wanted.enums.iter().filter(|(_, wanted)| !**wanted) {
        enums[id].get_or_insert_with(unnamed);
    }
}

/// The types that generated code refers to, or that must be generated in any case.
struct Wanted {
    messages: Column<MessageId, bool>,
    enums: Column<EnumId, bool>,
}

impl Wanted {
    /// Marks a message as wanted. A newly marked message also becomes pending.
    fn message(&mut self, id: MessageId, pending: &mut Vec<MessageId>) {
        if !std::mem::replace(&mut self.messages[id], true) {
            pending.push(id);
        }
    }
}

/// Returns, for every file, whether prost-types has one of its types.
pub(super) fn files_shared_with_prost_types(
    schema: &Schema<'_>,
    messages: &Column<MessageId, Option<External>>,
    enums: &Column<EnumId, Option<External>>,
) -> Column<FileId, bool> {
    let mut shared = Column::filled(false, schema.files.len());
    let messages = schema.messages.values().map(|message| message.at.file).zip(messages.values());
    let enums = schema.enums.values().map(|decl| decl.at.file).zip(enums.values());
    for (file, external) in messages.chain(enums) {
        let item = external.as_ref().map(|external| &external.item);
        shared[file] |= matches!(item, Some(RustItem::WellKnown(_)));
    }
    shared
}
