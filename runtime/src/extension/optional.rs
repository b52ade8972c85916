//! The methods of an extension with at most one value.

use super::{
    ClosedEnum, Enum, Extendable, Extension, ExtensionError, Optional, Repeated, Value, shape,
};
use crate::wire::kind::Int32;

impl<M, V: Value> Extension<M, Optional<V>> {
    /// Reads the extension. Returns its default if the message does not have it. That is the
    /// default of the declaration, or else of the type. The default of an enum is its first value.
    ///
    /// # Errors
    /// Returns the errors of [`get`](Self::get).
    pub fn get_or_default(&self, message: &M) -> Result<V::Rust, ExtensionError>
    where
        M: Extendable,
    {
        Ok(self.get(message)?.unwrap_or_else(|| self.default_value()))
    }

    /// Replaces all occurrences of the extension with this value.
    pub fn set(&self, message: &mut M, value: V::Rust)
    where
        M: Extendable,
    {
        self.replace(message, |number, fields| V::write(value, number, fields));
    }

    /// Returns the value that the extension has in messages without it.
    pub fn default_value(&self) -> V::Rust {
        self.default.map_or_else(V::Rust::default, |default| default())
    }
}

macro_rules! numbers {
    ($($kind:ident)*) => {$(
        impl<M, E: shape::ProtoEnum> Extension<M, Optional<$kind<E>>> {
            /// Returns the extension with numbers in place of the enum, so that numbers that the
            /// enum does not declare can be read. Its default is 0, whatever the default of the
            /// enum is.
            pub const fn numbers(self) -> Extension<M, Optional<Int32>> {
                self.reshaped()
            }
        }

        impl<M, E: shape::ProtoEnum> Extension<M, Repeated<$kind<E>>> {
            /// Returns the extension with numbers in place of the enum, so that numbers that the
            /// enum does not declare can be read.
            pub const fn numbers(self) -> Extension<M, Repeated<Int32>> {
                self.reshaped()
            }
        }

        impl<M, E: shape::ProtoEnum> Extension<M, super::Packed<$kind<E>>> {
            /// Returns the extension with numbers in place of the enum, so that numbers that the
            /// enum does not declare can be read.
            pub const fn numbers(self) -> Extension<M, super::Packed<Int32>> {
                self.reshaped()
            }
        }
    )*};
}

numbers! { Enum ClosedEnum }
