//! Messages and their oneofs.

use super::super::docs::why;
use super::super::link::{MessageDecl, join, step};
use super::super::names::{member_names, path_index};
use super::super::resolve::real_oneofs;
use super::super::scope::Given;
use super::super::{Member, Message, Name, Oneof, Storage, TypeName, derives, traits};
use super::{Assembly, Ids};
use crate::descriptor::FieldDescriptorProto;
use crate::diagnostics::Diagnostics;

impl Assembly<'_, '_> {
    pub(super) fn message(&self, index: usize, ids: &Ids, found: &mut Diagnostics) -> Message {
        let decl = &self.schema.messages[index];
        let names = &self.names.messages[index];
        let fields = &self.facts.fields[index];
        let is_external = self.declared.is_holder(index);
        let plain = (0..fields.len()).filter(|&nth| !is_external && fields[nth].oneof.is_none());
        let oneofs = real_oneofs(fields);
        let (skipped, debug) = (self.skipped(&decl.at.full_name), self.debug(decl));
        let present = traits::of_struct(self.derives[index], &skipped, debug, true);
        Message {
            full_name: decl.at.full_name.clone(),
            is_external,
            ident: Name::new(&names.ident.name),
            scope: names.scope.iter().map(|name| Name::new(name)).collect(),
            module: Name::new(&names.module.name),
            docs: self.docs(
                &decl.at,
                &decl.at.path,
                &[&decl.at.full_name],
                &format!("Message `{}`", decl.at.full_name),
                Some(&names.ident),
                Some(&names.scope),
            ),
            module_attributes: match self.declared.has_module(self.schema, self.facts.fields, index) {
                true => self.rules.attributes.module_attribute.of(&[&decl.at.full_name]),
                false => Vec::new(),
            },
            module_docs: module_docs(decl.proto.name(), &names.module),
            deprecated: decl.proto.is_deprecated() && self.rules.switches.deprecated_types.on(&[&decl.at.full_name]),
            mentions_deprecated: decl.proto.field.iter().any(FieldDescriptorProto::is_deprecated),
            attributes: self.type_attributes(&[&self.rules.attributes.message_attribute], &decl.at.full_name, present),
            debug,
            type_name: self.options.enable_type_names.then(|| self.type_name(decl)),
            derives: self.derives[index],
            skipped,
            fields: plain.map(|nth| self.field(index, nth, ids, found)).collect(),
            oneofs: oneofs.iter().filter(|_| !is_external).map(|(&nth, members)| self.oneof(index, nth, members, ids)).collect(),
            messages: decl.messages.iter().filter_map(|&nested| ids.messages[nested]).collect(),
            enums: decl.enums.iter().filter_map(|&nested| ids.enums[nested]).collect(),
            // Wider than need be: it costs little where it is wrong, and only users of the option pay.
            shares_bytes: self.sharing[index],
            unknown_fields: names.unknown_fields.as_ref().map(|given| Name::new(&given.name)),
            unknown_fields_attributes: match &names.unknown_fields {
                Some(given) => self.attributes(
                    &[&self.rules.attributes.field_attribute, &self.rules.attributes.only_field_attribute],
                    &[&join(&decl.at.full_name, &given.name)],
                ),
                None => Vec::new(),
            },
        }
    }

    /// Whether a message and its oneofs have `Debug`.
    fn debug(&self, decl: &MessageDecl<'_>) -> bool {
        !self.rules.select.skip_debug.select(&[&decl.at.full_name])
    }

    /// The module of what is nested in a message.
    fn module_of(&self, index: usize) -> Vec<String> {
        let names = &self.names.messages[index];
        names.scope.iter().chain([&names.module.name]).cloned().collect()
    }

    /// What `prost::Name` says.
    fn type_name(&self, decl: &MessageDecl<'_>) -> TypeName {
        let domain = self.rules.texts.type_name_domain.text_for(&decl.at.full_name).unwrap_or_default();
        TypeName {
            name: decl.proto.name().to_owned(),
            package: self.schema.files[decl.at.file].proto.package().to_owned(),
            url: format!("{domain}/{}", decl.at.full_name),
        }
    }

    fn oneof(&self, index: usize, oneof: usize, members: &[usize], ids: &Ids) -> Oneof {
        let decl = &self.schema.messages[index];
        let (field, type_name) = &self.names.messages[index].oneofs[oneof];
        let attributes = &self.rules.attributes;
        let proto_name = decl.proto.oneof_decl[oneof].name();
        let full_name = join(&decl.at.full_name, proto_name);
        let path = decl.at.part(&[step::MESSAGE_ONEOF, path_index(oneof)]);
        let derives = derives::of_oneof(&self.facts, self.derives, index, oneof, members);
        let skipped = self.skipped(&full_name);
        let present = traits::of_struct(derives, &skipped, self.debug(decl), false);
        Oneof {
            ident: Name::new(&field.name),
            type_ident: Name::new(&type_name.name),
            proto_name: proto_name.to_owned(),
            docs: self.docs(&decl.at, &path, &[&full_name], &format!("Oneof `{full_name}`"), Some(type_name), None),
            attributes: self.attributes(&[&attributes.field_attribute, &attributes.oneof_field_attribute], &[&full_name]),
            type_attributes: self.type_attributes(&[&attributes.enum_attribute, &attributes.oneof_attribute], &full_name, present),
            derives,
            skipped,
            members: members.iter().map(|&nth| self.member(index, oneof, nth, ids)).collect(),
        }
    }

    fn member(&self, index: usize, oneof: usize, nth: usize, ids: &Ids) -> Member {
        let decl = &self.schema.messages[index];
        let field = &decl.proto.field[nth];
        let given = &self.names.messages[index].fields[nth];
        let names = member_names(decl, oneof, field.name());
        let path = decl.at.part(&[step::MESSAGE_FIELD, path_index(nth)]);
        Member {
            ident: Name::new(&given.name),
            proto_name: field.name().to_owned(),
            number: u32::try_from(field.number()).unwrap_or_default(),
            docs: self.docs(
                &decl.at,
                &path,
                &names.each_ref().map(String::as_str),
                &format!("Field `{}` of the oneof", field.name()),
                Some(given),
                Some(&self.module_of(index)),
            ),
            deprecated: field.is_deprecated(),
            redacted: self.redacted(field, &names.each_ref().map(String::as_str)),
            attributes: self.attributes(
                &[&self.rules.attributes.field_attribute, &self.rules.attributes.oneof_member_attribute],
                &names.each_ref().map(String::as_str),
            ),
            value: self.value(self.facts.fields[index][nth].kind, ids, &names.each_ref().map(String::as_str)),
            storage: if self.facts.is_boxed(index, nth) { Storage::Boxed } else { Storage::Inline },
        }
    }
}

fn module_docs(message: &str, module: &Given) -> Vec<String> {
    let mut lines = vec![format!(" Nested message and enum types in `{message}`.")];
    lines.extend(why(module));
    lines
}
