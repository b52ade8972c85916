//! The registry that a text or message is read with.

use core::cell::OnceCell;

use crate::registry::Registry;

/// The registry of the options, or else the process-wide one, which is not asked for before it is
/// needed.
#[derive(Clone, Copy)]
pub(super) struct LazyRegistry<'w> {
    pub given: Option<&'w Registry>,
    pub process_wide: &'w OnceCell<Registry>,
}

impl<'w> LazyRegistry<'w> {
    /// Returns the registry.
    pub(super) fn get(self) -> &'w Registry {
        self.given.unwrap_or_else(|| self.process_wide.get_or_init(Registry::process_wide))
    }
}
