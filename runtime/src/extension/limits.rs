//! The limits that apply to the values of an extension.

use alloc::vec::Vec;

use super::Fault;
use crate::decode_options::DecodeOptions;
use crate::interop::foreign;
use crate::wire::error::Error;
use crate::wire::scope::{NO_LIMIT, Scope};

/// The limits of one read: the remaining heap and depth.
pub struct Limits {
    scope: Scope<'static>,
    /// The levels that may be entered from the extended message.
    depth: u32,
}

impl Limits {
    pub(crate) fn new(options: &DecodeOptions) -> Self {
        let (depth, heap) = options.limits();
        let scope = Scope::new(None);
        if heap != NO_LIMIT {
            scope.limit_heap(heap);
        }
        Limits { scope, depth }
    }

    /// Counts bytes before they are allocated.
    pub(super) fn spend(&self, bytes: usize) -> Result<(), Fault> {
        match self.scope.try_charge(bytes) {
            true => Ok(()),
            false => Err(Error::heap().into()),
        }
    }

    /// Appends an element, and counts the memory of a list that grows.
    pub(super) fn push<T>(&self, list: &mut Vec<T>, element: T) -> Result<(), Fault> {
        if list.len() == list.capacity() {
            // `Vec::push` would allocate this capacity for most types.
            let capacity = (2 * list.capacity()).max(4);
            self.spend(capacity.saturating_mul(size_of::<T>()))?;
            list.reserve_exact(capacity - list.len());
        }
        list.push(element);
        Ok(())
    }

    /// Merges the encoded fields of a message, which is one level below the extended message.
    pub(super) fn merge<M: prost::Message>(
        &self,
        message: &mut M,
        fields: &[u8],
    ) -> Result<(), Fault> {
        let depth = self.depth.checked_sub(1).ok_or_else(Error::recursion)?;
        foreign::merge(message, fields, depth, &self.scope).map_err(Fault::Decode)
    }
}
