//! The revision of this version, which tells generated code whether the runtime is too old for it.

/// The revision. It is raised with every item that generated code begins to use, so that the code of
/// a newer generator can require it.
pub const REVISION: u32 = 1;

/// Stops the build if generated code requires a later revision than that of this runtime.
///
/// # Panics
/// If it does. Generated code calls the function in a constant, so that this is an error of the
/// compiler.
pub const fn require(revision: u32) {
    assert!(
        revision <= REVISION,
        "the crate `rust-grpc` is older than the generator of this code: update `rust-grpc` to the \
         generator's version"
    );
}
