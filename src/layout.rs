//! The layout of the generated files: the file of each package, and the module tree that includes
//! the files.
//!
//! May import: `diagnostics`, `file_name`, `model`, `options`.

use std::collections::{BTreeMap, BTreeSet};

use crate::file_name::short_file_name;
use crate::model::{Model, Package};
use crate::options::Options;

mod cargo_features;
mod conflicts;
mod tree;

pub(crate) use tree::{Leaf, Module};

/// The layout of the generated files, with their names.
pub(crate) struct Layout<'o> {
    options: &'o Options,
}

impl<'o> Layout<'o> {
    pub fn new(options: &'o Options) -> Self {
        Self { options }
    }

    /// Returns the files, ordered by name: one for each package, the module tree if an option asks
    /// for it, and the manifest if an option asks for it.
    ///
    /// The module tree has inline modules with `include!` instead of `mod` items. A file has the
    /// name of its whole package, so it does not depend on the location of the tree. The same tree
    /// serves as `src/gen/mod.rs` and, with `include!(concat!(env!("OUT_DIR"), "/mod.rs"))`, in a
    /// build directory.
    ///
    /// rustfmt does not follow `include!`, and the tree has an attribute that keeps rustfmt away.
    /// So `check` finds the files as the generator wrote them.
    pub fn files<'m>(&self, model: &'m Model) -> Vec<Planned<'m>> {
        let packages = model.packages.iter();
        let mut files: Vec<Planned> = packages
            .map(|package| Planned { name: self.file(package), content: Content::Package(package) })
            .collect();
        if let Some(name) = self.tree_file() {
            files.push(Planned {
                name: name.to_owned(),
                content: Content::Tree(self.tree(model, name)),
            });
        }
        if self.options.gen_crate {
            let graph = match self.options.no_features {
                true => BTreeMap::new(),
                false => {
                    cargo_features::graph(model, &self.options.package_separator.0, |package| {
                        package.in_tree
                    })
                }
            };
            let manifest =
                Manifest { crate_name: self.options.crate_name.0.clone(), packages: graph };
            files.push(Planned { name: "Cargo.toml".into(), content: Content::Manifest(manifest) });
        }
        files.sort_by(|a, b| a.name.cmp(&b.name));
        files
    }

    /// Returns the name of a package's file, e.g. `acme.v1.rs`.
    fn file(&self, package: &Package) -> String {
        let sources = if self.options.gen_crate { "src/" } else { "" };
        let folders = match self.options.flat_output_dir || package.full_name.is_empty() {
            true => String::new(),
            false => package.full_name.split('.').map(|part| short_file_name(part) + "/").collect(),
        };
        format!("{sources}{folders}{}.rs", package.file_stem)
    }

    /// Returns the name of the module tree's file.
    pub fn tree_file(&self) -> Option<&'o str> {
        self.options.mod_file.as_deref().or(self.options.gen_crate.then_some("src/lib.rs"))
    }
}

/// A file that the generator will write.
pub(crate) struct Planned<'m> {
    /// The name, e.g. `acme.weather.v1.rs`.
    pub name: String,
    pub content: Content<'m>,
}

impl<'m> Planned<'m> {
    /// Returns the package whose items the file has.
    pub fn package(&self) -> Option<&'m Package> {
        match self.content {
            Content::Package(package) => Some(package),
            Content::Tree(_) | Content::Manifest(_) => None,
        }
    }
}

/// The content of a file.
pub(crate) enum Content<'m> {
    /// The items of a package. They are not rendered yet.
    Package(&'m Package),
    /// The module tree.
    Tree(Module),
    /// `Cargo.toml`.
    Manifest(Manifest),
}

/// The manifest of a generated crate.
pub(crate) struct Manifest {
    pub crate_name: String,
    /// The Cargo feature of each package, with the features that it enables.
    pub packages: BTreeMap<String, BTreeSet<String>>,
}

#[cfg(test)]
mod tests;
