//! Reads everything of a value once, or the first of a list.

use std::collections::HashMap;

use rust_grpc::view::{Element, List, MapKey, MapView};

/// A value that can be read.
pub trait Touch {
    /// Returns a sum over all of the value. It is the same for all libraries.
    fn touch(&self) -> u64;

    /// Returns a sum over the first element of a list, and over all of another value.
    fn peek(&self) -> u64 {
        self.touch()
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Touch for $number {
            fn touch(&self) -> u64 {
                *self as u64
            }
        }
    )*};
}

numbers! { bool i32 i64 u32 u64 }

impl Touch for f32 {
    fn touch(&self) -> u64 {
        self.to_bits().into()
    }
}

impl Touch for f64 {
    fn touch(&self) -> u64 {
        self.to_bits()
    }
}

macro_rules! lengths {
    ($($text:ty)*) => {$(
        impl Touch for $text {
            fn touch(&self) -> u64 {
                self.len() as u64
            }
        }
    )*};
}

lengths! { String &str Vec<u8> &[u8] bytes::Bytes }

impl<T: Touch> Touch for Box<T> {
    fn touch(&self) -> u64 {
        T::touch(self)
    }
}

impl<T: Touch> Touch for Option<T> {
    fn touch(&self) -> u64 {
        self.as_ref().map_or(0, T::touch)
    }
}

/// A value of a lazy view.
impl<T: Touch, E> Touch for Result<T, E> {
    fn touch(&self) -> u64 {
        self.as_ref().map_or(0, T::touch)
    }
}

/// Adds the values of an iterator, and the first of them.
macro_rules! lists {
    ($([$($generics:tt)*] $list:ty $(where [$($bound:tt)*])?;)*) => {$(
        impl<$($generics)*> Touch for $list $(where $($bound)*)? {
            fn touch(&self) -> u64 {
                self.iter().fold(0, |sum: u64, value| sum.wrapping_add(value.touch()))
            }

            fn peek(&self) -> u64 {
                self.iter().next().map_or(0, |value| value.touch())
            }
        }
    )*};
}

lists! {
    [T: Touch] Vec<T>;
    [E: Element] List<'_, E> where [for<'a> E::Value<'a>: Touch];
    [T: Touch] buffa::RepeatedView<'_, T>;
    ['a, V: buffa::view::LazyMessageView<'a> + Touch] buffa::view::LazyRepeatedView<'a, V>;
}

fn entries<K: Touch, V: Touch>(entries: impl Iterator<Item = (K, V)>) -> u64 {
    entries
        .fold(0, |sum: u64, (key, value)| sum.wrapping_add(key.touch()).wrapping_add(value.touch()))
}

impl<T: Touch> Touch for &T {
    fn touch(&self) -> u64 {
        T::touch(self)
    }
}

impl<K: Touch, V: Touch> Touch for HashMap<K, V> {
    fn touch(&self) -> u64 {
        entries(self.iter())
    }
}

impl<'v, K: MapKey, V: Element> Touch for MapView<'v, K, V>
where
    K::Value<'v>: Touch,
    V::Value<'v>: Touch,
{
    fn touch(&self) -> u64 {
        entries(self.iter())
    }
}

impl<K: Touch, V: Touch> Touch for buffa::MapView<'_, K, V> {
    fn touch(&self) -> u64 {
        entries(self.iter().map(|(key, value)| (key, value)))
    }
}

impl<E: buffa::Enumeration> Touch for buffa::EnumValue<E> {
    fn touch(&self) -> u64 {
        self.to_i32() as u64
    }
}

impl<V: Touch> Touch for buffa::MessageFieldView<V> {
    fn touch(&self) -> u64 {
        self.as_option().map_or(0, V::touch)
    }
}

impl<'a, V: buffa::view::LazyMessageView<'a> + Touch> Touch
    for buffa::view::LazyMessageFieldView<'a, V>
{
    fn touch(&self) -> u64 {
        self.get().touch()
    }
}
