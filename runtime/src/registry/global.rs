//! The process-wide registry.

use std::sync::{LazyLock, PoisonError, RwLock};

use super::{MessageType, Registry, RegistryError};
#[cfg(feature = "table")]
use crate::table::ExtensionTable;

static GLOBAL: LazyLock<RwLock<Registry>> = LazyLock::new(RwLock::default);

/// Returns the process-wide registry as it is now.
///
/// It is a copy that costs no more than a reference count, so that no lock is held while it
/// decodes. Types that are registered later are not in it, and types that are added to it are in
/// no other copy.
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

/// Adds message types to the process-wide registry. Adding one once more changes nothing.
///
/// The generated function `register_types()` of a package calls it.
///
/// # Errors
/// Another Rust type has one of the full names. No type is added then.
pub fn register(types: &[MessageType]) -> Result<(), RegistryError> {
    let described = types.iter().map(|ty| (ty.describe(), *ty)).collect();
    GLOBAL.write().unwrap_or_else(PoisonError::into_inner).put(described)
}

/// Adds extensions to the process-wide registry. Adding one once more changes nothing.
///
/// The generated function `register_types()` of a package calls it.
///
/// # Errors
/// Another extension has one of the full names, or one of the numbers in the same message. No
/// extension is added then.
#[cfg(feature = "table")]
pub fn register_extensions(tables: &[&'static ExtensionTable]) -> Result<(), RegistryError> {
    let mut global = GLOBAL.write().unwrap_or_else(PoisonError::into_inner);
    global.add_extensions(tables).map(drop)
}
