//! Shards: folders with the generated files of several runs, and the module tree over them.
//!
//! May import: `diagnostics`, `file_name`, `layout`, `lower`, `model`, `output`, `parallel`,
//! `render`, `write`.
//!
//! A build system runs the generator once for each package, on any machine. The files of one run do
//! not depend on the other runs, except for names that a package takes from a message or service
//! ([`fit`] says how). This module reads the generated files alone. It needs no descriptors, so a
//! build system runs it again only if generated code changes.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};

mod find;
mod fit;
mod relative;
mod scan;

use find::Found;
use scan::Contents;

use crate::diagnostics::{Diagnostics, no_shards, packages_share_a_module, shard_twice};
use crate::layout::{Leaf, Module};
use crate::model::Name;
use crate::output::{Output, OutputFile};
use crate::{lower, parallel, render};

/// The generated file of a package.
struct Shard {
    /// The path, e.g. `bazel-out/bin/orders/orders_rs/acme.orders.rs`.
    path: PathBuf,
    /// The full name, e.g. `acme.orders`. It is empty for the unnamed package.
    package: String,
    /// The modules of the package from the root of the tree, e.g. `acme` and `orders`.
    scope: Vec<String>,
    contents: Contents,
}

/// Returns the module tree over the generated files in some folders. `tree` is the path of its
/// file, e.g. `src/lib.rs`.
///
/// # Errors
/// Returns an error if two files have one package or one module, or if the files do not fit
/// together.
pub(crate) fn module_tree(tree: &Path, folders: &[PathBuf]) -> Result<Output, Diagnostics> {
    let found = find::files(tree, folders)?;
    if found.is_empty() {
        return Err(no_shards(folders).into());
    }
    owners(&found).checkpoint()?;
    let shards = parallel::map(&found, |found| {
        let contents = scan::contents(&found.path, &found.text)?;
        let (path, package) = (found.path.clone(), found.package.clone());
        Ok(Shard { scope: lower::package_scope(&package), path, package, contents })
    });
    let mut problems = Diagnostics::default();
    let mut readable = Vec::new();
    for shard in shards {
        match shard {
            Ok(shard) => readable.push(shard),
            Err(problem) => problems.push(problem),
        }
    }
    problems.checkpoint()?;
    fit::check(&readable)?;
    let name = tree.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let content = render::module_tree::text(&root(tree, &readable));
    Ok(Output { files: vec![OutputFile { name, package: None, content }], ..Output::default() })
}

/// Returns an error for each package that has two files, and for each two packages that are one
/// module.
fn owners(found: &[Found]) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let mut owners: BTreeMap<Vec<String>, &Found> = BTreeMap::new();
    for file in found {
        match owners.entry(lower::package_scope(&file.package)) {
            Entry::Vacant(entry) => {
                entry.insert(file);
            }
            Entry::Occupied(entry) if entry.get().package == file.package => {
                problems.push(shard_twice(&file.package, [&entry.get().path, &file.path]));
            }
            Entry::Occupied(entry) => {
                let (one, module) = (entry.get(), entry.key().join("::"));
                let packages = [one.package.as_str(), file.package.as_str()];
                problems.push(packages_share_a_module(packages, &module, [&one.path, &file.path]));
            }
        }
    }
    problems
}

/// Returns the tree. Its paths are relative to the folder of its file.
fn root(tree: &Path, shards: &[Shard]) -> Module {
    let mut root = Module::default();
    for shard in shards {
        let scope: Vec<Name> = shard.scope.iter().map(|name| Name::new(name)).collect();
        let lints = lower::module_lints(&scope);
        let module = shard.scope.iter().zip(lints).fold(&mut root, |module, (name, lints)| {
            let child = module.children.entry(name.clone()).or_default();
            child.lints = lints;
            child
        });
        module.package = Some(Leaf {
            full_name: shard.package.clone(),
            file: relative::path(tree, &shard.path),
            feature: None,
        });
    }
    root
}
