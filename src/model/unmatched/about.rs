//! What options are for.

use super::elements::{Element, Kind};

/// The elements that an option is for.
pub(super) struct About {
    key: &'static str,
    /// In words.
    pub text: &'static str,
    kinds: &'static [Kind],
    /// What an element of these kinds has to be, too.
    property: Option<Property>,
    /// Whether what comes from elsewhere will do.
    pub anywhere: bool,
}

/// What some elements of a kind are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Property {
    Bytes,
    SingleMessage,
    WithModule,
    Deprecated,
    Redacted,
    Streaming,
}

impl About {
    const fn new(key: &'static str, text: &'static str, kinds: &'static [Kind]) -> Self {
        Self { key, text, kinds, property: None, anywhere: false }
    }

    const fn only(self, property: Property) -> Self {
        Self { property: Some(property), ..self }
    }

    const fn anywhere(self) -> Self {
        Self { anywhere: true, ..self }
    }

    /// Whether the option is for an element.
    pub fn is_for(&self, element: &Element) -> bool {
        self.kinds.contains(&element.kind) && self.property.is_none_or(|wanted| element.properties.contains(&wanted))
    }
}

/// What an option is for.
pub(super) fn about(key: &str) -> &'static About {
    ABOUT.iter().find(|about| about.key == key).unwrap_or(&STUBS)
}

const TYPES: &[Kind] = &[Kind::Message, Kind::Enum, Kind::Oneof];
const FIELDS: &[Kind] = &[Kind::Field, Kind::Map, Kind::Member];
const PARTS: &[Kind] = &[Kind::Field, Kind::Map, Kind::Member, Kind::Oneof, Kind::Value];
const SERVICES: &[Kind] = &[Kind::Service];
const METHODS: &[Kind] = &[Kind::Method];
const EVERYTHING: &[Kind] =
    &[Kind::Message, Kind::Enum, Kind::Oneof, Kind::Field, Kind::Map, Kind::Member, Kind::Value, Kind::Service, Kind::Method];

/// What the others are for.
static STUBS: About = About::new("", "services and methods", &[Kind::Service, Kind::Method]);

static ABOUT: &[About] = &[
    About::new("type_attribute", "messages, enums and oneofs", TYPES),
    About::new("message_attribute", "messages", &[Kind::Message]),
    About::new("enum_attribute", "enums and oneofs", &[Kind::Enum, Kind::Oneof]),
    About::new("only_enum_attribute", "enums", &[Kind::Enum]),
    About::new("enum_value_attribute", "values of enums", &[Kind::Value]),
    About::new("field_attribute", "fields, values of enums and oneofs", PARTS),
    About::new("only_field_attribute", "fields that are in no oneof", &[Kind::Field, Kind::Map]),
    About::new("oneof_attribute", "oneofs", &[Kind::Oneof]),
    About::new("oneof_field_attribute", "oneofs", &[Kind::Oneof]),
    About::new("oneof_member_attribute", "members of oneofs", &[Kind::Member]),
    About::new("module_attribute", "messages with something nested in them", &[Kind::Message]).only(Property::WithModule),
    About::new("method_attribute", "methods", METHODS),
    About::new("derive", "messages, enums and oneofs", TYPES),
    About::new("skip_derive", "messages, enums and oneofs", TYPES),
    About::new("client_attribute", "services", SERVICES),
    About::new("client_mod_attribute", "services", SERVICES),
    About::new("server_attribute", "services", SERVICES),
    About::new("server_mod_attribute", "services", SERVICES),
    About::new("trait_attribute", "services", SERVICES),
    About::new("bytes", "fields of the type `bytes`", FIELDS).only(Property::Bytes),
    About::new("btree_map", "fields that are maps", &[Kind::Map]),
    About::new("boxed", "single fields of a message type", &[Kind::Field, Kind::Member]).only(Property::SingleMessage),
    About::new("disable_comments", "elements that code is generated for", EVERYTHING),
    About::new("skip_debug", "messages and enums", &[Kind::Message, Kind::Enum]),
    About::new("debug_redact", "fields with the option `debug_redact = true`", FIELDS).only(Property::Redacted),
    About::new("skip_copy", "messages and oneofs", &[Kind::Message, Kind::Oneof]).anywhere(),
    About::new("skip_eq", "messages and oneofs", &[Kind::Message, Kind::Oneof]).anywhere(),
    About::new("field_name", "fields, oneofs and values of enums", PARTS),
    About::new("type_name", "messages, enums, oneofs and services", &[Kind::Message, Kind::Enum, Kind::Oneof, Kind::Service]),
    About::new("method_name", "methods", METHODS),
    About::new("module_name", "services, and messages with something nested in them", &[Kind::Service, Kind::Message])
        .only(Property::WithModule),
    About::new("type_name_domain", "messages", &[Kind::Message]),
    About::new("unknown_fields", "messages", &[Kind::Message]),
    About::new("deprecated_types", "messages, enums and maps that are deprecated", &[Kind::Message, Kind::Enum, Kind::Map])
        .only(Property::Deprecated),
    About::new("extern_path", "messages and enums", &[Kind::Message, Kind::Enum]).anywhere(),
    About::new("only_include", "packages", &[Kind::Package]),
    About::new("generated_separately", "packages", &[Kind::Package]),
    About::new("transport", "services", SERVICES),
    About::new("native_async", "services", SERVICES),
    About::new("method_constants", "services", SERVICES),
    About::new("client_feature", "services", SERVICES),
    About::new("server_feature", "services", SERVICES),
    About::new("transport_feature", "services", SERVICES),
    About::new("boxed_streams", "methods with a stream of responses", &[Kind::Service, Kind::Method]).only(Property::Streaming),
];
