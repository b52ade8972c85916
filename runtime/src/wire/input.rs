//! What one message is decoded from.

use core::cell::Cell;

use bytes::Bytes;

/// How deep messages, groups and map entries may be nested: prost's limit.
pub(crate) const RECURSION_LIMIT: u32 = 100;

/// The bytes of one message, and what holds for everything in them.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The message, without key and length. Of a group: everything behind its start-group key.
    pub(crate) bytes: &'a [u8],
    /// How many more levels may be entered.
    pub(crate) depth: u32,
    pub(crate) scope: &'a Scope<'a>,
}

/// What is the same for a message and all messages in it, up to the next group.
pub(crate) struct Scope<'a> {
    /// The buffer that all bytes of the input lie in, if `Bytes` fields may be slices of it.
    pub(crate) root: Option<&'a Bytes>,
    /// The innermost group that is open.
    pub(crate) group: Option<OpenGroup>,
}

/// A group whose end-group key has not been met.
///
/// A group has no length, so the message in it is given all that is left, and says here where it
/// ended. Looking for the end beforehand would read nested groups once per level.
pub(crate) struct OpenGroup {
    pub(crate) number: u32,
    /// The depth of the message in the group. Messages in that message share this scope, but are
    /// deeper: they must not end the group.
    pub(crate) depth: u32,
    /// Bytes left behind the end-group key.
    pub(crate) left: Cell<Option<usize>>,
}

impl Scope<'_> {
    /// A message of its own, of which nothing is shared.
    pub(crate) const COPYING: Scope<'static> = Scope { root: None, group: None };
}
