//! Messages and their oneofs.

use super::{Assembly, codes, names};
use crate::code::Name;
use crate::lower::docs::why_module;
use crate::lower::link::ElementId;
use crate::lower::name::Identifier;
use crate::model::{FieldId, Member, Message, MessageId, Oneof, OneofId};

impl Assembly<'_, '_> {
    pub(super) fn message(&self, id: MessageId) -> Message {
        let decl = &self.schema.messages[id];
        let names = &self.names.messages[id];
        let settings = self.settings.message(id);
        let (skipped, debug) = (settings.skipped(), !settings.skip_debug.value);
        let derives = self.analysis.messages[id];
        let present = derives.present(&skipped, debug, true);
        let what = format!("Message `{}`", decl.at.full_name);
        let docs = &self.docs;
        let unknown_fields = self.names.unknown_fields[id].as_ref();
        let of_unknown_fields =
            self.settings.unknown_fields.get(&id).map(|id| &self.settings.all[*id]);
        let mut protos = decl.fields.into_iter().map(|field| self.schema.fields[field].proto);
        let nested = decl.messages.iter().filter(|nested| self.declared.has_items(**nested));
        let is_external = self.declared.holders[id];
        let fields = self.schema.plain_fields(id).filter(|_| !is_external);
        let oneofs = self.schema.real_oneofs(id).filter(|_| !is_external);
        let nested_enums = decl.enums.iter().filter(|nested| self.declared.enums[**nested]);
        Message {
            full_name: decl.at.full_name.clone(),
            settings: self.settings.messages[id],
            file: decl.at.file,
            is_external,
            ident: Name::new(&names.ident.name),
            scope: self::names(&names.scope),
            module: Name::new(&names.module.name),
            docs: docs.of(ElementId::Message(id), &what, Some(&names.ident), Some(&names.scope)),
            module_attributes: codes([&settings.module_attribute]),
            module_docs: module_docs(&decl.at.full_name, &names.module),
            deprecated: decl.proto.is_deprecated() && settings.deprecated_types.value,
            mentions_deprecated: protos.any(|field| field.is_deprecated()),
            attributes: self.type_attributes(settings, [&settings.message_attribute], present),
            debug,
            derives,
            skipped,
            fields: fields.map(|field| self.field(field)).collect(),
            oneofs: oneofs.map(|oneof| self.oneof(oneof)).collect(),
            messages: nested.copied().collect(),
            enums: nested_enums.copied().collect(),
            // Wider than need be: it costs little where it is wrong, and only users of the option
            // pay.
            shares_bytes: self.analysis.shares_bytes[id],
            unknown_fields: unknown_fields.map(|named| Name::new(&named.name)),
            unknown_fields_attributes: of_unknown_fields
                .map(|settings| codes([&settings.field_attribute, &settings.only_field_attribute]))
                .unwrap_or_default(),
        }
    }

    fn oneof(&self, id: OneofId) -> Oneof {
        let decl = &self.schema.oneofs[id];
        let names = &self.names.oneofs[id];
        let settings = self.settings.oneof(id);
        let skipped = settings.skipped();
        let debug = !self.settings.message(decl.message).skip_debug.value;
        let derives = self.analysis.oneofs[id];
        let present = derives.present(&skipped, debug, false);
        let element = ElementId::Oneof(id);
        let what = format!("Oneof `{}`", self.schema.full_name(element));
        let of_kind = [&settings.enum_attribute, &settings.oneof_attribute];
        let scope = self.names.inside(decl.message);
        Oneof {
            ident: Name::new(&names.field.name),
            type_ident: Name::new(&names.enumeration.name),
            settings: self.settings.oneofs[id],
            proto_name: decl.proto.name().to_owned(),
            docs: self.docs.of(element, &what, Some(&names.enumeration), None),
            attributes: codes([&settings.field_attribute, &settings.oneof_field_attribute]),
            type_attributes: self.type_attributes(settings, of_kind, present),
            derives,
            skipped,
            members: decl.members.iter().map(|member| self.member(*member, &scope)).collect(),
            // Known when all messages are there.
            has_large_variant: false,
        }
    }

    fn member(&self, id: FieldId, scope: &[String]) -> Member {
        let field = &self.schema.fields[id];
        let named = &self.names.fields[id].ident;
        let settings = self.settings.field(id);
        let what = format!("Field `{}` of the oneof", field.proto.name());
        Member {
            ident: Name::new(&named.name),
            settings: self.settings.fields[id],
            proto_name: field.proto.name().to_owned(),
            number: u32::try_from(field.proto.number()).unwrap_or_default(),
            docs: self.docs.of(ElementId::Field(id), &what, Some(named), Some(scope)),
            deprecated: field.proto.is_deprecated(),
            redacted: field.proto.is_redacted() && settings.debug_redact.value,
            attributes: codes([&settings.field_attribute, &settings.oneof_member_attribute]),
            value: self.value(id, self.fields[id].kind),
            storage: self.analysis.storage[id],
        }
    }
}

fn module_docs(full_name: &str, module: &Identifier) -> Vec<String> {
    let name = full_name.rsplit('.').next().unwrap_or(full_name);
    let mut lines = vec![format!(" Nested message and enum types in `{name}`.")];
    lines.extend(why_module(full_name, module, ""));
    lines
}
