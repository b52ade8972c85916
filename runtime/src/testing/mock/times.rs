//! The number of calls that an expectation accepts.

use core::fmt::{self, Display, Formatter};
use core::ops::{RangeFrom, RangeFull, RangeInclusive};

/// A number of calls: the least and the most.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    pub(super) least: usize,
    pub(super) most: usize,
}

impl From<usize> for Times {
    fn from(calls: usize) -> Self {
        Self { least: calls, most: calls }
    }
}

impl From<RangeInclusive<usize>> for Times {
    fn from(calls: RangeInclusive<usize>) -> Self {
        Self { least: *calls.start(), most: *calls.end() }
    }
}

impl From<RangeFrom<usize>> for Times {
    fn from(calls: RangeFrom<usize>) -> Self {
        Self { least: calls.start, most: usize::MAX }
    }
}

impl From<RangeFull> for Times {
    fn from(_: RangeFull) -> Self {
        Self { least: 0, most: usize::MAX }
    }
}

impl Display for Times {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { least, most } = *self;
        let last = match (least, most) {
            (0, usize::MAX) => return f.write_str("any number of calls"),
            (least, usize::MAX) => {
                write!(f, "at least {least}")?;
                least
            }
            (least, most) if least == most => {
                write!(f, "{most}")?;
                most
            }
            (0, most) => {
                write!(f, "at most {most}")?;
                most
            }
            (least, most) => {
                write!(f, "{least} to {most}")?;
                most
            }
        };
        f.write_str(if last == 1 { " call" } else { " calls" })
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn numbers_of_calls_in_words() {
        for (times, expected) in [
            (Times::from(0), "0 calls"),
            (Times::from(1), "1 call"),
            (Times::from(2), "2 calls"),
            (Times::from(1..), "at least 1 call"),
            (Times::from(2..), "at least 2 calls"),
            (Times::from(0..=1), "at most 1 call"),
            (Times::from(2..=3), "2 to 3 calls"),
            (Times::from(..), "any number of calls"),
        ] {
            assert_eq!(times.to_string(), expected);
        }
    }
}
