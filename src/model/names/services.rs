//! What services and their methods are called.

use super::super::case;
use super::super::link::{ServiceDecl, join, step};
use super::super::scope::{Style, Want};
use super::{Element, Named, Namer, Slot, path_index};

/// What a client stub has besides the methods of its service. Changing this changes generated names.
const CLIENT_METHODS: &[&str] = &[
    "new",
    "with_origin",
    "with_interceptor",
    "send_compressed",
    "accept_compressed",
    "max_decoding_message_size",
    "max_encoding_message_size",
];

/// What a client stub has in addition where there is a transport. Changing this changes generated names.
const CLIENT_TRANSPORT_METHODS: &[&str] = &["connect"];

/// What stands beside the constants of methods. Changing this changes generated names.
const CONSTANTS: &[&str] = &["ALL"];

impl<'a> Namer<'a, '_> {
    /// The modules of a service. Its types stand alone in them, so they can have the names they want.
    pub(super) fn service_elements(&self, index: usize, service: &ServiceDecl<'_>, named: &mut Named) -> Vec<Element<'a>> {
        let full_name = service.at.full_name.as_str();
        let rule = self.rules.names.type_name.name_of(&[full_name]);
        let ident = rule.map_or_else(|| case::upper_camel(service.proto.name()), |rule| rule.value.clone());
        let module_rule = self.rules.names.module_name.name_of(&[full_name]);
        let base = module_rule.map_or_else(|| case::service_snake(case::bare(&ident)), |rule| case::bare(&rule.value).to_owned());
        named.service_idents.push((index, ident));
        let location = (service.at.file, service.at.path.clone());
        let module = |suffix: &str, slot| {
            let natural = format!("{base}_{suffix}");
            let proto_name = service.proto.name().to_owned();
            let explicit = module_rule.map(|_| natural.clone());
            let want = Want { proto_name, full_name: full_name.to_owned(), natural, explicit, style: Style::Snake };
            let rules = &self.rules.names.module_name;
            let rule = module_rule.map(ToString::to_string).unwrap_or_default();
            Element { want, location: location.clone(), rules, rule, slot }
        };
        vec![module("client", Slot::ClientModule(index)), module("server", Slot::ServerModule(index))]
    }

    pub(super) fn name_methods(&self, index: usize, service: &ServiceDecl<'_>, named: &mut Named) {
        for (slot, reserved) in [
            (Slot::ClientMethod as fn(usize, usize) -> Slot, self.client_methods(service)),
            (Slot::ServerMethod as fn(usize, usize) -> Slot, Vec::new()),
        ] {
            let elements = service.proto.method.iter().enumerate().map(|(nth, method)| {
                let location = (service.at.file, service.at.part(&[step::SERVICE_METHOD, path_index(nth)]));
                let full_name = join(&service.at.full_name, method.name());
                Element::new(
                    &[&full_name],
                    case::snake(method.name()),
                    Style::Snake,
                    &self.rules.names.method_name,
                    location,
                    slot(index, nth),
                )
            });
            let elements = elements.collect();
            self.assign(elements, reserved, "a method of every client stub", named);
        }
        self.name_constants(index, service, named);
    }

    /// Constants are in a module of their own, where rules that name methods say nothing.
    fn name_constants(&self, index: usize, service: &ServiceDecl<'_>, named: &mut Named) {
        let elements = service.proto.method.iter().enumerate().map(|(nth, method)| {
            let natural = case::bare(&case::snake(method.name())).to_uppercase();
            Element {
                want: Want {
                    full_name: join(&service.at.full_name, method.name()),
                    proto_name: method.name().to_owned(),
                    natural,
                    explicit: None,
                    style: Style::Snake,
                },
                location: (service.at.file, service.at.part(&[step::SERVICE_METHOD, path_index(nth)])),
                rules: &self.rules.names.method_name,
                rule: String::new(),
                slot: Slot::MethodConstant(index, nth),
            }
        });
        let elements = elements.collect();
        self.assign(elements, CONSTANTS.iter().copied(), "a constant of every service", named);
    }

    fn client_methods(&self, service: &ServiceDecl<'_>) -> Vec<&'static str> {
        let transport = if self.rules.switches.transport.on(&[&service.at.full_name]) { CLIENT_TRANSPORT_METHODS } else { &[] };
        [CLIENT_METHODS, transport].concat()
    }
}
