//! Messages and their oneofs.

use super::any::is_any;
use super::{Assembly, codes, exact, names, reserved};
use crate::code::Name;
use crate::lower::docs::why_module;
use crate::lower::json_name::json_name;
use crate::lower::link::ElementId;
use crate::lower::name::Identifier;
use crate::lower::{lints, order};
use crate::model::{Field, FieldId, Member, Message, MessageId, Oneof, OneofId};
use crate::options::Views;

impl Assembly<'_, '_> {
    pub(super) fn message(&self, id: MessageId) -> Message {
        let decl = &self.schema.messages[id];
        let names = &self.names.messages[id];
        let settings = self.settings.message(id);
        let debug = !settings.skip_debug.value;
        let lacks = self.analysis.messages[id];
        let derives = lacks.derived(&settings.skipped());
        let present = derives.present(debug, true);
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
        let fields: Vec<Field> = exact(fields.map(|field| self.field(field)));
        let oneofs: Vec<Oneof> = exact(oneofs.map(|oneof| self.oneof(oneof)));
        let members = oneofs.iter().flat_map(|oneof| &oneof.members).map(|member| member.number);
        let numbers = fields.iter().map(|field| field.number).chain(members);
        let (ident, module) = (Name::new(&names.ident.name), Name::new(&names.module.name));
        let scope = self::names(&names.scope);
        let mut message = Message {
            full_name: decl.at.full_name.clone(),
            settings: self.settings.messages[id],
            declaration: self.declaration(ElementId::Message(id)),
            file: decl.at.file,
            is_external,
            lints: lints::structure(&ident),
            accessor_lints: lints::accessors(&fields, derives),
            presence_lints: lints::presence(&fields, &oneofs),
            view_lints: lints::view(&fields, &oneofs),
            module_lints: lints::module(&scope, &module),
            ident,
            scope,
            module,
            docs: docs.of(ElementId::Message(id), Some(&names.ident), Some(&names.scope)),
            module_attributes: codes([&settings.module_attribute]),
            module_docs: Vec::new(),
            deprecated: decl.proto.is_deprecated() && settings.deprecated_types.value,
            // `deprecation.rs` sets it later, when all types exist.
            mentions_deprecated_type: false,
            mentions_deprecated: protos.any(|field| field.is_deprecated()),
            attributes: self.type_attributes(settings, [&settings.message_attribute], present),
            debug,
            derives,
            lacks,
            order: order::by_number(numbers),
            is_any: is_any(&decl.at.full_name, &fields, &oneofs),
            has_type_name: self.has_type_name(id),
            fields,
            oneofs,
            messages: nested.copied().collect(),
            enums: nested_enums.copied().collect(),
            extensions: self.nested_constants(id),
            described_in: self.described_in(decl.at.file, settings),
            extension_ranges: self.extension_ranges(id),
            reserved: reserved::in_message(decl.proto),
            is_message_set: decl.proto.is_message_set(),
            // `true` for a message without `Bytes` costs little, and only users of the option pay.
            shares_bytes: self.analysis.shares_bytes[id],
            unknown_fields: unknown_fields.map(|named| Name::new(&named.name)),
            unknown_fields_attributes: of_unknown_fields
                .map(|settings| codes([&settings.field_attribute, &settings.only_field_attribute]))
                .unwrap_or_default(),
            // `extensions.rs` sets it later, when all messages exist.
            redacts_extensions: false,
            presence: names.presence.as_deref().map(Name::new),
            view: names.view.as_deref().map(Name::new),
            has_lazy_view: settings.views.value == Views::Lazy,
            checks_required: self.analysis.checks_required[id],
            table: None,
        };
        let table_use = self.analysis.tables.messages[id].clone();
        message.module_docs = self.module_docs(&message, &names.module);
        message.table = table_use.map(|table| Box::new(self.message_table(&message, table)));
        message
    }

    /// Whether a message implements `prost::Name`. A registry needs the names of its messages.
    fn has_type_name(&self, id: MessageId) -> bool {
        let file = self.schema.messages[id].at.file;
        let package = self.schema.files[file].proto.package();
        self.options.enable_type_names || self.settings.package(package).register_types.value
    }

    fn oneof(&self, id: OneofId) -> Oneof {
        let decl = &self.schema.oneofs[id];
        let names = &self.names.oneofs[id];
        let settings = self.settings.oneof(id);
        let debug = !self.settings.message(decl.message).skip_debug.value;
        let lacks = self.analysis.oneofs[id];
        let derives = lacks.derived(&settings.skipped());
        let present = derives.present(debug, false);
        let element = ElementId::Oneof(id);
        let of_kind = [&settings.enum_attribute, &settings.oneof_attribute];
        let scope = self.names.inside(decl.message);
        let members = decl.members.iter().map(|member| self.member(*member, &scope));
        let members: Vec<Member> = members.collect();
        let type_ident = Name::new(&names.enumeration.name);
        Oneof {
            ident: Name::new(&names.field.name),
            // `large_variants.rs` adds a lint later, when all messages exist.
            lints: lints::oneof(&type_ident, &members),
            type_ident,
            view: names.view.as_deref().map(Name::new),
            settings: self.settings.oneofs[id],
            declaration: self.declaration(element),
            proto_name: decl.proto.name().to_owned(),
            docs: self.docs.of(element, Some(&names.enumeration), None),
            attributes: codes([&settings.field_attribute, &settings.oneof_field_attribute]),
            type_attributes: self.type_attributes(settings, of_kind, present),
            derives,
            lacks,
            order: order::by_number(members.iter().map(|member| member.number)),
            mentions_deprecated: members.iter().any(|member| member.deprecated),
            members,
        }
    }

    /// Returns the doc lines of the module beside a message.
    fn module_docs(&self, message: &Message, module: &Identifier) -> Vec<String> {
        let kinds = [
            ("messages", !message.messages.is_empty()),
            ("enums", !message.enums.is_empty()),
            ("oneofs", !message.oneofs.is_empty()),
            ("extensions", !message.extensions.is_empty()),
        ];
        let kinds: Vec<&str> =
            kinds.into_iter().filter(|(_, has)| *has).map(|(kind, _)| kind).collect();
        let kinds = match &kinds[..] {
            [] => String::new(),
            [kind] => (*kind).to_owned(),
            [kinds @ .., last] => format!("{} and {last}", kinds.join(", ")),
        };
        let mut lines = vec![format!(" The {kinds} in `message {}`.", message.full_name)];
        lines.extend(why_module(&message.full_name, module, ""));
        lines
    }

    fn member(&self, id: FieldId, scope: &[String]) -> Member {
        let field = &self.schema.fields[id];
        let named = &self.names.fields[id].ident;
        let settings = self.settings.field(id);
        Member {
            ident: Name::new(&named.name),
            id,
            settings: self.settings.fields[id],
            declaration: self.declaration(ElementId::Field(id)),
            proto_name: field.proto.name().to_owned(),
            json_name: json_name(field.proto.name(), field.proto.json_name.as_deref()),
            number: u32::try_from(field.proto.number()).unwrap_or_default(),
            docs: self.docs.of(ElementId::Field(id), Some(named), Some(scope)),
            deprecated: field.proto.is_deprecated(),
            redacted: field.proto.is_redacted() && settings.debug_redact.value,
            attributes: codes([&settings.field_attribute, &settings.oneof_member_attribute]),
            value: self.value(id, self.fields[id].kind),
            storage: self.analysis.storage[id],
            default: self.defaults.get(&id).map(|default| self.literal(default)),
            presence_methods: self.presence_methods(id),
            view_constant: self.names.fields[id].view_constant.as_deref().map(Name::new),
        }
    }
}
