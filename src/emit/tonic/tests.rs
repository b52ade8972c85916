use heck::ToSnakeCase as _;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use crate::emit::surface_list::Surfaces;
use crate::index::Id as _;
use crate::model::{
    Asynchronous, Code, Declaration, FileId, Idempotency, Lints, MessageId, MessageRef, Method,
    MethodKind, Model, Name, Service, SettingsId, Stub, Transport, WellKnown,
};
use crate::options::Codec;

const KINDS: [MethodKind; 4] = [
    MethodKind::Unary,
    MethodKind::ClientStreaming,
    MethodKind::ServerStreaming,
    MethodKind::BidiStreaming,
];

/// Returns the items of a service in the spelling of a codec.
fn items(codec: Codec, service: &Service) -> Vec<TokenStream> {
    let options = match codec {
        Codec::Prost => "codec=prost",
        Codec::Inline => "codec=inline",
    };
    let options = options.parse().expect("an option");
    let (model, surfaces) = (Model::default(), Surfaces::new(&options));
    let spelling = surfaces.spell(&model);
    spelling.stubs.items(&spelling, service)
}

fn method(kind: MethodKind) -> Method {
    let name = format!("{kind:?}");
    let ident = Name::new(&name.to_snake_case());
    Method {
        settings: SettingsId::new(0),
        declaration: Declaration::default(),
        path: format!("/acme.v1.Weather/{name}"),
        client_ident: ident.clone(),
        expect_ident: Name::new(&format!("expect_{ident}")),
        blocking_ident: ident.clone(),
        blocking_docs: Vec::new(),
        server_ident: ident,
        stream_ident: Some(Name::new(&format!("{name}Stream"))),
        stream_lints: Lints::EMPTY,
        in_client: true,
        in_server: true,
        arc_self: false,
        default_stub: false,
        codec: None,
        request_view: false,
        response_view: false,
        client_docs: vec![" Docs.".into()],
        server_docs: vec![" Docs.".into()],
        attributes: Vec::new(),
        constant: Name::new(&name.to_snake_case().to_uppercase()),
        custom_options: Vec::new(),
        typed_messages: false,
        deprecated: true,
        deprecated_in_trait: false,
        idempotency: Idempotency::Unknown,
        request: MessageRef::WellKnown(WellKnown::Empty, MessageId::new(0)),
        response: MessageRef::Extern(Code::new(&quote!(::other::Response)), MessageId::new(1)),
        kind,
        proto_name: name,
    }
}

fn service(name: &str) -> Service {
    let stub = |suffix: &str| Stub {
        module: Name::new(&format!("{}_{}", name.to_snake_case(), suffix.to_lowercase())),
        ident: Name::new(&format!("{name}{suffix}")),
        module_attributes: Vec::new(),
        attributes: Vec::new(),
        lints: Lints::EMPTY,
        method_lints: Lints::EMPTY,
        feature: None,
    };
    Service {
        settings: SettingsId::new(0),
        file: FileId::new(0),
        declaration: Declaration::default(),
        messages: None,
        trait_attributes: Vec::new(),
        full_name: format!("acme.v1.{name}"),
        wire_name: format!("acme.v1.{name}"),
        ident: Name::new(name),
        scope: vec![Name::new("acme"), Name::new("v1")],
        docs: vec![" Docs.".into()],
        client: Some(stub("Client")),
        client_trait: None,
        mock: None,
        blocking: None,
        simple: None,
        server: Some(stub("Server")),
        transport: Some(Transport { feature: None }),
        asynchronous: Asynchronous::Macro,
        constants: false,
        grpc_json: None,
        deprecated: false,
        mentions_deprecated: false,
        mentions_deprecated_type: false,
        methods: KINDS.map(method).into(),
    }
}

/// Returns all tokens, including those in groups, but without text and numbers.
fn flat(tokens: TokenStream) -> Vec<String> {
    let each = tokens.into_iter().flat_map(|tree| match tree {
        TokenTree::Group(group) => flat(group.stream()),
        TokenTree::Literal(_) => Vec::new(),
        TokenTree::Ident(_) | TokenTree::Punct(_) => vec![tree.to_string()],
    });
    each.collect()
}

/// Returns the first segments of all absolute paths.
fn crates(tokens: TokenStream) -> Vec<String> {
    let tokens = flat(tokens);
    let is_word = |token: &str| token.chars().all(|c| c.is_alphanumeric() || c == '_');
    let begins_path = |before: &str| before == "use" || (!is_word(before) && before != ">");
    let absolute =
        tokens.windows(4).filter(|four| begins_path(&four[0]) && four[1..3] == [":", ":"]);
    let mut crates: Vec<String> =
        absolute.map(|four| four[3].clone()).filter(|name| is_word(name)).collect();
    crates.sort();
    crates.dedup();
    crates
}

fn modules(items: &[TokenStream]) -> Vec<Ident> {
    let parsed = items.iter().map(|item| syn::parse2::<syn::ItemMod>(item.clone()).unwrap());
    parsed.map(|module| module.ident).collect()
}

#[test]
fn a_module_exists_if_its_option_is_on() {
    for (client, server, expected) in [
        (true, true, vec!["weather_client", "weather_server"]),
        (true, false, vec!["weather_client"]),
        (false, true, vec!["weather_server"]),
        (false, false, vec![]),
    ] {
        let mut service = service("Weather");
        service.client = service.client.filter(|_| client);
        service.server = service.server.filter(|_| server);
        assert_eq!(modules(&items(Codec::Prost, &service)), expected);
    }
}

#[test]
fn without_methods_the_modules_still_parse() {
    let service = Service { methods: Vec::new(), ..service("Weather") };
    assert_eq!(modules(&items(Codec::Prost, &service)).len(), 2);
}

#[test]
fn only_the_runtime_is_imported_and_few_crates_are_named() {
    for (codec, imports, expected) in [
        (Codec::Prost, 0, vec!["core", "other", "std", "tonic", "tonic_prost"]),
        (Codec::Inline, 2, vec!["core", "other", "rust_grpc", "std"]),
    ] {
        let tokens: TokenStream = items(codec, &service("Weather")).into_iter().collect();
        let words = flat(tokens.clone());
        assert_eq!(words.iter().filter(|word| *word == "use").count(), imports);
        assert_eq!(crates(tokens), expected);
    }
}

#[test]
fn only_the_transport_needs_tonics() {
    for transport in [true, false] {
        let service = Service {
            transport: transport.then_some(Transport { feature: None }),
            ..service("Weather")
        };
        let tokens: TokenStream = items(Codec::Prost, &service).into_iter().collect();
        assert_eq!(flat(tokens).contains(&"transport".to_owned()), transport);
    }
}

#[test]
fn a_trait_named_box_does_without_the_macro_that_would_mean_another() {
    for (name, expected) in [("Weather", true), ("Box", false)] {
        let tokens: TokenStream = items(Codec::Prost, &service(name)).into_iter().collect();
        assert_eq!(
            flat(tokens).windows(4).any(|four| four == ["codegen", ":", ":", "async_trait"]),
            expected,
            "{name}"
        );
    }
}
