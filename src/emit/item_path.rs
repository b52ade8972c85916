//! Paths to the items of this run, for the code that uses them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Name;

/// The path to `ident`, which stands in the module `to`, for code in the module `from`.
///
/// It is relative, so that the files can be mounted anywhere as long as the tree mirrors the
/// packages, and it is spelled as prost spells it: modules in common are skipped, then one `super`
/// for each one left, then down to the item.
pub(crate) fn relative(from: &[Name], to: &[Name], ident: &Name) -> TokenStream {
    let common = from.iter().zip(to).take_while(|(here, there)| here == there).count();
    let up = from[common..].iter().map(|_| quote!(super::));
    let down = &to[common..];
    quote!(#(#up)* #(#down::)* #ident)
}

/// The scope of what is nested in an item: its own scope and the module beside it.
pub(crate) fn inside(scope: &[Name], module: &Name) -> Vec<Name> {
    scope.iter().chain([module]).cloned().collect()
}

/// A path as one types it, without the blanks that printing tokens puts in: for attributes that
/// want text.
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
