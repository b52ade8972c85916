//! Which lints a schema, not the generator, would trip, so that the item needs an `allow`.
//!
//! Each condition is the lint's own, or a little wider: an `allow` too many costs nothing, one too
//! few breaks a build with `deny(warnings)`.

use proc_macro2::TokenStream;
use quote::quote;

use super::surface::Spelling;
use crate::model::{Enum, Message, Name, Oneof, StdTrait, Stub};

/// For a struct.
pub(crate) fn structure(spelling: &Spelling<'_>, message: &Message) -> Option<TokenStream> {
    let acronym = is_acronym(&message.ident).then(|| quote!(clippy::upper_case_acronyms));
    // Of all lints about methods this one asks the struct; what prost's derive makes takes no
    // attribute from us.
    let len = spelling.messages.derives_accessors()
        && message
            .fields
            .iter()
            .flat_map(|field| &field.accessors)
            .any(|accessors| accessors.read == *"len");
    allow(acronym.into_iter().chain(len.then(|| quote!(clippy::len_without_is_empty))))
}

/// For a module that stands in `scope`.
pub(crate) fn module(scope: &[Name], module: &Name) -> Option<TokenStream> {
    allow(of_module(scope, module).and_then(|lint| lint.parse().ok()))
}

/// The lint that such a module trips, as text: that is what the module tree is made of.
pub(crate) fn of_module<N: PartialEq>(scope: &[N], module: &N) -> Option<&'static str> {
    (scope.last() == Some(module)).then_some("clippy::module_inception")
}

/// For the enum of a oneof.
pub(crate) fn oneof(oneof: &Oneof) -> Option<TokenStream> {
    let names: Vec<&Name> = oneof.members.iter().map(|member| &member.ident).collect();
    allow(
        variant_names(&oneof.type_ident, &names)
            .chain(oneof.has_large_variant.then(|| quote!(clippy::large_enum_variant))),
    )
}

/// For an enum.
pub(crate) fn enumeration(enumeration: &Enum) -> Option<TokenStream> {
    let names: Vec<&Name> = enumeration.values.iter().map(|value| &value.ident).collect();
    allow(variant_names(&enumeration.ident, &names))
}

/// For a stub's module. tonic gives the stubs of a service `Self` names that are of no style:
/// `self__client`, `Self_Client`.
pub(crate) fn stub(stub: &Stub) -> Option<TokenStream> {
    let odd = stub.module.unraw().contains("__") || stub.ident.unraw().contains('_');
    allow(odd.then(|| quote!(non_snake_case, non_camel_case_types)))
}

/// For the inherent methods of a message, which are named for its fields.
pub(crate) fn accessors(message: &Message) -> Option<TokenStream> {
    let names: Vec<String> = message
        .fields
        .iter()
        .flat_map(|field| &field.accessors)
        .map(|accessors| accessors.read.to_string())
        .collect();
    let any = |condition: fn(&str) -> bool| names.iter().any(|name| condition(name));
    let new = any(|name| name == "new").then(|| quote!(clippy::new_ret_no_self));
    let len = any(|name| name == "len").then(|| quote!(clippy::len_without_is_empty));
    let convention =
        any(|name| name == "new" || name.starts_with("from_") || name.starts_with("into_"))
            || (message.derives.has(StdTrait::Copy) && any(|name| name.starts_with("to_")));
    let convention = convention.then(|| quote!(clippy::wrong_self_convention));
    let of_std = any(|name| ["as_ref", "borrow", "clone", "deref"].contains(&name));
    let of_std = of_std.then(|| quote!(clippy::should_implement_trait));
    // `set_` before a name that begins with an underscore, as those do that would begin with a
    // digit.
    let writes = message
        .fields
        .iter()
        .flat_map(|field| &field.accessors)
        .flat_map(|accessors| &accessors.write);
    let odd = names.iter().any(|name| name.contains("__"))
        || writes.into_iter().any(|name| name.to_string().contains("__"));
    let odd = odd.then(|| quote!(non_snake_case));
    allow([new, len, convention, of_std, odd].into_iter().flatten())
}

fn allow(lints: impl IntoIterator<Item = TokenStream>) -> Option<TokenStream> {
    let lints: Vec<TokenStream> = lints.into_iter().collect();
    (!lints.is_empty()).then(|| quote!(#[allow(#(#lints),*)]))
}

fn variant_names(ty: &Name, variants: &[&Name]) -> impl Iterator<Item = TokenStream> {
    let acronyms = is_acronym(ty) || variants.iter().any(|variant| is_acronym(variant));
    let repetitive = is_repetitive(
        &ty.to_string(),
        &variants.iter().map(|variant| variant.to_string()).collect::<Vec<_>>(),
    );
    [
        repetitive.then(|| quote!(clippy::enum_variant_names)),
        acronyms.then(|| quote!(clippy::upper_case_acronyms)),
    ]
    .into_iter()
    .flatten()
}

/// e.g. `A1B`.
fn is_acronym(ident: &Name) -> bool {
    let name = ident.to_string();
    name.len() > 2 && !name.contains(|letter: char| letter.is_ascii_lowercase())
}

/// Whether a variant repeats the enum's name, or all share a first or last word.
fn is_repetitive(ty: &str, variants: &[String]) -> bool {
    if variants.len() < 3 {
        return false;
    }
    let repeats = |name: &String| name.starts_with(ty) || name.ends_with(ty);
    let (first, rest) = (words(&variants[0]), &variants[1..]);
    let shared = |word: fn(&[&str]) -> Option<String>| {
        rest.iter().all(|name| word(&words(name)) == word(&first))
    };
    variants.iter().any(repeats)
        || shared(|words| words.first().map(|word| (*word).to_owned()))
        || shared(|words| words.last().map(|word| (*word).to_owned()))
}

/// The words of an UpperCamelCase name.
fn words(name: &str) -> Vec<&str> {
    let starts: Vec<usize> = name
        .char_indices()
        .filter(|(_, letter)| letter.is_uppercase())
        .map(|(index, _)| index)
        .collect();
    let ends = starts.iter().skip(1).copied().chain([name.len()]);
    starts.iter().zip(ends).map(|(start, end)| &name[*start..end]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_repeat_themselves_are_found() {
        for (ty, variants, expected) in [
            ("Size", vec!["Small", "Big"], false),
            ("Size", vec!["SmallSize", "Big", "Huge"], true),
            ("Fruit", vec!["RedApple", "GreenApple", "Apple"], true),
            ("Fruit", vec!["AppleRed", "AppleGreen", "AppleBig"], true),
            ("Fruit", vec!["RedApple", "GreenPear", "BigPlum"], false),
            ("Code", vec!["A", "B", "C"], false),
        ] {
            let variants: Vec<String> = variants.into_iter().map(str::to_owned).collect();
            assert_eq!(is_repetitive(ty, &variants), expected, "{ty} {variants:?}");
        }
    }

    #[test]
    fn words_begin_with_capitals() {
        assert_eq!(words("RedApple2Go"), ["Red", "Apple2", "Go"]);
        assert!(words("").is_empty());
    }
}
