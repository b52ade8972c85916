//! The files whose elements a file can refer to: itself, its imports, and the public imports of its
//! imports.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::link::Schema;
use crate::index::Column;
use crate::model::FileId;

/// The limit of files behind the public imports of one file. Real files have a few. In a hostile
/// request, each of 100,000 files could see all others, and the lists would take gigabytes.
const BEHIND: usize = 256;

/// The limit of public imports that are followed for one file. The reason is that of [`BEHIND`].
const FOLLOWED: usize = 1 << 16;

/// The files that each file can refer to.
pub(super) struct Visible<'a, 'r> {
    schema: &'a Schema<'r>,
    by_name: HashMap<&'r str, FileId>,
    /// The public imports of each file. The first query computes them.
    public: OnceLock<Column<FileId, Vec<FileId>>>,
    /// The files that each file sees, sorted. The first query for a file computes them, because few
    /// files have links to other files.
    seen: Column<FileId, OnceLock<Box<[FileId]>>>,
}

impl<'a, 'r> Visible<'a, 'r> {
    pub fn new(schema: &'a Schema<'r>) -> Self {
        let by_name = schema.files.iter().map(|(id, file)| (file.proto.name(), id)).collect();
        let seen = schema.files.map(|_| OnceLock::new());
        Self { schema, by_name, public: OnceLock::new(), seen }
    }

    /// Whether elements of a file can refer to elements of another file.
    pub fn sees(&self, file: FileId, other: FileId) -> bool {
        let seen = || self.seen[file].get_or_init(|| self.seen_by(file));
        file == other || seen().binary_search(&other).is_ok()
    }

    /// Returns the imports of a file, and up to [`BEHIND`] files that these import publicly,
    /// directly or through others. The nearest files come first.
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
