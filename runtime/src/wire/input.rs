//! The input of one message.

use super::cursor::Cursor;
use super::scope::Scope;

/// The greatest nesting depth of messages, groups and map entries, which is prost's limit.
pub(crate) const RECURSION_LIMIT: u32 = 100;

/// The bytes of one message: two pointers, so that they are passed in registers. Of a group:
/// everything behind its start-group key.
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

/// A group whose end-group key has not been met.
///
/// A group has no length, so the message in it is given all that is left, and says here where it
/// ended. Looking for the end beforehand would read nested groups once per level.
#[derive(Clone, Copy)]
pub(crate) struct OpenGroup {
    pub(crate) number: u32,
    /// The depth of the message in the group. Messages in that message are deeper: they must not
    /// end the group.
    pub(crate) depth: u32,
    /// Bytes left behind the end-group key.
    pub(crate) left: Option<usize>,
}
