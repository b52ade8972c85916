//! Checks that the files of several runs are one program.
//!
//! Two runs can give an item different names in one case. A message `V1` of package `acme` has the
//! module `acme::v1`, and so has the package `acme.v1`. A run that knows both gives the module of
//! the message another name, and a run that does not know the package cannot.

use std::collections::{BTreeMap, BTreeSet};

use super::Shard;
use super::scan::{Item, Items, Reference};
use crate::diagnostics::{Diagnostics, item_in_no_shard, package_takes_a_name, shards_disagree};

/// A module of the tree. The tree has the modules of packages and those inside of files.
#[derive(Default)]
struct Node<'s> {
    modules: BTreeMap<&'s str, Node<'s>>,
    /// The other items.
    items: BTreeSet<&'s str>,
    /// The file of the package.
    shard: Option<&'s Shard>,
}

/// Checks the files of all packages of a tree.
///
/// # Errors
/// Returns an error for each item of a file that has the name of another package's module. If there
/// is none, returns an error for each file with a path to an item that no file has.
pub(super) fn check(shards: &[Shard]) -> Result<(), Diagnostics> {
    let mut root = Node::default();
    for shard in shards {
        root.at_mut(&shard.scope).shard = Some(shard);
    }
    let mut found = Diagnostics::default();
    names_taken(&root, &mut found);
    found.checkpoint()?;
    for shard in shards {
        root.at_mut(&shard.scope).add(&shard.contents.items);
    }
    for shard in shards {
        unresolved(&root, shard, &mut found);
    }
    found.checkpoint()
}

impl<'s> Node<'s> {
    /// Returns the module at a path, after adding it.
    fn at_mut(&mut self, path: &'s [String]) -> &mut Self {
        path.iter().fold(self, |node, name| node.modules.entry(name).or_default())
    }

    fn add(&mut self, items: &'s Items) {
        self.items.extend(items.values.iter().map(String::as_str));
        for (name, item) in &items.types {
            match &item.items {
                Some(items) => self.modules.entry(name).or_default().add(items),
                None => drop(self.items.insert(name)),
            }
        }
    }
}

/// Reports each item at the top of a file that has the name of a package's module.
fn names_taken(node: &Node<'_>, found: &mut Diagnostics) {
    for (name, module) in &node.modules {
        if let Some(shard) = node.shard
            && let Some(item) = shard.contents.items.types.get(*name)
        {
            let rule = rule(node, shard, name, item);
            let package = first_package(module).map_or("", |shard| &shard.package);
            found.push(package_takes_a_name(&shard.path, name, package, &rule));
        }
        names_taken(module, found);
    }
}

/// Returns the file of a package at or below a module.
fn first_package<'s>(node: &Node<'s>) -> Option<&'s Shard> {
    node.shard.or_else(|| node.modules.values().find_map(first_package))
}

/// Returns the rule that gives the item another name in every run.
fn rule(node: &Node<'_>, shard: &Shard, name: &str, item: &Item) -> String {
    let is_free = |name: &str| {
        !shard.contents.items.types.contains_key(name) && !node.modules.contains_key(name)
    };
    let Some(element) = item.element.as_ref().filter(|_| item.items.is_some()) else {
        // The docs of a type name it, unless the user has written them.
        let path = match &item.element {
            Some(element) => element.full_name.clone(),
            None => format!("{}.{name}", shard.package),
        };
        let new = (2..).map(|number| format!("{name}_{number}")).find(|name| is_free(name));
        return format!("type_name=.{}={}", path.trim_start_matches('.'), new.unwrap_or_default());
    };
    // The rule of a service names the modules of both stubs, without these suffixes.
    let suffixes = if element.is_service { &["_client", "_server"][..] } else { &[""] };
    let base = suffixes.iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(name);
    let base = base.trim_start_matches("r#");
    let mut new = (2..).map(|number| format!("{base}_{number}"));
    let is_free = |new: &String| suffixes.iter().all(|suffix| is_free(&format!("{new}{suffix}")));
    format!("module_name=.{}={}", element.full_name, new.find(is_free).unwrap_or_default())
}

/// Reports the paths of a file that lead to no item of the tree. A path that leaves the tree leads
/// to code that is not generated.
fn unresolved(root: &Node<'_>, shard: &Shard, found: &mut Diagnostics) {
    let mut reported = BTreeSet::new();
    for reference in &shard.contents.references {
        let Some(path) = absolute(&shard.scope, reference) else { continue };
        let Some(missing) = missing(root, &path) else { continue };
        if !reported.insert(path[..=missing].to_vec()) {
            continue;
        }
        let text = path.join("::");
        let rule = (0..=missing).find_map(|end| {
            let shard = shard_at(root, &path[..end])?;
            shard.contents.rules.get(path.get(end)?)
        });
        found.push(match rule {
            Some(rule) => shards_disagree(&shard.path, &text, rule),
            None => item_in_no_shard(&shard.path, &text),
        });
    }
}

/// Returns the file of the package with a module.
fn shard_at<'s>(root: &Node<'s>, path: &[String]) -> Option<&'s Shard> {
    let mut nodes = Some(root);
    for name in path {
        nodes = nodes.and_then(|node| node.modules.get(name.as_str()));
    }
    nodes?.shard
}

/// Returns a path from the root of the tree. Returns `None` if it leaves the tree.
fn absolute(scope: &[String], reference: &Reference) -> Option<Vec<String>> {
    let mut path: Vec<String> = scope.iter().chain(&reference.from).cloned().collect();
    let kept = path.len().checked_sub(reference.supers)?;
    path.truncate(kept);
    path.extend(reference.names.iter().cloned());
    Some(path)
}

/// Returns the position of the first name of a path that is no item. The names after a type are its
/// variants, functions and associated items.
fn missing(root: &Node<'_>, path: &[String]) -> Option<usize> {
    let mut node = root;
    for (position, name) in path.iter().enumerate() {
        match node.modules.get(name.as_str()) {
            Some(module) => node = module,
            None => return (!node.items.contains(name.as_str())).then_some(position),
        }
    }
    None
}
