//! The methods of an extension with at most one value.

use super::{
    ClosedEnum, Enum, Extendable, Extension, ExtensionError, Optional, Repeated, Value, shape,
};
use crate::wire::kind::Int32;

impl<M, V: Value> Extension<M, Optional<V>> {
    /// Reads the extension. Returns its default if the message does not have it: that of the
    /// declaration, or else the default of the type, which is the first value of an enum.
    ///
    /// # Errors
    /// Those of [`get`](Self::get).
    pub fn get_or_default(&self, message: &M) -> Result<V::Rust, ExtensionError>
    where
        M: Extendable,
    {
        Ok(self.get(message)?.unwrap_or_else(|| self.default_value()))
    }

    /// Sets the extension, in place of all its occurrences.
    pub fn set(&self, message: &mut M, value: V::Rust)
    where
        M: Extendable,
    {
        self.replace(message, |number, fields| V::write(value, number, fields));
    }

    /// Returns the value of the extension in messages that do not have it.
    pub fn default_value(&self) -> V::Rust {
        self.default.map_or_else(V::Rust::default, |default| default())
    }
}

macro_rules! numbers {
    ($($kind:ident)*) => {$(
        impl<M, E: shape::ProtoEnum> Extension<M, Optional<$kind<E>>> {
            /// Returns the extension with numbers in place of the enum, so that numbers which the
            /// enum does not declare can be read. Its default is 0, whatever the enum's is.
            pub const fn numbers(self) -> Extension<M, Optional<Int32>> {
                self.reshaped()
            }
        }

        impl<M, E: shape::ProtoEnum> Extension<M, Repeated<$kind<E>>> {
            /// Returns the extension with numbers in place of the enum, so that numbers which the
            /// enum does not declare can be read.
            pub const fn numbers(self) -> Extension<M, Repeated<Int32>> {
                self.reshaped()
            }
        }

        impl<M, E: shape::ProtoEnum> Extension<M, super::Packed<$kind<E>>> {
            /// Returns the extension with numbers in place of the enum, so that numbers which the
            /// enum does not declare can be read.
            pub const fn numbers(self) -> Extension<M, super::Packed<Int32>> {
                self.reshaped()
            }
        }
    )*};
}

numbers! { Enum ClosedEnum }
