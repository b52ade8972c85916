//! The writer of a message in any format.

use core::mem::ManuallyDrop;

mod fields;

/// The writer of the fields of a message, **backwards**: the last field first, each value before
/// its key, the elements of a repeated field from the last to the first.
///
/// `W` is the format. All functions take the writer by value and return it, so that it stays in
/// registers. `tag` is a field's key, `number << 3 | wire type`. For each kind of value there is a
/// function that writes it, and functions that omit it: `nonzero_` and `nonempty_` for fields
/// without presence, `some_` for fields with presence, `each_` for repeated fields. So a field is
/// one call, which keeps generated code cheap to compile.
///
/// The format is in a [`ManuallyDrop`], because the compiler does not know that a type parameter
/// needs no drop. In debug builds it would reserve stack for each call of a chain, for unwinding,
/// and a message of 50 fields would take a third more stack (`bench -- stack`).
pub struct Writer<W>(ManuallyDrop<W>);

impl<W> Writer<W> {
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn new(format: W) -> Self {
        Writer(ManuallyDrop::new(format))
    }

    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn into_inner(self) -> W {
        ManuallyDrop::into_inner(self.0)
    }
}
