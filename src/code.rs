//! Rust identifiers and code as text.
//!
//! May not import: any other module of this crate.
//!
//! Tokens belong to the thread that made them. Text can be shared, so that packages are emitted in
//! parallel.

use std::fmt;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{IdentFragment, ToTokens};

/// An identifier, e.g. `wind_speed` or `r#type`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Name(Box<str>);

/// Rust code that a rule gave: attributes or a path.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Code(Box<str>);

impl Name {
    /// From a valid identifier, raw or not.
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The identifier as it stands in code, e.g. `r#type`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Without what makes it a raw identifier, e.g. `type`.
    pub fn unraw(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }
}

impl PartialEq<str> for Name {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl Code {
    /// The code as text, with blanks between its tokens.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// From tokens, so that it is known to lex.
    pub fn new(tokens: &TokenStream) -> Self {
        Self(tokens.to_string().into())
    }
}

impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let span = Span::call_site();
        match self.0.strip_prefix("r#") {
            Some(raw) => Ident::new_raw(raw, span),
            None => Ident::new(&self.0, span),
        }
        .to_tokens(tokens);
    }
}

impl ToTokens for Code {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.parse::<TokenStream>().unwrap_or_default());
    }
}

impl IdentFragment for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.unraw())
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a rule can give this name: an identifier, raw or not, that is no primitive type, since
/// generated code names those as they are.
pub(crate) fn is_own_name(name: &str) -> bool {
    const PRIMITIVES: &[&str] =
        &["bool", "f32", "f64", "i32", "i64", "str", "u32", "u64", "u8", "usize"];
    syn::parse_str::<Ident>(name).is_ok() && !PRIMITIVES.contains(&bare(name))
}

/// A name without what makes it a raw identifier, to build others from it.
pub(crate) fn bare(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}
