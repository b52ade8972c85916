//! The methods of an extension with at most one value.

use super::{
    ClosedEnum, Enum, Extendable, Extension, ExtensionError, Optional, Repeated, Value, shape,
};
use crate::wire::kind::Int32;

impl<M, V: Value> Extension<M, Optional<V>> {
    /// Reads the extension, or its default if the message does not have it: the one of the
    /// declaration, else the default of the type, and of an enum the first value.
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

    /// The value that the extension has where it is not set.
    pub fn default_value(&self) -> V::Rust {
        self.default.map_or_else(V::Rust::default, |default| default())
    }
}

macro_rules! numbers {
    ($($kind:ident)*) => {$(
        impl<M, E: shape::ProtoEnum> Extension<M, Optional<$kind<E>>> {
            /// The extension with numbers in place of the enum, also of numbers that the enum does
            /// not declare. Its default is 0, whatever the enum's is.
            pub const fn numbers(self) -> Extension<M, Optional<Int32>> {
                self.reshaped()
            }
        }

        impl<M, E: shape::ProtoEnum> Extension<M, Repeated<$kind<E>>> {
            /// The extension with numbers in place of the enum, also of numbers that the enum does
            /// not declare.
            pub const fn numbers(self) -> Extension<M, Repeated<Int32>> {
                self.reshaped()
            }
        }

        impl<M, E: shape::ProtoEnum> Extension<M, super::Packed<$kind<E>>> {
            /// The extension with numbers in place of the enum, also of numbers that the enum does
            /// not declare.
            pub const fn numbers(self) -> Extension<M, super::Packed<Int32>> {
                self.reshaped()
            }
        }
    )*};
}

numbers! { Enum ClosedEnum }
