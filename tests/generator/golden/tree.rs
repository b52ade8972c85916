//! The module tree of all topics: `fixtures/topics/OUTPUT.rs`.

use std::collections::BTreeMap;

/// A module of the tree.
#[derive(Default)]
pub struct Module {
    /// The file of the package, e.g. `maps/prost.rs`.
    file: Option<String>,
    below: BTreeMap<String, Self>,
}

impl Module {
    /// Mounts the file of a package, e.g. `fixtures.maps`; `_` has no name.
    pub fn mount(&mut self, package: &str, file: &str) {
        let parts = package.split('.').filter(|part| *part != "_");
        let module = parts.fold(self, |module, part| module.below.entry(part.into()).or_default());
        let earlier = module.file.replace(file.into());
        assert!(earlier.is_none(), "{package} is in {file} and {earlier:?}");
    }

    /// Prints the module tree.
    pub fn print(&self) -> String {
        let mut text = String::from("// Written by tests/generator/golden.rs.\n\n");
        self.print_content("", "", &mut text);
        text
    }

    fn print_content(&self, package: &str, indent: &str, text: &mut String) {
        if let Some(file) = &self.file {
            text.push_str(&format!("{indent}include!({file:?});\n"));
        }
        for (name, module) in &self.below {
            let package = format!("{package}{name}");
            text.push_str(&match module.file {
                Some(_) => format!("{indent}/// Package `{package}`.\n"),
                None => format!("{indent}/// The packages below `{package}`.\n"),
            });
            text.push_str(&format!("{indent}pub mod {name} {{\n"));
            module.print_content(&format!("{package}."), &format!("{indent}    "), text);
            text.push_str(&format!("{indent}}}\n"));
        }
    }
}
