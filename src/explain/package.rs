//! Packages, elements of other crates, and what all elements say of their files.

use super::Reader;
use super::record::Explanation;
use crate::emit::spelled;
use crate::model::{External, ExternalPlace, FileId, Name, Package};

impl Reader<'_> {
    /// A package.
    pub(super) fn package(&self, package: &Package) -> Explanation {
        let mut explained = Explanation::new("package", &package.full_name);
        let sources = package.sources.iter().map(|file| self.spelling.files[*file].name.clone());
        explained.lines("declared", sources.collect());
        let modules: Vec<String> = package.scope.iter().map(Name::to_string).collect();
        if !modules.is_empty() {
            explained.text("rust", format!("mod {}", modules.join("::")));
        }
        explained.text("file", self.output(package.sources.first().copied()));
        explained.rules(self.rules(package.settings));
        explained
    }

    /// A type or service of another crate.
    pub(super) fn external(&self, external: &External) -> Explanation {
        let (kind, path) = match &external.place {
            ExternalPlace::Message(message) => {
                ("external message", spelled::message(&self.spelling, message))
            }
            ExternalPlace::Enum(enumeration) => {
                ("external enum", spelled::enumeration(&self.spelling, enumeration))
            }
            ExternalPlace::Service(path) => ("external service", path.text().replace(' ', "")),
        };
        let mut explained = Explanation::new(kind, &external.full_name);
        explained.text("rust", path);
        match external.rule {
            Some(rule) => {
                explained.text("why", format!("an extern path covers it: {}", self.by_rule(rule)));
                explained.rules(vec![self.rule("extern_path", rule)]);
            }
            None => {
                let why = "a well-known type; `compile_well_known_types=true` would generate it";
                explained.text("why", why);
                explained.rules(Vec::new());
            }
        }
        explained
    }

    /// The .proto file of an element, and its edition.
    pub(super) fn declared(&self, file: FileId) -> String {
        let file = &self.spelling.files[file];
        format!("{}, edition {}", file.name, file.edition)
    }

    /// The generated file that has the items of a .proto file.
    pub(super) fn output(&self, file: Option<FileId>) -> String {
        match file.and_then(|file| self.outputs.get(&file)) {
            Some(output) => output.clone(),
            None => "none: the file is imported, and another run generates its package".to_owned(),
        }
    }
}
