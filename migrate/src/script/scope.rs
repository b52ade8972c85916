//! The names that a file of Rust declares.

use std::collections::BTreeMap;

use syn::visit::{self, Visit};
use syn::{
    Attribute, Expr, ExprPath, File, ItemConst, ItemExternCrate, ItemFn, ItemStatic, ItemUse,
    UseTree,
};

/// The crates whose calls are read.
const CRATES: [&str; 3] = ["prost_build", "tonic_build", "tonic_prost_build"];

/// The items of prost-build and tonic-prost-build that generate code. `use prost_build::*` imports
/// them.
const ITEMS: [&str; 4] = ["Config", "compile_fds", "compile_protos", "configure"];

/// Whether a name is that of a crate whose calls are read.
pub fn is_library(name: &str) -> bool {
    CRATES.contains(&name)
}

/// The items of a file by name, with the items in its modules and functions.
#[derive(Debug, Default)]
pub struct Scope<'a> {
    pub functions: BTreeMap<String, Vec<&'a ItemFn>>,
    pub constants: BTreeMap<String, Vec<Constant<'a>>>,
    /// The expressions that are paths, e.g. the function of a call.
    paths: Vec<&'a ExprPath>,
    /// The full path of each imported name, e.g. `Config` stands for `prost_build::Config`.
    imports: BTreeMap<String, Vec<String>>,
    /// The libraries whose items are all imported (`use prost_build::*`).
    globs: Vec<String>,
}

/// A constant or static.
#[derive(Debug)]
pub struct Constant<'a> {
    pub attributes: &'a [Attribute],
    pub value: &'a Expr,
}

/// An item of another crate, e.g. `Config::new` of `prost_build`.
#[derive(Debug, PartialEq, Eq)]
pub struct Foreign {
    pub library: String,
    pub item: String,
}

impl<'a> Scope<'a> {
    pub fn new(file: &'a File) -> Self {
        let mut scope = Self::default();
        scope.visit_file(file);
        scope
    }

    /// Returns the paths into the crates whose calls are read.
    pub fn foreign_paths(&self) -> impl Iterator<Item = (&'a ExprPath, Foreign)> {
        self.paths.iter().filter_map(|path| Some((*path, self.foreign(&path.path)?)))
    }

    /// Returns the item that a path names, if it is in one of the crates whose calls are read.
    pub fn foreign(&self, path: &syn::Path) -> Option<Foreign> {
        let segments = self.resolve(path);
        let (library, rest) = segments.split_first()?;
        (is_library(library) && !rest.is_empty())
            .then(|| Foreign { library: library.clone(), item: rest.join("::") })
    }

    /// Returns the segments of a path, with an imported name replaced by what it stands for.
    pub fn resolve(&self, path: &syn::Path) -> Vec<String> {
        let mut segments = path.segments.iter().map(|segment| segment.ident.to_string());
        let first = segments.next().unwrap_or_default();
        let glob = self.globs.first().filter(|_| ITEMS.contains(&first.as_str()));
        let glob = glob.filter(|_| !self.functions.contains_key(&first));
        let mut resolved = match (self.imports.get(&first), glob) {
            (Some(path), _) => path.clone(),
            (None, Some(library)) => vec![library.clone(), first],
            (None, None) => vec![first],
        };
        resolved.extend(segments);
        resolved
    }

    fn import(&mut self, mut path: Vec<String>, tree: &UseTree) {
        match tree {
            UseTree::Path(tree) => {
                path.push(tree.ident.to_string());
                self.import(path, &tree.tree);
            }
            UseTree::Name(tree) if tree.ident == "self" => {
                self.imports.insert(path.last().cloned().unwrap_or_default(), path);
            }
            UseTree::Name(tree) => {
                let name = tree.ident.to_string();
                path.push(name.clone());
                self.imports.insert(name, path);
            }
            UseTree::Rename(tree) => {
                if tree.ident != "self" {
                    path.push(tree.ident.to_string());
                }
                self.imports.insert(tree.rename.to_string(), path);
            }
            UseTree::Group(tree) => {
                tree.items.iter().for_each(|tree| self.import(path.clone(), tree))
            }
            UseTree::Glob(_) => {
                self.globs.extend(path.into_iter().take(1).filter(|name| is_library(name)));
            }
        }
    }
}

impl<'a> Visit<'a> for Scope<'a> {
    fn visit_item_fn(&mut self, item: &'a ItemFn) {
        self.functions.entry(item.sig.ident.to_string()).or_default().push(item);
        visit::visit_item_fn(self, item);
    }

    fn visit_item_const(&mut self, item: &'a ItemConst) {
        let constant = Constant { attributes: &item.attrs, value: &item.expr };
        self.constants.entry(item.ident.to_string()).or_default().push(constant);
        visit::visit_item_const(self, item);
    }

    fn visit_item_static(&mut self, item: &'a ItemStatic) {
        let constant = Constant { attributes: &item.attrs, value: &item.expr };
        self.constants.entry(item.ident.to_string()).or_default().push(constant);
        visit::visit_item_static(self, item);
    }

    fn visit_item_use(&mut self, item: &'a ItemUse) {
        self.import(Vec::new(), &item.tree);
    }

    fn visit_item_extern_crate(&mut self, item: &'a ItemExternCrate) {
        if let Some((_, name)) = &item.rename {
            self.imports.insert(name.to_string(), vec![item.ident.to_string()]);
        }
    }

    fn visit_expr_path(&mut self, path: &'a ExprPath) {
        self.paths.push(path);
        visit::visit_expr_path(self, path);
    }
}
