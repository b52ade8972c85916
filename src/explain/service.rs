//! Services and their methods.

use super::Reader;
use super::record::Explanation;
use super::rust_name::Named;
use crate::emit::spelled;
use crate::model::{Method, MethodKind, Name, Service, Stub};

impl Reader<'_> {
    /// Explains a service.
    pub(super) fn service(&self, service: &Service) -> Explanation {
        let settings = &self.spelling.settings[service.settings];
        let full_name = &service.full_name;
        let mut explained = self.begin("service", full_name, service.file, &service.declaration);
        explained.text("file", self.output(service.file));
        let mut items = Vec::new();
        items.extend(service.client.iter().flat_map(|stub| {
            let further = beside_client(service).into_iter();
            [&stub.ident].into_iter().chain(further).map(|ident| stub_path(service, stub, ident))
        }));
        items.extend(service.server.iter().flat_map(|stub| {
            let idents = [&service.ident, &stub.ident].into_iter().chain(&service.simple);
            idents.map(|ident| stub_path(service, stub, ident))
        }));
        if items.is_empty() {
            items.push("no stubs: `client` and `server` are off".to_owned());
        }
        explained.rust(items);
        let proto_name = full_name.rsplit('.').next().unwrap_or_default();
        let (ident, by_rule) = (&service.ident, &settings.type_name);
        explained.fact("name", self.camel(&Named { full_name, proto_name, ident, by_rule }));
        let modules = [&service.client, &service.server].into_iter().flatten();
        let modules = modules.map(|stub| {
            let (ident, by_rule) = (&stub.module, &settings.module_name);
            self.because(&Named { full_name, proto_name, ident, by_rule }, || {
                format!("`{proto_name}` in snake_case, and the kind of stub")
            })
        });
        explained.facts("modules", modules.collect());
        self.deprecated(&mut explained, service.deprecated);
        explained.rules(self.rules(service.settings));
        explained
    }

    /// Explains a method.
    pub(super) fn method(
        &self,
        full_name: &str,
        service: &Service,
        method: &Method,
    ) -> Explanation {
        let mut explained = self.begin("method", full_name, service.file, &method.declaration);
        explained.text("file", self.output(service.file));
        explained.text("path", &method.path);
        let mut items = Vec::new();
        if let Some(stub) = service.client.as_ref().filter(|_| method.in_client) {
            let path = |ident, method| format!("{}::{method}", stub_path(service, stub, ident));
            items.push(path(&stub.ident, &method.client_ident));
            let further = service.further_clients();
            items.extend(further.map(|(ident, name_of)| path(ident, name_of(method))));
        }
        if let Some(stub) = service.server.as_ref().filter(|_| method.in_server) {
            let path = stub_path(service, stub, &service.ident);
            items.push(format!("{path}::{}", method.server_ident));
            items.extend(service.simple.iter().map(|simple| {
                format!("{}::{}", stub_path(service, stub, simple), method.server_ident)
            }));
            let stream = method.stream_ident.as_ref().filter(|_| streams(method.kind));
            items.extend(stream.map(|stream| format!("{path}::{stream}")));
        }
        if items.is_empty() {
            items.push("in no stub: `client` and `server` are off".to_owned());
        }
        explained.rust(items);
        let by_rule = &self.spelling.settings[method.settings].method_name;
        let proto_name = &method.proto_name;
        let named = |ident| Named { full_name, proto_name, ident, by_rule };
        let ident = if method.in_client { &method.client_ident } else { &method.server_ident };
        explained.fact("name", self.snake(&named(ident)));
        if method.in_server && method.server_ident != *ident {
            explained.fact("server_name", self.snake(&named(&method.server_ident)));
        }
        let kind = match method.kind {
            MethodKind::Unary => "unary",
            MethodKind::ClientStreaming => "client streaming",
            MethodKind::ServerStreaming => "server streaming",
            MethodKind::BidiStreaming => "bidi streaming",
        };
        explained.text("kind", kind);
        if service.constants {
            explained.text("constant", method.constant.to_string());
        }
        explained.text("request", spelled::message(&self.spelling, &method.request));
        explained.text("response", spelled::message(&self.spelling, &method.response));
        if method.deprecated {
            let of_trait = method.deprecated_in_trait;
            let both = "yes, `#[deprecated]` on the methods of the client stub and of the trait";
            let client = "yes, `#[deprecated]` on the method of the client stub";
            explained.text("deprecated", if of_trait { both } else { client });
        }
        explained.rules(self.rules(method.settings));
        explained
    }
}

/// Returns the types and traits beside the client stub.
fn beside_client(service: &Service) -> Vec<&Name> {
    let traits = service.client_trait.iter().flat_map(|both| [&both.ident, &both.object_ident]);
    let mock = service.mock.iter().map(|mock| &mock.ident);
    traits.chain(mock).chain(service.blocking.iter().map(|client| &client.ident)).collect()
}

fn streams(kind: MethodKind) -> bool {
    matches!(kind, MethodKind::ServerStreaming | MethodKind::BidiStreaming)
}

/// Returns the path of an item in the module of a stub.
fn stub_path(service: &Service, stub: &Stub, ident: &Name) -> String {
    spelled::path_inside(&service.scope, &stub.module, ident)
}
