//! The options by path for stubs, and for deprecated items.

/// Adds these rows to the table, and passes the table to the next macro of the list.
macro_rules! stubs_rows {
    ($then:ident [$next:ident $($more:ident)*] run $run:tt by_path { $($rows:tt)* }) => {
        $crate::options::table::$next! { $then [$($more)*] run $run by_path { $($rows)*
            /// Generates client stubs for all services. A path selects some services or some of
            /// their methods.
            switch client, "BOOL|PATH[=BOOL]", "true", for STUBS;
            /// Generates service traits and servers for all services. A path selects some services
            /// or some of their methods.
            switch server, "BOOL|PATH[=BOOL]", "true", for STUBS;
            /// Gives client stubs the method `connect`, which needs tonic's transport.
            switch transport, "BOOL|PATH[=BOOL]", "true", for SERVICES;
            /// Makes client stubs depend on this feature of your crate. The most specific rule
            /// applies.
            feature client_feature, "[PATH=]FEATURE", "", for SERVICES, needs CLIENT;
            /// Makes service traits and servers depend on this feature of your crate. The most
            /// specific rule applies.
            feature server_feature, "[PATH=]FEATURE", "", for SERVICES, needs SERVER;
            /// Makes the method `connect` depend on this feature of your crate. The most specific
            /// rule applies.
            feature transport_feature, "[PATH=]FEATURE", "", for SERVICES, needs CLIENT, TRANSPORT;
            /// Makes methods of service traits take `self: Arc<Self>`.
            switch use_arc_self, "BOOL|PATH[=BOOL]", "false", for STUBS, needs SERVER;
            /// Declares the methods of service traits as native `async fn`, without
            /// `#[async_trait]`.
            switch native_async, "BOOL|PATH[=BOOL]", "false", for SERVICES, needs SERVER;
            /// Implements the methods of service traits and client traits: they return
            /// UNIMPLEMENTED until you implement them.
            switch default_stubs, "BOOL|PATH[=BOOL]", "false", for STUBS, needs SERVER_OR_TRAIT;
            /// Makes methods of service traits return tonic's `BoxStream` instead of an associated
            /// type, if they have a stream of responses.
            switch boxed_streams, "BOOL|PATH[=BOOL]", "false", for STREAMING, needs SERVER;
            /// Combines `default_stubs` and `boxed_streams`, as tonic does.
            switch generate_default_stubs, "BOOL|PATH[=BOOL]", "false", for STUBS, needs SERVER;
            /// Generates a trait with the methods of the client stub, e.g. `WeatherApi`. These
            /// types implement it: client stubs, references and smart pointers to implementations,
            /// and references and smart pointers to the trait object `dyn DynWeatherApi`. Needs
            /// `codec=inline`.
            switch client_trait, "BOOL|PATH[=BOOL]", "false", for SERVICES,
                needs CLIENT, CLIENT_TRAIT;
            /// Generates a mock of the client stub, e.g. `WeatherMock`, which answers calls as a
            /// test expects them. Needs `codec=inline`, and the feature `testing` of the crate
            /// `rust-grpc`.
            switch mock, "BOOL|PATH[=BOOL]", "false", for SERVICES, needs CLIENT, MOCK;
            /// Makes mocks depend on this feature of your crate. It has to turn on the feature
            /// `testing` of the crate `rust-grpc`. The most specific rule applies.
            feature mock_feature, "[PATH=]FEATURE", "", for SERVICES, needs MOCK_IS_ON;
            /// Generates a client with plain functions beside the client stub, e.g.
            /// `WeatherBlockingClient`. Streams are iterators. Needs `codec=inline`, and the
            /// feature `blocking` of the crate `rust-grpc`.
            switch blocking, "BOOL|PATH[=BOOL]", "false", for SERVICES, needs CLIENT, BLOCKING;
            /// Generates a trait of plain functions beside the service trait, e.g. `SimpleWeather`.
            /// Its methods take and return messages. Needs `codec=inline`.
            switch simple_service, "BOOL|PATH[=BOOL]", "false", for SERVICES,
                needs SERVER, SIMPLE_SERVICE;
            /// Generates constants for the methods of stubs (path, kind of call, idempotency,
            /// custom options), and for the service's name also in clients. Needs `codec=inline`.
            switch method_constants, "BOOL|PATH[=BOOL]", "false", for SERVICES,
                needs METHOD_CONSTANTS;
            /// Adds the types of requests and responses to the constants of methods, so that
            /// interceptors of the crate `rust-grpc` see typed messages. Turns `method_constants`
            /// on for their services. Needs `codec=inline`.
            switch method_messages, "BOOL|PATH[=BOOL]", "false", for STUBS,
                needs METHOD_CONSTANTS;
            /// Adds `#[deprecated]` to the stubs of deprecated services and to deprecated methods
            /// of service traits.
            switch deprecated_stubs, "BOOL|PATH[=BOOL]", "false", for STUBS;
            /// Adds `#[deprecated]` to deprecated messages, enums and map fields. Needs
            /// `codec=inline`.
            switch deprecated_types, "BOOL|PATH[=BOOL]", "false", for DEPRECATED_TYPES,
                needs DEPRECATED_TYPES;
            /// Makes servers receive the requests of methods as views, e.g. `OwnedView<Ask>`, which
            /// are checked and not decoded. Clients can send messages, views and encoded messages.
            /// The requests get a view, without the option `views`. Needs `codec=inline`.
            switch view_requests, "BOOL|PATH[=BOOL]", "false", for STUBS,
                needs VIEW_STUBS, CLIENT_OR_SERVER;
            /// Makes clients receive the responses of methods as views, e.g. `OwnedView<Answer>`,
            /// which are checked and not decoded. Servers send `Encoded<Answer>`: messages, views
            /// or encoded messages. The responses get a view, without the option `views`. Needs
            /// `codec=inline`.
            switch view_responses, "BOOL|PATH[=BOOL]", "false", for STUBS,
                needs VIEW_STUBS, CLIENT_OR_SERVER;
            /// Sets the `tonic::codec::Codec` of methods, instead of the codec for protobuf. The
            /// most specific rule applies.
            rust_path codec_path, "[PATH=]RUST_PATH", "", for STUBS;
        } }
    };
}

pub(crate) use stubs_rows;
