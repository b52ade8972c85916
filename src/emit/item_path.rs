//! Paths to the items of this run.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::model::Name;

/// Returns the path to `ident`, which is in the module `to`, for code in the module `from`.
///
/// The path is relative, so that the files can be mounted in any tree that mirrors the packages. It
/// is spelled like prost's: it skips the common modules, has one `super` for each module left, and
/// then leads down to the item.
pub(crate) fn relative(from: &[Name], to: &[Name], ident: &Name) -> TokenStream {
    let common = from.iter().zip(to).take_while(|(here, there)| here == there).count();
    let up = from[common..].iter().map(|_| Ident::new("super", Span::call_site()));
    let down = &to[common..];
    quote!(#(#up::)* #(#down::)* #ident)
}

/// Returns the module with the nested items of an item. It is in the scope of the item.
pub(crate) fn inside(scope: &[Name], module: &Name) -> Vec<Name> {
    scope.iter().chain([module]).cloned().collect()
}

/// Returns a path as a programmer types it, for attributes that take text. Printed tokens would
/// have blanks between them.
pub(crate) fn spelled(path: &TokenStream) -> String {
    path.to_string().replace(' ', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(path: &str) -> Vec<Name> {
        path.split('.').filter(|name| !name.is_empty()).map(Name::new).collect()
    }

    #[test]
    fn paths_are_spelled_as_prost_spells_them() {
        for (from, to, expected) in [
            ("", "", "X"),
            ("", "a.b", "a::b::X"),
            ("a.b", "", "super::super::X"),
            ("a.b", "a.b", "X"),
            ("a.b", "a.b.c", "c::X"),
            ("a.b.c", "a.b", "super::X"),
            ("a.b", "a.c", "super::c::X"),
            ("a.b", "c", "super::super::c::X"),
            ("a.b.a", "a.a", "super::super::a::X"),
        ] {
            let path = relative(&scope(from), &scope(to), &Name::new("X"));
            assert_eq!(spelled(&path), expected, "from {from:?} to {to:?}");
        }
    }
}
