//! Evaluates a build script without running it, as far as its values are constant.
//!
//! A value that is not known may reach an option. The caller reports it there. Code that is not
//! evaluated, e.g. a closure, must not touch a builder: this is a problem. A variable that such
//! code names is not known afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proc_macro2::{LineColumn, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned as _;
use syn::{Attribute, Block, Expr, ExprForLoop, ExprIf, ItemFn, Lit, Pat, Stmt};

mod calls;
mod cfg;
mod macros;

use super::scope::Scope;
use super::value::{Run, Value};

/// A place in a file, and why it is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub at: LineColumn,
    pub message: String,
}

/// The state of an evaluation.
pub struct Evaluator<'a> {
    pub scope: &'a Scope<'a>,
    /// The folder of the package.
    pub package: &'a Path,
    /// The Cargo features that are on.
    pub features: &'a BTreeSet<String>,
    /// The calls that generate code, in order.
    pub runs: Vec<Run>,
    pub problems: Vec<Problem>,
    /// The positions of the paths into prost-build and tonic-prost-build that were evaluated.
    pub visited: Vec<LineColumn>,
    /// The local variables of the functions that are being evaluated, innermost last.
    locals: Vec<BTreeMap<String, Value>>,
    /// The value of a `return` that ends the innermost function.
    returned: Option<Value>,
    /// The number of loops that are being evaluated.
    loops: usize,
    /// The number of functions that were evaluated.
    calls: usize,
}

/// Returns the position at which a piece of code begins.
pub fn start(code: &impl ToTokens) -> LineColumn {
    code.span().start()
}

impl<'a> Evaluator<'a> {
    pub fn new(scope: &'a Scope<'a>, package: &'a Path, features: &'a BTreeSet<String>) -> Self {
        Self {
            scope,
            package,
            features,
            runs: Vec::new(),
            problems: Vec::new(),
            visited: Vec::new(),
            locals: Vec::new(),
            returned: None,
            loops: 0,
            calls: 0,
        }
    }

    /// Evaluates a block. Its variables end with it, and those that they hide come back.
    fn block(&mut self, block: &Block) -> Value {
        let mut value = Value::Unknown(start(block));
        let mut hidden = Vec::new();
        for statement in &block.stmts {
            if self.returned.is_some() {
                break;
            }
            if let Stmt::Local(local) = statement {
                hidden.extend(self.hidden(&local.pat));
            }
            value = self.statement(statement);
        }
        self.restore(hidden);
        value
    }

    /// Returns the variables that a pattern hides, with their values.
    fn hidden(&self, pattern: &Pat) -> Vec<(String, Option<Value>)> {
        let locals = self.locals.last();
        names(pattern.to_token_stream())
            .into_iter()
            .map(|name| (name.clone(), locals.and_then(|locals| locals.get(&name).cloned())))
            .collect()
    }

    fn restore(&mut self, hidden: Vec<(String, Option<Value>)>) {
        let Some(locals) = self.locals.last_mut() else { return };
        for (name, value) in hidden.into_iter().rev() {
            match value {
                Some(value) => drop(locals.insert(name, value)),
                None => drop(locals.remove(&name)),
            }
        }
    }

    fn statement(&mut self, statement: &Stmt) -> Value {
        let attributes: &[Attribute] = match statement {
            Stmt::Local(local) => &local.attrs,
            Stmt::Macro(statement) => &statement.attrs,
            Stmt::Expr(expression, _) => attributes_of(expression),
            Stmt::Item(_) => &[],
        };
        match self.cfg(attributes) {
            Some(true) => {}
            Some(false) => {
                // Code that Cargo leaves out counts as understood.
                self.visit_all(statement.to_token_stream());
                return Value::Unknown(start(statement));
            }
            None => return self.skip(statement),
        }
        match statement {
            Stmt::Local(local) => {
                let value = match &local.init {
                    Some(init) => {
                        if let Some((_, other)) = &init.diverge {
                            self.skip(other);
                        }
                        self.value(&init.expr)
                    }
                    None => Value::Unknown(start(local)),
                };
                self.bind(&local.pat, value);
                Value::Unknown(start(local))
            }
            Stmt::Item(_) => Value::Unknown(start(statement)),
            Stmt::Expr(expression, _) => self.value(expression),
            Stmt::Macro(statement) => self.macro_call(&statement.mac),
        }
    }

    /// Returns the value of an expression.
    fn value(&mut self, expression: &Expr) -> Value {
        let unknown = Value::Unknown(start(expression));
        match expression {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Value::Text(text.value()),
                Lit::Bool(value) => Value::Bool(value.value),
                _ => unknown,
            },
            Expr::Path(path) => self.path(path),
            Expr::Reference(inner) => self.value(&inner.expr),
            Expr::Paren(inner) => self.value(&inner.expr),
            Expr::Group(inner) => self.value(&inner.expr),
            Expr::Try(inner) => self.value(&inner.expr),
            Expr::Cast(inner) => self.value(&inner.expr),
            Expr::Unary(inner) => match (inner.op, self.value(&inner.expr)) {
                (syn::UnOp::Not(_), Value::Bool(value)) => Value::Bool(!value),
                (syn::UnOp::Deref(_), value) => value,
                _ => unknown,
            },
            Expr::Array(list) => Value::List(list.elems.iter().map(|e| self.value(e)).collect()),
            Expr::Tuple(list) => Value::List(list.elems.iter().map(|e| self.value(e)).collect()),
            Expr::Index(inner) => match &*inner.index {
                Expr::Range(range) if range.start.is_none() && range.end.is_none() => {
                    self.value(&inner.expr)
                }
                _ => self.skip(expression),
            },
            Expr::Block(inner) => self.block(&inner.block),
            Expr::Unsafe(inner) => self.block(&inner.block),
            Expr::Return(inner) => {
                let value = inner.expr.as_ref().map_or(unknown, |value| self.value(value));
                self.returned = Some(value.clone());
                value
            }
            Expr::Assign(inner) => {
                let value = self.value(&inner.right);
                match local_name(&inner.left) {
                    Some(name) => self.set(&name, value),
                    None => drop(self.skip(&inner.left)),
                }
                unknown
            }
            Expr::Let(inner) => {
                self.value(&inner.expr);
                self.bind(&inner.pat, unknown.clone());
                unknown
            }
            Expr::Match(inner) => {
                self.value(&inner.expr);
                inner.arms.iter().for_each(|arm| drop(self.skip(arm)));
                unknown
            }
            Expr::If(inner) => self.branch(inner),
            Expr::ForLoop(inner) => self.each(inner),
            Expr::MethodCall(call) => self.method_call(call),
            Expr::Call(call) => self.call(call),
            Expr::Macro(inner) => self.macro_call(&inner.mac),
            _ => self.skip(expression),
        }
    }

    fn path(&mut self, path: &syn::ExprPath) -> Value {
        if self.scope.foreign(&path.path).is_some() {
            self.visited.push(start(path));
            return Value::Unknown(start(path));
        }
        let name = path.path.segments.last().map(|segment| segment.ident.to_string());
        let name = name.unwrap_or_default();
        let local = self.locals.last().and_then(|locals| locals.get(&name));
        if let Some(value) = local.filter(|_| path.path.segments.len() == 1) {
            return value.clone();
        }
        let constants = self.scope.constants.get(&name);
        match self.active(constants.into_iter().flatten().map(|c| (c.attributes, c.value))) {
            Some(constant) => {
                // A constant sees no local variable.
                self.locals.push(BTreeMap::new());
                let value = self.value(constant);
                self.locals.pop();
                value
            }
            None => Value::Unknown(start(path)),
        }
    }

    fn branch(&mut self, branch: &ExprIf) -> Value {
        let otherwise = branch.else_branch.as_ref().map(|(_, otherwise)| otherwise);
        match self.value(&branch.cond) {
            Value::Bool(true) => {
                otherwise.into_iter().for_each(|skipped| {
                    self.visit_all(skipped.to_token_stream());
                });
                self.block(&branch.then_branch)
            }
            Value::Bool(false) => {
                self.visit_all(branch.then_branch.to_token_stream());
                otherwise.map_or(Value::Unknown(start(branch)), |other| self.value(other))
            }
            _ => {
                self.skip(&branch.then_branch);
                otherwise.into_iter().for_each(|other| drop(self.skip(other)));
                Value::Unknown(start(branch))
            }
        }
    }

    fn each(&mut self, each: &ExprForLoop) -> Value {
        match self.value(&each.expr) {
            Value::List(values) => {
                let hidden = self.hidden(&each.pat);
                self.loops += 1;
                for value in values {
                    if self.returned.is_none() {
                        self.bind(&each.pat, value);
                        self.block(&each.body);
                    }
                }
                self.loops -= 1;
                self.restore(hidden);
            }
            _ => drop(self.skip(&each.body)),
        }
        Value::Unknown(start(each))
    }

    /// Passes over code. It is a problem if the code names a builder, or leaves a loop. Other
    /// variables that it names may change there.
    fn skip(&mut self, code: &(impl ToTokens + ?Sized)) -> Value {
        let at = code.span().start();
        for name in names(code.to_token_stream()) {
            if self.loops > 0 && (name == "break" || name == "continue") {
                self.problem(at, format!("the effect of `{name}` is not known"));
            }
            // The script itself is read as if it went on. The result of a function is not known.
            if name == "return" && self.locals.len() > 1 {
                self.returned = Some(Value::Unknown(at));
            }
            match self.locals.last().and_then(|locals| locals.get(&name)) {
                Some(Value::Builder(_)) => self.problem(
                    at,
                    format!("the builder `{name}` is used in code whose effect is not known"),
                ),
                Some(_) => self.set(&name, Value::Unknown(at)),
                None => {}
            }
        }
        Value::Unknown(at)
    }

    /// Counts the paths in a function that Cargo leaves out as evaluated.
    pub fn leave_out(&mut self, function: &ItemFn) {
        self.visit_all(function.to_token_stream());
    }

    /// Counts the paths in code that Cargo leaves out as evaluated.
    fn visit_all(&mut self, code: TokenStream) {
        for token in code {
            self.visited.push(token.span().start());
            if let TokenTree::Group(group) = token {
                self.visit_all(group.stream());
            }
        }
    }

    fn problem(&mut self, at: LineColumn, message: String) {
        let problem = Problem { at, message };
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    fn set(&mut self, name: &str, value: Value) {
        if let Some(locals) = self.locals.last_mut() {
            locals.insert(name.to_owned(), value);
        }
    }

    fn bind(&mut self, pattern: &Pat, value: Value) {
        if let Some(locals) = self.locals.last_mut() {
            bind(pattern, value, locals);
        }
    }
}

/// Gives the variables of a pattern their values.
fn bind(pattern: &Pat, value: Value, locals: &mut BTreeMap<String, Value>) {
    match (pattern, value) {
        (Pat::Ident(pattern), value) => drop(locals.insert(pattern.ident.to_string(), value)),
        (Pat::Type(pattern), value) => bind(&pattern.pat, value, locals),
        (Pat::Reference(pattern), value) => bind(&pattern.pat, value, locals),
        (Pat::Tuple(pattern), Value::List(values)) if pattern.elems.len() == values.len() => {
            pattern.elems.iter().zip(values).for_each(|(p, value)| bind(p, value, locals))
        }
        (pattern, _) => {
            for name in names(pattern.to_token_stream()) {
                locals.insert(name, Value::Unknown(start(pattern)));
            }
        }
    }
}

/// Returns all identifiers in code.
fn names(code: TokenStream) -> BTreeSet<String> {
    code.into_iter()
        .flat_map(|token| match token {
            TokenTree::Ident(name) => BTreeSet::from([name.to_string()]),
            TokenTree::Group(group) => names(group.stream()),
            TokenTree::Literal(literal) => macros::captured(&literal),
            TokenTree::Punct(_) => BTreeSet::new(),
        })
        .collect()
}

/// Returns the variable that an expression names.
fn local_name(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        Expr::Reference(inner) => local_name(&inner.expr),
        Expr::Paren(inner) => local_name(&inner.expr),
        _ => None,
    }
}

/// Returns the attributes of an expression that is a statement.
fn attributes_of(expression: &Expr) -> &[Attribute] {
    match expression {
        Expr::Block(inner) => &inner.attrs,
        Expr::Call(inner) => &inner.attrs,
        Expr::MethodCall(inner) => &inner.attrs,
        Expr::Macro(inner) => &inner.attrs,
        Expr::If(inner) => &inner.attrs,
        Expr::Assign(inner) => &inner.attrs,
        Expr::ForLoop(inner) => &inner.attrs,
        Expr::Try(inner) => &inner.attrs,
        _ => &[],
    }
}
