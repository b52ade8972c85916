//! A build script with calls of `rust_grpc_build::Config` in place of those of prost-build and
//! tonic-prost-build.

use std::ops::Range;

use proc_macro2::LineColumn;
use quote::ToTokens as _;
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};
use syn::{Expr, ExprCall, ExprMethodCall, ItemFn, ReturnType, Stmt};

use crate::replay::{Own, rename};
use crate::script::{Library, Scope, start};

/// Returns the new text of a file. Returns `None` if a call has no equivalent, or stands where its
/// new type may not fit.
pub fn rewrite(text: &str, file: &syn::File, how: Own) -> Option<String> {
    // syn cuts these beginnings off, so the offsets of its tokens are not those of the text.
    if text.starts_with('\u{feff}') || file.shebang.is_some() {
        return None;
    }
    let scope = Scope::new(file);
    let mut calls =
        Calls { scope: &scope, how, text, edits: Vec::new(), heads: Vec::new(), any_error: false };
    calls.visit_file(file);
    // Every path into the libraries must belong to a call that changes, and must be written in
    // full: an import would stay.
    for (path, _) in scope.foreign_paths() {
        if !calls.heads.contains(&start(path)) || path.path.segments.len() < 2 {
            return None;
        }
    }
    if scope.imports_foreign() || calls.edits.is_empty() {
        return None;
    }
    let mut new = text.to_owned();
    calls.edits.sort_by_key(|(range, _)| range.start);
    for (range, replacement) in calls.edits.into_iter().rev() {
        new.replace_range(range, &replacement);
    }
    Some(new)
}

/// A range of bytes, and the text that replaces it.
type Edit = (Range<usize>, String);

struct Calls<'a> {
    scope: &'a Scope<'a>,
    how: Own,
    text: &'a str,
    edits: Vec<Edit>,
    /// The positions of the paths that change.
    heads: Vec<LineColumn>,
    /// Whether the function returns any type of error.
    any_error: bool,
}

impl<'ast> Visit<'ast> for Calls<'_> {
    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        let before = self.any_error;
        self.any_error = match &function.sig.output {
            ReturnType::Default => false,
            ReturnType::Type(_, ty) => {
                let ty = ty.to_token_stream().to_string();
                ["dyn", "anyhow", "eyre"].iter().any(|name| ty.contains(name))
            }
        };
        visit::visit_item_fn(self, function);
        self.any_error = before;
    }

    fn visit_stmt(&mut self, statement: &'ast Stmt) {
        if let Stmt::Expr(expression, Some(_)) = statement
            && let Some(call) = self.generating(expression)
            && let Some((edits, head)) = self.chain(call)
        {
            self.edits.extend(edits);
            self.heads.push(head);
        }
        visit::visit_stmt(self, statement);
    }
}

impl Calls<'_> {
    /// Returns the call that generates, if the statement only checks its result.
    fn generating<'e>(&self, statement: &'e Expr) -> Option<&'e ExprMethodCall> {
        match statement {
            Expr::Try(inner) if self.any_error => self.generating(&inner.expr),
            Expr::MethodCall(call) => match call.method.to_string().as_str() {
                "unwrap" | "expect" => self.generating(&call.receiver),
                "compile_protos" => Some(call),
                _ => None,
            },
            _ => None,
        }
    }

    /// Returns the edits of a chain of calls, and the position of its first path.
    fn chain(&self, last: &ExprMethodCall) -> Option<(Vec<Edit>, LineColumn)> {
        let mut calls = vec![last];
        while let Expr::MethodCall(call) = &*calls[calls.len() - 1].receiver {
            calls.push(call);
        }
        let first = calls[calls.len() - 1];
        let Expr::Call(head) = &*first.receiver else { return None };
        let library = self.library(head)?;
        let mut edits = Vec::new();
        for call in &calls {
            let (name, argument) = rename(library, &call.method.to_string())?;
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
        Some((edits, start(&head.func)))
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
mod tests {
    use super::*;

    fn rewritten(text: &str) -> Option<String> {
        let file = syn::parse_file(text).unwrap();
        rewrite(text, &file, Own { include_imports: false })
    }

    #[test]
    fn chains_keep_their_layout() {
        let before = "\
fn main() {
    // A comment.
    tonic_prost_build::configure()
        .build_server(false) // no server
        .compile_protos(&[\"ä.proto\"], &[\"proto\"])
        .expect(\"it compiles\");
    prost_build::Config::new().enable_type_names().compile_protos(&[\"b.proto\"], &[\".\"])\
.unwrap();
}
";
        let after = "\
fn main() {
    // A comment.
    rust_grpc_build::Config::new()
        .codec(rust_grpc_build::Codec::Prost)
        .server(false) // no server
        .compile(&[\"ä.proto\"], &[\"proto\"])
        .expect(\"it compiles\");
    rust_grpc_build::Config::new().codec(rust_grpc_build::Codec::Prost).client(false).server(false)\
.enable_type_names(true).compile(&[\"b.proto\"], &[\".\"]).unwrap();
}
";
        assert_eq!(rewritten(before).unwrap(), after);
    }

    #[test]
    fn errors_must_fit_the_function() {
        let text = |ty: &str| {
            format!(
                "fn main() -> {ty} {{\n    tonic_prost_build::configure()\
                 .compile_protos(&[\"a.proto\"], &[\".\"])?;\n    Ok(())\n}}\n"
            )
        };
        assert!(rewritten(&text("Result<(), Box<dyn std::error::Error>>")).is_some());
        assert_eq!(rewritten(&text("std::io::Result<()>")), None);
    }

    #[test]
    fn what_has_no_equivalent_stays() {
        for text in [
            "\u{feff}fn main() {
    tonic_prost_build::configure().compile_protos(&[\"a\"], &[\".\"]).unwrap();
}",
            "#!/usr/bin/env run
fn main() {
    tonic_prost_build::configure().compile_protos(&[\"a\"], &[\".\"]).unwrap();
}",
            "use prost_build::Config;
fn main() { Config::new().compile_protos(&[\"a\"], &[\".\"]).unwrap(); }",
            "fn main() {
    tonic_prost_build::configure().file_descriptor_set_path(\"a\")
        .compile_protos(&[\"a\"], &[\".\"]).unwrap();
}",
            "fn main() {
    let builder = tonic_prost_build::configure();
    builder.compile_protos(&[\"a\"], &[\".\"]).unwrap();
}",
            "fn main() -> std::io::Result<()> {
    tonic_prost_build::configure().compile_protos(&[\"a\"], &[\".\"])
}",
        ] {
            assert_eq!(rewritten(text), None, "{text}");
        }
    }
}
