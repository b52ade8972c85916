//! Calls of macros of std.

use std::collections::BTreeSet;

use proc_macro2::Literal;
use quote::ToTokens as _;
use syn::punctuated::Punctuated;
use syn::{Expr, LitStr, Macro, Meta, Token};

use super::super::value::Value;
use super::{Evaluator, start};

impl Evaluator<'_> {
    pub(super) fn macro_call(&mut self, call: &Macro) -> Value {
        let name = call.path.segments.last().map(|segment| segment.ident.to_string());
        let name = name.unwrap_or_default();
        let unknown = Value::Unknown(start(call));
        let arguments = call
            .parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated)
            .map(|arguments| arguments.into_iter().collect::<Vec<_>>());
        match (name.as_str(), arguments) {
            ("cfg", _) => match call.parse_body::<Meta>().map(|meta| self.condition(&meta)) {
                Ok(Some(value)) => Value::Bool(value),
                _ => unknown,
            },
            ("env", Ok(arguments)) => match arguments.first().map(|name| self.value(name)) {
                Some(Value::Text(name)) => self.variable(&name).unwrap_or(unknown),
                _ => unknown,
            },
            // These macros take their arguments by reference.
            ("println" | "print" | "eprintln" | "eprint" | "panic" | "assert", Ok(_)) => unknown,
            ("vec", Ok(arguments)) => {
                Value::List(arguments.iter().map(|argument| self.value(argument)).collect())
            }
            ("concat", Ok(arguments)) => {
                let texts: Option<String> = arguments
                    .iter()
                    .map(|argument| self.value(argument).text().map(str::to_owned))
                    .collect();
                texts.map_or(unknown, Value::Text)
            }
            ("format", Ok(arguments)) => self.format(&arguments).map_or(unknown, Value::Text),
            _ => self.skip(&call.tokens.to_token_stream()),
        }
    }

    /// Returns the value of a variable of the environment that Cargo sets.
    pub(super) fn variable(&self, name: &str) -> Option<Value> {
        let folder = self.package.to_str()?;
        (name == "CARGO_MANIFEST_DIR").then(|| Value::Text(folder.to_owned()))
    }

    /// Returns the text of `format!`, if it only inserts strings.
    fn format(&mut self, arguments: &[Expr]) -> Option<String> {
        let (template, arguments) = arguments.split_first()?;
        let template = self.value(template);
        let mut rest = template.text()?;
        let mut arguments = arguments.iter();
        let mut text = String::new();
        while let Some(brace) = rest.find(['{', '}']) {
            text.push_str(&rest[..brace]);
            let (here, after) = rest[brace..].split_at(1);
            if after.starts_with(here) {
                text.push_str(here);
                rest = &after[1..];
                continue;
            }
            let (name, after) = after.split_once('}')?;
            let name = name.strip_suffix(":?").map_or(name, |_| "?");
            let value = match name {
                "" => self.value(arguments.next()?),
                name => self.value(&syn::parse_str(name).ok()?),
            };
            text.push_str(value.text()?);
            rest = after;
        }
        text.push_str(rest);
        Some(text)
    }
}

/// Returns the variables that a string may name in braces, as `"{folder}/a.proto"` does.
pub(super) fn captured(literal: &Literal) -> BTreeSet<String> {
    let text = syn::parse2::<LitStr>(literal.to_token_stream()).map(|text| text.value());
    text.unwrap_or_default()
        .split('{')
        .skip(1)
        .filter_map(|part| part.split(['}', ':']).next())
        .map(str::to_owned)
        .collect()
}
