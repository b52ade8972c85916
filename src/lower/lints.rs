//! The lints that items trip because of the schema.
//!
//! A condition here covers at least the cases of the lint. An unneeded `allow` costs nothing. A
//! missing `allow` breaks a build with `deny(warnings)`. `large_variants.rs` handles the lint about
//! the sizes of variants, which depend on all messages.

use crate::model::{EnumValue, Field, Lint, Lints, Member, Name, Oneof, StdTrait, StdTraits};

/// Returns the lints of a struct.
pub(super) fn structure(ident: &Name) -> Lints {
    set([(Lint::UpperCaseAcronyms, is_acronym(ident.as_str()))])
}

/// Returns the lints of a module inside the module `scope`.
pub(super) fn module(scope: &[Name], module: &Name) -> Lints {
    set([(Lint::ModuleInception, scope.last() == Some(module))])
}

/// Returns the lints of each module of a path from the root of the tree.
pub(crate) fn modules(path: &[Name]) -> Vec<Lints> {
    path.iter().enumerate().map(|(depth, name)| module(&path[..depth], name)).collect()
}

/// Returns the lints of the enum of a oneof, except the lint about sizes.
pub(super) fn oneof(ident: &Name, members: &[Member]) -> Lints {
    variants(ident, members.iter().map(|member| &member.ident))
}

/// Returns the lints of an enum.
pub(super) fn enumeration(ident: &Name, values: &[EnumValue]) -> Lints {
    variants(ident, values.iter().map(|value| &value.ident))
}

/// Returns the lints of the module of a stub. For a service named `Self`, tonic's names follow no
/// naming style: `self__client`, `Self_Client`.
pub(super) fn stub(module: &Name, ident: &Name) -> Lints {
    let is_odd = module.unraw().contains("__") || ident.unraw().contains('_');
    set([(Lint::NonSnakeCase, is_odd), (Lint::NonCamelCaseTypes, is_odd)])
}

/// Returns the lints of the methods of a client stub or service trait. Their names come from rpcs,
/// and clippy's conventions do not fit them, e.g. that `into_x` takes `self`.
pub(super) fn rpcs<'n>(names: impl IntoIterator<Item = &'n Name>) -> Lints {
    let is_meaningful = |name: &str| {
        name == "new" || ["as_", "from_", "into_", "is_", "to_"].iter().any(|p| name.starts_with(p))
    };
    let any = names.into_iter().any(|name| is_meaningful(name.as_str()));
    set([(Lint::NewRetNoSelf, any), (Lint::WrongSelfConvention, any)])
}

/// Returns the lints of methods with a prefix in front of the name of an rpc. An rpc `_1st` has the
/// method `expect__1st`, with two underscores.
pub(super) fn prefixed<'n>(names: impl IntoIterator<Item = &'n Name>) -> Lints {
    let is_odd = names.into_iter().any(|name| name.as_str().contains("__"));
    set([(Lint::NonSnakeCase, is_odd)])
}

/// Returns the lints of the type of a server stream. Its name begins with the rpc's name from the
/// .proto file, which can have any style.
pub(super) fn stream(ident: &Name) -> Lints {
    let name = ident.as_str();
    let is_odd = name.starts_with(char::is_lowercase) || name.contains('_');
    set([(Lint::NonCamelCaseTypes, is_odd)])
}

/// Returns the lints of the inherent methods of a message. Their names come from the fields.
pub(super) fn accessors(fields: &[Field], derives: StdTraits) -> Lints {
    let accessors = || fields.iter().flat_map(|field| &field.accessors);
    let any = |condition: fn(&str) -> bool| {
        accessors().any(|accessors| condition(accessors.read.as_str()))
    };
    let is_conversion =
        any(|name| name == "new" || name.starts_with("from_") || name.starts_with("into_"))
            || derives.has(StdTrait::Copy) && any(|name| name.starts_with("to_"));
    // A field `_1st` has the method `set__1st`, with two underscores.
    let mut writes = accessors().flat_map(|accessors| &accessors.write);
    let is_odd = any(|name| name.contains("__")) || writes.any(|name| name.as_str().contains("__"));
    set([
        (Lint::NewRetNoSelf, any(|name| name == "new")),
        (Lint::LenWithoutIsEmpty, any(|name| name == "len")),
        (Lint::WrongSelfConvention, is_conversion),
        (
            Lint::ShouldImplementTrait,
            any(|name| ["as_ref", "borrow", "clone", "deref"].contains(&name)),
        ),
        (Lint::NonSnakeCase, is_odd),
    ])
}

/// Returns the lints of the methods of a view. Their names come from fields and oneofs.
pub(super) fn view(fields: &[Field], oneofs: &[Oneof]) -> Lints {
    let names = || {
        let fields = fields.iter().map(|field| field.ident.unraw());
        fields.chain(oneofs.iter().map(|oneof| oneof.ident.unraw()))
    };
    let any = |condition: fn(&str) -> bool| names().any(condition);
    let is_conversion =
        |name: &str| ["from_", "into_", "to_"].iter().any(|start| name.starts_with(start));
    set([
        (Lint::NewRetNoSelf, any(|name| name == "new")),
        (Lint::LenWithoutIsEmpty, any(|name| name == "len")),
        (Lint::WrongSelfConvention, any(|name| name == "new") || any(is_conversion)),
        (
            Lint::ShouldImplementTrait,
            any(|name| ["as_ref", "borrow", "clone", "deref", "neg", "not"].contains(&name)),
        ),
        (Lint::NonSnakeCase, any(|name| name.contains("__"))),
    ])
}

/// Returns the lints of the constant of an extension. A rule can give it any name.
pub(super) fn constant(ident: &Name) -> Lints {
    set([(Lint::NonUpperCaseGlobals, ident.as_str().contains(char::is_lowercase))])
}

/// Returns the lints of the presence methods. A field `_1st` has the method `has__1st`, with two
/// underscores.
pub(super) fn presence(fields: &[Field], oneofs: &[Oneof]) -> Lints {
    let of_fields = fields.iter().flat_map(|field| &field.presence_methods);
    let members = oneofs.iter().flat_map(|oneof| &oneof.members);
    let mut methods = of_fields.chain(members.flat_map(|member| &member.presence_methods));
    set([(Lint::NonSnakeCase, methods.any(|methods| methods.has.as_str().contains("__")))])
}

fn set(lints: impl IntoIterator<Item = (Lint, bool)>) -> Lints {
    lints.into_iter().filter(|(_, trips)| *trips).map(|(lint, _)| lint).collect()
}

fn variants<'n>(ty: &Name, variants: impl Iterator<Item = &'n Name>) -> Lints {
    let variants: Vec<&str> = variants.map(Name::as_str).collect();
    let ty = ty.as_str();
    let has_acronym = is_acronym(ty) || variants.iter().any(|variant| is_acronym(variant));
    set([
        (Lint::EnumVariantNames, is_repetitive(ty, &variants)),
        (Lint::UpperCaseAcronyms, has_acronym),
    ])
}

/// Whether a name has no lowercase letter and at least three characters, e.g. `A1B`.
fn is_acronym(name: &str) -> bool {
    name.len() > 2 && !name.contains(|letter: char| letter.is_ascii_lowercase())
}

/// Whether a variant repeats the name of the enum, or all variants share a first or last word.
fn is_repetitive(ty: &str, variants: &[&str]) -> bool {
    let [first, rest @ ..] = variants else { return false };
    if variants.len() < 3 {
        return false;
    }
    let repeats = |name: &&str| name.starts_with(ty) || name.ends_with(ty);
    let is_shared = |word: fn(&str) -> Option<&str>| {
        let wanted = word(first);
        rest.iter().all(|name| word(name) == wanted)
    };
    variants.iter().any(repeats)
        || is_shared(|name| words(name).next())
        || is_shared(|name| words(name).last())
}

/// Returns the words of an UpperCamelCase name.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let starts = name.char_indices().filter(|(_, letter)| letter.is_uppercase());
    let starts = starts.map(|(index, _)| index);
    let ends = starts.clone().skip(1).chain([name.len()]);
    starts.zip(ends).map(|(start, end)| &name[start..end])
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
            assert_eq!(is_repetitive(ty, &variants), expected, "{ty} {variants:?}");
        }
    }

    #[test]
    fn words_begin_with_capitals() {
        assert!(words("RedApple2Go").eq(["Red", "Apple2", "Go"]));
        assert_eq!(words("").count(), 0);
    }
}
