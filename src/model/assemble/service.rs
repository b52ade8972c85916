//! Services.

use super::super::link::{TypeIndex, join, step};
use super::super::names::path_index;
use super::super::rules::{Attribute, Tracked};
use super::super::{MessageRef, Method, MethodKind, Name, Service, Stub, WellKnown, case};
use super::{Assembly, Ids};
use crate::diagnostics::{Diagnostics, unresolved_type};

impl Assembly<'_, '_> {
    pub(super) fn service(&self, index: usize, ids: &Ids, found: &mut Diagnostics) -> Service {
        let decl = &self.schema.services[index];
        let names = &self.names.services[index];
        let bare = case::bare(&names.ident);
        let attributes = &self.rules.attributes;
        let of = |rules: &Tracked<Attribute>| rules.of(&[&decl.at.full_name]);
        let stub = |module: &str, suffix: &str, module_attributes, attributes| Stub {
            module: Name::new(module),
            ident: Name::new(&format!("{bare}{suffix}")),
            module_attributes: of(module_attributes),
            attributes: of(attributes),
        };
        Service {
            full_name: decl.at.full_name.clone(),
            ident: Name::new(&names.ident),
            scope: names.scope.iter().map(|name| Name::new(name)).collect(),
            docs: self.docs(&decl.at, &decl.at.path, &[&decl.at.full_name], &format!("Service `{}`", decl.at.full_name), None),
            client: self
                .options
                .client
                .then(|| stub(&names.client_module.name, "Client", &attributes.client_mod_attribute, &attributes.client_attribute)),
            server: self
                .options
                .server
                .then(|| stub(&names.server_module.name, "Server", &attributes.server_mod_attribute, &attributes.server_attribute)),
            trait_attributes: of(&attributes.trait_attribute),
            transport: self.options.transport,
            methods: (0..decl.proto.method.len()).map(|nth| self.method(index, nth, ids, found)).collect(),
        }
    }

    fn method(&self, index: usize, nth: usize, ids: &Ids, found: &mut Diagnostics) -> Method {
        let decl = &self.schema.services[index];
        let method = &decl.proto.method[nth];
        let (client, server) = &self.names.services[index].methods[nth];
        let full_name = join(&decl.at.full_name, method.name());
        let path = decl.at.part(&[step::SERVICE_METHOD, path_index(nth)]);
        let mut message = |type_name: &str| match self.schema.find(type_name) {
            Some(TypeIndex::Message(message)) if !self.schema.messages[message].is_map_entry() => self.message_ref(message, ids),
            _ => {
                let location = self.schema.location(decl.at.file, &path);
                found.push(unresolved_type(location, &full_name, type_name.trim_start_matches('.'), "message"));
                MessageRef::WellKnown(WellKnown::Empty)
            }
        };
        Method {
            proto_name: method.name().to_owned(),
            path: format!("/{}/{}", decl.at.full_name, method.name()),
            client_ident: Name::new(&client.name),
            server_ident: Name::new(&server.name),
            stream_ident: Name::new(&format!("{}Stream", method.name())),
            request: message(method.input_type()),
            response: message(method.output_type()),
            docs: self.docs(&decl.at, &path, &[&full_name], &format!("Calls `{full_name}`"), Some(client)),
            deprecated: method.options.as_ref().is_some_and(|options| options.deprecated()),
            kind: match (method.client_streaming(), method.server_streaming()) {
                (false, false) => MethodKind::Unary,
                (true, false) => MethodKind::ClientStreaming,
                (false, true) => MethodKind::ServerStreaming,
                (true, true) => MethodKind::BidiStreaming,
            },
        }
    }
}
