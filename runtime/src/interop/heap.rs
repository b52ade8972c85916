//! The memory that prost may allocate for a foreign message.
//!
//! prost cannot be limited while it decodes, so the memory is computed first. The types of
//! prost-types are known: their bytes are walked over as prost would read them. For other types the
//! memory is a guess from the length.

use alloc::string::String;

use crate::wire::cursor::Cursor;
use crate::wire::error::Error;
use crate::wire::input::RECURSION_LIMIT;
use crate::wire::map::tree_entry;
use crate::wire::skip::{self, DELIMITED, END_GROUP, FIXED32, FIXED64, VARINT};

mod descriptor_heap;
mod prost_heap;

use prost_heap::{Content, ENTRY, Type};

/// Returns how many bytes prost allocates at most to merge a message into an `M`.
///
/// The message is the first `length` bytes of `bytes`. If it is a group, they include its end-group
/// key, and prost may read beyond it before it finds that a value is too long.
pub(super) fn of<M>(bytes: &[u8], length: usize) -> usize {
    // A type without anything to drop allocates nothing.
    if !core::mem::needs_drop::<M>() {
        return 0;
    }
    of_type(core::any::type_name::<M>(), bytes, length)
}

fn of_type(name: &str, bytes: &[u8], length: usize) -> usize {
    match find(name) {
        Some(ty) => {
            let mut walk = Walk { cursor: Cursor::new(bytes), heap: 0 };
            // prost stops at the error, too. The bytes that it has allocated until then are
            // counted.
            drop(walk.fields(ty, bytes.len() - length, RECURSION_LIMIT));
            walk.heap
        }
        None => unknown(length),
    }
}

/// Returns a guess for a message of an unknown type, or for a field of an unknown type.
///
/// A message of two bytes can be an entry of a map, whose first node has capacity for eleven.
fn unknown(length: usize) -> usize {
    if length == 0 { 0 } else { length.saturating_mul(128).saturating_add(1024) }
}

/// Returns the type that `core::any::type_name` calls `name`.
///
/// std does not promise that these names stay. If a name changes, the type counts as unknown.
fn find(name: &str) -> Option<&'static Type> {
    let path = match name {
        "alloc::string::String" | "alloc::vec::Vec<u8>" | "bytes::bytes::Bytes" => {
            return Some(&prost_heap::WRAPPER);
        }
        name => name.strip_prefix("prost_types::")?,
    };
    let path = path.strip_prefix("protobuf::").unwrap_or(path);
    prost_heap::ALL.iter().chain(descriptor_heap::ALL).find(|ty| ty.name == path).copied()
}

/// Extensions of options have at least this number. prost-types has none and skips them.
const FIRST_EXTENSION: u32 = 1000;

type Outcome = Result<(), Error>;

/// A walk over bytes as prost reads them.
struct Walk<'b> {
    cursor: Cursor<'b>,
    /// The bytes allocated so far.
    heap: usize,
}

impl Walk<'_> {
    /// Walks over the fields of a message of type `ty` until `end` bytes are left, or to the end
    /// of a group.
    fn fields(&mut self, ty: &Type, end: usize, levels: u32) -> Outcome {
        // The fields of `ty` that have occurred, by their index.
        let mut seen = 0_u32;
        while self.cursor.remaining() > end {
            let key = self.cursor.any_key()?;
            match key & 7 {
                VARINT => drop(self.cursor.varint()?),
                FIXED64 => drop(self.cursor.take(8)?),
                FIXED32 => drop(self.cursor.take(4)?),
                DELIMITED => {
                    let index = ty.fields.iter().position(|(number, _)| *number == key >> 3);
                    let bit = index.map_or(0, |index| 1 << index);
                    let content = index.map(|index| &ty.fields[index].1);
                    self.value(key, content, seen & bit == 0, levels)?;
                    seen |= bit;
                    continue;
                }
                END_GROUP => return Ok(()),
                _ => self.group(key)?,
            }
            // An element of a list, if the field is one.
            self.add(list(size_of::<i32>(), true));
        }
        Ok(())
    }

    /// Walks over a value with a length prefix. `first` is whether its field occurs for the first
    /// time in the message.
    fn value(&mut self, key: u32, content: Option<&Content>, first: bool, levels: u32) -> Outcome {
        let length = self.cursor.varint()?;
        // prost allocates nothing for a value that is longer than the bytes left. It reads a value
        // that is only longer than its message, and then reports the error.
        let Some(end) = (self.cursor.remaining() as u64).checked_sub(length) else {
            return Err(Error::underflow());
        };
        let (end, length) = (end as usize, length as usize);
        match content {
            Some(Content::Message(ty)) => return self.message(ty, end, levels),
            Some(Content::Messages(ty)) => {
                self.add(list(ty.size, first));
                return self.message(ty, end, levels);
            }
            Some(Content::Entry) => {
                self.add(tree_entry(ENTRY.size, first));
                return self.message(&ENTRY, end, levels);
            }
            Some(Content::Text) => self.add(text(length)),
            Some(Content::Texts) => {
                self.add(list(size_of::<String>(), first));
                self.add(text(length));
            }
            Some(Content::Numbers) => {
                self.add(list(size_of::<i32>(), true));
                self.add(length.saturating_mul(list(size_of::<i32>(), false)));
            }
            None if key >> 3 < FIRST_EXTENSION => self.add(unknown(length)),
            None => {}
        }
        self.cursor.take(length)?;
        Ok(())
    }

    /// Walks over a message of type `ty` that ends where `end` bytes are left.
    fn message(&mut self, ty: &Type, end: usize, levels: u32) -> Outcome {
        let Some(levels) = levels.checked_sub(1) else {
            // prost refuses the message, unless its feature `no-recursion-limit` is on.
            self.add((self.cursor.remaining() - end).saturating_mul(1024));
            return Err(Error::recursion());
        };
        self.fields(ty, end, levels)?;
        if self.cursor.remaining() == end { Ok(()) } else { Err(Error::underflow()) }
    }

    /// Walks over a group after its key. prost skips groups, because no type of prost-types has
    /// one.
    fn group(&mut self, key: u32) -> Outcome {
        match skip::as_prost(self.cursor, key, RECURSION_LIMIT) {
            Ok(cursor) => {
                self.cursor = cursor;
                Ok(())
            }
            Err(error) => {
                // With its feature `no-recursion-limit`, prost may go on.
                self.add(unknown(self.cursor.remaining()));
                Err(error)
            }
        }
    }

    fn add(&mut self, bytes: usize) {
        self.heap = self.heap.saturating_add(bytes);
    }
}

/// Returns the bytes that a string or `bytes` of this length allocates at most.
///
/// prost copies `bytes` twice, and the first copy lives until the second one exists. If the field
/// occurs again and is longer, its memory doubles and moves. The occurrences before have been
/// counted, too.
fn text(length: usize) -> usize {
    if length == 0 { 0 } else { length.saturating_mul(2).saturating_add(8) }
}

/// Returns the bytes that another element of a list allocates at most.
///
/// `n` elements of `size` bytes have a capacity of less than `2 * n`, and less than `n` more exist
/// while they move. The first element is an exception, because the first capacity is four.
fn list(size: usize, is_first: bool) -> usize {
    size.saturating_mul(if is_first { 4 } else { 3 })
}
