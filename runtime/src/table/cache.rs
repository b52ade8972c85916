//! The schemas that have been made, by the address of their table.
//!
//! A table is a promoted constant, which cannot hold its schema: a `static` in each generated
//! message costs the release build of a library a third more
//! (`docs/internals/field-tables.md`). The list is never shortened, has no lock, and needs no
//! standard library.

use alloc::boxed::Box;

use once_cell::race::OnceBox;

/// The lists that schemas are spread over.
const LISTS: usize = 256;

/// The schemas of tables of one kind.
pub(super) struct Cache<S: 'static> {
    lists: [OnceBox<Entry<S>>; LISTS],
}

/// A schema, and the rest of its list.
struct Entry<S> {
    /// The address of the table.
    table: usize,
    schema: S,
    next: OnceBox<Entry<S>>,
}

impl<S> Cache<S> {
    /// Returns an empty cache.
    pub(super) const fn new() -> Self {
        Cache { lists: [const { OnceBox::new() }; LISTS] }
    }

    /// Returns the schema of a table, and makes it if no thread has.
    pub(super) fn get<T>(&'static self, table: &'static T, make: impl Fn() -> S) -> &'static S {
        let table = core::ptr::from_ref(table) as usize;
        // Tables are aligned, so the lowest bits are all alike.
        let mut slot = &self.lists[(table >> 4) % LISTS];
        loop {
            let new = || Box::new(Entry { table, schema: make(), next: OnceBox::new() });
            let entry = slot.get_or_init(new);
            if entry.table == table {
                return &entry.schema;
            }
            slot = &entry.next;
        }
    }
}
