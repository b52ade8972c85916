//! Services.

use super::super::docs::why;
use super::super::link::{TypeIndex, join, step};
use super::super::names::path_index;
use super::super::rules::{Attribute, Switched, Tracked};
use super::super::{Asynchronous, Code, Connect, Idempotency, MessageRef, Method, MethodKind, Name, Service, Stub, WellKnown, case};
use super::{Assembly, Ids};
use crate::descriptor::method_options::IdempotencyLevel;
use crate::diagnostics::{Diagnostics, unresolved_type};
use crate::options::Rule;

impl Assembly<'_, '_> {
    pub(super) fn service(&self, index: usize, ids: &Ids, found: &mut Diagnostics) -> Service {
        let decl = &self.schema.services[index];
        let names = &self.names.services[index];
        let bare = case::bare(&names.ident);
        let attributes = &self.rules.attributes;
        let of = |rules: &Tracked<Attribute>| rules.of(&[&decl.at.full_name]);
        let stub = |module: &str, suffix: &str, module_attributes, attributes, feature: &Tracked<Rule>| Stub {
            module: Name::new(module),
            ident: Name::new(&format!("{bare}{suffix}")),
            module_attributes: of(module_attributes),
            attributes: of(attributes),
            feature: feature.text_for(&decl.at.full_name).map(str::to_owned),
        };
        let (switches, features) = (&self.rules.switches, &self.rules.features);
        let methods: Vec<Method> = (0..decl.proto.method.len()).map(|nth| self.method(index, nth, ids, found)).collect();
        // A path may select some methods only.
        let has = |switch: &Switched, is_in: fn(&Method) -> bool| switch.on(&[&decl.at.full_name]) || methods.iter().any(is_in);
        let connect = || Connect { feature: features.transport_feature.text_for(&decl.at.full_name).map(str::to_owned) };
        let (client_module, server_module) = (&names.client_module.name, &names.server_module.name);
        let client =
            || stub(client_module, "Client", &attributes.client_mod_attribute, &attributes.client_attribute, &features.client_feature);
        let server =
            || stub(server_module, "Server", &attributes.server_mod_attribute, &attributes.server_attribute, &features.server_feature);
        let client = has(&switches.client, |method| method.in_client).then(client);
        let server = has(&switches.server, |method| method.in_server).then(server);
        let what = format!("Service `{}`", decl.at.full_name);
        let mut docs = self.docs(&decl.at, &decl.at.path, &[&decl.at.full_name], &what, None, self.stub_scope(index).as_deref());
        let modules = [(&client, &names.client_module), (&server, &names.server_module)];
        docs.extend(modules.into_iter().filter(|(stub, _)| stub.is_some()).flat_map(|(_, module)| why(module)));
        Service {
            full_name: self.service_name(index),
            ident: Name::new(&names.ident),
            scope: names.scope.iter().map(|name| Name::new(name)).collect(),
            messages: self.options.proto_path.0.as_deref().and_then(|path| path.parse().ok()).map(|path| Code::new(&path)),
            docs,
            client,
            server,
            trait_attributes: of(&attributes.trait_attribute),
            connect: switches.transport.on(&[&decl.at.full_name]).then(connect),
            asynchronous: match switches.native_async.on(&[&decl.at.full_name]) {
                true => Asynchronous::Native,
                false => Asynchronous::Macro,
            },
            constants: switches.method_constants.on(&[&decl.at.full_name]),
            deprecated: switches.deprecated_stubs.on(&[&decl.at.full_name]) && decl.proto.is_deprecated(),
            methods,
        }
    }

    /// A module beside the messages: the docs of a service are in those of client and server. None if they stand elsewhere.
    fn stub_scope(&self, index: usize) -> Option<Vec<String>> {
        let names = &self.names.services[index];
        let beside_messages = self.options.proto_path.0.is_none();
        beside_messages.then(|| names.scope.iter().chain([&names.client_module.name]).cloned().collect())
    }

    /// What the service is called on the wire.
    fn service_name(&self, index: usize) -> String {
        let decl = &self.schema.services[index];
        if self.options.emit_package { decl.at.full_name.clone() } else { decl.proto.name().to_owned() }
    }

    fn method(&self, index: usize, nth: usize, ids: &Ids, found: &mut Diagnostics) -> Method {
        let decl = &self.schema.services[index];
        let method = &decl.proto.method[nth];
        let (client, server) = &self.names.services[index].methods[nth];
        let full_name = join(&decl.at.full_name, method.name());
        // What is said of a service is said of its methods.
        let names = [full_name.as_str(), &decl.at.full_name];
        let switches = &self.rules.switches;
        let as_tonic_has_it = switches.generate_default_stubs.on(&names);
        // Asked in any case, so that no rule seems to match nothing.
        let default_stub = switches.default_stubs.on(&names) || as_tonic_has_it;
        let deprecated = method.is_deprecated();
        let deprecated_stubs = switches.deprecated_stubs.on(&names);
        // Not asked without a stream: such a rule is a mistake.
        let boxed_stream = (method.server_streaming() && switches.boxed_streams.on(&names)) || as_tonic_has_it;
        let path = decl.at.part(&[step::SERVICE_METHOD, path_index(nth)]);
        let mut message = |type_name: &str| match self.schema.find(type_name) {
            Some(TypeIndex::Message(message)) if !self.schema.messages[message].is_map_entry() => self.message_ref(message, ids),
            _ => {
                let location = self.schema.location(decl.at.file, &path);
                found.push(unresolved_type(location, &full_name, type_name.trim_start_matches('.'), "message"));
                MessageRef::WellKnown(WellKnown::Empty)
            }
        };
        let (what, scope) = (format!("Calls `{full_name}`"), self.stub_scope(index));
        let docs = |given| self.docs(&decl.at, &path, &[&full_name], &what, Some(given), scope.as_deref());
        Method {
            proto_name: method.name().to_owned(),
            path: format!("/{}/{}", self.service_name(index), method.name()),
            client_ident: Name::new(&client.name),
            server_ident: Name::new(&server.name),
            stream_ident: (!boxed_stream).then(|| Name::new(&format!("{}Stream", method.name()))),
            in_client: switches.client.on(&names),
            in_server: switches.server.on(&names),
            arc_self: switches.use_arc_self.on(&names),
            default_stub,
            codec: self.rules.rust_paths.codec_path.text_of(&names).and_then(|path| path.parse().ok()).map(|path| Code::new(&path)),
            request: message(method.input_type()),
            response: message(method.output_type()),
            client_docs: docs(client),
            server_docs: docs(server),
            attributes: self.rules.attributes.method_attribute.of(&[&full_name]),
            constant: Name::new(&self.names.services[index].constants[nth].name),
            deprecated,
            deprecated_in_trait: deprecated && deprecated_stubs,
            idempotency: match method.idempotency_level() {
                IdempotencyLevel::NoSideEffects => Idempotency::NoSideEffects,
                IdempotencyLevel::Idempotent => Idempotency::Idempotent,
                IdempotencyLevel::IdempotencyUnknown => Idempotency::Unknown,
            },
            kind: match (method.client_streaming(), method.server_streaming()) {
                (false, false) => MethodKind::Unary,
                (true, false) => MethodKind::ClientStreaming,
                (false, true) => MethodKind::ServerStreaming,
                (true, true) => MethodKind::BidiStreaming,
            },
        }
    }
}
