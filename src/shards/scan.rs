//! The items of a generated file, and the paths to items of other files.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;
use std::path::Path;

use proc_macro2::token_stream::IntoIter;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::diagnostics::{Diagnostic, not_generated_code};

/// The items and paths of a generated file.
#[derive(Default)]
pub(super) struct Contents {
    /// The modules and types of the file.
    pub items: Items,
    /// The paths that begin with `super`.
    pub references: BTreeSet<Reference>,
    /// The rules that docs name for modules that a package has taken the name of, by that name.
    /// With the rule, every run gives the module the same name.
    pub rules: BTreeMap<String, String>,
}

/// The items in a module.
#[derive(Default)]
pub(super) struct Items {
    /// The modules and types, by name. They share a namespace.
    pub types: BTreeMap<String, Item>,
    /// The names of functions, constants and statics.
    pub values: BTreeSet<String>,
}

/// A module or type.
#[derive(Default)]
pub(super) struct Item {
    /// The element that the docs name.
    pub element: Option<Element>,
    /// The items of a module. It is `None` for a type.
    pub items: Option<Items>,
}

/// An element of a .proto file.
pub(super) struct Element {
    /// Whether it is a service, and not a message.
    pub is_service: bool,
    /// The full name, e.g. `acme.Greeter`.
    pub full_name: String,
}

/// A path that begins with `super`.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reference {
    /// The modules around the path, from the file's package.
    pub from: Vec<String>,
    /// The number of times that the path has `super`.
    pub supers: usize,
    /// The other names of the path, e.g. `common` and `Money`.
    pub names: Vec<String>,
}

/// Scans the text of a file.
///
/// # Errors
/// Returns an error if the text is no Rust code.
pub(super) fn contents(path: &Path, text: &str) -> Result<Contents, Diagnostic> {
    let tokens: TokenStream =
        text.parse().map_err(|error| not_generated_code(path, &format!("{error}")))?;
    let mut scanner = Scanner { contents: Contents::default(), from: Vec::new() };
    let items = scanner.module(tokens);
    Ok(Contents { items, ..scanner.contents })
}

struct Scanner {
    /// The result, without the items.
    contents: Contents,
    /// The modules around the tokens.
    from: Vec<String>,
}

impl Scanner {
    /// Scans the tokens of a module, and returns its items.
    fn module(&mut self, tokens: TokenStream) -> Items {
        let mut items = Items::default();
        let mut docs = Docs::default();
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            let TokenTree::Ident(word) = &token else {
                if let Some(attribute) = attribute(&token, tokens.peek()) {
                    docs.read(attribute, &mut self.contents.rules);
                }
                self.other(token, &mut tokens);
                continue;
            };
            let kind = word.to_string();
            let is_value = matches!(kind.as_str(), "fn" | "const" | "static");
            let is_type = matches!(kind.as_str(), "mod" | "struct" | "enum" | "trait" | "type");
            let Some(TokenTree::Ident(name)) = tokens.peek().filter(|_| is_type || is_value) else {
                self.other(token, &mut tokens);
                continue;
            };
            let name = name.to_string();
            if name == "fn" {
                // A `const fn`.
                continue;
            }
            tokens.next();
            let docs = std::mem::take(&mut docs);
            if is_value {
                items.values.insert(name);
                continue;
            }
            let mut item = Item { element: docs.element, items: None };
            if kind == "mod"
                && let Some(TokenTree::Group(body)) = tokens.peek()
            {
                self.from.push(name.clone());
                item.items = Some(self.module(body.stream()));
                self.from.pop();
                tokens.next();
            }
            items.types.insert(name, item);
        }
        items
    }

    /// Scans a token that begins no module and no type.
    fn other(&mut self, token: TokenTree, rest: &mut Peekable<IntoIter>) {
        if let Some(attribute) = attribute(&token, rest.peek()) {
            rest.next();
            // Rules give other attributes, which can have paths to code that is not generated.
            if attribute.clone().into_iter().next().is_some_and(|name| name.to_string() == "prost")
            {
                self.tokens(attribute);
            }
            return;
        }
        match token {
            TokenTree::Group(group) => self.tokens(group.stream()),
            TokenTree::Ident(word) if word == "super" => {
                let mut reference =
                    Reference { from: self.from.clone(), supers: 1, names: Vec::new() };
                while is_colon(rest.peek()) {
                    rest.next();
                    rest.next();
                    let Some(TokenTree::Ident(name)) = rest.peek() else { break };
                    match name.to_string() {
                        word if word == "super" => reference.supers += 1,
                        name => reference.names.push(name),
                    }
                    rest.next();
                }
                if !reference.names.is_empty() {
                    self.contents.references.insert(reference);
                }
            }
            // prost's attributes have paths in strings: `enumeration = "super::common::Kind"`.
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
                if let Some(text) = text.filter(|text| text.starts_with("super::"))
                    && let Ok(tokens) = text.parse()
                {
                    self.tokens(tokens);
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }

    /// Scans tokens inside an item.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            self.other(token, &mut tokens);
        }
    }
}

/// Returns the tokens in the brackets of an attribute, if a `#` begins one.
fn attribute(token: &TokenTree, next: Option<&TokenTree>) -> Option<TokenStream> {
    match (token, next) {
        (TokenTree::Punct(hash), Some(TokenTree::Group(group))) if hash.as_char() == '#' => {
            (group.delimiter() == Delimiter::Bracket).then(|| group.stream())
        }
        _ => None,
    }
}

fn is_colon(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == ':')
}

/// The docs of an item, as far as they are read.
#[derive(Default)]
struct Docs {
    /// The last element in backticks, e.g. `message acme.Outer`.
    element: Option<Element>,
    /// The natural name that the item could not get.
    natural: Option<String>,
}

impl Docs {
    /// Reads an attribute if it is a line of docs.
    fn read(&mut self, attribute: TokenStream, rules: &mut BTreeMap<String, String>) {
        let tokens: Vec<TokenTree> = attribute.into_iter().collect();
        let [TokenTree::Ident(doc), _, TokenTree::Literal(line)] = tokens.as_slice() else {
            return;
        };
        if doc != "doc" {
            return;
        }
        let line = line.to_string();
        let quoted = |after: &str| {
            let (_, rest) = line.split_once(after)?;
            Some(rest.split_once('`')?.0.to_owned())
        };
        for (before, is_service) in [("`message ", false), ("`service ", true)] {
            if let Some(full_name) = quoted(before) {
                self.element = Some(Element { is_service, full_name });
            }
        }
        if line.contains("Named `")
            && let Some(natural) = quoted(", because `")
        {
            self.natural = Some(natural);
        }
        if let Some(rule) = quoted("With the option `")
            && rule.starts_with("module_name=")
            && let Some(natural) = self.natural.take()
        {
            rules.insert(natural, rule);
        }
    }
}
