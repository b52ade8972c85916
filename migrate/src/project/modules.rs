//! The other files of a build script: its modules, and the files that it includes. They are not
//! read for calls.

use std::fs;
use std::path::{Path, PathBuf};

use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};
use syn::{Expr, ExprLit, File, ItemMod, Lit, LitStr, Macro, Meta};

use super::names_generator;
use crate::script::Problem;

/// Returns the first module or included file that names a generator. `path` is that of the script.
pub(super) fn unread(syntax: &File, path: &Path) -> Option<Problem> {
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let mut files = Files { script: folder.clone(), folder, problem: None };
    files.visit_file(syntax);
    files.problem
}

struct Files {
    /// The folder of the script.
    script: PathBuf,
    /// The folder of the files of modules.
    folder: PathBuf,
    problem: Option<Problem>,
}

impl Files {
    /// Reports the first of these files that exists, if it names a generator.
    fn check(&mut self, what: &str, at: proc_macro2::LineColumn, files: &[PathBuf]) {
        let text = files.iter().find_map(|file| fs::read_to_string(file).ok());
        if text.is_some_and(|text| names_generator(&text)) {
            let message = format!("the file of {what} calls the dependency, and is not read");
            self.problem.get_or_insert(Problem { at, message });
        }
    }
}

impl<'ast> Visit<'ast> for Files {
    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        let name = module.ident.to_string();
        if module.content.is_some() {
            let folder = self.folder.join(&name);
            let around = std::mem::replace(&mut self.folder, folder);
            visit::visit_item_mod(self, module);
            self.folder = around;
            return;
        }
        let files = match path_of(module) {
            Some(path) => vec![self.folder.join(path)],
            None => {
                vec![self.folder.join(format!("{name}.rs")), self.folder.join(&name).join("mod.rs")]
            }
        };
        self.check(&format!("`mod {name}`"), module.span().start(), &files);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        if call.path.is_ident("include")
            && let Ok(file) = call.parse_body::<LitStr>()
        {
            let files = [self.script.join(file.value())];
            self.check("`include!`", call.span().start(), &files);
        }
    }
}

/// Returns the value of the attribute `path`.
fn path_of(module: &ItemMod) -> Option<String> {
    module.attrs.iter().find_map(|attribute| match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("path") => match &meta.value {
            Expr::Lit(ExprLit { lit: Lit::Str(path), .. }) => Some(path.value()),
            _ => None,
        },
        _ => None,
    })
}
