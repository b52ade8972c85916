//! What one message is decoded from.

use super::cursor::Cursor;
use super::scope::Scope;

/// How deep messages, groups and map entries may be nested: prost's limit.
pub(crate) const RECURSION_LIMIT: u32 = 100;

/// The bytes of one message: two pointers, so that they are passed in registers. Of a group:
/// everything behind its start-group key.
#[derive(Clone, Copy)]
pub struct Input<'a>(pub(crate) Cursor<'a>);

/// Where a message is nested: in what decode, and how deep. As small, for the same reason.
#[derive(Clone, Copy)]
pub struct Nesting<'a> {
    pub(crate) scope: &'a Scope<'a>,
    /// How many more levels may be entered.
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
