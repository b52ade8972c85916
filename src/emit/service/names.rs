//! What a service is called in Rust, as text for generators of further code.

use crate::emit::{place, types};
use crate::model::{self, Model};
use crate::output::{Method, Service};

/// The names of a service and of all it refers to, as the module of its package names them.
pub(crate) fn names(model: &Model, service: &model::Service) -> Service {
    let method = |method: &model::Method| Method {
        ident: method.server_ident.to_string(),
        request: place::spelled(&types::message(model, &service.scope, &method.request)),
        response: place::spelled(&types::message(model, &service.scope, &method.response)),
    };
    Service {
        full_name: service.full_name.clone(),
        ident: service.ident.to_string(),
        methods: service.methods.iter().map(method).collect(),
    }
}
