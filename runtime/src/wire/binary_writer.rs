//! The writer of the binary encoding.

use super::buffer::Position;

mod write_fields;

/// The writer of the binary encoding of a message, backwards.
pub struct BinaryWriter<'w>(pub(crate) Position<'w, 'w>);

impl BinaryWriter<'_> {
    /// Returns the number of bytes written so far, by this message and the messages around it.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn written(&self) -> usize {
        self.0.written()
    }

    /// Writes the key and the length of a value. `before` is the number of bytes that had been
    /// written before the value.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn head(&mut self, tag: u32, before: usize) {
        self.0.varint(tag, (self.0.written() - before) as u64);
    }

    /// Writes a key without a value: a start-group or end-group key.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn bare(&mut self, key: u64) {
        self.0.bare_varint(key);
    }

    /// Enters a message, a group or a map entry. Returns `false` at the greatest nesting depth: the
    /// caller then omits the value, and encoding fails.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn enter(&mut self) -> bool {
        self.0.enter()
    }

    /// Leaves a message, a group or a map entry.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn leave(&mut self) {
        self.0.leave();
    }
}
