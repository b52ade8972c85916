//! The names of services and their methods.

use super::scope::{Owner, Reserved, Style, Want};
use super::wanted::{Assigned, WantId, Wanted};
use super::{MethodNames, ModulePath, Namer, ServiceNames};
use crate::case;
use crate::code::bare;
use crate::diagnostics::Diagnostics;
use crate::lower::link::ElementId;
use crate::model::{MethodId, ServiceId, Setting};

/// A service whose modules want names. The types are alone in these modules, so they always get
/// their natural names.
pub(super) struct WantedService {
    id: ServiceId,
    ident: String,
    client_module: WantId,
    server_module: WantId,
}

impl WantedService {
    /// Returns the names that the service got, in the module `scope`.
    pub fn named(self, names: &mut Assigned, scope: &ModulePath) -> (ServiceId, ServiceNames) {
        let named = ServiceNames {
            client: format!("{}Client", bare(&self.ident)),
            client_trait: format!("{}Api", bare(&self.ident)),
            mock: format!("{}Mock", bare(&self.ident)),
            client_object: format!("Dyn{}Api", bare(&self.ident)),
            blocking: format!("{}BlockingClient", bare(&self.ident)),
            server: format!("{}Server", bare(&self.ident)),
            simple: format!("Simple{}", bare(&self.ident)),
            ident: self.ident,
            client_module: names.take(self.client_module),
            server_module: names.take(self.server_module),
            scope: scope.clone(),
        };
        (self.id, named)
    }
}

impl<'a, 'r> Namer<'a, 'r> {
    /// Adds the two modules of a service.
    pub(super) fn want_service(&self, id: ServiceId, wanted: &mut Wanted<'a, 'r>) -> WantedService {
        let service = &self.schema.services[id];
        let settings = self.settings.service(id);
        let ident = match &settings.type_name.value {
            Some(name) => name.to_string(),
            None => case::upper_camel(service.proto.name()),
        };
        let module_name = &settings.module_name;
        let base = match &module_name.value {
            Some(name) => bare(name).to_owned(),
            None => case::service_snake(bare(&ident)),
        };
        let mut module = |suffix: &str| {
            let natural = format!("{base}_{suffix}");
            let want = Want {
                proto_name: service.proto.name().to_owned(),
                full_name: service.at.full_name.clone(),
                explicit: module_name.value.as_ref().map(|_| natural.clone()),
                natural,
                style: Style::Snake,
            };
            wanted.want(ElementId::Service(id), want, module_name.rule)
        };
        let (client_module, server_module) = (module("client"), module("server"));
        wanted.is_server(server_module);
        WantedService { id, ident, client_module, server_module }
    }

    /// Returns the names of all methods of a service.
    pub(super) fn methods(&self, id: ServiceId, found: &mut Diagnostics) -> Vec<MethodNames> {
        let settings = self.settings.service(id);
        let of_transport = settings.transport.value.then_some(self.reserved.transport_methods);
        let of_json = settings.grpc_json.value.then_some(self.reserved.json_methods);
        let further = of_transport.into_iter().chain(of_json).flatten();
        let owner = || Owner::Reserved("a method of every client stub");
        let names = self.reserved.client_methods.iter().chain(further).copied().collect();
        let client = Reserved { names, owner: owner() };
        let server = Reserved { names: Vec::new(), owner: owner() };
        let constant = Reserved {
            names: self.reserved.constants.to_vec(),
            owner: Owner::Reserved("a constant of every service"),
        };
        let blocking = Reserved {
            names: self.reserved.blocking_methods.to_vec(),
            owner: Owner::Reserved("a function of every blocking client"),
        };
        let snake = |_, id: MethodId| case::snake(self.schema.methods[id].proto.name());
        let upper = |index, id: MethodId| bare(&snake(index, id)).to_uppercase();
        let by_rule = |id: MethodId| self.settings.method(id).method_name.clone();
        // A rule can name a method, but not its constant, nor its function of the blocking client.
        let unnamed = |_| Setting { value: None, rule: None };
        let mut assign = |natural: &dyn Fn(usize, MethodId) -> String,
                          named: &dyn Fn(MethodId) -> Setting<Option<Box<str>>>,
                          reserved: &Reserved<'_>| {
            let mut wanted = Wanted::new(self);
            let methods = self.schema.services[id].methods.into_iter();
            let want = |(index, method): (usize, MethodId)| {
                let element = ElementId::Method(method);
                wanted.element(element, natural(index, method), Style::Snake, &named(method))
            };
            let want_ids: Vec<WantId> = methods.enumerate().map(want).collect();
            let mut names = wanted.assign(reserved, found);
            want_ids.into_iter().map(|want_id| names.take(want_id)).collect::<Vec<_>>()
        };
        let client = assign(&snake, &by_rule, &client);
        let server = assign(&snake, &by_rule, &server);
        let constants = assign(&upper, &unnamed, &constant);
        // The names are those of the client stub, which has other methods of its own.
        let same = |index: usize, _| client[index].name.clone();
        let blocking = match settings.blocking.value {
            true => assign(&same, &unnamed, &blocking),
            false => client.clone(),
        };
        let names = client.into_iter().zip(server).zip(constants).zip(blocking);
        let methods = self.schema.services[id].methods.into_iter();
        let named = methods.zip(names).map(|(method, (((client, server), constant), blocking))| {
            let stream = self.stream(id, method);
            // The methods have different names, so these names differ too.
            let expect = format!("expect_{}", bare(&client.name));
            MethodNames { client, expect, blocking, server, constant, stream }
        });
        named.collect()
    }

    /// Returns the associated type for the stream of a method's responses. A rule that names the
    /// method also names the type, unless another method has a type of that name.
    fn stream(&self, id: ServiceId, method: MethodId) -> String {
        let natural =
            |method: MethodId| format!("{}Stream", self.schema.methods[method].proto.name());
        let by_rule = self.settings.method(method).method_name.value.as_ref();
        let named = by_rule.map(|name| format!("{}Stream", case::upper_camel(name)));
        let methods = self.schema.services[id].methods.into_iter();
        let mut others = methods.filter(|other| *other != method).map(natural);
        named.filter(|named| !others.any(|other| other == *named)).unwrap_or(natural(method))
    }
}
