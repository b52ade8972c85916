//! The methods of a repeated extension.

use super::{Extendable, Extension, List};

impl<M, S: List> Extension<M, S> {
    /// Replaces all occurrences of the extension with these values.
    pub fn set(&self, message: &mut M, values: impl IntoIterator<Item = S::Element>)
    where
        M: Extendable,
    {
        self.replace(message, |number, fields| S::write(values, number, fields));
    }

    /// Appends a value.
    pub fn push(&self, message: &mut M, value: S::Element)
    where
        M: Extendable,
    {
        self.append(message, |number, fields| S::write([value], number, fields));
    }
}
