//! The errors of decoding.

use alloc::boxed::Box;

/// The error of a decode: its cause, and the path of fields to it.
///
/// An error is one pointer, so that a `Result` of it is returned in a register. Its constructors
/// run only once decoding has failed, hence `cold`. `interop::errors` converts an error into the
/// error that prost reports for the same cause.
#[derive(Debug)]
pub struct Error(Box<Parts>);

/// The content of an [`Error`].
#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) cause: Cause,
    pub(crate) path: Path,
}

/// The messages and fields around the cause of an error.
///
/// The path is a list, so that `interop::errors` can free each step when it adds the step to
/// prost's error. Two whole paths would take more memory than `DecodeOptions::max_heap` promises.
#[derive(Debug)]
pub(crate) struct Path(Option<Box<Step>>);

#[derive(Debug)]
struct Step {
    /// The name of the message, e.g. `Forecast`.
    message: &'static str,
    /// The name of the field, e.g. `hours`.
    field: &'static str,
    rest: Option<Box<Step>>,
}

impl Path {
    fn push(&mut self, message: &'static str, field: &'static str) {
        let rest = self.0.take();
        self.0 = Some(Box::new(Step { message, field, rest }));
    }

    /// Removes the last field that was pushed, and returns its message and its name.
    pub(crate) fn pop(&mut self) -> Option<(&'static str, &'static str)> {
        let mut step = self.0.take()?;
        self.0 = step.rest.take();
        Some((step.message, step.field))
    }

    /// Reverses the order of the fields.
    pub(crate) fn reverse(&mut self) {
        let mut reversed = None;
        while let Some(mut step) = self.0.take() {
            self.0 = step.rest.take();
            step.rest = reversed;
            reversed = Some(step);
        }
        self.0 = reversed;
    }
}

impl Drop for Path {
    /// Drops the steps one by one. The drop of a box in a box would take stack for each step.
    fn drop(&mut self) {
        while self.pop().is_some() {}
    }
}

/// The cause of an [`Error`].
#[derive(Debug)]
pub(crate) enum Cause {
    /// A varint is cut off, longer than ten bytes, or wider than 64 bits. An input that ends where
    /// a key is expected has this cause, too.
    Varint,
    /// A length or a fixed-width value reaches beyond the end of the input.
    Underflow,
    /// Messages, groups and map entries nest deeper than the limit.
    Recursion,
    /// An end-group key occurs where no group, or a group of another number, is open.
    EndGroup,
    /// A string is not UTF-8.
    Utf8,
    /// A key does not fit 32 bits.
    Key(u64),
    /// A key has more than five bytes, and its value fits 32 bits. prost accepts such a key.
    LongKey,
    /// The field number is 0.
    NumberZero,
    /// The wire type of this key is 6 or 7, which do not exist.
    NoSuchWireType(u32),
    /// The message needs more memory than is allowed. prost has no such limit.
    Heap,
    /// The wire type of a field is not the declared one. Both values are keys.
    WireType { actual: u32, expected: u32 },
    /// The codec of a message from another crate reported this error.
    Foreign(Box<dyn core::error::Error + Send + Sync>),
}

macro_rules! constructors {
    ($($(#[doc = $doc:literal])+ $name:ident($($argument:ident: $ty:ty),*) => $cause:expr;)*) => {$(
        $(#[doc = $doc])+
        #[cold]
        #[inline(never)]
        pub(crate) fn $name($($argument: $ty),*) -> Self {
            Error::new($cause)
        }
    )*};
}

impl Error {
    constructors! {
        /// Creates the error [`Cause::Varint`].
        varint() => Cause::Varint;
        /// Creates the error [`Cause::Underflow`].
        underflow() => Cause::Underflow;
        /// Creates the error [`Cause::Recursion`].
        recursion() => Cause::Recursion;
        /// Creates the error [`Cause::EndGroup`].
        end_group() => Cause::EndGroup;
        /// Creates the error [`Cause::Utf8`].
        utf8() => Cause::Utf8;
        /// Creates the error [`Cause::Key`].
        key(key: u64) => Cause::Key(key);
        /// Creates the error [`Cause::LongKey`].
        long_key() => Cause::LongKey;
        /// Creates the error [`Cause::NumberZero`].
        number_zero() => Cause::NumberZero;
        /// Creates the error [`Cause::NoSuchWireType`].
        no_such_wire_type(key: u32) => Cause::NoSuchWireType(key);
        /// Creates the error [`Cause::Heap`].
        heap() => Cause::Heap;
        /// Creates the error [`Cause::WireType`] from two keys.
        wire_type(actual: u32, expected: u32) => Cause::WireType { actual, expected };
        /// Creates the error [`Cause::Foreign`].
        foreign(error: Box<dyn core::error::Error + Send + Sync>) => Cause::Foreign(error);
    }

    fn new(cause: Cause) -> Self {
        Error(Box::new(Parts { cause, path: Path(None) }))
    }

    /// Adds a field to the path. The innermost field is added first.
    #[cold]
    pub(crate) fn push(&mut self, message: &'static str, field: &'static str) {
        self.0.path.push(message, field);
    }

    /// Returns the cause and the path.
    #[cold]
    pub(crate) fn into_parts(self) -> Parts {
        *self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_one_pointer() {
        assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
    }
}
