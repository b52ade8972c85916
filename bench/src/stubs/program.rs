//! A program that implements and calls all methods.

use std::fmt::Write as _;

use heck::ToSnakeCase as _;
use prost_types::{FileDescriptorSet, MethodDescriptorProto, ServiceDescriptorProto};

/// Returns the program, which is equal for all subjects. The crate `stubs` has the stubs.
pub fn of(set: &FileDescriptorSet) -> String {
    let mut text = String::from(
        "#![allow(warnings)]\nuse tonic::{Request, Response, Status, Streaming};\n\nstruct \
         Everything;\n",
    );
    let mut calls = String::new();
    for file in &set.file {
        let package = rust_path("stubs", file.package());
        for service in &file.service {
            implementation(&package, service, &mut text, &mut calls);
        }
    }
    // The program calls through tables, so that the compiler does not inline everything into one
    // huge `main`.
    let _ = write!(
        text,
        "\ntype Called = std::pin::Pin<Box<dyn Future<Output = bool>>>;\nstatic CALLS: \
         &[fn(tonic::transport::Channel) -> Called] = &[\n{calls}];\n\n\
         #[tokio::main(flavor = \"current_thread\")]\nasync fn main() {{\n    \
         let channel = \
         tonic::transport::Endpoint::from_static(\"http://[::1]:1\").connect_lazy();\n    \
         let mut routes = tonic::service::Routes::builder();\n    serve(&mut routes);\n    \
         tokio::spawn(async move {{ \
         tonic::transport::Server::builder().add_routes(routes.routes())\
         .serve(\"[::1]:1\".parse().unwrap()).await }});\n    \
         for call in CALLS {{\n        println!(\"{{}}\", call(channel.clone()).await);\n    }}\n\
         }}\n\nfn serve(routes: &mut tonic::service::RoutesBuilder) {{\n"
    );
    for file in &set.file {
        for service in &file.service {
            let (path, name) = (rust_path("stubs", file.package()), service.name());
            let _ = writeln!(
                text,
                "    routes.add_service({path}::{}_server::{name}Server::new(Everything));",
                name.to_snake_case()
            );
        }
    }
    text + "}\n"
}

fn implementation(
    package: &str,
    service: &ServiceDescriptorProto,
    text: &mut String,
    calls: &mut String,
) {
    let (name, module) = (service.name(), service.name().to_snake_case());
    let _ = writeln!(
        text,
        "\n#[tonic::async_trait]\nimpl {package}::{module}_server::{name} for Everything {{"
    );
    for method in &service.method {
        let (ident, asked, answered) = (
            method.name().to_snake_case(),
            message(method.input_type()),
            message(method.output_type()),
        );
        let received =
            if method.client_streaming() { format!("Streaming<{asked}>") } else { asked.clone() };
        let sent = if method.server_streaming() {
            let _ = writeln!(
                text,
                "    type {}Stream = tonic::codegen::BoxStream<{answered}>;",
                method.name()
            );
            format!("Self::{}Stream", method.name())
        } else {
            answered
        };
        let _ = writeln!(
            text,
            "    async fn {ident}(&self, request: Request<{received}>) -> \
             Result<Response<{sent}>, Status> {{\n        \
             Err(Status::unimplemented(\"\"))\n    }}"
        );
        let _ = writeln!(
            calls,
            "    |channel| Box::pin(async move {{ \
             {package}::{module}_client::{name}Client::new(channel).{ident}({}).await.is_ok() }}),",
            argument(method, &asked)
        );
    }
    text.push_str("}\n");
}

fn argument(method: &MethodDescriptorProto, asked: &str) -> String {
    match method.client_streaming() {
        true => format!("tonic::codegen::tokio_stream::iter(Vec::<{asked}>::new())"),
        false => format!("<{asked}>::default()"),
    }
}

/// Returns the Rust type of a message, e.g. of `.google.longrunning.Operation`.
fn message(name: &str) -> String {
    if name == ".google.protobuf.Empty" {
        return String::from("()");
    }
    let (scope, name) = name.trim_start_matches('.').rsplit_once('.').unwrap_or(("", name));
    format!("{}::{name}", rust_path("messages", scope))
}

fn rust_path(root: &str, scope: &str) -> String {
    scope
        .split('.')
        .fold(root.to_owned(), |path, segment| format!("{path}::{}", segment.to_snake_case()))
}
