//! New values of oneofs. The runtime creates them. If each arm of a generated `match` created its
//! value, the frame would have memory for all of them, and members lead to messages that have the
//! oneof again.

/// The greatest size of a oneof whose values are created inline in optimised builds. LLVM does not
/// let the arms of a large `match` share the memory of their values. 98 levels of a oneof of 400
/// members, 320 bytes large, took 404 KiB (`bench -- stack`).
const LARGE: usize = 64;

/// Sets a oneof to a member whose value is the default.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
pub fn set_default<T: Default, O>(oneof: &mut Option<O>, member: impl FnOnce(T) -> O) {
    set(oneof, || member(T::default()));
}

/// Replaces a oneof by the value that `make` returns.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn set<O>(oneof: &mut Option<O>, make: impl FnOnce() -> O) {
    if const { size_of::<O>() > LARGE } {
        set_large(oneof, make);
    } else {
        *oneof = Some(make());
    }
}

#[inline(never)]
fn set_large<O>(oneof: &mut Option<O>, make: impl FnOnce() -> O) {
    *oneof = Some(make());
}
