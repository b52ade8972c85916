//! Files and packages.

use super::Reader;
use super::record::Explanation;
use crate::model::{FileId, Name, Package};

impl Reader<'_> {
    /// Explains a .proto file.
    pub(super) fn file(&self, id: FileId) -> Explanation {
        let file = &self.spelling.files[id];
        let mut explained = self.begin("file", &file.name, id, &file.declaration);
        explained.text("package", &file.package);
        explained.text("file", self.output(id));
        explained.rules(Vec::new());
        explained
    }

    /// Explains a package.
    pub(super) fn package(&self, package: &Package) -> Explanation {
        let mut explained = Explanation::new("package", &package.full_name);
        let sources = package.sources.iter().map(|file| self.spelling.files[*file].name.clone());
        explained.list("sources", sources.collect());
        let modules: Vec<String> = package.scope.iter().map(Name::to_string).collect();
        if !modules.is_empty() {
            explained.rust(vec![format!("mod {}", modules.join("::"))]);
        }
        if let Some(file) = package.sources.first() {
            explained.text("file", self.output(*file));
        }
        if let Some(registered) = &package.registered {
            let functions = [&registered.list, &registered.register];
            explained.words("functions", functions.map(|name| format!("{name}()")).into());
        }
        explained.rules(self.rules(package.settings));
        explained
    }
}
