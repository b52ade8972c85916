//! The traits that types derive, as rules name them.
//!
//! May import: `code`.

use quote::ToTokens;
use syn::punctuated::Punctuated;

use crate::code::Code;

/// The traits that can be skipped, each with the traits that are skipped with it. These need the
/// trait, or Clippy wants the trait beside them.
const NEEDED_BY: &[(&str, &[&str])] = &[
    ("Clone", &["Copy"]),
    ("Copy", &[]),
    ("PartialEq", &["Eq", "Hash", "PartialOrd", "Ord"]),
    ("Eq", &["Ord"]),
    ("Hash", &[]),
    ("PartialOrd", &["Ord"]),
    ("Ord", &[]),
];

/// The traits that are checked, because some types cannot derive them. Each has the traits that its
/// derive needs.
pub(crate) const CHECKED: &[(&str, &[&str])] = &[
    ("Copy", &["Clone"]),
    ("Eq", &["PartialEq"]),
    ("Hash", &[]),
    ("PartialOrd", &["PartialEq"]),
    ("Ord", &["Eq", "PartialOrd"]),
    ("Default", &[]),
];

/// Traits that an element does not derive. Each is one of `Clone`, `Copy`, `PartialEq`, `Eq`,
/// `Hash`, `PartialOrd` and `Ord`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Skipped(Vec<&'static str>);

/// Traits that a rule adds.
#[derive(Debug, Clone)]
pub(crate) struct Traits(Vec<Trait>);

#[derive(Debug, Clone)]
struct Trait {
    /// The name, as [`name_of`] returns it.
    name: String,
    is_std: bool,
    /// The path, as the rule gives it.
    path: Code,
}

impl Skipped {
    /// Collects the traits that a rule names, and the traits that need them. The error is the
    /// reason why a trait cannot be skipped.
    pub fn new(paths: &[syn::Path]) -> Result<Self, String> {
        let mut skipped = Self::default();
        for path in paths {
            let name =
                path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
            let (name, with) =
                NEEDED_BY.iter().find(|(known, _)| *known == name).ok_or_else(|| why_not(&name))?;
            skipped.extend(&Self([&[*name], *with].concat()));
        }
        Ok(skipped)
    }

    /// Adds the traits of another rule.
    pub fn extend(&mut self, other: &Self) {
        let new: Vec<_> = other.0.iter().filter(|name| !self.has(name)).copied().collect();
        self.0.extend(new);
    }

    /// Whether a trait is skipped, e.g. `Clone`.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains(&name)
    }
}

/// Returns the reason why a trait cannot be skipped.
fn why_not(name: &str) -> String {
    match name {
        "Debug" => "use the option `skip_debug=PATH` for `Debug`".into(),
        "Default" => "decoding starts from the `Default` of a message".into(),
        "Message" | "Oneof" | "Enumeration" => {
            format!("`{name}` encodes and decodes the messages, so it cannot be skipped")
        }
        _ => {
            let known: Vec<String> =
                NEEDED_BY.iter().map(|(known, _)| format!("`{known}`")).collect();
            format!("`{name}` is derived only if a rule adds it; skip one of {}", known.join(", "))
        }
    }
}

impl Traits {
    pub fn new<'p>(paths: impl IntoIterator<Item = &'p syn::Path>) -> Self {
        let each = paths.into_iter().map(|path| Trait {
            name: name_of(path),
            is_std: of_std(path).is_some(),
            path: Code::new(&path.to_token_stream()),
        });
        Self(each.collect())
    }

    /// Returns the names of the traits, e.g. `Hash` or `serde::Serialize`.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|one| one.name.as_str())
    }

    /// Whether the traits include this trait of std.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|one| one.is_std && one.name == name)
    }

    /// Whether a trait of another crate may implement a trait of std, e.g. `derive_more::Eq`.
    pub fn may_give(&self, name: &str) -> bool {
        let foreign = self.0.iter().filter(|one| !one.is_std);
        foreign.map(|one| one.name.rsplit("::").next()).any(|last| last == Some(name))
    }

    /// Returns a derive of the traits that a type does not have yet, and adds them to `present`. It
    /// leaves out the traits of std that are `withheld`.
    pub fn beside(
        &self,
        present: &mut Vec<String>,
        withheld: impl Fn(&str) -> bool,
    ) -> Option<Code> {
        let mut new: Vec<&Code> = Vec::new();
        for one in &self.0 {
            if present.contains(&one.name) || one.is_std && withheld(&one.name) {
                continue;
            }
            present.push(one.name.clone());
            new.push(&one.path);
        }
        (!new.is_empty()).then(|| Code::new(&quote::quote!(#[derive(#(#new),*)])))
    }
}

/// The attributes of a type that rustc handles. They are not helpers of a derive.
const BUILT_IN: &[&str] = &[
    "allow",
    "cfg",
    "deny",
    "deprecated",
    "derive",
    "doc",
    "expect",
    "forbid",
    "must_use",
    "non_exhaustive",
    "repr",
    "warn",
];

/// The properties of a user's attributes that matter for derives.
#[derive(Debug, Clone)]
pub(crate) struct AboutDerives {
    /// Whether an attribute may be a helper of a derive, e.g. `#[serde(default)]`. rustc requires
    /// that a derive comes before its helpers.
    ///
    /// The name of a helper is a single identifier. An attribute with a path of several segments is
    /// a macro, e.g. `#[serde_with::serde_as]`. This macro has to come before the derive.
    pub may_be_helper: bool,
    /// The traits that the attributes derive, as [`name_of`] returns them, e.g. `Hash` or
    /// `serde::Serialize`.
    pub derived: Vec<String>,
}

impl AboutDerives {
    pub fn new(attributes: &[syn::Attribute]) -> Self {
        let may_be_helper = |attribute: &syn::Attribute| {
            let name = attribute.path().get_ident().map(ToString::to_string);
            name.is_some_and(|name| !BUILT_IN.contains(&name.as_str()))
        };
        let paths = Punctuated::<syn::Path, syn::Token![,]>::parse_terminated;
        let derives = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
        let derived =
            derives.flat_map(|derive| derive.parse_args_with(paths).into_iter().flatten());
        Self {
            may_be_helper: attributes.iter().any(may_be_helper),
            derived: derived.map(|path| name_of(&path)).collect(),
        }
    }
}

/// Attributes that a rule adds to a type, field or stub.
#[derive(Debug, Clone)]
pub(crate) struct Attributes {
    /// The attributes, ready to print.
    pub code: Code,
    pub about_derives: AboutDerives,
}

impl Attributes {
    pub fn new(attributes: &[syn::Attribute]) -> Self {
        let code = Code::new(&quote::quote!(#(#attributes)*));
        Self { code, about_derives: AboutDerives::new(attributes) }
    }

    /// Whether the attributes contain a word, e.g. the trait `Eq`, which they may derive.
    pub fn mention(&self, word: &str) -> bool {
        let text = self.code.text();
        text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == word)
    }
}

/// Returns the name of a trait of std, e.g. `Hash`. For another trait, returns its path without a
/// leading `::`, e.g. `serde::Serialize`.
fn name_of(path: &syn::Path) -> String {
    of_std(path).unwrap_or_else(|| {
        let segments = path.segments.iter().map(|segment| segment.to_token_stream().to_string());
        segments.collect::<Vec<_>>().join("::")
    })
}

/// Returns the name of a derivable trait of std. Returns `None` if the path names another trait.
fn of_std(path: &syn::Path) -> Option<String> {
    const DERIVABLE: &[&str] =
        &["Clone", "Copy", "Debug", "Default", "PartialEq", "Eq", "Hash", "PartialOrd", "Ord"];
    let first = path.segments.first()?;
    let name = path.segments.last()?.ident.to_string();
    let is_std = path.segments.len() == 1 || first.ident == "std" || first.ident == "core";
    (is_std && DERIVABLE.contains(&name.as_str())).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traits(paths: &str) -> Traits {
        let parse = Punctuated::<syn::Path, syn::Token![,]>::parse_terminated;
        Traits::new(&syn::parse::Parser::parse_str(parse, paths).unwrap())
    }

    #[test]
    fn a_trait_is_derived_once_whatever_its_path() {
        let mut present =
            AboutDerives::new(&[syn::parse_quote!(#[derive(std::hash::Hash, other::Eq)])]).derived;
        let derive = traits("serde::Serialize, Hash, ::serde::Serialize, Eq")
            .beside(&mut present, |_| false);
        assert_eq!(derive.unwrap().text(), "# [derive (serde :: Serialize , Eq)]");
        assert!(traits("serde::Serialize, ::other::Eq").beside(&mut present, |_| false).is_none());
    }
}
