//! Generates stubs for services whose messages another generator generates. The module is for
//! plug-ins of that generator.
//!
//! May import: `config`, `descriptor`, `diagnostics`, `options`, `request`.
//!
//! ```
//! use rust_grpc_build::{Config, stubs};
//!
//! let service = stubs::Service {
//!     package: "acme.v1".into(),
//!     name: "Weather".into(),
//!     methods: vec![stubs::Method {
//!         name: "GetForecast".into(),
//!         request: ".acme.v1.Place".into(),
//!         request_type: "Place".into(),
//!         response: ".acme.v1.Forecast".into(),
//!         response_type: "Forecast".into(),
//!         ..stubs::Method::default()
//!     }],
//!     ..stubs::Service::default()
//! };
//! let text = Config::new().server(false).stubs(&service)?;
//! assert!(text.contains("pub fn get_forecast"));
//! # Ok::<(), rust_grpc_build::Diagnostics>(())
//! ```

use prost::Message as _;

use crate::descriptor::source_code_info::Location;
use crate::descriptor::{
    DescriptorProto, FileDescriptorProto, FileDescriptorSet, MethodDescriptorProto, MethodOptions,
    ServiceDescriptorProto, SourceCodeInfo,
};
use crate::{Config, Diagnostics, Request, UnmatchedRules};

/// A service, as the other generator describes it.
#[derive(Debug, Clone, Default)]
pub struct Service {
    /// The package, e.g. `acme.weather.v1`.
    pub package: String,
    /// The name in the .proto file, e.g. `Weather`.
    pub name: String,
    /// The leading comment in the .proto file.
    pub comment: String,
    /// The methods, in declaration order.
    pub methods: Vec<Method>,
}

/// A method of a service.
#[derive(Debug, Clone, Default)]
pub struct Method {
    /// The name in the .proto file, e.g. `GetForecast`.
    pub name: String,
    /// The leading comment in the .proto file.
    pub comment: String,
    /// The full name of the request message, e.g. `.acme.weather.v1.Place`.
    pub request: String,
    /// The Rust type of the request message: an absolute path, a path from the module of the
    /// package, or a type that every module has in scope.
    pub request_type: String,
    /// The full name of the response message, e.g. `.acme.weather.v1.Forecast`.
    pub response: String,
    /// The Rust type of the response message, in the form of `request_type`.
    pub response_type: String,
    /// Whether the client sends a stream of requests.
    pub client_streaming: bool,
    /// Whether the server sends a stream of responses.
    pub server_streaming: bool,
    /// Whether the schema has `option deprecated = true`.
    pub deprecated: bool,
}

/// Converts a `prost_build::Service` to a [`Service`](crate::stubs::Service). It works with every
/// release of prost-build whose `Service` has the same fields.
#[macro_export]
macro_rules! prost_service {
    ($service:expr) => {{
        let service = $service;
        $crate::stubs::Service {
            package: service.package,
            name: service.proto_name,
            comment: service.comments.leading.join("\n"),
            methods: service
                .methods
                .into_iter()
                .map(|method| $crate::stubs::Method {
                    name: method.proto_name,
                    comment: method.comments.leading.join("\n"),
                    request: method.input_proto_type,
                    request_type: method.input_type,
                    response: method.output_proto_type,
                    response_type: method.output_type,
                    client_streaming: method.client_streaming,
                    server_streaming: method.server_streaming,
                    deprecated: method.options.deprecated(),
                })
                .collect(),
        }
    }};
}

/// The path of the service in a `Location`: a field number of descriptor.proto, then an index.
const SERVICE: [i32; 2] = [6, 0];
const METHOD: i32 = 2;

impl Config {
    /// Returns the items of a service's stubs, for the module of its package. The options that are
    /// about stubs apply.
    ///
    /// # Errors
    /// Returns the errors in the options and in the service.
    pub fn stubs(&self, service: &Service) -> Result<String, Diagnostics> {
        let mut config = self.clone();
        config.unmatched_rules(UnmatchedRules::Allow);
        for method in &service.methods {
            for (name, ty) in
                [(&method.request, &method.request_type), (&method.response, &method.response_type)]
            {
                config.extern_path(name, from_package(ty));
            }
        }
        // The request has a schema in which the messages have names, but no fields.
        let file = file(service);
        let listed = [file.name().to_owned()];
        let set = FileDescriptorSet {
            file: messages(service).chain([file]).collect(),
            ..Default::default()
        };
        let request =
            Request::from_descriptor_set("a service", &set.encode_to_vec(), Some(&listed))?;
        let output = config.generate(&request)?;
        Ok(output
            .files
            .iter()
            .filter(|file| file.package.is_some())
            .map(|file| without_header(&file.content))
            .collect())
    }
}

/// Returns a type as a path that tells whether it is relative.
fn from_package(ty: &str) -> String {
    const EVERYWHERE: &[&str] = &["()", "bool", "f32", "f64", "i32", "i64", "u32", "u64"];
    let absolute = ["::", "crate::", "super::", "self::"].iter().any(|start| ty.starts_with(start))
        || EVERYWHERE.contains(&ty);
    if absolute { ty.to_owned() } else { format!("self::{ty}") }
}

/// Returns a file for each message. The last part of the full name becomes the message and the rest
/// the package. The real boundary does not matter, because the messages are external.
fn messages(service: &Service) -> impl Iterator<Item = FileDescriptorProto> {
    let names: std::collections::BTreeSet<&str> = service
        .methods
        .iter()
        .flat_map(|method| [method.request.as_str(), method.response.as_str()])
        .collect();
    names.into_iter().map(|name| {
        let full_name = name.trim_start_matches('.');
        let (package, message) = full_name.rsplit_once('.').unwrap_or(("", full_name));
        FileDescriptorProto {
            name: Some(file_of(name)),
            package: Some(package.to_owned()),
            message_type: vec![DescriptorProto {
                name: Some(message.to_owned()),
                ..Default::default()
            }],
            syntax: Some("proto3".into()),
            ..Default::default()
        }
    })
}

fn file_of(message: &str) -> String {
    format!("{}.proto", message.trim_start_matches('.'))
}

fn file(service: &Service) -> FileDescriptorProto {
    let methods = service.methods.iter().map(|method| MethodDescriptorProto {
        name: Some(method.name.clone()),
        input_type: Some(method.request.clone()),
        output_type: Some(method.response.clone()),
        client_streaming: Some(method.client_streaming),
        server_streaming: Some(method.server_streaming),
        options: Some(
            MethodOptions { deprecated: Some(method.deprecated), ..Default::default() }
                .encode_to_vec(),
        ),
        ..Default::default()
    });
    let comments = (0..)
        .zip(&service.methods)
        .map(|(nth, method)| (vec![SERVICE[0], SERVICE[1], METHOD, nth], &method.comment));
    let comments = [(SERVICE.to_vec(), &service.comment)].into_iter().chain(comments);
    let location = |(path, comment): (Vec<i32>, &String)| Location {
        path,
        leading_comments: Some(comment.clone().into()),
        ..Location::default()
    };
    FileDescriptorProto {
        name: Some(format!("service {}.proto", service.name)),
        package: Some(service.package.clone()),
        dependency: messages(service).filter_map(|file| file.name).collect(),
        service: vec![ServiceDescriptorProto {
            name: Some(service.name.clone()),
            method: methods.collect(),
            ..Default::default()
        }],
        source_code_info: Some(SourceCodeInfo {
            location: comments.map(location).collect(),
            ..Default::default()
        }),
        syntax: Some("proto3".into()),
        ..Default::default()
    }
}

/// Removes the header. The file of the other generator has its own.
fn without_header(text: &str) -> &str {
    text.split_once("\n\n").map_or(text, |(_, items)| items)
}
