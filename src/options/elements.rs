//! The sets of elements that options by path are for.

/// The kind of an element with a full name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ElementKind {
    Package,
    /// The beginning of a package name that is not a package itself, e.g. `acme` of `acme.v1`.
    PackagePrefix,
    Message,
    Field,
    Map,
    Member,
    Oneof,
    Enum,
    Value,
    /// A value with the number of an earlier value of the enum.
    Alias,
    Service,
    Method,
    Extension,
}

/// A property that some elements of a kind have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Property {
    /// A field whose values are `bytes`. For a map, the values of the map are `bytes`.
    Bytes,
    /// An enum, or a field whose values are enums. For a map, the values of the map are enums.
    Enum,
    /// A singular field of a message type.
    SingleMessage,
    /// A singular field.
    Single,
    /// A message or service that has a module in Rust.
    WithModule,
    /// An element with `deprecated = true`.
    Deprecated,
    /// A field with `debug_redact = true`.
    Redacted,
    /// A message or enum with an extern path.
    External,
    /// A method with a stream of responses, or a service with such a method.
    Streaming,
}

/// A set of elements that an option by path can select.
#[derive(Debug)]
pub(crate) struct Elements {
    /// The set in words, e.g. "messages, enums and oneofs".
    pub text: &'static str,
    /// The kinds of the elements.
    pub kinds: &'static [ElementKind],
    /// The property that the elements must have.
    pub property: Option<Property>,
    /// Whether the set includes elements of other crates.
    pub anywhere: bool,
    /// Whether the path of an enum selects all fields of its type.
    pub by_type: bool,
}

impl ElementKind {
    /// Returns the kind in words, with its article, e.g. "a message".
    pub fn text(self) -> &'static str {
        match self {
            Self::Package => "a package",
            Self::PackagePrefix => "the beginning of package names",
            Self::Message => "a message",
            Self::Field => "a field",
            Self::Map => "a map",
            Self::Member => "a oneof member",
            Self::Oneof => "a oneof",
            Self::Enum => "an enum",
            Self::Value => "an enum value",
            Self::Alias => "an alias, for which nothing is generated",
            Self::Service => "a service",
            Self::Method => "a method",
            Self::Extension => "an extension",
        }
    }

    /// Whether the full name of an element of this kind can be the beginning of the full name of an
    /// element of the other kind. By prost's names, a oneof has its members below it.
    pub fn can_hold(self, inner: Self) -> bool {
        match self {
            Self::Package | Self::PackagePrefix => true,
            Self::Message => {
                !matches!(inner, Self::Package | Self::PackagePrefix | Self::Service | Self::Method)
            }
            Self::Oneof => inner == Self::Member,
            Self::Enum => matches!(inner, Self::Value | Self::Alias),
            Self::Service => inner == Self::Method,
            Self::Field
            | Self::Map
            | Self::Member
            | Self::Value
            | Self::Alias
            | Self::Method
            | Self::Extension => false,
        }
    }
}

impl Elements {
    const fn new(text: &'static str, kinds: &'static [ElementKind]) -> Self {
        Self { text, kinds, property: None, anywhere: false, by_type: false }
    }

    const fn only(self, property: Property) -> Self {
        Self { property: Some(property), ..self }
    }

    const fn anywhere(self) -> Self {
        Self { anywhere: true, ..self }
    }

    const fn by_type(self) -> Self {
        Self { by_type: true, ..self }
    }

    /// Whether the set has an element of this kind with these properties.
    pub fn has(&self, kind: ElementKind, properties: &[Property]) -> bool {
        self.kinds.contains(&kind) && self.property.is_none_or(|one| properties.contains(&one))
    }
}

/// The sets that the rows of the table name.
pub(super) mod sets {
    use super::ElementKind::{
        Enum, Extension, Field, Map, Member, Message, Method, Oneof, Package, Service, Value,
    };
    use super::{Elements, Property};

    pub static TYPES: Elements =
        Elements::new("messages, enums and oneofs", &[Message, Enum, Oneof]);
    pub static MESSAGES: Elements = Elements::new("messages", &[Message]);
    pub static ENUMS: Elements = Elements::new("enums", &[Enum]);
    pub static ONEOFS: Elements = Elements::new("oneofs", &[Oneof]);
    pub static ENUMS_AND_ONEOFS: Elements = Elements::new("enums and oneofs", &[Enum, Oneof]);
    pub static MESSAGES_AND_ENUMS: Elements =
        Elements::new("messages (with their oneofs) and enums", &[Message, Enum]);
    pub static MESSAGES_OR_ENUMS: Elements = Elements::new("messages and enums", &[Message, Enum]);
    pub static TABLED: Elements =
        Elements::new("messages, enums and extensions", &[Message, Enum, Extension]);
    pub static VALUES: Elements = Elements::new("enum values", &[Value]);
    pub static MEMBERS: Elements = Elements::new("oneof members", &[Member]);
    pub static PARTS: Elements =
        Elements::new("fields, enum values and oneofs", &[Field, Map, Member, Oneof, Value]);
    pub static NAMED_PARTS: Elements = Elements::new(
        "fields, oneofs and enum values",
        &[Field, Map, Member, Oneof, Value, Extension],
    );
    pub static STRUCT_FIELDS: Elements = Elements::new("fields outside oneofs", &[Field, Map]);
    pub static BYTES_FIELDS: Elements =
        Elements::new("fields of the type `bytes`", &[Field, Map, Member])
            .only(Property::Bytes)
            .anywhere();
    pub static ENUM_FIELDS: Elements =
        Elements::new("fields of an enum type and enums", &[Field, Map, Member, Enum])
            .only(Property::Enum)
            .by_type();
    pub static REDACTED_FIELDS: Elements =
        Elements::new("fields with the option `debug_redact = true`", &[Field, Map, Member])
            .only(Property::Redacted);
    pub static WITH_FEATURES: Elements =
        Elements::new("messages, fields and enums", &[Message, Field, Map, Member, Enum]);
    pub static FIELDS: Elements = Elements::new("fields", &[Field, Map, Member]);
    pub static FIELDS_WITH_PRESENCE: Elements =
        Elements::new("singular fields outside oneofs", &[Field]).only(Property::Single);
    pub static ALL_ENUMS: Elements = Elements::new("enums", &[Enum]).anywhere();
    pub static MESSAGES_AND_ALL_ENUMS: Elements =
        Elements::new("messages and enums", &[Message, Enum]).anywhere();
    pub static MAPS: Elements = Elements::new("fields that are maps", &[Map]);
    pub static MESSAGE_FIELDS: Elements =
        Elements::new("singular fields of a message type", &[Field, Member])
            .only(Property::SingleMessage)
            .anywhere();
    pub static EVERYTHING: Elements = Elements::new(
        "elements that code is generated for",
        &[Message, Enum, Oneof, Field, Map, Member, Value, Service, Method, Extension],
    );
    pub static STRUCTS: Elements =
        Elements::new("messages and oneofs", &[Message, Oneof]).anywhere();
    pub static NAMED_TYPES: Elements =
        Elements::new("messages, enums, oneofs and services", &[Message, Enum, Oneof, Service]);
    pub static MESSAGE_MODULES: Elements =
        Elements::new("messages with nested items", &[Message]).only(Property::WithModule);
    pub static MODULES: Elements =
        Elements::new("services, and messages with nested items", &[Service, Message])
            .only(Property::WithModule);
    pub static DEPRECATED_TYPES: Elements =
        Elements::new("deprecated messages, enums and maps", &[Message, Enum, Map])
            .only(Property::Deprecated);
    pub static EXTERNAL_TYPES: Elements =
        Elements::new("messages and enums", &[Message, Enum, Service]).anywhere();
    pub static TYPES_OF_EXTERN_PATHS: Elements =
        Elements::new("messages and enums with an extern path", &[Message, Enum])
            .only(Property::External)
            .anywhere();
    pub static PACKAGES: Elements = Elements::new("packages", &[Package]);
    pub static ALL_PACKAGES: Elements = Elements::new("packages", &[Package]).anywhere();
    pub static SERVICES: Elements = Elements::new("services", &[Service]);
    pub static EXTENSIONS: Elements =
        Elements::new("extensions, messages and enums", &[Extension, Message, Enum]);
    pub static METHODS: Elements = Elements::new("methods", &[Method]);
    pub static STUBS: Elements = Elements::new("services and methods", &[Service, Method]);
    pub static STREAMING: Elements =
        Elements::new("methods with a stream of responses", &[Service, Method])
            .only(Property::Streaming);
}
