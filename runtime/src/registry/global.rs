//! The process-wide registry.

use std::sync::{LazyLock, PoisonError, RwLock};

use super::{MessageType, Registry, RegistryError};
#[cfg(feature = "table")]
use crate::table::ExtensionTable;

static GLOBAL: LazyLock<RwLock<Registry>> = LazyLock::new(RwLock::default);

/// Returns a copy of the process-wide registry in its current state.
///
/// The copy only costs a reference count. It lets a program decode without holding a lock. The copy
/// does not get types that are registered later. Adding types to it changes no other copy.
///
/// ```
/// use rust_grpc::prost_types::{Any, Timestamp};
/// use rust_grpc::registry::{self, MessageType};
/// use rust_grpc::AnyMessage;
///
/// registry::register(&[MessageType::of::<Timestamp>()])?;
///
/// let any = Any::pack(&Timestamp { seconds: 1, nanos: 0 });
/// assert!(registry::global().decode(&any)?.is::<Timestamp>());
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub fn global() -> Registry {
    GLOBAL.read().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Adds message types to the process-wide registry. Adding a type again changes nothing.
///
/// The generated function `register_types()` of a package calls it.
///
/// # Errors
/// Returns an error if another Rust type has one of the full names. Then no type is added.
pub fn register(types: &[MessageType]) -> Result<(), RegistryError> {
    let described = types.iter().map(|ty| (ty.describe(), *ty)).collect();
    GLOBAL.write().unwrap_or_else(PoisonError::into_inner).put(described)
}

/// Adds extensions to the process-wide registry. Adding an extension again changes nothing.
///
/// The generated function `register_types()` of a package calls it.
///
/// # Errors
/// Returns an error if another extension has one of the full names, or one of the numbers in the
/// same message. Then no extension is added.
#[cfg(feature = "table")]
pub fn register_extensions(tables: &[&'static ExtensionTable]) -> Result<(), RegistryError> {
    let mut global = GLOBAL.write().unwrap_or_else(PoisonError::into_inner);
    global.add_extensions(tables).map(drop)
}
