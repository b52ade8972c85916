//! The files that a file can refer to: itself, its imports, and the public imports of these.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::link::Schema;
use crate::index::Column;
use crate::model::FileId;

/// The number of files that are looked for behind public imports of one file. Real files have a
/// few. A request can make each of 100,000 files see all others, and a list of them for each file
/// would take gigabytes.
const BEHIND: usize = 256;

/// The number of public imports that are followed for one file, for the same reason.
const FOLLOWED: usize = 1 << 16;

/// Finds the files that a file can refer to.
pub(super) struct Visible<'a, 'r> {
    schema: &'a Schema<'r>,
    by_name: HashMap<&'r str, FileId>,
    /// The public imports of each file. They are found when the first question is asked.
    public: OnceLock<Column<FileId, Vec<FileId>>>,
    /// The files that each file sees, sorted. They are found when a question about the file is
    /// asked, because few files have links to other files.
    seen: Column<FileId, OnceLock<Box<[FileId]>>>,
}

impl<'a, 'r> Visible<'a, 'r> {
    pub fn new(schema: &'a Schema<'r>) -> Self {
        let by_name = schema.files.iter().map(|(id, file)| (file.proto.name(), id)).collect();
        let seen = schema.files.map(|_| OnceLock::new());
        Self { schema, by_name, public: OnceLock::new(), seen }
    }

    /// Whether elements of a file can refer to those of another file.
    pub fn sees(&self, file: FileId, other: FileId) -> bool {
        let seen = || self.seen[file].get_or_init(|| self.seen_by(file));
        file == other || seen().binary_search(&other).is_ok()
    }

    /// The imports of a file, and up to [`BEHIND`] files that these import publicly, directly or
    /// through others, nearest first.
    fn seen_by(&self, file: FileId) -> Box<[FileId]> {
        let public = self.public.get_or_init(|| self.schema.files.map(|(id, _)| self.public(id)));
        let names = &self.schema.files[file].proto.dependency;
        let mut found: Vec<FileId> = names.iter().filter_map(|name| self.id(name)).collect();
        let mut is_found = Column::filled(false, public.len());
        found.iter().for_each(|import| is_found[*import] = true);
        let (limit, mut followed, mut next) = (found.len() + BEHIND, 0, 0);
        while let Some(&at) = found.get(next)
            && followed < FOLLOWED
        {
            for &behind in &public[at] {
                if found.len() < limit && !std::mem::replace(&mut is_found[behind], true) {
                    found.push(behind);
                }
            }
            followed += public[at].len();
            next += 1;
        }
        found.sort_unstable();
        found.into()
    }

    fn public(&self, file: FileId) -> Vec<FileId> {
        let proto = self.schema.files[file].proto;
        let places = proto.public_dependency.iter().filter_map(|&nth| usize::try_from(nth).ok());
        places.filter_map(|nth| self.id(proto.dependency.get(nth)?)).collect()
    }

    fn id(&self, name: &str) -> Option<FileId> {
        self.by_name.get(name).copied()
    }
}
