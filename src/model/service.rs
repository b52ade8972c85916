//! Services: what stubs are made of.

use super::{Code, Declaration, FileId, Lints, MessageRef, Name, SettingsId, TableFeatures};

/// A service.
#[derive(Debug)]
pub(crate) struct Service {
    /// e.g. `acme.weather.v1.Weather`.
    pub full_name: String,
    /// The name in the paths of methods, e.g. `acme.weather.v1.Weather`, or `Weather` if paths are
    /// to be without package.
    pub wire_name: String,
    /// The service trait's name, e.g. `Weather`.
    pub ident: Name,
    /// Its settings.
    pub settings: SettingsId,
    /// The file that declares it.
    pub file: FileId,
    /// Its declaration.
    pub declaration: Declaration,
    /// The module of its package, from the root of the tree.
    pub scope: Vec<Name>,
    /// The module with the messages of the package, as the modules of the stubs name it, e.g.
    /// `crate::messages`. It is `None` if that module is `super`.
    pub messages: Option<Code>,
    /// Doc lines of stub and trait, never empty.
    pub docs: Vec<String>,
    /// The client stub, if there is to be one.
    pub client: Option<Stub>,
    /// The service trait and the server, if there are to be any.
    pub server: Option<Stub>,
    /// Attributes of the service trait asked for by rules.
    pub trait_attributes: Vec<Code>,
    /// The transport that clients can connect over, if there is to be one.
    pub transport: Option<Transport>,
    /// The form of the trait's asynchronous methods.
    pub asynchronous: Asynchronous,
    /// Whether its methods are described by constants.
    pub constants: bool,
    /// The features of the user's crate with which its stubs speak JSON, too: any of each set.
    /// Without sets they always do. `None` if the stubs do not speak JSON or have no methods.
    pub grpc_json: Option<Box<[TableFeatures]>>,
    /// Whether trait, client stub and server are to say that they are deprecated.
    pub deprecated: bool,
    /// Whether the server or a method of the service trait is deprecated, so that the module of the
    /// server needs `allow(deprecated)`.
    pub mentions_deprecated: bool,
    /// Whether a method takes or returns a deprecated message, so that all items need
    /// `allow(deprecated)`.
    pub mentions_deprecated_type: bool,
    /// In declaration order.
    pub methods: Vec<Method>,
}

/// The module and the type of a client stub or a server.
#[derive(Debug)]
pub(crate) struct Stub {
    /// e.g. `weather_client`.
    pub module: Name,
    /// e.g. `WeatherClient`.
    pub ident: Name,
    /// Attributes of the module asked for by rules.
    pub module_attributes: Vec<Code>,
    /// Attributes of the struct asked for by rules.
    pub attributes: Vec<Code>,
    /// The lints that the module trips.
    pub lints: Lints,
    /// The lints that the methods of the client stub or of the service trait trip.
    pub method_lints: Lints,
    /// The feature that the module is for, e.g. `client`.
    pub feature: Option<String>,
}

/// The method `connect` of a client, which uses the transport of the runtime.
#[derive(Debug)]
pub(crate) struct Transport {
    /// The feature that it is for, e.g. `transport`.
    pub feature: Option<String>,
}

/// The form of the asynchronous methods of a service trait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asynchronous {
    /// `#[async_trait]`.
    Macro,
    /// `-> impl Future`, to be implemented as `async fn`.
    Native,
}

/// An rpc.
#[derive(Debug)]
pub(crate) struct Method {
    /// e.g. `GetForecast`, as in the .proto file.
    pub proto_name: String,
    /// Its settings.
    pub settings: SettingsId,
    /// Its declaration.
    pub declaration: Declaration,
    /// e.g. `/acme.weather.v1.Weather/GetForecast`.
    pub path: String,
    /// The client's method, e.g. `get_forecast`.
    pub client_ident: Name,
    /// The service trait's method, e.g. `get_forecast`.
    pub server_ident: Name,
    /// The service trait's associated type for server streams, e.g. `GetForecastStream`; without
    /// it, they are boxed.
    pub stream_ident: Option<Name>,
    /// The lints that this type trips.
    pub stream_lints: Lints,
    /// Whether the client stub has it.
    pub in_client: bool,
    /// Whether service trait and server have it.
    pub in_server: bool,
    /// Whether the service trait's method takes `self: Arc<Self>`.
    pub arc_self: bool,
    /// Whether the service trait's method answers UNIMPLEMENTED by default.
    pub default_stub: bool,
    /// The codec's type, if it is not the one for protobuf, e.g. `crate::JsonCodec`.
    pub codec: Option<Code>,
    /// The constant that describes it, e.g. `GET_FORECAST`.
    pub constant: Name,
    /// Doc lines of the client's method, never empty.
    pub client_docs: Vec<String>,
    /// Doc lines of the service trait's method, never empty.
    pub server_docs: Vec<String>,
    /// Attributes of the methods in stub and trait asked for by rules.
    pub attributes: Vec<Code>,
    /// `option deprecated = true`.
    pub deprecated: bool,
    /// Whether the service trait's method is to say so, too.
    pub deprecated_in_trait: bool,
    /// `option idempotency_level`.
    pub idempotency: Idempotency,
    /// The message type that the client sends.
    pub request: MessageRef,
    /// The message type that the server sends.
    pub response: MessageRef,
    /// The sides that stream.
    pub kind: MethodKind,
}

/// The effect of repeating a call, as the schema declares it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Idempotency {
    Unknown,
    NoSideEffects,
    Idempotent,
}

/// The kind of a method, by the sides that stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MethodKind {
    Unary,
    ClientStreaming,
    ServerStreaming,
    BidiStreaming,
}
