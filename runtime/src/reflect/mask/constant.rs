//! Paths in constants, checked by the compiler.

use crate::table::Tabled;

/// The greatest length of a compile error's text.
const LONGEST: usize = 256;

/// Returns a path after checking that it names a field of the message `M`. In a constant, a path
/// that names no field is a compile error.
///
/// ```
/// use rust_grpc::prost_types::Timestamp;
/// use rust_grpc::reflect::{self, mask};
///
/// const NANOS: &str = mask::path::<Timestamp>("nanos");
///
/// let stamp = Timestamp { seconds: 7, nanos: 5 };
/// assert_eq!(reflect::get(&stamp, NANOS)?.as_i32(), Some(5));
/// # Ok::<(), reflect::PathError>(())
/// ```
///
/// ```compile_fail,E0080
/// # use rust_grpc::prost_types::Timestamp;
/// # use rust_grpc::reflect::mask;
/// const NANOS: &str = mask::path::<Timestamp>("nano");
/// ```
///
/// `M` is generated with the option `reflect`, or is a type of prost-types. The messages on the
/// path are generated with `reflect`, too. A path cannot continue after a boxed field, e.g. a
/// recursive one, nor after a field whose type is of prost-types.
///
/// # Panics
/// The function panics if the path names no field, or continues after a field that does not allow
/// it.
#[track_caller]
pub const fn path<M: Tabled>(path: &'static str) -> &'static str {
    match M::PATHS.problem(path) {
        None => path,
        Some(problem) => refuse(path, problem),
    }
}

/// Returns the paths of a mask after checking that they name fields of the message `M`, as
/// [`path`] does. In a constant, a path that names no field is a compile error.
///
/// ```
/// use rust_grpc::prost_types::Timestamp;
/// use rust_grpc::reflect::mask;
///
/// const ALL: &[&str] = mask::paths::<Timestamp>(&["seconds", "nanos"]);
///
/// let mut stored = Timestamp::default();
/// mask::merge(&mut stored, &Timestamp { seconds: 7, nanos: 5 }, ALL)?;
/// assert_eq!(stored.seconds, 7);
/// # Ok::<(), rust_grpc::reflect::PathError>(())
/// ```
///
/// # Panics
/// The function panics if a path names no field, or continues after a field that does not allow it.
#[track_caller]
pub const fn paths<M: Tabled>(paths: &'static [&'static str]) -> &'static [&'static str] {
    let mut index = 0;
    while index < paths.len() {
        path::<M>(paths[index]);
        index += 1;
    }
    paths
}

/// Panics with a text that has the path. Constants cannot use `format!`.
#[track_caller]
const fn refuse(path: &str, problem: &str) -> ! {
    let (mut text, mut length) = ([0; LONGEST], 0);
    let parts = ["path `", path, "`: ", problem];
    let mut part = 0;
    while part < parts.len() {
        let bytes = parts[part].as_bytes();
        let mut index = 0;
        while index < bytes.len() && length < LONGEST {
            text[length] = bytes[index];
            length += 1;
            index += 1;
        }
        part += 1;
    }
    if let Err(error) = core::str::from_utf8(text.split_at(length).0) {
        // A path that is too long may be cut inside a character.
        length = error.valid_up_to();
    }
    match core::str::from_utf8(text.split_at(length).0) {
        Ok(text) => panic!("{}", text),
        Err(_) => unreachable!(),
    }
}
