//! A build script with calls of `rust_grpc_build::Config` in place of those of prost-build and
//! tonic-prost-build.

use std::mem;
use std::ops::Range;

use proc_macro2::LineColumn;
use quote::ToTokens as _;
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};
use syn::{Expr, ExprCall, ExprLit, ExprMethodCall, ItemFn, Lit, ReturnType, Stmt};

use crate::replay::{Own, rename};
use crate::script::{Library, Problem, Scope, start};

/// Returns the new text of a file.
///
/// # Errors
/// Returns a call that has no equivalent, or that stands where its new type may not fit.
pub fn rewrite(text: &str, file: &syn::File, how: Own) -> Result<String, Problem> {
    // syn cuts these beginnings off, so the offsets of its tokens are not those of the text.
    if text.starts_with('\u{feff}') || file.shebang.is_some() {
        let message = "it begins with a byte order mark, or with `#!`";
        return Err(Problem { at: start(file), message: message.to_owned() });
    }
    let scope = Scope::new(file);
    let mut calls = Calls {
        scope: &scope,
        how,
        text,
        edits: Vec::new(),
        heads: Vec::new(),
        problems: Vec::new(),
        returned: Returned::default(),
    };
    calls.visit_file(file);
    calls.problems.sort_by_key(|problem| problem.at);
    if let Some(problem) = calls.problems.into_iter().next() {
        return Err(problem);
    }
    // Every path into the libraries must belong to a call that changes.
    let imports = imports::removed(text, file, &scope, &calls.heads)?;
    if calls.edits.is_empty() {
        return Err(Problem { at: start(file), message: "no call is understood".to_owned() });
    }
    calls.edits.extend(imports.into_iter().map(|range| (range, String::new())));
    let mut new = text.to_owned();
    calls.edits.sort_by_key(|(range, _)| range.start);
    for (range, replacement) in calls.edits.into_iter().rev() {
        new.replace_range(range, &replacement);
    }
    Ok(new)
}

mod imports;

/// A range of bytes, and the text that replaces it.
type Edit = (Range<usize>, String);

struct Calls<'a> {
    scope: &'a Scope<'a>,
    how: Own,
    text: &'a str,
    edits: Vec<Edit>,
    /// The positions of the paths that change.
    heads: Vec<LineColumn>,
    problems: Vec<Problem>,
    /// The type that the function returns.
    returned: Returned,
}

/// The type that a function returns.
#[derive(Debug, Clone, Copy, Default)]
struct Returned {
    /// Whether `?` turns our error into its error.
    takes_errors: bool,
    /// Whether it is a `Result` of `()`.
    of_nothing: bool,
}

impl Returned {
    fn of(output: &ReturnType) -> Self {
        let ReturnType::Type(_, ty) = output else { return Self::default() };
        let ty = ty.to_token_stream().to_string();
        let mut words = ty.split(|c: char| !c.is_alphanumeric());
        let takes_errors = words.any(|word| ["dyn", "anyhow", "eyre", "io"].contains(&word));
        Self { takes_errors, of_nothing: ty.contains("< ()") || ty.contains("< ( )") }
    }
}

impl<'ast> Visit<'ast> for Calls<'_> {
    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        let before = mem::replace(&mut self.returned, Returned::of(&function.sig.output));
        if let Some(Stmt::Expr(last, None)) = function.block.stmts.last() {
            let is_result = !is_checked(last);
            // The new call returns the paths of files.
            let added = match (is_result, &function.sig.output) {
                (true, _) if self.returned.takes_errors && self.returned.of_nothing => {
                    Some(format!("?;\n{}Ok(())", self.indent(last.span().byte_range().start)))
                }
                (false, ReturnType::Default) => Some(";".to_owned()),
                _ => None,
            };
            if let Some(added) = added
                && self.call(last)
            {
                let end = last.span().byte_range().end;
                self.edits.push((end..end, added));
            }
        }
        visit::visit_item_fn(self, function);
        self.returned = before;
    }

    fn visit_stmt(&mut self, statement: &'ast Stmt) {
        if let Stmt::Expr(expression, Some(_)) = statement {
            self.call(expression);
        }
        visit::visit_stmt(self, statement);
    }
}

/// Whether an expression ends with `unwrap()`, `expect(..)` or `?`.
fn is_checked(expression: &Expr) -> bool {
    match expression {
        Expr::Try(_) => true,
        Expr::MethodCall(call) => ["unwrap", "expect"].iter().any(|name| call.method == name),
        _ => false,
    }
}

/// Whether an expression contains `?` after its calls.
fn has_try(statement: &Expr) -> bool {
    match statement {
        Expr::Try(_) => true,
        Expr::MethodCall(call) => has_try(&call.receiver),
        _ => false,
    }
}

impl Calls<'_> {
    /// Changes the call of a statement, if it is one that generates. Returns whether it does.
    fn call(&mut self, statement: &Expr) -> bool {
        let Some(last) = Self::generating(statement) else { return false };
        let call = match last {
            Expr::MethodCall(call) => self.chain(call),
            Expr::Call(call) => self.function(call),
            _ => Ok(None),
        };
        match call {
            Ok(Some((_, at))) if has_try(statement) && !self.returned.takes_errors => {
                let message = "`?` after a call of rust_grpc_build::Config needs a function that \
                               returns `Box<dyn Error>` or `io::Error`";
                self.problems.push(Problem { at, message: message.to_owned() });
            }
            Ok(Some((edits, head))) => {
                self.edits.extend(edits);
                self.heads.push(head);
                return true;
            }
            Ok(None) => {}
            Err(problem) => self.problems.push(problem),
        }
        false
    }

    /// Returns the white space at the beginning of a line.
    fn indent(&self, position: usize) -> &str {
        let line = self.text[..position].rsplit('\n').next().unwrap_or_default();
        &line[..line.len() - line.trim_start().len()]
    }

    /// Returns the call that generates, if the statement only checks its result.
    fn generating(statement: &Expr) -> Option<&Expr> {
        match statement {
            Expr::Try(inner) => Self::generating(&inner.expr),
            Expr::MethodCall(call) => match call.method.to_string().as_str() {
                "unwrap" | "expect" => Self::generating(&call.receiver),
                "compile_protos" => Some(statement),
                _ => None,
            },
            Expr::Call(_) => Some(statement),
            _ => None,
        }
    }

    /// Returns the edits of a call of a function `compile_protos`, and the position of its path.
    /// Returns `None` for other functions.
    fn function(&self, call: &ExprCall) -> Result<Option<(Vec<Edit>, LineColumn)>, Problem> {
        let Expr::Path(path) = &*call.func else { return Ok(None) };
        let foreign = self.scope.foreign(&path.path);
        let Some(foreign) = foreign.filter(|foreign| foreign.item == "compile_protos") else {
            return Ok(None);
        };
        let mut edits = Vec::new();
        let library = match foreign.library.as_str() {
            "prost_build" => Library::ProstBuild,
            "tonic_prost_build" => {
                // The function takes one file. Imports are relative to its folder.
                let argument = call.args.first();
                let Some(Expr::Lit(ExprLit { lit: Lit::Str(file), .. })) = argument else {
                    return Err(Problem {
                        at: start(&call.args),
                        message: "the .proto file is not a literal".to_owned(),
                    });
                };
                let text = file.value();
                let folder = text.rsplit_once('/').map_or(".", |(folder, _)| folder);
                let range = file.span().byte_range();
                let new = format!("&[{}], &[{folder:?}]", &self.text[range.clone()]);
                edits.push((range, new));
                Library::TonicProstBuild
            }
            _ => return Ok(None),
        };
        let head = call.func.span().byte_range();
        let indent = self.indent(head.start);
        let calls = self.how.calls(library).into_iter().chain([".compile"]);
        let added: String = calls.map(|call| format!("\n{indent}    {call}")).collect();
        edits.push((head, format!("rust_grpc_build::Config::new(){added}")));
        Ok(Some((edits, start(&call.func))))
    }

    /// Returns the edits of a chain of calls, and the position of its first path. Returns `None`
    /// if the chain does not begin with a builder.
    fn chain(&self, last: &ExprMethodCall) -> Result<Option<(Vec<Edit>, LineColumn)>, Problem> {
        let mut calls = vec![last];
        while let Expr::MethodCall(call) = &*calls[calls.len() - 1].receiver {
            calls.push(call);
        }
        let first = calls[calls.len() - 1];
        let Expr::Call(head) = &*first.receiver else { return Ok(None) };
        let Some(library) = self.library(head) else { return Ok(None) };
        let mut edits = Vec::new();
        for call in &calls {
            let method = call.method.to_string();
            let (name, argument) = rename(library, &method).ok_or_else(|| Problem {
                at: start(&call.method),
                message: format!("`{method}` has no equivalent in rust_grpc_build::Config"),
            })?;
            edits.push((call.method.span().byte_range(), name.to_owned()));
            if !argument.is_empty() {
                let end = call.span().byte_range().end;
                edits.push((end - 1..end - 1, argument.to_owned()));
            }
        }
        // The new calls stand as the first call of the chain does, on lines of their own or not.
        let head_end = head.span().byte_range().end;
        let gap = &self.text[head_end..first.dot_token.span().byte_range().start];
        let added: String =
            self.how.calls(library).iter().map(|call| format!("{gap}{call}")).collect();
        edits.push((head.span().byte_range(), format!("rust_grpc_build::Config::new(){added}")));
        Ok(Some((edits, start(&head.func))))
    }

    /// Returns the library of the builder that a call makes.
    fn library(&self, head: &ExprCall) -> Option<Library> {
        let Expr::Path(path) = &*head.func else { return None };
        let foreign = self.scope.foreign(&path.path)?;
        match (foreign.library.as_str(), foreign.item.as_str()) {
            ("tonic_prost_build", "configure") => Some(Library::TonicProstBuild),
            ("prost_build", "Config::new") => Some(Library::ProstBuild),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
