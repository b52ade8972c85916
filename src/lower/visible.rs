//! Which files a file can refer to: itself, its imports, and what its imports import publicly.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::link::Schema;
use crate::index::{Column, Id as _};
use crate::model::FileId;

/// Finds the files that a file can refer to.
pub(super) struct Visible<'a, 'r> {
    schema: &'a Schema<'r>,
    by_name: HashMap<&'r str, FileId>,
    /// For each file what is visible behind it. The sets are made when the first is asked for.
    behind: OnceLock<Column<FileId, Option<FileSet>>>,
    /// For each file its imports and what is visible behind them. A set is made when it is first
    /// asked for, because few files have links to other files.
    imported: Column<FileId, OnceLock<FileSet>>,
}

/// A set of files: one bit per file of the run. So the union of two sets is quick, and files that
/// import all others publicly take no time.
struct FileSet(Box<[u64]>);

impl<'a, 'r> Visible<'a, 'r> {
    pub fn new(schema: &'a Schema<'r>) -> Self {
        let by_name = schema.files.iter().map(|(id, file)| (file.proto.name(), id)).collect();
        let imported = schema.files.map(|_| OnceLock::new());
        Self { schema, by_name, behind: OnceLock::new(), imported }
    }

    /// Whether elements of a file can refer to those of another file.
    pub fn sees(&self, file: FileId, other: FileId) -> bool {
        let imported = || {
            let names = &self.schema.files[file].proto.dependency;
            let imports = names.iter().filter_map(|name| self.id(name));
            self.union(imports, self.behind.get_or_init(|| self.behind()))
        };
        file == other || self.imported[file].get_or_init(imported).contains(other)
    }

    /// Returns the files that are visible behind each file: its public imports, and the files that
    /// are visible behind them. Files without public imports have no set.
    fn behind(&self) -> Column<FileId, Option<FileSet>> {
        let public = self.schema.files.map(|(id, _)| self.public_imports(id));
        let mut behind: Column<FileId, Option<FileSet>> = public.map(|_| None);
        for file in imports_first(&public) {
            if !public[file].is_empty() {
                behind[file] = Some(self.union(public[file].iter().copied(), &behind));
            }
        }
        behind
    }

    fn public_imports(&self, file: FileId) -> Vec<FileId> {
        let proto = self.schema.files[file].proto;
        let places = proto.public_dependency.iter().filter_map(|&nth| usize::try_from(nth).ok());
        places.filter_map(|nth| self.id(proto.dependency.get(nth)?)).collect()
    }

    /// Some files, and what is visible behind them.
    fn union(
        &self,
        files: impl Iterator<Item = FileId>,
        behind: &Column<FileId, Option<FileSet>>,
    ) -> FileSet {
        let mut set = FileSet(vec![0; self.schema.files.len().div_ceil(64)].into_boxed_slice());
        for file in files {
            set.0[file.position() / 64] |= 1 << (file.position() % 64);
            if let Some(behind) = &behind[file] {
                set.0.iter_mut().zip(&behind.0).for_each(|(word, more)| *word |= more);
            }
        }
        set
    }

    fn id(&self, name: &str) -> Option<FileId> {
        self.by_name.get(name).copied()
    }
}

impl FileSet {
    fn contains(&self, file: FileId) -> bool {
        self.0[file.position() / 64] >> (file.position() % 64) & 1 == 1
    }
}

/// All files, each after its public imports. A request can name its files in any order, and a chain
/// of imports can be longer than the stack is deep.
fn imports_first(public: &Column<FileId, Vec<FileId>>) -> Vec<FileId> {
    let mut order = Vec::with_capacity(public.len());
    let mut is_reached = public.map(|_| false);
    for root in public.ids() {
        let mut path: Vec<(FileId, std::slice::Iter<'_, FileId>)> = Vec::new();
        let mut next = Some(root);
        loop {
            match next {
                Some(file) if !std::mem::replace(&mut is_reached[file], true) => {
                    path.push((file, public[file].iter()));
                }
                _ => {}
            }
            let Some((file, rest)) = path.last_mut() else { break };
            next = rest.next().copied();
            if next.is_none() {
                order.push(*file);
                path.pop();
            }
        }
    }
    order
}
