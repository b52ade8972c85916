//! Services.

use std::collections::BTreeSet;

use super::{Assembly, codes, names};
use crate::code::{Code, Name};
use crate::descriptor::method_options::IdempotencyLevel;
use crate::lower::docs::{why, why_module};
use crate::lower::link::ElementId;
use crate::lower::lints;
use crate::lower::name::Identifier;
use crate::model::{
    Asynchronous, Blocking, ClientTrait, Idempotency, Method, MethodId, MethodKind, Mock, Service,
    ServiceId, Settings, Stub, TableFeatures, Transport,
};

impl Assembly<'_, '_> {
    pub(super) fn service(&self, id: ServiceId) -> Service {
        let decl = &self.schema.services[id];
        let names = &self.names.services[id];
        let settings = self.settings.service(id);
        // A path may turn the stub on for some methods only.
        let has = |is_on: fn(&Settings) -> bool| {
            let mut methods = decl.methods.into_iter();
            is_on(settings) || methods.any(|method| is_on(self.settings.method(method)))
        };
        let feature = |feature: &Option<Box<str>>| feature.as_deref().map(str::to_owned);
        let methods = decl.methods.into_iter().map(|method| self.method(method));
        let methods: Vec<Method> = methods.collect();
        let in_client = || methods.iter().filter(|method| method.in_client);
        let client = has(|settings| settings.client.value).then(|| {
            let (module, ident) = (Name::new(&names.client_module.name), Name::new(&names.client));
            Stub {
                lints: lints::stub(&module, &ident),
                method_lints: lints::rpcs(in_client().map(|method| &method.client_ident)),
                module,
                ident,
                module_attributes: codes([&settings.client_mod_attribute]),
                attributes: codes([&settings.client_attribute]),
                feature: feature(&settings.client_feature.value),
            }
        });
        let server = has(|settings| settings.server.value).then(|| {
            let (module, ident) = (Name::new(&names.server_module.name), Name::new(&names.server));
            let in_server = methods.iter().filter(|method| method.in_server);
            Stub {
                lints: lints::stub(&module, &ident),
                method_lints: lints::rpcs(in_server.map(|method| &method.server_ident)),
                module,
                ident,
                module_attributes: codes([&settings.server_mod_attribute]),
                attributes: codes([&settings.server_attribute]),
                feature: feature(&settings.server_feature.value),
            }
        });
        let element = ElementId::Service(id);
        let mut docs = self.docs.of(element, None, self.stub_scope(id).as_deref());
        let modules = [
            (&client, &names.client_module, "_client"),
            (&server, &names.server_module, "_server"),
        ];
        for (_, module, suffix) in modules.into_iter().filter(|(stub, ..)| stub.is_some()) {
            docs.extend(why_module(&decl.at.full_name, module, suffix));
        }
        let proto_path = self.options.proto_path.0.as_deref().and_then(|path| path.parse().ok());
        let transport = || Transport { feature: feature(&settings.transport_feature.value) };
        let deprecated = settings.deprecated_stubs.value && decl.proto.is_deprecated();
        Service {
            full_name: decl.at.full_name.clone(),
            wire_name: self.wire_name(id),
            ident: Name::new(&names.ident),
            settings: self.settings.services[id],
            file: decl.at.file,
            declaration: self.declaration(element),
            scope: self::names(&names.scope),
            messages: proto_path.map(|path| Code::new(&path)),
            docs,
            client_trait: (client.is_some() && settings.client_trait.value).then(|| ClientTrait {
                ident: Name::new(&names.client_trait),
                object_ident: Name::new(&names.client_object),
            }),
            mock: (client.is_some() && settings.mock.value).then(|| Mock {
                ident: Name::new(&names.mock),
                lints: lints::prefixed(in_client().map(|method| &method.expect_ident)),
                feature: feature(&settings.mock_feature.value),
            }),
            blocking: (client.is_some() && settings.blocking.value).then(|| Blocking {
                ident: Name::new(&names.blocking),
                lints: lints::rpcs(in_client().map(|method| &method.blocking_ident)),
            }),
            simple: (server.is_some() && settings.simple_service.value)
                .then(|| Name::new(&names.simple)),
            client,
            server,
            trait_attributes: codes([&settings.trait_attribute]),
            transport: settings.transport.value.then(transport),
            asynchronous: match settings.native_async.value {
                true => Asynchronous::Native,
                false => Asynchronous::Macro,
            },
            constants: settings.method_constants.value
                || methods.iter().any(|method| method.typed_messages),
            grpc_json: (settings.grpc_json.value && !methods.is_empty())
                .then(|| self.json_features(id)),
            deprecated,
            mentions_deprecated: deprecated
                || methods.iter().any(|method| method.deprecated_in_trait),
            // `deprecation.rs` sets it later, when all types exist.
            mentions_deprecated_type: false,
            methods,
        }
    }

    /// Returns sets of Cargo features of the user's crate. All messages of the service have JSON if
    /// the crate has any feature of each set.
    fn json_features(&self, id: ServiceId) -> Box<[TableFeatures]> {
        let calls = self.schema.services[id].methods.into_iter().map(|method| self.calls[method]);
        let messages = calls.flat_map(|call| [call.request, call.response]);
        let features = messages.filter_map(|id| {
            let table = self.analysis.tables.messages[id].clone();
            let table = table.map(|table| table.features).unwrap_or_default();
            // A table that always exists may be there for text format or reflection.
            let settings = self.settings.message(id);
            let json = settings.json_feature.value.iter().filter(|_| settings.json.value);
            let features = if table.is_empty() { json.cloned().collect() } else { table };
            (!features.is_empty()).then_some(features)
        });
        features.collect::<BTreeSet<TableFeatures>>().into_iter().collect()
    }

    /// Returns the module of a service's stubs, where the docs of its client and server are.
    /// Returns `None` if the stubs are not in the module tree of the messages.
    fn stub_scope(&self, id: ServiceId) -> Option<Vec<String>> {
        let names = &self.names.services[id];
        let beside_messages = self.options.proto_path.0.is_none();
        let scope = || names.scope.iter().chain([&names.client_module.name]).cloned().collect();
        beside_messages.then(scope)
    }

    /// Returns the name of a service in the paths of its methods.
    fn wire_name(&self, id: ServiceId) -> String {
        let decl = &self.schema.services[id];
        match self.options.emit_package {
            true => decl.at.full_name.clone(),
            false => decl.proto.name().to_owned(),
        }
    }

    fn method(&self, id: MethodId) -> Method {
        let decl = &self.schema.methods[id];
        let method = decl.proto;
        let names = &self.names.methods[id];
        let settings = self.settings.method(id);
        let as_tonic_has_it = settings.generate_default_stubs.value;
        let streams = method.server_streaming();
        let boxed_stream = (streams && settings.boxed_streams.value) || as_tonic_has_it;
        let deprecated = method.is_deprecated();
        let element = ElementId::Method(id);
        let scope = self.stub_scope(decl.service);
        let docs = |named: &Identifier| self.docs.of(element, Some(named), scope.as_deref());
        let call = self.calls[id];
        let stream_ident = (!boxed_stream).then(|| Name::new(&names.stream));
        Method {
            proto_name: method.name().to_owned(),
            settings: self.settings.methods[id],
            declaration: self.declaration(element),
            path: format!("/{}/{}", self.wire_name(decl.service), method.name()),
            client_ident: Name::new(&names.client.name),
            expect_ident: Name::new(&names.expect),
            blocking_ident: Name::new(&names.blocking.name),
            blocking_docs: match names.blocking.name == names.client.name {
                true => Vec::new(),
                false => why(&names.blocking),
            },
            server_ident: Name::new(&names.server.name),
            stream_lints: stream_ident.as_ref().map(lints::stream).unwrap_or_default(),
            stream_ident,
            in_client: settings.client.value,
            in_server: settings.server.value,
            arc_self: settings.use_arc_self.value,
            default_stub: settings.default_stubs.value || as_tonic_has_it,
            codec: settings.codec_path.value.clone(),
            request_view: settings.view_requests.value,
            response_view: settings.view_responses.value,
            request: self.message_ref(call.request),
            response: self.message_ref(call.response),
            client_docs: docs(&names.client),
            server_docs: docs(&names.server),
            attributes: codes([&settings.method_attribute]),
            constant: Name::new(&names.constant.name),
            custom_options: method.custom_options(),
            typed_messages: settings.method_messages.value,
            deprecated,
            deprecated_in_trait: deprecated && settings.deprecated_stubs.value,
            idempotency: match method.idempotency_level() {
                IdempotencyLevel::NoSideEffects => Idempotency::NoSideEffects,
                IdempotencyLevel::Idempotent => Idempotency::Idempotent,
                IdempotencyLevel::IdempotencyUnknown => Idempotency::Unknown,
            },
            kind: match (method.client_streaming(), streams) {
                (false, false) => MethodKind::Unary,
                (true, false) => MethodKind::ClientStreaming,
                (false, true) => MethodKind::ServerStreaming,
                (true, true) => MethodKind::BidiStreaming,
            },
        }
    }
}
