//! The descriptor pools of a registry.

use alloc::sync::Arc;

use super::{RegisteredExtension, Registry};
use crate::reflect::{DescriptorPool, MessageDescriptor};
use crate::schema::Type;

impl Registry {
    /// Adds the messages and extensions of a pool, so that JSON and text format print an `Any` with
    /// such a message. If several types have a full name, a generated type is used first, then the
    /// pool that was added first.
    ///
    /// [`Registry::decode`] only creates generated types. A message of a pool is a
    /// [`DynamicMessage`](crate::reflect::DynamicMessage).
    pub fn add_pool(&mut self, pool: &DescriptorPool) -> &mut Self {
        if !self.pools.contains(pool) {
            Arc::make_mut(&mut self.pools).push(pool.clone());
        }
        self
    }

    /// Returns a type of a pool by its full name.
    pub(super) fn schema_in_pools(&self, full_name: &str) -> Option<Type<'_>> {
        self.pools.iter().find_map(|pool| pool.schema(full_name))
    }

    pub(super) fn extension_in_pools(
        &self,
        extendee: &str,
        number: u32,
    ) -> Option<RegisteredExtension<'_>> {
        self.pools.iter().find_map(|pool| pool.extension_by_number(extendee, number))
    }

    pub(super) fn named_extension_in_pools(
        &self,
        full_name: &str,
    ) -> Option<RegisteredExtension<'_>> {
        self.pools.iter().find_map(|pool| pool.extension_by_name(full_name))
    }

    pub(super) fn pools_hide_unknown_of(&self, extendee: &str) -> bool {
        self.pools.iter().any(|pool| {
            pool.schema(extendee).is_some_and(|extendee| extendee.message().hides_unknown)
        })
    }

    pub(super) fn pools_have_extensions(&self) -> bool {
        self.pools.iter().any(|pool| pool.has_extensions())
    }
}

#[cfg(any(feature = "json", feature = "text"))]
impl MessageDescriptor {
    /// Returns the registry with the pool of this message added. Returns `None` if the type of the
    /// message is generated.
    pub(crate) fn with_pool(&self, registry: impl FnOnce() -> Registry) -> Option<Registry> {
        let pool = self.pool()?;
        let mut registry = registry();
        registry.add_pool(&pool);
        Some(registry)
    }
}
