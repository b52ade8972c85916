//! The schemas that have been created, by the address of their table.
//!
//! A table is a promoted constant, which cannot contain its schema. If each generated message had a
//! `static`, the release build of a library would take a third longer
//! (`docs/internals/field-tables.md`). The list never shrinks, has no lock, and needs no standard
//! library.

use alloc::boxed::Box;

use once_cell::race::OnceBox;

/// The number of lists. The address of a table selects one of them.
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

    /// Returns the schema of a table. Creates it if no thread has created it.
    pub(super) fn get<T>(&'static self, table: &'static T, make: impl Fn() -> S) -> &'static S {
        let table = core::ptr::from_ref(table) as usize;
        // Tables are aligned, so the lowest bits of their addresses are equal.
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
