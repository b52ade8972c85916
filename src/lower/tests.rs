//! Lowering small schemas.

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

fn request(include: &Path, protos: &[&str]) -> Request {
    let protos: Vec<PathBuf> = protos.iter().map(|proto| include.join(proto)).collect();
    let compiled =
        protoc::compile(&protos, &[include.to_owned()], &protoc::Settings::vendored()).unwrap();
    Request::from_descriptor_set("compiled", &compiled.descriptor_set, Some(&compiled.listed))
        .unwrap()
}

/// The request for a schema given as text.
fn request_of(proto: &str) -> Request {
    let folder = tempfile::TempDir::new().unwrap();
    fs::write(folder.path().join("test.proto"), proto).unwrap();
    request(folder.path(), &["test.proto"])
}

/// The model of a schema given as text.
fn model_of(proto: &str, options: &str) -> Result<Model, Diagnostics> {
    lower(&request_of(proto), &options.parse::<Options>()?).map(|(model, _)| model)
}

/// Lowers with the names that the surface of the options reserves.
fn lower(request: &Request, options: &Options) -> Result<(Model, Diagnostics), Diagnostics> {
    super::lower(request, options, &Surfaces::new(options).reserved())
}
