//! Which package stands in which file, and the module tree that puts the files together.
//!
//! May import: `diagnostics`, `file_name`, `model`, `options`.

use std::collections::{BTreeMap, BTreeSet};

use crate::file_name::short_file_name;
use crate::model::{Model, Package};
use crate::options::Options;

mod cargo_features;
mod conflicts;
mod tree;

pub(crate) use tree::Module;

/// The layout of the generated files: which files there are, and their names.
pub(crate) struct Layout<'o> {
    options: &'o Options,
}

impl<'o> Layout<'o> {
    pub fn new(options: &'o Options) -> Self {
        Self { options }
    }

    /// Returns the files, ordered by name: one for each package, and what is wanted of a module
    /// tree and a manifest.
    ///
    /// The tree is made of inline modules with `include!`, not of `mod` items: a file is named for
    /// its whole package, so nothing about it depends on where the tree stands, and the same text
    /// serves as `src/gen/mod.rs` and, by `include!(concat!(env!("OUT_DIR"), "/mod.rs"))`, in a
    /// build directory. rustfmt does not follow `include!`, and is told not to touch the tree
    /// itself, so `check` finds what was written.
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

    /// Returns the file of a package, e.g. `acme.v1.rs`.
    fn file(&self, package: &Package) -> String {
        let sources = if self.options.gen_crate { "src/" } else { "" };
        let folders = match self.options.flat_output_dir || package.full_name.is_empty() {
            true => String::new(),
            false => package.full_name.split('.').map(|part| short_file_name(part) + "/").collect(),
        };
        format!("{sources}{folders}{}.rs", package.file_stem)
    }

    /// Returns the file of the module tree.
    pub fn tree_file(&self) -> Option<&'o str> {
        self.options.mod_file.as_deref().or(self.options.gen_crate.then_some("src/lib.rs"))
    }
}

/// A file that is to be.
pub(crate) struct Planned<'m> {
    /// e.g. `acme.weather.v1.rs`.
    pub name: String,
    pub content: Content<'m>,
}

impl<'m> Planned<'m> {
    /// Returns the package whose items it holds.
    pub fn package(&self) -> Option<&'m Package> {
        match self.content {
            Content::Package(package) => Some(package),
            Content::Tree(_) | Content::Manifest(_) => None,
        }
    }
}

/// The content of a file.
pub(crate) enum Content<'m> {
    /// The items of a package, to be rendered.
    Package(&'m Package),
    /// The module tree.
    Tree(Module),
    /// `Cargo.toml`.
    Manifest(Manifest),
}

/// The manifest of a generated crate.
pub(crate) struct Manifest {
    pub crate_name: String,
    /// The feature of each package, and the features that it enables.
    pub packages: BTreeMap<String, BTreeSet<String>>,
}

#[cfg(test)]
mod tests;
