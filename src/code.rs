//! Rust identifiers and code as text.
//!
//! May not import: any other module of this crate.
//!
//! Tokens cannot leave the thread that created them. Threads can share text, so packages are
//! emitted in parallel.

use std::fmt;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{IdentFragment, ToTokens};

/// An identifier, e.g. `wind_speed` or `r#type`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Name(Box<str>);

/// The text of Rust code that a rule gives: attributes or a path.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Code(Box<str>);

impl Name {
    /// Creates a name from a valid identifier, raw or not.
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// Returns the identifier as code has it, e.g. `r#type`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the identifier without the `r#` of a raw identifier, e.g. `type`.
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
    /// Returns the code as text, with spaces between the tokens.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Creates code from tokens, so the text always lexes.
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

/// Whether a rule can give this name. It is an identifier, raw or not, but not a primitive type,
/// because generated code uses the names of primitive types.
pub(crate) fn is_own_name(name: &str) -> bool {
    const PRIMITIVES: &[&str] =
        &["bool", "f32", "f64", "i32", "i64", "str", "u32", "u64", "u8", "usize"];
    syn::parse_str::<Ident>(name).is_ok() && !PRIMITIVES.contains(&bare(name))
}

/// Returns a name without the `r#` of a raw identifier. Other names are built from it.
pub(crate) fn bare(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}
