//! The revision of this version, which tells generated code whether the runtime is too old for it.

/// The revision of this version. If generated code begins to use an item, the revision rises, so
/// that the code of a newer generator can require it. All items between two releases share one.
pub const REVISION: u32 = 2;

/// Stops the build if generated code requires a later revision than that of this runtime.
///
/// # Panics
/// Panics if it does. Generated code calls the function in a constant, so the panic is a compile
/// error.
pub const fn require(revision: u32) {
    assert!(
        revision <= REVISION,
        "the crate `rust-grpc` is older than the generator of this code: update `rust-grpc` to the \
         generator's version"
    );
}
