//! Client stubs, service traits and servers.

use proc_macro2::TokenStream;

use crate::model::{Model, Service};

/// The items of a service.
pub(crate) fn items(_model: &Model, _service: &Service) -> Vec<TokenStream> {
    Vec::new()
}
