//! Field masks: the paths of a `google.protobuf.FieldMask`.
//!
//! A path consists of proto names of fields, e.g. `day.wind_speed`. A list or map can only be the
//! last field of a path. The path `*` means all fields. The functions take the paths and not the
//! mask, e.g. `&mask.paths`. So the mask can be a type of prost-types, a generated type, or an
//! array of constants. The compiler checks the constants of [`paths`].
//!
//! ```
//! use rust_grpc::prost_types::{FieldMask, Timestamp};
//! use rust_grpc::reflect::mask;
//!
//! let mut stored = Timestamp { seconds: 1, nanos: 1 };
//! let request = Timestamp { seconds: 2, nanos: 2 };
//! let update_mask = FieldMask { paths: vec!["nanos".into()] };
//!
//! mask::validate::<Timestamp>(&update_mask.paths)?;
//! mask::merge(&mut stored, &request, &update_mask.paths)?;
//! assert_eq!(stored, Timestamp { seconds: 1, nanos: 2 });
//! assert_eq!(mask::from_difference(&stored, &request)?.paths, ["seconds"]);
//! # Ok::<(), rust_grpc::reflect::PathError>(())
//! ```

use prost_types::FieldMask;

use super::{MessageDescriptor, PathError, Reflect};
use crate::table::Tabled;

mod apply;
mod constant;
mod difference;
mod merge;
mod tree;

pub use constant::{path, paths};
use tree::Tree;

/// Checks that the paths of a mask name fields of a generated message.
///
/// # Errors
/// A message has no such field, a path continues after a list, a map or a scalar, or a path has
/// more than 100 fields.
pub fn validate<M: Tabled>(
    paths: impl IntoIterator<Item = impl AsRef<str>>,
) -> Result<(), PathError> {
    validate_for(&super::descriptor::<M>(), paths)
}

/// Checks that the paths of a mask name fields of a message.
///
/// # Errors
/// A message has no such field, a path continues after a list, a map or a scalar, or a path has
/// more than 100 fields.
pub fn validate_for(
    descriptor: &MessageDescriptor,
    paths: impl IntoIterator<Item = impl AsRef<str>>,
) -> Result<(), PathError> {
    Tree::new(descriptor, paths).map(drop)
}

/// Unsets all fields of a message that a mask does not name, e.g. for a response with a
/// `read_mask`.
///
/// Removes the extensions and unknown fields of each message that the mask does not name as a
/// whole. `*` names the outermost message as a whole.
///
/// A mask without paths does nothing, as in C++.
///
/// # Errors
/// A path names no field, a path has more than 100 fields, or the message nests more than 100
/// levels deep.
pub fn apply(
    message: &mut impl Reflect,
    paths: impl IntoIterator<Item = impl AsRef<str>>,
) -> Result<(), PathError> {
    let mut dynamic = of_message(message.to_dynamic())?;
    let tree = Tree::new(dynamic.descriptor(), paths)?;
    if tree.is_empty() {
        return Ok(());
    }
    apply::apply(&mut dynamic, &tree);
    of_message(message.assign(&dynamic))
}

/// Replaces the fields of `into` that a mask names with those of `from`, e.g. for a request with an
/// `update_mask`. A field that is unset in `from` becomes unset in `into`. Lists, maps and messages
/// are replaced as a whole. C++ by default appends to lists and merges messages.
///
/// # Errors
/// A path names no field, a path has more than 100 fields, a message nests more than 100 levels
/// deep, or the messages are of different types.
pub fn merge<M: Reflect>(
    into: &mut M,
    from: &M,
    paths: impl IntoIterator<Item = impl AsRef<str>>,
) -> Result<(), PathError> {
    let mut dynamic = of_message(into.to_dynamic())?;
    let from = of_message(from.to_dynamic())?;
    if dynamic.descriptor() != from.descriptor() {
        return Err(PathError::new("", "the messages are of different types"));
    }
    let tree = Tree::new(dynamic.descriptor(), paths)?;
    merge::merge(&mut dynamic, &from, &tree);
    of_message(into.assign(&dynamic))
}

/// Returns the mask of the fields in which two messages differ. If both have an inner message, its
/// fields are compared one by one. A list or map is compared as one field.
///
/// Extensions and unknown fields have no paths. If an inner message differs only in unknown fields
/// or extensions, the mask has the path of the inner message. If the outermost message differs only
/// in these, the mask is empty.
///
/// # Errors
/// A message nests more than 100 levels deep, or the messages are of different types.
pub fn from_difference<M: Reflect>(left: &M, right: &M) -> Result<FieldMask, PathError> {
    let (left, right) = (of_message(left.to_dynamic())?, of_message(right.to_dynamic())?);
    if left.descriptor() != right.descriptor() {
        return Err(PathError::new("", "the messages are of different types"));
    }
    Ok(FieldMask { paths: difference::paths(&left, &right) })
}

fn of_message<T>(result: Result<T, prost::DecodeError>) -> Result<T, PathError> {
    result.map_err(|error| PathError::of_message("", &error))
}

#[cfg(test)]
mod tests;
