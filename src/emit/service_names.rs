//! The Rust names of a service, as text for programs that generate further code.

use super::surface::Spelling;
use super::{item_path, types};
use crate::model::{self, Package};
use crate::output::{MethodNames, ServiceNames};

/// Returns the names of a service and of the types it refers to, for code in the module of its
/// package.
pub(crate) fn service_names(
    spelling: &Spelling<'_>,
    package: &Package,
    service: &model::Service,
) -> ServiceNames {
    let method = |method: &model::Method| MethodNames {
        ident: method.server_ident.to_string(),
        request: item_path::spelled(&types::message(spelling, &service.scope, &method.request)),
        response: item_path::spelled(&types::message(spelling, &service.scope, &method.response)),
    };
    ServiceNames {
        package: package.full_name.clone(),
        proto_name: service.full_name.rsplit('.').next().unwrap_or_default().to_owned(),
        ident: service.ident.to_string(),
        methods: service.methods.iter().map(method).collect(),
    }
}
