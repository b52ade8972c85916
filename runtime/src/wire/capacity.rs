//! The capacity of lists, and their new elements. An element is created where it will stay:
//! messages are big, and `Vec::push` would create them on the stack and copy them.

use alloc::vec::Vec;

use super::ahead;
use super::cursor::Cursor;
use super::scope::Scope;
use super::skip::DELIMITED;

/// Appends a default element, which the caller reads into. `tag` is the key that has been read, and
/// `cursor` is the position after it. Returns `None` if the heap limit allows no more elements. The
/// error is stored in the scope.
// Not always inlined: in a debug build, every level of nested messages would reserve stack for the
// element.
#[inline]
pub(super) fn push_default<'v, T: Default>(
    values: &'v mut Vec<T>,
    cursor: Cursor<'_>,
    tag: u32,
    scope: &Scope<'_>,
) -> Option<&'v mut T> {
    if values.len() == values.capacity() && !grow(values, cursor, tag, scope) {
        return None;
    }
    let length = values.len();
    // SAFETY: the capacity exceeds `length`: either the first condition above is false, or `grow`
    // has returned `true`. So the sum lies in the allocation.
    let element = unsafe { values.as_mut_ptr().add(length) };
    // SAFETY: the pointer lies in the capacity of the vector, whose elements are aligned. The
    // vector has `length` elements, so the write overwrites none.
    unsafe { element.write(T::default()) };
    // SAFETY: the elements before `length` were there, the write above has initialised the element
    // at `length`, and the capacity exceeds `length`.
    unsafe { values.set_len(length + 1) };
    // SAFETY: the pointer is that of the last element of `values`, which stays borrowed for `'v`.
    Some(unsafe { &mut *element })
}

/// The greatest number of elements that a list has capacity for at first. Further elements move the
/// list. To count more elements ahead would take as long as to read small ones.
const MOST: usize = 16;

/// Adds capacity for at least one element to a vector that is full. Returns `false` if the heap
/// limit allows no more elements.
#[inline(never)]
fn grow<T>(values: &mut Vec<T>, cursor: Cursor<'_>, tag: u32, scope: &Scope<'_>) -> bool {
    match additional(values.capacity(), size_of::<T>(), cursor, tag, scope) {
        0 => false,
        additional => {
            values.reserve_exact(additional);
            true
        }
    }
}

/// Returns the number of elements of `size` bytes to add to `capacity`, which is used up. Returns 0
/// if the heap limit allows no more elements. The function is not generic, because there are many
/// types of lists.
fn additional(
    capacity: usize,
    size: usize,
    cursor: Cursor<'_>,
    tag: u32,
    scope: &Scope<'_>,
) -> usize {
    let new = match capacity {
        // Adds capacity for the elements that follow one another.
        0 if tag & 7 == DELIMITED => ahead::elements(cursor, tag, size, MOST),
        // About doubles the capacity. Elements that do not follow one another must not move the
        // list each time. The new capacity is the one that `Vec::push` would have reached, so that
        // reading ahead costs no memory.
        _ => (capacity + 1).checked_next_power_of_two().unwrap_or(usize::MAX).max(least(size)),
    };
    if scope.is_limited() && !scope.charge(cursor, new.saturating_mul(size)) {
        return 0;
    }
    new - capacity
}

/// Returns the bytes that a vector takes once it has grown for `additional` elements: at least
/// twice its capacity, and at least the first capacity that std would give it.
#[inline]
pub(super) fn grown<T>(values: &Vec<T>, additional: usize) -> usize {
    let capacity = values
        .len()
        .saturating_add(additional)
        .max(values.capacity().saturating_mul(2))
        .max(least(size_of::<T>()));
    capacity.saturating_mul(size_of::<T>())
}

/// Returns the least capacity to which std grows a vector with elements of `size` bytes.
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

    /// Returns the capacities that a vector of `T` has while elements are added to it. The first
    /// element is next in `input`.
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
    fn capacity_is_for_elements_that_follow_and_then_as_by_push() {
        // Elements of field 1 with two bytes each, then an element of field 2.
        let run = |count: usize| [&[2, 1, 1, 10].repeat(count)[..count * 4 - 1], &[18, 0]].concat();
        assert_eq!(capacities::<String>(13, &run(1), 10), [1, 4, 8, 16]);
        assert_eq!(capacities::<String>(13, &run(3), 10), [3, 4, 8, 16]);
        assert_eq!(capacities::<String>(17, &run(40), 10), [16, 32]);
        assert_eq!(
            capacities::<[[u64; 25]; 4]>(5, &run(40), 10),
            [1, 4, 8],
            "few elements that are much bigger than on the wire"
        );
        assert_eq!(capacities::<[[u64; 32]; 5]>(5, &run(1), 10), [1, 2, 4, 8]);
        // Groups and scalars are not counted ahead.
        assert_eq!(capacities::<String>(5, &run(3), 11), [4, 8]);
        assert_eq!(capacities::<bool>(9, &[], 8), [8, 16]);
        assert_eq!(capacities::<()>(9, &run(3), 10), [usize::MAX]);
    }

    #[test]
    fn the_heap_limit_stops_a_list() {
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
