//! Elements of lists, made where they will stay: messages are big, and `Vec::push` would make them elsewhere and copy them.

use alloc::vec::Vec;

use super::ahead;
use super::cursor::Cursor;
use super::scope::{Scope, least};
use super::skip::DELIMITED;

/// Appends a default element, to be read into. `None` if there may not be more, which is left in the scope. The value that is next
/// in `cursor` has the key `tag`.
// Not always inlined: where nothing is optimised, every level of nested messages would have room for the element on the stack.
#[inline]
pub(super) fn push_default<'v, T: Default>(values: &'v mut Vec<T>, cursor: Cursor<'_>, tag: u32, scope: &Scope<'_>) -> Option<&'v mut T> {
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

/// More elements than this are moved when there are more. To find all of them first would take as long as to read small ones.
const MOST: usize = 16;

/// Makes room for at least one element in a vector that is full. `false` if there may not be more.
#[inline(never)]
fn make_room<T>(values: &mut Vec<T>, cursor: Cursor<'_>, tag: u32, scope: &Scope<'_>) -> bool {
    match room(values.capacity(), size_of::<T>(), cursor, tag, scope) {
        0 => false,
        additional => {
            values.reserve_exact(additional);
            true
        }
    }
}

/// How many elements of `size` bytes to make room for beside those that are there: none if there may not be more. Not generic,
/// since there are many types of lists.
fn room(capacity: usize, size: usize, cursor: Cursor<'_>, tag: u32, scope: &Scope<'_>) -> usize {
    // For what follows, at first. Then for as many as there are: elements that are not in one run must not be moved once for each.
    let additional = match capacity {
        0 if tag & 7 == DELIMITED => ahead::elements(cursor, tag, size, MOST),
        _ => capacity.max(least(size)),
    };
    if scope.is_limited() && !scope.charge(cursor, capacity.saturating_add(additional).saturating_mul(size)) {
        return 0;
    }
    additional
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;

    #[test]
    fn room_is_made_for_those_that_follow_and_then_for_twice_as_many() {
        let scope = Scope::new(None);
        // Three of field 1, then one of field 2.
        let run = Cursor::new(&[0, 10, 1, b'a', 10, 0, 18, 0]);
        let mut values = Vec::<String>::new();
        let mut capacities = Vec::new();
        for number in 1..=13 {
            push_default(&mut values, run, 10, &scope).unwrap().push('x');
            assert_eq!(values.len(), number);
            if capacities.last() != Some(&values.capacity()) {
                capacities.push(values.capacity());
            }
        }
        assert_eq!(capacities, [3, 7, 14]);
        assert!(values.iter().all(|value| value == "x"));
    }
}
