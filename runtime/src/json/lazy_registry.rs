//! The registry that a parser or printer looks types up in.

use core::cell::OnceCell;

use alloc::format;
use alloc::string::String;

use super::error::shortened;
use crate::any::name_in;
use crate::registry::{NO_TABLE, NoSchema, Registry};
use crate::schema::Type;

/// The registry of the options. If they have none, it is the process-wide registry, which is
/// fetched when it is first used.
#[derive(Clone, Copy)]
pub(super) struct LazyRegistry<'w> {
    pub given: Option<&'w Registry>,
    pub process_wide: &'w OnceCell<Registry>,
}

impl<'w> LazyRegistry<'w> {
    /// Returns the type that a type URL names.
    ///
    /// # Errors
    /// The registry does not have the type, or has no field table of it.
    pub(super) fn resolve(self, url: &str) -> Result<Type<'w>, String> {
        let ty = name_in(url).and_then(|name| self.get().schema(name));
        ty.ok_or_else(|| self.unresolved(url))
    }

    /// Returns the error for a type URL that cannot be resolved: the registry lacks the type, or
    /// has no field table for it.
    #[cold]
    pub(super) fn unresolved(self, url: &str) -> String {
        let shown = shortened(url);
        if name_in(url).is_none() {
            return format!("`{shown}` is not a type URL, e.g. `type.googleapis.com/acme.v1.Day`");
        }
        match self.get().why_no_schema(url) {
            NoSchema::NoTable => format!("the type of the `Any` `{shown}` {NO_TABLE}"),
            NoSchema::NotRegistered => {
                let how = match self.given {
                    Some(_) => "`Registry::add_all` adds types",
                    None => "`register_types()` of its package adds it",
                };
                format!("the type of the `Any` is not in the registry: `{shown}` ({how})")
            }
        }
    }

    /// Returns the registry.
    pub(super) fn get(self) -> &'w Registry {
        self.given.unwrap_or_else(|| self.process_wide.get_or_init(Registry::process_wide))
    }
}
