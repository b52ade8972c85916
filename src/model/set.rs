//! A set of values of a small enum. It takes two bytes.

use std::fmt;
use std::marker::PhantomData;

/// A value of an enum with at most 16 values. A [`Set`] can hold it.
pub(crate) trait Flag: Copy + fmt::Debug + 'static {
    /// All values, in the order in which generated code lists them.
    const ALL: &'static [Self];

    /// Returns the position of the value in [`Flag::ALL`].
    fn position(self) -> u32;

    /// Returns the value in Rust, e.g. `PartialEq` or `clippy::module_inception`.
    fn text(self) -> &'static str;
}

/// A set of values of an enum.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Set<T> {
    bits: u16,
    of: PhantomData<fn(T)>,
}

/// Declares an enum whose values a [`Set`] can hold.
macro_rules! flags {
    (
        $(#[$doc:meta])*
        $name:ident { $($(#[$value_doc:meta])* $value:ident = $text:literal,)* }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $name {
            $($(#[$value_doc])* $value,)*
        }

        // A set has 16 bits.
        const _: () = assert!(<$name as $crate::model::Flag>::ALL.len() <= 16);

        impl $crate::model::Flag for $name {
            const ALL: &'static [Self] = &[$(Self::$value),*];

            fn position(self) -> u32 {
                self as u32
            }

            fn text(self) -> &'static str {
                match self {
                    $(Self::$value => $text,)*
                }
            }
        }
    };
}

pub(super) use flags;

impl<T: Flag> Set<T> {
    /// The empty set.
    pub const EMPTY: Self = Self { bits: 0, of: PhantomData };

    /// Whether a value is in the set.
    pub fn has(self, value: T) -> bool {
        self.bits >> value.position() & 1 == 1
    }

    /// Adds a value.
    pub fn insert(&mut self, value: T) {
        self.bits |= 1 << value.position();
    }

    /// Returns the values in the order of [`Flag::ALL`].
    pub fn iter(self) -> impl Iterator<Item = T> {
        T::ALL.iter().copied().filter(move |value| self.has(*value))
    }
}

impl<T: Flag> Default for Set<T> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<T: Flag> FromIterator<T> for Set<T> {
    fn from_iter<V: IntoIterator<Item = T>>(values: V) -> Self {
        let mut set = Self::EMPTY;
        values.into_iter().for_each(|value| set.insert(value));
        set
    }
}

impl<T: Flag> fmt::Debug for Set<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StdTrait;

    #[test]
    fn a_set_lists_its_values_in_the_order_of_the_enum() {
        let set: Set<StdTrait> =
            [StdTrait::Ord, StdTrait::Clone, StdTrait::Ord].into_iter().collect();
        assert_eq!(format!("{set:?}"), "{Clone, Ord}");
        assert!(set.has(StdTrait::Ord) && !set.has(StdTrait::Eq));
    }
}
