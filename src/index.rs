//! Typed ids, and columns that they index.
//!
//! May not import: any other module of this crate.
//!
//! Each kind of element has its own id type, so the id of a field cannot index the messages. A
//! [`Column`] has the results of a stage for all elements of a kind. It has one value per element,
//! in the order of the ids.

use std::fmt::Debug;
use std::hash::Hash;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// A typed index.
pub(crate) trait Id: Copy + Eq + Ord + Hash + Debug + Send + Sync {
    /// Creates the id of the element at a position, counted from 0.
    fn new(position: usize) -> Self;

    /// Returns the position of the element, counted from 0.
    fn position(self) -> usize;
}

/// Declares id types.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) struct $name(u32);

        impl $crate::index::Id for $name {
            fn new(position: usize) -> Self {
                // protoc's limit of 2 GiB excludes a request with four billion elements.
                Self(u32::try_from(position).unwrap_or(u32::MAX))
            }

            fn position(self) -> usize {
                self.0 as usize
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
    )*};
}

pub(crate) use ids;

/// A list with one value per element of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column<I, T> {
    values: Vec<T>,
    id: PhantomData<fn(I)>,
}

/// A range of consecutive ids, e.g. those of the fields of one message.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span<I> {
    start: u32,
    end: u32,
    id: PhantomData<fn(I)>,
}

impl<I: Id, T> Column<I, T> {
    /// Creates a column without elements.
    pub const fn new() -> Self {
        Self { values: Vec::new(), id: PhantomData }
    }

    /// Creates a column with one value for `count` elements.
    pub fn filled(value: T, count: usize) -> Self
    where
        T: Clone,
    {
        Self::from(vec![value; count])
    }

    /// Appends the value of the next element and returns its id.
    pub fn push(&mut self, value: T) -> I {
        self.values.push(value);
        I::new(self.values.len() - 1)
    }

    /// Returns the number of elements.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Returns the ids of all elements, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.values.len()).map(I::new)
    }

    /// Returns all elements with their ids.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.values.iter().enumerate().map(|(position, value)| (I::new(position), value))
    }

    /// Returns all values, in order.
    pub fn values(&self) -> std::slice::Iter<'_, T> {
        self.values.iter()
    }

    /// Creates a column with one value for each element of this column.
    pub fn map<U>(&self, value: impl FnMut((I, &T)) -> U) -> Column<I, U> {
        Column::from(self.iter().map(value).collect::<Vec<U>>())
    }

    /// Returns the span of the elements from `start` to the end. `start` is an earlier length of
    /// the column.
    pub fn span_from(&self, start: usize) -> Span<I> {
        Span::new(start, self.values.len())
    }
}

impl<I, T> From<Vec<T>> for Column<I, T> {
    fn from(values: Vec<T>) -> Self {
        Self { values, id: PhantomData }
    }
}

impl<I: Id, T> Default for Column<I, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<I: Id, T> FromIterator<T> for Column<I, T> {
    fn from_iter<V: IntoIterator<Item = T>>(values: V) -> Self {
        Self::from(values.into_iter().collect::<Vec<T>>())
    }
}

impl<I: Id, T> Index<I> for Column<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.values[id.position()]
    }
}

impl<I: Id, T> IndexMut<I> for Column<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.values[id.position()]
    }
}

impl<I: Id> Span<I> {
    fn new(start: usize, end: usize) -> Self {
        Self {
            start: I::new(start).position() as u32,
            end: I::new(end).position() as u32,
            id: PhantomData,
        }
    }

    /// Returns the number of ids.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Returns the id at a position in the span, counted from 0.
    pub fn get(self, nth: usize) -> Option<I> {
        (nth < self.len()).then(|| I::new(self.start as usize + nth))
    }

    /// Returns the position of an id in the span, counted from 0.
    pub fn position_of(self, id: I) -> usize {
        id.position() - self.start as usize
    }
}

impl<I: Id> IntoIterator for Span<I> {
    type Item = I;
    type IntoIter = std::iter::Map<std::ops::Range<usize>, fn(usize) -> I>;

    fn into_iter(self) -> Self::IntoIter {
        (self.start as usize..self.end as usize).map(I::new as fn(usize) -> I)
    }
}

impl<I> Default for Span<I> {
    fn default() -> Self {
        Self { start: 0, end: 0, id: PhantomData }
    }
}

impl<I> Debug for Span<I> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    ids! {
        /// The id of an element of this test.
        TestId;
    }

    #[test]
    fn spans_are_parts_of_columns() {
        let mut column: Column<TestId, char> = Column::new();
        let first = column.push('a');
        let start = column.len();
        let second = column.push('b');
        column.push('c');
        let span = column.span_from(start);
        assert_eq!((column[first], column[second]), ('a', 'b'));
        assert_eq!(
            (span.len(), span.get(0), span.get(2), span.position_of(second)),
            (2, Some(second), None, 0)
        );
        assert_eq!(span.into_iter().map(|id| column[id]).collect::<String>(), "bc");
        assert_eq!(column.ids().last(), span.get(1));
        assert_eq!(format!("{second:?} {span:?}"), "TestId(1) 1..3");
    }
}
