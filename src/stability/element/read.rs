//! Reads the elements from a model.

use super::facts::message_name;
use super::{Element, Facts, FieldFacts, MethodFacts, ReservedFacts};
use crate::diagnostics::Location;
use crate::model::{
    Declaration, Enum, Extension, Field, FileId, Member, Message, MessageId, Method, MethodKind,
    Model, Name, Oneof, Openness, Package, Presence, PresenceMethods, Reserved, Service, Stub,
};

/// Returns the packages of a model.
pub(crate) fn read(model: &Model) -> Vec<Element> {
    let reader = Reader { model };
    model.packages.iter().map(|package| reader.package(package)).collect()
}

struct Reader<'m> {
    model: &'m Model,
}

impl Reader<'_> {
    fn package(&self, package: &Package) -> Element {
        let mut parts = Vec::new();
        parts.extend(package.messages.iter().filter_map(|id| self.message(*id)));
        parts.extend(package.enums.iter().map(|id| self.enumeration(self.model.enumeration(*id))));
        parts.extend(package.services.iter().map(|id| self.service(self.model.service(*id))));
        let is_inside = |extension: &&Extension| package.sources.contains(&extension.file);
        let extensions = self.model.extensions.values().filter(is_inside);
        parts.extend(extensions.map(|extension| self.extension(extension)));
        Element {
            full_name: package.full_name.clone(),
            place: package.sources.first().map(|file| Location {
                file: self.model.files[*file].name.clone(),
                position: None,
            }),
            rust: Some(join(&package.scope)),
            more: Vec::new(),
            facts: Facts::Package,
            deprecated: false,
            parts,
        }
    }

    fn message(&self, id: MessageId) -> Option<Element> {
        let message = self.model.messages[id].as_deref()?;
        let mut parts = Vec::new();
        for field in &message.fields {
            parts.push(self.field(message, field));
        }
        for oneof in &message.oneofs {
            parts.push(self.oneof(message, oneof));
            parts.extend(oneof.members.iter().map(|member| self.member(message, oneof, member)));
        }
        parts.extend(message.messages.iter().filter_map(|id| self.message(*id)));
        parts.extend(message.enums.iter().map(|id| self.enumeration(self.model.enumeration(*id))));
        let struct_path = path(&message.scope, &message.ident);
        let mut more = Vec::new();
        if message.has_module() {
            more.push(path(&message.scope, &message.module));
        }
        more.extend(message.presence.as_ref().map(|name| path(&message.scope, name)));
        let ranges = message.extension_ranges.iter();
        Some(Element {
            full_name: message.full_name.clone(),
            place: Some(self.place(message.file, &message.declaration)),
            rust: (!message.is_external).then_some(struct_path),
            more,
            facts: Facts::Message {
                is_message_set: message.is_message_set,
                reserved: reserved(&message.reserved),
                extension_ranges: ranges.map(|it| (it.numbers.first, it.numbers.last)).collect(),
            },
            deprecated: message.deprecated,
            parts,
        })
    }

    fn field(&self, message: &Message, field: &Field) -> Element {
        let holder = path(&message.scope, &message.ident);
        let mut more = Vec::new();
        if let Some(accessors) = &field.accessors {
            let names = [Some(&accessors.read), accessors.write.as_ref()];
            more.extend(names.into_iter().flatten().map(|name| function(&holder, name)));
        }
        more.extend(presence_methods(message, field.presence_methods.as_deref()));
        let facts = FieldFacts {
            json_name: json_name(field.json_name.as_deref(), &field.proto_name),
            presence: field.declared_presence,
            redacted: field.redacted,
            ..FieldFacts::of(self.model, field.number, &field.shape)
        };
        Element {
            full_name: format!("{}.{}", message.full_name, field.proto_name),
            place: Some(self.place(message.file, &field.declaration)),
            rust: Some(inside(&holder, &field.ident)),
            more,
            facts: Facts::Field(facts.into()),
            deprecated: field.deprecated,
            parts: Vec::new(),
        }
    }

    fn oneof(&self, message: &Message, oneof: &Oneof) -> Element {
        let holder = path(&message.scope, &message.ident);
        Element {
            full_name: format!("{}.{}", message.full_name, oneof.proto_name),
            place: Some(self.place(message.file, &oneof.declaration)),
            rust: Some(oneof_path(message, oneof)),
            more: vec![inside(&holder, &oneof.ident)],
            facts: Facts::Oneof,
            deprecated: false,
            parts: Vec::new(),
        }
    }

    fn member(&self, message: &Message, oneof: &Oneof, member: &Member) -> Element {
        let facts = FieldFacts {
            json_name: json_name(member.json_name.as_deref(), &member.proto_name),
            oneof: Some(oneof.proto_name.clone()),
            redacted: member.redacted,
            ..FieldFacts::of_member(
                self.model,
                member.number,
                &member.value,
                member.default.as_ref(),
            )
        };
        Element {
            full_name: format!("{}.{}", message.full_name, member.proto_name),
            place: Some(self.place(message.file, &member.declaration)),
            rust: Some(inside(&oneof_path(message, oneof), &member.ident)),
            more: presence_methods(message, member.presence_methods.as_deref()),
            facts: Facts::Field(facts.into()),
            deprecated: member.deprecated,
            parts: Vec::new(),
        }
    }

    fn enumeration(&self, enumeration: &Enum) -> Element {
        let holder = path(&enumeration.scope, &enumeration.ident);
        let value = |name: &str, at: &Declaration, ident: &Name, facts, deprecated| Element {
            full_name: format!("{}.{name}", enumeration.full_name),
            place: Some(self.place(enumeration.file, at)),
            rust: Some(inside(&holder, ident)),
            more: Vec::new(),
            facts,
            deprecated,
            parts: Vec::new(),
        };
        let values = enumeration.values.iter().map(|it| {
            let facts = Facts::Value { number: it.number, is_alias: false };
            value(&it.proto_name, &it.declaration, &it.ident, facts, it.deprecated)
        });
        let aliases = enumeration.aliases.iter().map(|it| {
            let of = &enumeration.values[it.value];
            let facts = Facts::Value { number: of.number, is_alias: true };
            let alias = value(&it.proto_name, &it.declaration, &of.ident, facts, it.deprecated);
            Element { rust: None, ..alias }
        });
        let first = enumeration.values.first();
        Element {
            full_name: enumeration.full_name.clone(),
            place: Some(self.place(enumeration.file, &enumeration.declaration)),
            facts: Facts::Enum {
                is_closed: enumeration.openness == Openness::Closed,
                reserved: reserved(&enumeration.reserved),
                default: first.map_or(0, |value| value.number),
            },
            more: Vec::new(),
            deprecated: enumeration.deprecated,
            parts: values.chain(aliases).collect(),
            rust: Some(holder),
        }
    }

    fn service(&self, service: &Service) -> Element {
        let stub = |stub: &Stub| {
            let module = path(&service.scope, &stub.module);
            let ty = inside(&module, &stub.ident);
            [module, ty]
        };
        let mut stubs: Vec<String> = service.client.iter().flat_map(stub).collect();
        if let Some(client) = &service.client {
            let module = path(&service.scope, &client.module);
            let object = service.client_trait.iter().map(|both| &both.object_ident);
            let further = service.further_clients().map(|(ident, _)| ident).chain(object);
            stubs.extend(further.map(|ident| inside(&module, ident)));
        }
        if let Some(server) = &service.server {
            stubs.extend(stub(server));
            let module = path(&service.scope, &server.module);
            let traits = [&service.ident].into_iter().chain(&service.simple);
            stubs.extend(traits.map(|ident| inside(&module, ident)));
        }
        let rust = if stubs.is_empty() { None } else { Some(stubs.remove(0)) };
        Element {
            full_name: service.full_name.clone(),
            place: Some(self.place(service.file, &service.declaration)),
            rust,
            more: stubs,
            facts: Facts::Service,
            deprecated: service.deprecated,
            parts: service.methods.iter().map(|method| self.method(service, method)).collect(),
        }
    }

    fn method(&self, service: &Service, method: &Method) -> Element {
        let mut items = Vec::new();
        if let Some(stub) = service.client.as_ref().filter(|_| method.in_client) {
            let module = path(&service.scope, &stub.module);
            items.push(function(&inside(&module, &stub.ident), &method.client_ident));
            items.extend(service.further_clients().map(|(ident, method_ident)| {
                function(&inside(&module, ident), method_ident(method))
            }));
        }
        if let Some(stub) = service.server.as_ref().filter(|_| method.in_server) {
            let module = path(&service.scope, &stub.module);
            let server = inside(&module, &service.ident);
            let traits = [&service.ident].into_iter().chain(&service.simple);
            items.extend(
                traits.map(|ident| function(&inside(&module, ident), &method.server_ident)),
            );
            let stream = method.stream_ident.as_ref().filter(|_| match method.kind {
                MethodKind::Unary | MethodKind::ClientStreaming => false,
                MethodKind::ServerStreaming | MethodKind::BidiStreaming => true,
            });
            items.extend(stream.map(|stream| inside(&server, stream)));
        }
        let rust = if items.is_empty() { None } else { Some(items.remove(0)) };
        Element {
            full_name: format!("{}.{}", service.full_name, method.proto_name),
            place: Some(self.place(service.file, &method.declaration)),
            rust,
            more: items,
            facts: Facts::Method(MethodFacts::of(self.model, method).into()),
            deprecated: method.deprecated,
            parts: Vec::new(),
        }
    }

    fn extension(&self, extension: &Extension) -> Element {
        let constant = extension.constant.as_deref();
        let field = FieldFacts {
            json_name: format!("[{}]", extension.full_name),
            presence: Some(Presence::Explicit),
            redacted: extension.redacted,
            ..FieldFacts::of(self.model, extension.number, &extension.shape)
        };
        Element {
            full_name: extension.full_name.to_string(),
            place: Some(self.place(extension.file, &extension.declaration)),
            rust: constant.map(|constant| path(&constant.scope, &constant.ident)),
            more: Vec::new(),
            facts: Facts::Extension {
                extendee: message_name(self.model, &extension.extendee),
                field: field.into(),
            },
            deprecated: extension.deprecated,
            parts: Vec::new(),
        }
    }

    fn place(&self, file: FileId, declaration: &Declaration) -> Location {
        Location {
            file: self.model.files[file].name.clone(),
            position: declaration.position.map(|at| (at.line.get(), at.column)),
        }
    }
}

fn presence_methods(message: &Message, methods: Option<&PresenceMethods>) -> Vec<String> {
    let (Some(holder), Some(methods)) = (&message.presence, methods) else { return Vec::new() };
    let holder = path(&message.scope, holder);
    let names = [&methods.has, &methods.clear, &methods.take].into_iter().chain(&methods.default);
    names.map(|name| function(&holder, name)).collect()
}

fn reserved(reserved: &Reserved) -> ReservedFacts {
    ReservedFacts {
        numbers: reserved.numbers.iter().map(|range| (range.first, range.last)).collect(),
        names: reserved.names.iter().map(|name| name.to_string()).collect(),
    }
}

fn json_name(json_name: Option<&str>, proto_name: &str) -> String {
    json_name.unwrap_or(proto_name).to_owned()
}

fn oneof_path(message: &Message, oneof: &Oneof) -> String {
    inside(&path(&message.scope, &message.module), &oneof.type_ident)
}

fn join(scope: &[Name]) -> String {
    scope.iter().map(Name::unraw).collect::<Vec<_>>().join("::")
}

fn path(scope: &[Name], ident: &Name) -> String {
    inside(&join(scope), ident)
}

fn inside(holder: &str, ident: &Name) -> String {
    match holder.is_empty() {
        true => ident.unraw().to_owned(),
        false => format!("{holder}::{}", ident.unraw()),
    }
}

fn function(holder: &str, ident: &Name) -> String {
    format!("{}()", inside(holder, ident))
}
