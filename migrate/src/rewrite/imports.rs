//! The imports of prost-build and tonic-prost-build, which new calls do not need.

use std::collections::BTreeSet;
use std::ops::Range;

use proc_macro2::{LineColumn, TokenStream, TokenTree};
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};
use syn::{File, ItemExternCrate, ItemUse, Macro, Path, UseTree};

use crate::script::{Problem, Scope, is_library, start};

/// Returns the ranges of the imports to delete, with the lines that they fill.
///
/// # Errors
/// Returns an import that stands with those of other crates, or a use of an imported name that is
/// not among `changed`, the positions of the paths that change.
pub(super) fn removed(
    text: &str,
    file: &File,
    scope: &Scope<'_>,
    changed: &[LineColumn],
) -> Result<Vec<Range<usize>>, Problem> {
    let mut imports = Imports {
        text,
        scope,
        changed,
        ranges: Vec::new(),
        names: BTreeSet::new(),
        problems: Vec::new(),
    };
    imports.visit_file(file);
    // A macro may use a name before the import.
    let mut macros = Macros { names: &imports.names, problem: None };
    macros.visit_file(file);
    imports.problems.extend(macros.problem);
    imports.problems.sort_by_key(|problem| problem.at);
    match imports.problems.into_iter().next() {
        Some(problem) => Err(problem),
        None => Ok(imports.ranges),
    }
}

struct Imports<'a> {
    text: &'a str,
    scope: &'a Scope<'a>,
    changed: &'a [LineColumn],
    ranges: Vec<Range<usize>>,
    /// The names that the deleted imports declare.
    names: BTreeSet<String>,
    problems: Vec<Problem>,
}

impl Imports<'_> {
    fn remove(&mut self, range: Range<usize>) {
        let before = &self.text[..range.start];
        let after = &self.text[range.end..];
        let line = before.rsplit('\n').next().unwrap_or_default();
        let rest = after.split_inclusive('\n').next().unwrap_or_default();
        if !line.trim().is_empty() || !rest.trim().is_empty() {
            self.ranges.push(range);
            return;
        }
        let (start, mut end) = (range.start - line.len(), range.end + rest.len());
        // Of two empty lines around the import, one goes with it.
        let is_after_empty = start == 0 || self.text[..start].ends_with("\n\n");
        if is_after_empty && self.text[end..].starts_with('\n') {
            end += 1;
        }
        self.ranges.push(start..end);
    }
}

impl<'ast> Visit<'ast> for Imports<'_> {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let mut leaves = Vec::new();
        leaves_of(&item.tree, None, &mut leaves);
        let foreign = leaves.iter().filter(|(library, _)| is_library(library)).count();
        if foreign == 0 {
            return;
        }
        if foreign < leaves.len() {
            self.problems.push(Problem {
                at: start(item),
                message: "one `use` imports the dependency and other crates".to_owned(),
            });
            return;
        }
        self.names.extend(leaves.into_iter().map(|(_, name)| name));
        self.remove(item.span().byte_range());
    }

    fn visit_item_extern_crate(&mut self, item: &'ast ItemExternCrate) {
        if is_library(&item.ident.to_string()) {
            let name = item.rename.as_ref().map_or(&item.ident, |(_, name)| name);
            self.names.insert(name.to_string());
            self.remove(item.span().byte_range());
        }
    }

    fn visit_path(&mut self, path: &'ast Path) {
        if let Some(foreign) = self.scope.foreign(path)
            && !self.changed.contains(&start(path))
        {
            let message = format!(
                "`{}::{}` is not the beginning of a statement that ends with \
                 `compile_protos(..)` and `?` or `unwrap()`",
                foreign.library, foreign.item
            );
            self.problems.push(Problem { at: start(path), message });
        }
        visit::visit_path(self, path);
    }
}

/// Finds names in the arguments of macros, which are not parsed.
struct Macros<'a> {
    names: &'a BTreeSet<String>,
    problem: Option<Problem>,
}

impl<'ast> Visit<'ast> for Macros<'_> {
    fn visit_macro(&mut self, call: &'ast Macro) {
        self.tokens(call.tokens.clone());
    }
}

impl Macros<'_> {
    fn tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Ident(name) => {
                    let text = name.to_string();
                    if self.names.contains(&text) || is_library(&text) {
                        self.problem.get_or_insert(Problem {
                            at: name.span().start(),
                            message: format!("a macro names `{text}`"),
                        });
                    }
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
}

/// Adds the first segment of each imported path, and the name that the import declares.
fn leaves_of(tree: &UseTree, first: Option<&str>, leaves: &mut Vec<(String, String)>) {
    let mut leaf = |own: String, name: String| {
        leaves.push((first.map_or(own, str::to_owned), name));
    };
    match tree {
        UseTree::Path(tree) => {
            let own = tree.ident.to_string();
            leaves_of(&tree.tree, Some(first.unwrap_or(&own)), leaves);
        }
        UseTree::Name(tree) => leaf(tree.ident.to_string(), tree.ident.to_string()),
        UseTree::Rename(tree) => leaf(tree.ident.to_string(), tree.rename.to_string()),
        UseTree::Glob(_) => leaf("*".to_owned(), "*".to_owned()),
        UseTree::Group(tree) => {
            tree.items.iter().for_each(|tree| leaves_of(tree, first, leaves));
        }
    }
}
