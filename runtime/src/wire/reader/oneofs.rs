//! Reads the members of oneofs.

use super::Reader;
use crate::wire::member;
use crate::wire::traits::{Kind, Late, OneofCodec};

impl Reader<'_> {
    /// Merges the value of the member whose key has been read.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn oneof<O: OneofCodec>(&mut self, oneof: &mut Option<O>) {
        O::merge_field::<Late>(oneof, self.key, self);
    }

    /// Reads a value, and replaces the oneof by the member that `make` returns for it.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn member<K: Kind, O>(&mut self, oneof: &mut Option<O>, make: impl FnOnce(K::Value) -> O) {
        let mut value = K::Value::default();
        K::merge(&mut value, self);
        member::set(oneof, || make(value));
    }
}
