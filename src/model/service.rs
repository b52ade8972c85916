//! Services and their methods.

use super::{Code, Declaration, FileId, Lints, MessageRef, Name, SettingsId, TableFeatures};

/// A service.
#[derive(Debug)]
pub(crate) struct Service {
    /// The full name, e.g. `acme.weather.v1.Weather`.
    pub full_name: String,
    /// The name in the paths of methods, e.g. `acme.weather.v1.Weather`, or `Weather` if paths have
    /// no package.
    pub wire_name: String,
    /// The name of the service trait, e.g. `Weather`.
    pub ident: Name,
    /// The settings of the service.
    pub settings: SettingsId,
    /// The file that declares it.
    pub file: FileId,
    /// The declaration of the service.
    pub declaration: Declaration,
    /// The module of the service's package, from the root of the tree.
    pub scope: Vec<Name>,
    /// The module with the messages of the package, as the modules of the stubs name it, e.g.
    /// `crate::messages`. It is `None` if that module is `super`.
    pub messages: Option<Code>,
    /// Doc lines of the client stub and the service trait, never empty.
    pub docs: Vec<String>,
    /// The client stub, if the service has one.
    pub client: Option<Stub>,
    /// The traits of the client stub, if it has them.
    pub client_trait: Option<ClientTrait>,
    /// The mock of the client stub, if it has one.
    pub mock: Option<Mock>,
    /// The blocking client, if the service has one.
    pub blocking: Option<Blocking>,
    /// The service trait and the server, if the service has them.
    pub server: Option<Stub>,
    /// The trait of plain functions beside the service trait, e.g. `SimpleWeather`.
    pub simple: Option<Name>,
    /// The attributes of the service trait that rules add.
    pub trait_attributes: Vec<Code>,
    /// The transport that clients can connect over, if they can.
    pub transport: Option<Transport>,
    /// The form of the asynchronous methods in the service trait.
    pub asynchronous: Asynchronous,
    /// Whether constants describe its methods.
    pub constants: bool,
    /// The Cargo features with which the stubs also speak JSON. They speak it if any feature of
    /// each set is on. Without sets they always speak it. It is `None` if the stubs do not speak
    /// JSON or have no methods.
    pub grpc_json: Option<Box<[TableFeatures]>>,
    /// Whether trait, client stub and server have the attribute `#[deprecated]`.
    pub deprecated: bool,
    /// Whether the server or a method of the service trait is deprecated. Then the module of the
    /// server needs `allow(deprecated)`.
    pub mentions_deprecated: bool,
    /// Whether a method takes or returns a deprecated message. Then all items need
    /// `allow(deprecated)`.
    pub mentions_deprecated_type: bool,
    /// The methods, in declaration order.
    pub methods: Vec<Method>,
}

/// The module and the type of a client stub or a server.
#[derive(Debug)]
pub(crate) struct Stub {
    /// The module, e.g. `weather_client`.
    pub module: Name,
    /// The type, e.g. `WeatherClient`.
    pub ident: Name,
    /// The attributes of the module that rules add.
    pub module_attributes: Vec<Code>,
    /// The attributes of the struct that rules add.
    pub attributes: Vec<Code>,
    /// The lints that the module trips.
    pub lints: Lints,
    /// The lints that the methods of the client stub or of the service trait trip.
    pub method_lints: Lints,
    /// The Cargo feature that the module depends on, e.g. `client`.
    pub feature: Option<String>,
}

/// The traits with the methods of a client stub, in its module.
#[derive(Debug)]
pub(crate) struct ClientTrait {
    /// The trait, e.g. `WeatherApi`.
    pub ident: Name,
    /// The trait for trait objects, e.g. `DynWeatherApi`.
    pub object_ident: Name,
}

/// The mock of a client stub, in its module.
#[derive(Debug)]
pub(crate) struct Mock {
    /// The type, e.g. `WeatherMock`.
    pub ident: Name,
    /// The lints that its methods trip.
    pub lints: Lints,
    /// The Cargo feature that the mock depends on, e.g. `testing`.
    pub feature: Option<String>,
}

/// The client with plain functions, in the module of the client stub.
#[derive(Debug)]
pub(crate) struct Blocking {
    /// The type, e.g. `WeatherBlockingClient`.
    pub ident: Name,
    /// The lints that its methods trip.
    pub lints: Lints,
}

/// The method `connect` of a client stub. It uses the transport of the runtime.
#[derive(Debug)]
pub(crate) struct Transport {
    /// The Cargo feature that the method depends on, e.g. `transport`.
    pub feature: Option<String>,
}

/// The form of the asynchronous methods in a service trait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asynchronous {
    /// `async fn` with the attribute `#[async_trait]`.
    Macro,
    /// `fn` with the return type `impl Future`. Users implement it as `async fn`.
    Native,
}

impl Service {
    /// Returns the items beside the client stub that have a function for each of its methods, with
    /// the name of that function.
    pub fn further_clients(&self) -> impl Iterator<Item = (&Name, fn(&Method) -> &Name)> {
        let method: fn(&Method) -> &Name = |method| &method.client_ident;
        let expect: fn(&Method) -> &Name = |method| &method.expect_ident;
        let blocking: fn(&Method) -> &Name = |method| &method.blocking_ident;
        let traits = self.client_trait.iter().map(move |both| (&both.ident, method));
        let mocks = self.mock.iter().map(move |mock| (&mock.ident, expect));
        let blocking = self.blocking.iter().map(move |client| (&client.ident, blocking));
        traits.chain(mocks).chain(blocking)
    }
}

/// A method of a service.
#[derive(Debug)]
pub(crate) struct Method {
    /// The proto name, e.g. `GetForecast`.
    pub proto_name: String,
    /// The settings of the method.
    pub settings: SettingsId,
    /// The declaration of the method.
    pub declaration: Declaration,
    /// The full method, e.g. `/acme.weather.v1.Weather/GetForecast`.
    pub path: String,
    /// The method of the client stub, e.g. `get_forecast`.
    pub client_ident: Name,
    /// The method of the mock, e.g. `expect_get_forecast`.
    pub expect_ident: Name,
    /// The method of the blocking client, e.g. `get_forecast`.
    pub blocking_ident: Name,
    /// The method of the service trait, e.g. `get_forecast`.
    pub server_ident: Name,
    /// The associated type of the service trait for a server stream, e.g. `GetForecastStream`.
    /// Without it, the stream is boxed.
    pub stream_ident: Option<Name>,
    /// The lints that this type trips.
    pub stream_lints: Lints,
    /// Whether the client stub has the method.
    pub in_client: bool,
    /// Whether the service trait and the server have the method.
    pub in_server: bool,
    /// Whether the method of the service trait takes `self: Arc<Self>`.
    pub arc_self: bool,
    /// Whether the service trait and the client's trait implement the method with the status
    /// UNIMPLEMENTED.
    pub default_stub: bool,
    /// The type of the codec, e.g. `crate::JsonCodec`, if it is not protobuf's.
    pub codec: Option<Code>,
    /// Whether the server receives the request as a view, e.g. `AskView`.
    pub request_view: bool,
    /// Whether the client receives the response as a view, e.g. `AnswerView`.
    pub response_view: bool,
    /// The constant that describes the method, e.g. `GET_FORECAST`.
    pub constant: Name,
    /// The encoded custom options of the method, e.g. `option (role) = "editor"`. They are
    /// extensions of `google.protobuf.MethodOptions`.
    pub custom_options: Vec<u8>,
    /// Whether the constant has the types of the method's messages.
    pub typed_messages: bool,
    /// Doc lines of the client stub's method, never empty.
    pub client_docs: Vec<String>,
    /// Further doc lines of the blocking client's method, if it is not named as in the client stub.
    pub blocking_docs: Vec<String>,
    /// Doc lines of the service trait's method, never empty.
    pub server_docs: Vec<String>,
    /// The attributes of the methods in client stub and service trait that rules add.
    pub attributes: Vec<Code>,
    /// Whether the schema has `option deprecated = true`.
    pub deprecated: bool,
    /// Whether the method of the service trait has the attribute `#[deprecated]`.
    pub deprecated_in_trait: bool,
    /// The option `idempotency_level`.
    pub idempotency: Idempotency,
    /// The message type that the client sends.
    pub request: MessageRef,
    /// The message type that the server sends.
    pub response: MessageRef,
    /// The sides that stream.
    pub kind: MethodKind,
}

impl Method {
    /// Whether a side receives a view.
    pub fn has_views(&self) -> bool {
        self.request_view || self.response_view
    }
}

/// The effect of a repeated call, as the schema declares it.
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
