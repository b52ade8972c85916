//! Elements of lists and the room for them. They are made where they will stay: messages are big,
//! and `Vec::push` would make them elsewhere and copy them.

use alloc::vec::Vec;

use super::ahead;
use super::cursor::Cursor;
use super::scope::Scope;
use super::skip::DELIMITED;

/// Appends a default element, to be read into. `None` if there may not be more, which is left in
/// the scope. `tag` is the key that has been read, and `cursor` is behind it.
// Not always inlined: where nothing is optimised, every level of nested messages would have room
// for the element on the stack.
#[inline]
pub(super) fn push_default<'v, T: Default>(
    values: &'v mut Vec<T>,
    cursor: Cursor<'_>,
    tag: u32,
    scope: &Scope<'_>,
) -> Option<&'v mut T> {
    if values.len() == values.capacity() && !make_room(values, cursor, tag, scope) {
        return None;
    }
    let length = values.len();
    // SAFETY: there is room for another element, or it has just been made.
    let element = unsafe { values.as_mut_ptr().add(length) };
    // SAFETY: as above, and no element is there, so that none is lost.
    unsafe { element.write(T::default()) };
    // SAFETY: it has been written.
    unsafe { values.set_len(length + 1) };
    // SAFETY: it is an element of the vector, which is borrowed for as long.
    Some(unsafe { &mut *element })
}

/// More elements than this are moved when there are more. To find all of them first would take as
/// long as to read small ones.
const MOST: usize = 16;

/// Makes room for at least one element in a vector that is full. `false` if there may not be more.
#[inline(never)]
fn make_room<T>(values: &mut Vec<T>, cursor: Cursor<'_>, tag: u32, scope: &Scope<'_>) -> bool {
    match additional(values.capacity(), size_of::<T>(), cursor, tag, scope) {
        0 => false,
        additional => {
            values.reserve_exact(additional);
            true
        }
    }
}

/// Returns the number of elements of `size` bytes to make room for, beside those that fill
/// `capacity`. Returns 0 if the limit of the heap allows no more elements. The function is not
/// generic, because there are many types of lists.
fn additional(
    capacity: usize,
    size: usize,
    cursor: Cursor<'_>,
    tag: u32,
    scope: &Scope<'_>,
) -> usize {
    let new = match capacity {
        // For what follows.
        0 if tag & 7 == DELIMITED => ahead::elements(cursor, tag, size, MOST),
        // For about twice as many: elements that are not in one run must not be moved once for
        // each. Where a vector would be that has grown from nothing, so that it takes no more
        // memory than that.
        _ => (capacity + 1).checked_next_power_of_two().unwrap_or(usize::MAX).max(least(size)),
    };
    if scope.is_limited() && !scope.charge(cursor, new.saturating_mul(size)) {
        return 0;
    }
    new - capacity
}

/// Bytes that a vector takes once it has grown for `additional` elements: room for twice as many as
/// before, and at first for more the smaller they are.
#[inline]
pub(super) fn grown<T>(values: &Vec<T>, additional: usize) -> usize {
    let capacity = values
        .len()
        .saturating_add(additional)
        .max(values.capacity().saturating_mul(2))
        .max(least(size_of::<T>()));
    capacity.saturating_mul(size_of::<T>())
}

/// Returns the least number of elements of `size` bytes that a growing vector has room for, as in
/// std.
#[inline]
const fn least(size: usize) -> usize {
    match size {
        0..=1 => 8,
        2..=1024 => 4,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;

    /// The capacities of a vector of `T` to which elements are added, of which the first is next in
    /// `input`.
    fn capacities<T: Default>(count: usize, input: &[u8], tag: u32) -> Vec<usize> {
        let (scope, mut values, mut capacities) = (Scope::new(None), Vec::<T>::new(), Vec::new());
        for _ in 0..count {
            assert!(push_default(&mut values, Cursor::new(input), tag, &scope).is_some());
            if capacities.last() != Some(&values.capacity()) {
                capacities.push(values.capacity());
            }
        }
        assert_eq!(values.len(), count);
        capacities
    }

    #[test]
    fn room_is_made_for_those_that_follow_and_then_as_by_push() {
        // Of field 1, each with two bytes, then one of field 2.
        let run = |count: usize| [&[2, 1, 1, 10].repeat(count)[..count * 4 - 1], &[18, 0]].concat();
        assert_eq!(capacities::<String>(13, &run(1), 10), [1, 4, 8, 16]);
        assert_eq!(capacities::<String>(13, &run(3), 10), [3, 4, 8, 16]);
        assert_eq!(capacities::<String>(17, &run(40), 10), [16, 32]);
        assert_eq!(
            capacities::<[[u64; 25]; 4]>(5, &run(40), 10),
            [1, 4, 8],
            "few of what is much bigger than on the wire"
        );
        assert_eq!(capacities::<[[u64; 32]; 5]>(5, &run(1), 10), [1, 2, 4, 8]);
        // Groups and scalars are not looked for.
        assert_eq!(capacities::<String>(5, &run(3), 11), [4, 8]);
        assert_eq!(capacities::<bool>(9, &[], 8), [8, 16]);
        assert_eq!(capacities::<()>(9, &run(3), 10), [usize::MAX]);
    }

    #[test]
    fn there_may_not_be_more_than_the_limit_allows() {
        let scope = Scope::new(None);
        scope.limit_heap(2 * size_of::<String>() + 1);
        let mut values = Vec::<String>::new();
        let run = Cursor::new(&[0, 10, 0, 18]);
        assert!(push_default(&mut values, run, 10, &scope).is_some());
        assert!(push_default(&mut values, run, 10, &scope).is_some());
        assert!(push_default(&mut values, run, 10, &scope).is_none());
        assert!(scope.has_failed() && values.len() == 2);
    }
}
