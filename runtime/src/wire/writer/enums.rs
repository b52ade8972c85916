//! Writes enums in other Rust types than `i32`, on the wire as `int32`.

use super::Writer;

impl Writer<'_> {
    /// Writes an enum.
    #[inline]
    pub fn enumeration(self, tag: u32, value: impl Into<i32>) -> Self {
        self.int32(tag, value.into())
    }

    /// Writes an enum whose number is not 0.
    #[inline]
    pub fn nonzero_enumeration(self, tag: u32, value: impl Into<i32>) -> Self {
        self.nonzero_int32(tag, value.into())
    }

    /// Writes an enum that is there.
    #[inline]
    pub fn some_enumeration(self, tag: u32, value: Option<impl Into<i32>>) -> Self {
        match value {
            None => self,
            Some(value) => self.enumeration(tag, value),
        }
    }
}
