//! The snippets of pages of docs/. Each snippet is in a module of its own, with the names below.

// A page shows a part of a program, so some values of a snippet are unused.
#![allow(unused, missing_docs, noop_method_call, clippy::all)]

use std::error::Error as _;
use std::time::{Duration, Instant};

use acme::weather::v1::Forecast;
use backon::{ExponentialBuilder, Retryable as _};
use hyper_util::rt::TokioIo;
use promises::clock_server::{Clock, ClockServer};
use promises::echo_client::EchoClient;
use promises::echo_server::{Echo, EchoServer};
use promises::greeter::greeter_server::{Greeter, GreeterServer};
use promises::greeter::{HelloReply, HelloRequest};
use promises::{Echoing, FILE_DESCRIPTOR_SET, Text, UptimeReply, UptimeRequest};
use rust_grpc::{DecodeOptions, UnknownValue};
use tokio::net::{UnixListener, UnixStream};
use tokio_stream::wrappers::UnixListenerStream;
use tonic::metadata::{Ascii, MetadataValue};
use tonic::transport::{
    Certificate, Channel, ClientTlsConfig, Endpoint, Identity, Server, ServerTlsConfig, Uri,
};
use tonic::{Code, Request, Response, Status};
use tower_http::services::ServeDir;

include!(concat!(env!("OUT_DIR"), "/mod.rs"));

struct SinceStart(Instant);

#[tonic::async_trait]
impl Clock for SinceStart {
    async fn uptime(&self, _: Request<UptimeRequest>) -> Result<Response<UptimeReply>, Status> {
        Err(Status::unimplemented("nothing calls it"))
    }
}

struct PoliteGreeter;

#[tonic::async_trait]
impl Greeter for PoliteGreeter {
    async fn say_hello(&self, _: Request<HelloRequest>) -> Result<Response<HelloReply>, Status> {
        Err(Status::unimplemented("nothing calls it"))
    }
}

include!(concat!(env!("OUT_DIR"), "/snippets.rs"));
