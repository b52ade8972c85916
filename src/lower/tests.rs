//! Tests that lower small schemas.

use std::fs;
use std::path::{Path, PathBuf};

use crate::emit::Surfaces;
use crate::model::Model;
use crate::{Diagnostics, Options, Request, protoc};

mod collisions;
mod enums;
mod recorded;
mod refused;
mod rules;
mod tables;

fn request(include: &Path, protos: &[&str]) -> Request {
    let protos: Vec<PathBuf> = protos.iter().map(|proto| include.join(proto)).collect();
    let compiled =
        protoc::compile(&protos, &[include.to_owned()], &protoc::Settings::vendored()).unwrap();
    Request::from_descriptor_set("compiled", &compiled.descriptor_set, Some(&compiled.listed))
        .unwrap()
}

/// Returns the request for the text of a schema.
fn request_of(proto: &str) -> Request {
    let folder = tempfile::TempDir::new().unwrap();
    fs::write(folder.path().join("test.proto"), proto).unwrap();
    request(folder.path(), &["test.proto"])
}

/// Returns the model for the text of a schema.
fn model_of(proto: &str, options: &str) -> Result<Model, Diagnostics> {
    lower(&request_of(proto), &options.parse::<Options>()?).map(|(model, _)| model)
}

/// Lowers a request. The surface of the options reserves the names of its stub methods.
fn lower(request: &Request, options: &Options) -> Result<(Model, Diagnostics), Diagnostics> {
    super::lower(request, options, &Surfaces::new(options).reserved())
}
