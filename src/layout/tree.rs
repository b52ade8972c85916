//! The module tree, with a module for each part of a package name.

use std::collections::BTreeMap;

use super::{Layout, cargo_features};
use crate::model::{Lints, Model, Name};

/// A module of the tree. The root of the tree is a module too.
#[derive(Debug, Default)]
pub(crate) struct Module {
    /// The package of the module. It is `None` if the module only contains modules of packages.
    pub package: Option<Leaf>,
    /// The lints that the module trips.
    pub lints: Lints,
    /// The modules in it, by name.
    pub children: BTreeMap<String, Module>,
}

/// A package in the tree.
#[derive(Debug)]
pub(crate) struct Leaf {
    /// The full name, e.g. `acme.v1`.
    pub full_name: String,
    /// The path of its file, as `include!` takes it.
    pub file: String,
    /// The Cargo feature that the module depends on.
    pub feature: Option<String>,
}

impl Layout<'_> {
    /// Returns the module tree. `name` is the name of its file.
    pub(super) fn tree(&self, model: &Model, name: &str) -> Module {
        let mut root = Module::default();
        let has_features = self.options.gen_crate && !self.options.no_features;
        for package in model.packages.iter().filter(|package| package.in_tree) {
            let child = |module, (ident, lints): (&Name, &Lints)| {
                let module: &mut Module = module;
                let child = module.children.entry(ident.to_string()).or_default();
                child.lints = *lints;
                child
            };
            let path = package.scope.iter().zip(&package.scope_lints);
            let module = path.fold(&mut root, child);
            let feature = || cargo_features::name(package, &self.options.package_separator.0);
            module.package = Some(Leaf {
                full_name: package.full_name.clone(),
                file: relative(name, &self.file(package)),
                feature: has_features.then(feature).flatten(),
            });
        }
        root
    }
}

/// Returns the path of the file `to` for an `include!` in the file `from`. It is relative to the
/// folder of `from`.
fn relative(from: &str, to: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folders: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    let target: Vec<&str> = to.split('/').collect();
    let shared = folders
        .iter()
        .zip(&target[..target.len() - 1])
        .take_while(|(here, there)| here == there)
        .count();
    "../".repeat(folders.len() - shared) + &target[shared..].join("/")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn included_paths_are_relative_to_the_tree() {
        for (from, to, expected) in [
            ("mod.rs", "a.rs", "a.rs"),
            ("a/b/mod.rs", "_.rs", "../../_.rs"),
            ("a/mod.rs", "a/v1/a.v1.rs", "v1/a.v1.rs"),
            ("src/lib.rs", "src/a.rs", "a.rs"),
            ("mod.rs", "a/v1/a.v1.rs", "a/v1/a.v1.rs"),
        ] {
            assert_eq!(relative(from, to), expected, "{from} {to}");
        }
    }
}
