//! The constant that stops the build if the runtime is too old for generated code.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The revision of the runtime's private module that generated code requires. The first change
/// since a release that makes generated code use a new item of the module raises this constant, and
/// the runtime's constant `REVISION`. `tests/releases.rs` finds such a change.
const REVISION: u32 = 2;

/// Returns the constant. Its error is a sentence about versions. Other items that the runtime lacks
/// are errors, too, but do not mention versions.
pub(super) fn requirement() -> TokenStream {
    let revision = Literal::u32_unsuffixed(REVISION);
    quote!(
        const _: () = ::rust_grpc::__private::v1::require(#revision);
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runtime_beside_the_generator_has_the_revision() {
        assert_eq!(REVISION, rust_grpc::__private::v1::REVISION);
    }
}
