//! The names of the items in the module of a message, and of the fields of its struct.

use std::collections::HashSet;

use super::scope::{Owner, Reserved, Style, Want};
use super::wanted::{WantId, Wanted};
use super::{FieldNames, Identifier, ModulePath, Namer, OneofNames, TypeNames};
use crate::case;
use crate::code::bare;
use crate::diagnostics::Diagnostics;
use crate::lower::link::ElementId;
use crate::lower::resolve::{Cardinality, Kind, Resolved};
use crate::model::{EnumId, FieldId, MessageId, OneofId, Presence, Setting};

/// The names of the elements inside a message.
pub(super) struct MessageNames {
    pub messages: Vec<(MessageId, TypeNames)>,
    pub enums: Vec<(EnumId, TypeNames)>,
    pub oneofs: Vec<(OneofId, OneofNames)>,
    pub fields: Vec<(FieldId, FieldNames)>,
    pub unknown_fields: Option<Identifier>,
}

impl<'a, 'r> Namer<'a, 'r> {
    /// Names the elements inside a message. `scope` is the module of the message.
    pub(super) fn message(
        &self,
        id: MessageId,
        scope: &ModulePath,
        found: &mut Diagnostics,
    ) -> MessageNames {
        let message = &self.schema.messages[id];
        let oneofs: Vec<OneofId> = self.schema.real_oneofs(id).collect();
        let mut wanted = Wanted::new(self);
        let nested = message.messages.iter().filter(|nested| self.declared.has_items(**nested));
        let messages: Vec<_> = nested.map(|id| self.want_message(*id, &mut wanted)).collect();
        let nested = message.enums.iter().filter(|nested| self.declared.enums[**nested]);
        let enums: Vec<_> = nested.map(|id| self.want_enum(*id, &mut wanted)).collect();
        let types = if oneofs.is_empty() { HashSet::new() } else { self.nested_types(id) };
        let enumerations: Vec<(WantId, Option<WantId>)> = oneofs
            .iter()
            .map(|oneof| {
                let enumeration = self.want_oneof(*oneof, &types, &mut wanted);
                let view = self.viewed[id].then(|| self.want_oneof_view(*oneof, &mut wanted));
                (enumeration, view)
            })
            .collect();
        let mut names = wanted.assign(&Reserved::default(), found);
        let messages = messages.into_iter().map(|one| one.named(&mut names, scope)).collect();
        let enums = enums.into_iter().map(|one| one.named(&mut names, scope)).collect();
        let enumerations = enumerations.into_iter().map(|(enumeration, view)| {
            (names.take(enumeration), view.map(|want_id| names.take(want_id).name))
        });
        let enumerations: Vec<(Identifier, Option<String>)> = enumerations.collect();
        let (struct_fields, mut fields, unknown_fields) = self.struct_fields(id, &oneofs, found);
        let oneofs = oneofs.into_iter().zip(struct_fields.into_iter().zip(enumerations));
        let oneofs: Vec<(OneofId, OneofNames)> = oneofs
            .map(|(id, (field, (enumeration, view)))| (id, OneofNames { field, enumeration, view }))
            .collect();
        if self.viewed[id] {
            let oneofs = oneofs.iter().map(|(_, names)| &names.field);
            self.view_methods(&mut fields, oneofs, found);
        }
        for (oneof, _) in &oneofs {
            fields.extend(self.members(*oneof, found));
        }
        if self.viewed[id] {
            let oneofs = oneofs.iter().map(|(_, names)| &names.field);
            self.view_constants(&mut fields, oneofs, found);
        }
        if self.settings.message(id).presence.value {
            self.presence_methods(&mut fields, found);
        }
        MessageNames { messages, enums, oneofs, fields, unknown_fields }
    }

    /// Returns the types that are nested in a message, including types that are not generated. The
    /// names of oneofs depend on them.
    fn nested_types(&self, id: MessageId) -> HashSet<String> {
        let proto = self.schema.messages[id].proto;
        let messages = proto.nested_type.iter().map(|nested| nested.name());
        let enums = proto.enum_type.iter().map(|nested| nested.name());
        messages.chain(enums).map(case::upper_camel).collect()
    }

    fn want_oneof(
        &self,
        id: OneofId,
        types: &HashSet<String>,
        wanted: &mut Wanted<'a, 'r>,
    ) -> WantId {
        let camel = case::upper_camel(self.schema.oneofs[id].proto.name());
        let natural = if types.contains(&camel) { camel + "OneOf" } else { camel };
        let named = &self.settings.oneof(id).type_name;
        wanted.element(ElementId::Oneof(id), natural, Style::Camel, named)
    }

    /// Adds the enum of a oneof in a view.
    fn want_oneof_view(&self, id: OneofId, wanted: &mut Wanted<'a, 'r>) -> WantId {
        let oneof = &self.schema.oneofs[id];
        let name = self.settings.oneof(id).type_name.value.as_deref().map(str::to_owned);
        let name = name.unwrap_or_else(|| case::upper_camel(oneof.proto.name()));
        let want = Want {
            // `~` sorts after every proto name, so a type of the schema keeps its name.
            proto_name: format!("~{}", oneof.proto.name()),
            full_name: self.schema.full_name(ElementId::Oneof(id)),
            natural: format!("{}View", name.trim_end_matches('_')),
            explicit: None,
            style: Style::Camel,
        };
        wanted.want(ElementId::Oneof(id), want, None)
    }

    /// Returns the names of the fields of a struct: those that hold oneofs, the others, and the one
    /// that keeps unknown fields.
    fn struct_fields(
        &self,
        id: MessageId,
        oneofs: &[OneofId],
        found: &mut Diagnostics,
    ) -> (Vec<Identifier>, Vec<(FieldId, FieldNames)>, Option<Identifier>) {
        let mut wanted = Wanted::new(self);
        let want = |oneof: &OneofId, wanted: &mut Wanted<'a, 'r>| {
            let natural = case::snake(self.schema.oneofs[*oneof].proto.name());
            let named = &self.settings.oneof(*oneof).field_name;
            wanted.element(ElementId::Oneof(*oneof), natural, Style::Snake, named)
        };
        let oneofs: Vec<WantId> = oneofs.iter().map(|oneof| want(oneof, &mut wanted)).collect();
        let want = |field: FieldId, wanted: &mut Wanted<'a, 'r>| {
            let natural = case::snake(self.schema.fields[field].proto.name());
            let style = self.accessor_style(self.fields[field]);
            let named = &self.settings.field(field).field_name;
            (field, style, wanted.element(ElementId::Field(field), natural, style, named))
        };
        let fields = self.schema.plain_fields(id);
        let fields: Vec<_> = fields.map(|field| want(field, &mut wanted)).collect();
        let keeps_unknown = self.settings.keeps_unknown_fields(self.schema, id);
        let unknown_fields = keeps_unknown.then(|| {
            let want = Want {
                // `~` sorts after every proto name, so a field of the schema keeps its name.
                proto_name: "~".into(),
                full_name: self.schema.messages[id].at.full_name.clone(),
                natural: "unknown_fields".into(),
                explicit: None,
                style: Style::Snake,
            };
            wanted.want(ElementId::Message(id), want, None)
        });
        let mut names = wanted.assign(&Reserved::default(), found);
        let oneofs = oneofs.into_iter().map(|want_id| names.take(want_id)).collect();
        let fields = fields.into_iter().map(|(field, style, want_id)| {
            let ident = names.take(want_id);
            let accessors = accessors(style, &ident.name);
            (field, FieldNames { ident, accessors, ..FieldNames::default() })
        });
        let fields = fields.collect();
        (oneofs, fields, unknown_fields.map(|want_id| names.take(want_id)))
    }

    /// Returns the names of the variants of a oneof.
    fn members(&self, oneof: OneofId, found: &mut Diagnostics) -> Vec<(FieldId, FieldNames)> {
        let mut wanted = Wanted::new(self);
        let want = |field: &FieldId| {
            let natural = case::upper_camel(self.schema.fields[*field].proto.name());
            let named = &self.settings.field(*field).field_name;
            (*field, wanted.element(ElementId::Field(*field), natural, Style::Camel, named))
        };
        let members: Vec<(FieldId, WantId)> =
            self.schema.oneofs[oneof].members.iter().map(want).collect();
        let mut names = wanted.assign(&Reserved::default(), found);
        let members = members.into_iter();
        let mut named =
            |want_id| FieldNames { ident: names.take(want_id), ..FieldNames::default() };
        members.map(|(field, want_id)| (field, named(want_id))).collect()
    }

    /// Names the presence methods. They must differ from inherent methods, which would hide them.
    fn presence_methods(&self, fields: &mut [(FieldId, FieldNames)], found: &mut Diagnostics) {
        let accessors = fields.iter().filter_map(|(_, names)| names.accessors.as_ref());
        let accessors = accessors.flat_map(|(read, write)| [Some(read), write.as_ref()]);
        let inherent: Vec<String> =
            accessors.flatten().map(|name| format!("{}()", bare(name))).collect();
        let reserved = Reserved {
            names: inherent.iter().map(String::as_str).collect(),
            owner: Owner::Reserved("an inherent method"),
        };
        let mut wanted = Wanted::new(self);
        let want = |(want_id, (field, names)): (usize, &(FieldId, FieldNames))| {
            let decl = &self.schema.fields[*field];
            let natural = match decl.oneof {
                // The name of a variant is in upper camel case, so a method cannot have it.
                Some(_) => case::snake(decl.proto.name()),
                None => names.ident.name.clone(),
            };
            let style = Style::Methods(&["has_", "clear_", "take_", "default_"]);
            let unnamed = Setting { value: None, rule: None };
            let element = ElementId::Field(*field);
            let is_optional = self.fields[*field].is_optional();
            is_optional.then(|| (want_id, wanted.element(element, natural, style, &unnamed)))
        };
        let want_ids: Vec<(usize, WantId)> = fields.iter().enumerate().filter_map(want).collect();
        let mut names = wanted.assign(&reserved, found);
        for (field, want_id) in want_ids {
            fields[field].1.presence = Some(bare(&names.take(want_id).name).to_owned());
        }
    }

    /// Names the methods of a view that return a value or its default. The methods with the names
    /// of the fields and oneofs come first.
    fn view_methods<'n>(
        &self,
        fields: &mut [(FieldId, FieldNames)],
        oneofs: impl Iterator<Item = &'n Identifier>,
        found: &mut Diagnostics,
    ) {
        let method = |ident: &Identifier| format!("{}()", bare(&ident.name));
        let of_fields = fields.iter().map(|(_, names)| method(&names.ident));
        let methods: Vec<String> = of_fields.chain(oneofs.map(method)).collect();
        let reserved = Reserved {
            names: methods.iter().map(String::as_str).collect(),
            owner: Owner::Reserved("a method of the view"),
        };
        let mut wanted = Wanted::new(self);
        let want = |(index, (field, names)): (usize, &(FieldId, FieldNames))| {
            // The field has a method of the message for the same purpose.
            names.accessors.as_ref()?;
            let Cardinality::Singular(_) = self.fields[*field].cardinality else { return None };
            let natural = format!("{}_or_default", bare(&names.ident.name).trim_end_matches('_'));
            let unnamed = Setting { value: None, rule: None };
            let style = Style::Methods(&[""]);
            Some((index, wanted.element(ElementId::Field(*field), natural, style, &unnamed)))
        };
        let want_ids: Vec<(usize, WantId)> = fields.iter().enumerate().filter_map(want).collect();
        let mut names = wanted.assign(&reserved, found);
        for (field, want_id) in want_ids {
            fields[field].1.view_default = Some(bare(&names.take(want_id).name).to_owned());
        }
    }

    /// Names the constants of a view. The constants must differ from its methods.
    fn view_constants<'n>(
        &self,
        fields: &mut [(FieldId, FieldNames)],
        oneofs: impl Iterator<Item = &'n Identifier>,
        found: &mut Diagnostics,
    ) {
        let method = |ident: &Identifier| bare(&ident.name).to_owned();
        let of_fields = fields.iter().map(|(_, names)| method(&names.ident));
        let methods: Vec<String> = of_fields.chain(oneofs.map(method)).collect();
        let reserved = Reserved {
            names: methods.iter().map(String::as_str).collect(),
            owner: Owner::Reserved("a method of the view"),
        };
        let mut wanted = Wanted::new(self);
        let want = |(index, (field, _)): (usize, &(FieldId, FieldNames))| {
            let resolved = self.fields[*field];
            let (Kind::Message(target, _), false) =
                (resolved.kind, matches!(resolved.cardinality, Cardinality::Map(..)))
            else {
                return None;
            };
            let natural = case::snake(self.schema.fields[*field].proto.name());
            let natural = bare(&natural).to_uppercase();
            let unnamed = Setting { value: None, rule: None };
            let element = ElementId::Field(*field);
            self.viewed[target]
                .then(|| (index, wanted.element(element, natural, Style::Snake, &unnamed)))
        };
        let want_ids: Vec<(usize, WantId)> = fields.iter().enumerate().filter_map(want).collect();
        let mut names = wanted.assign(&reserved, found);
        for (field, want_id) in want_ids {
            fields[field].1.view_constant = Some(names.take(want_id).name);
        }
    }

    /// Returns the style of a field's name, with the inherent methods that it brings.
    fn accessor_style(&self, field: Resolved) -> Style {
        match (field.value_kind(self.fields), field.cardinality) {
            (Kind::Enum(_), Cardinality::Map(..)) => Style::PrefixedPair("get_", "insert_"),
            (Kind::Enum(_), Cardinality::Repeated(_)) => Style::AccessorPair("push_"),
            (Kind::Enum(_), Cardinality::Singular(_)) => Style::AccessorPair("set_"),
            (
                Kind::Scalar(_) | Kind::String(_) | Kind::Bytes,
                Cardinality::Singular(Presence::Explicit),
            ) => Style::Accessor,
            (Kind::Scalar(_) | Kind::String(_) | Kind::Bytes | Kind::Message(..), _) => {
                Style::Snake
            }
        }
    }
}

/// Returns the names of the inherent methods of a field: the getter, and the setter.
fn accessors(style: Style, name: &str) -> Option<(String, Option<String>)> {
    let prefixed = |prefix: &str| format!("{prefix}{}", bare(name));
    match style {
        Style::Camel | Style::Snake | Style::Methods(_) => None,
        Style::Accessor => Some((name.to_owned(), None)),
        Style::AccessorPair(write) => Some((name.to_owned(), Some(prefixed(write)))),
        Style::PrefixedPair(read, write) => Some((prefixed(read), Some(prefixed(write)))),
    }
}
