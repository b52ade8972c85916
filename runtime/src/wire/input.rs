//! The input of one message.

use super::cursor::Cursor;
use super::scope::Scope;

/// The greatest nesting depth of messages, groups and map entries, which is prost's limit.
pub(crate) const RECURSION_LIMIT: u32 = 100;

/// The greatest recursion limit that a program can set. A level takes 200 bytes to some kilobytes
/// of the stack, depending on the fields of the message. A greater limit is most likely an error of
/// the caller.
pub(crate) const MAX_RECURSION_LIMIT: u32 = 10_000;

/// The bytes of one message: two pointers, so that they are passed in registers. The input of a
/// group is everything after its start-group key.
#[derive(Clone, Copy)]
pub struct Input<'a>(pub(crate) Cursor<'a>);

/// The nesting of a message: the scope of the decode, and the depth. Like [`Input`], it is small,
/// so that it is passed in registers.
#[derive(Clone, Copy)]
pub struct Nesting<'a> {
    pub(crate) scope: &'a Scope<'a>,
    /// The number of levels that may still be entered.
    pub(crate) depth: u32,
}
