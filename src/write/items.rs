//! The items of a file, and their comparison with those of another file.

use std::collections::{BTreeMap, BTreeSet};
use std::slice;

use quote::ToTokens;
use syn::{Expr, File, ImplItem, Item, ItemImpl, Stmt, TraitItem, Type};

/// The differences between the items of two texts.
///
/// The lists have the path of an item, e.g. `weather_client::WeatherClient`, and the trait and type
/// of an implementation, e.g. `impl ::core::fmt::Debug for weather::Sky`. A list with a type leaves
/// out the methods and implementations of the type.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    /// The items that only the first text has.
    pub lost: Vec<String>,
    /// The items that only the second text has.
    pub new: Vec<String>,
    /// The items that both texts have, with different content.
    pub changed: Vec<String>,
}

/// The name of the constant with the descriptors of a package. [`compare`] ignores its changes,
/// because the descriptors depend on which files one call of the generator compiles.
const MAY_DIFFER: &str = "FILE_DESCRIPTOR_SET";

/// The items of a text, by path.
type Declared = BTreeMap<String, Declaration>;

/// The part of an item that is compared.
struct Declaration {
    text: String,
    /// The module of the item, e.g. `weather::`.
    module: String,
}

/// Returns the differences between the items of two texts. Returns `None` if a text is not valid
/// Rust.
pub(super) fn compare(first: &str, second: &str) -> Option<Difference> {
    if first == second {
        return Some(Difference::default());
    }
    let (first, second) = (declared(first)?, declared(second)?);
    let only =
        |these: &Declared, others: &Declared| listed(these, |path, _| !others.contains_key(path));
    let has_changed = |path: &str, item: &Declaration| {
        path != MAY_DIFFER && second.get(path).is_some_and(|other| other.text != item.text)
    };
    Some(Difference {
        lost: only(&first, &second),
        new: only(&second, &first),
        changed: listed(&first, has_changed),
    })
}

/// Returns the paths of the items for which `is_listed` holds, without the parts of listed types.
fn listed(items: &Declared, is_listed: impl Fn(&str, &Declaration) -> bool) -> Vec<String> {
    let listed: BTreeMap<_, _> =
        items.iter().filter(|(path, item)| is_listed(path, item)).collect();
    let paths: BTreeSet<&str> = listed.keys().map(|path| path.as_str()).collect();
    let is_part = |path: &str, module: &str| {
        let mut names = path.split(|c: char| !is_in_name(c)).map(|name| format!("{module}{name}"));
        names.any(|name| name != path && paths.contains(name.as_str()))
    };
    listed
        .into_iter()
        .filter(|(path, item)| !is_part(path, &item.module))
        .map(|(path, _)| path.clone())
        .collect()
}

/// Returns the items of a text. Returns `None` if the text is not valid Rust.
fn declared(text: &str) -> Option<Declared> {
    let File { items, .. } = syn::parse_file(text).ok()?;
    let mut declared = Declared::new();
    collect(&items, "", &mut declared);
    Some(declared)
}

/// Adds items and the items inside them to `declared`. `module` is the module of the items, e.g.
/// `weather::`.
fn collect(items: &[Item], module: &str, declared: &mut Declared) {
    let put = |declared: &mut Declared, path: String, item: &dyn ToTokens| {
        let (text, module) = (item.to_token_stream().to_string(), module.to_owned());
        declared.insert(path, Declaration { text, module });
    };
    let path = |name: &dyn ToString| format!("{module}{}", name.to_string());
    for item in items {
        match item {
            Item::Struct(item) => put(declared, path(&item.ident), item),
            Item::Enum(item) => put(declared, path(&item.ident), item),
            Item::Type(item) => put(declared, path(&item.ident), item),
            Item::Static(item) => put(declared, path(&item.ident), item),
            Item::Const(item) if item.ident != "_" => put(declared, path(&item.ident), item),
            Item::Const(item) => {
                // The block is a scope for names of the runtime. Its implementations are for types
                // in the module around the block.
                let Expr::Block(block) = &*item.expr else { continue };
                for statement in &block.block.stmts {
                    match statement {
                        Stmt::Item(item) => collect(slice::from_ref(item), module, declared),
                        Stmt::Macro(call) => put(declared, path(&compact(&call.mac)), &call.mac),
                        _ => {}
                    }
                }
            }
            Item::Fn(item) => put(declared, path(&item.sig.ident), item),
            Item::Macro(item) => put(declared, path(&compact(&item.mac)), item),
            Item::Trait(item) => {
                put(declared, path(&item.ident), &item.ident);
                let methods = item.items.iter().filter_map(|part| match part {
                    TraitItem::Fn(method) => Some(method),
                    _ => None,
                });
                methods.for_each(|method| {
                    put(declared, path(&format!("{}::{}", item.ident, method.sig.ident)), method)
                });
            }
            Item::Impl(item) => match &item.trait_ {
                Some((not, of, _)) => {
                    let not = if not.is_some() { "!" } else { "" };
                    put(
                        declared,
                        format!("impl {not}{} for {}", compact(of), implementor(item, module)),
                        item,
                    );
                }
                None => {
                    // The path without the parameters of the type.
                    let of = item.self_ty.to_token_stream().to_string();
                    let of = of.split(' ').next().unwrap_or_default();
                    let methods = item.items.iter().filter_map(|part| match part {
                        ImplItem::Fn(method) => Some(method),
                        _ => None,
                    });
                    methods.for_each(|method| {
                        put(declared, path(&format!("{of}::{}", method.sig.ident)), method)
                    });
                }
            },
            Item::Mod(item) => {
                let items = item.content.as_ref().map_or(&[][..], |(_, items)| items);
                collect(items, &format!("{module}{}::", item.ident), declared);
            }
            _ => {}
        }
    }
}

/// Returns the type that a trait is implemented for. A name without a path gets the path of the
/// module. The name may belong to the module, e.g. `Sky`, or not, e.g. `i32`: two modules may both
/// implement a trait for it.
fn implementor(item: &ItemImpl, module: &str) -> String {
    let of = compact(&item.self_ty);
    match &*item.self_ty {
        Type::Path(path)
            if path.qself.is_none()
                && path.path.leading_colon.is_none()
                && path.path.segments.len() == 1 =>
        {
            format!("{module}{of}")
        }
        _ => of,
    }
}

/// Returns the text of tokens with spaces only between names, e.g. `Service<Request<&dyn Body>>`.
fn compact(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    let mut compact = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if compact.ends_with(is_in_name) && word.starts_with(|c| is_in_name(c) || c == '\'') {
            compact.push(' ');
        }
        compact.push_str(word);
    }
    compact
}

fn is_in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_lost_new_or_changed() {
        let first = "struct A { a: u8 }\nenum B {}\nmod c { pub trait D { fn e(); fn f(); } }\n\
                     impl<T> G<T> { fn h() {} }\nconst _: () = {};\nconst FILE_DESCRIPTOR_SET: u8 \
                     = 1;";
        let second = "struct A { a: u16 }\nmod c { pub trait D { fn e(); } }\nstruct I;\n\
                      const FILE_DESCRIPTOR_SET: u8 = 2;";
        let found = compare(first, second).unwrap();
        assert_eq!(found.lost, ["B", "G::h", "c::D::f"]);
        assert_eq!((found.new, found.changed), (vec!["I".to_owned()], vec!["A".to_owned()]));
        assert_eq!(compare(first, first), Some(Difference::default()));
        assert_eq!(compare(first, "no Rust at all"), None);
    }

    #[test]
    fn implementations_are_items() {
        let of = |text: &str| declared(text).unwrap().into_keys().collect::<Vec<_>>();
        let text = "mod m { impl ::core::fmt::Debug for A { } const _: () = { use x as y; impl \
                    y::B<&'a dyn C> for A<D> {} y::z!(A); }; }\n\
                    impl<'a> !E for &'a mut m::A {} type F = u8; static G: u8 = 1; const _: () = \
                    assert!(true);";
        let items = [
            "F",
            "G",
            "impl !E for &'a mut m::A",
            "impl ::core::fmt::Debug for m::A",
            "impl y::B<&'a dyn C> for m::A<D>",
            "m::y::z!(A)",
        ];
        assert_eq!(of(text), items);
    }

    #[test]
    fn a_type_stands_for_its_parts() {
        let module = |items: &str| format!("mod m {{ struct B; impl C for B {{}} {items} }}");
        let kind = "struct A(u8); impl A { fn a() {} } impl C for A {} impl From<A> for i32 {} \
                    const _: () = { x!(A); };";
        let found = compare(&module(kind), &module("")).unwrap();
        assert_eq!(found.lost, ["m::A"]);
        assert_eq!(compare(&module(""), &module(kind)).unwrap().new, ["m::A"]);
        let changed = kind.replace("u8", "u16").replace("C for A {}", "C for A { type A = u8; }");
        assert_eq!(compare(&module(kind), &module(&changed)).unwrap().changed, ["m::A"]);
        // A part is listed if both texts have the type.
        let found = compare(&module(kind), &module(&kind.replace("impl C for A {}", ""))).unwrap();
        assert_eq!(found.lost, ["impl C for m::A"]);
    }

    #[test]
    fn module_trees_have_items() {
        let tree =
            |package: &str| format!("pub mod {package} {{\n    include!(\"{package}.rs\");\n}}");
        let found = compare(&tree("a"), &(tree("a") + &tree("b"))).unwrap();
        assert_eq!((found.lost.len(), found.new), (0, vec!["b::include!(\"b.rs\")".to_owned()]));
    }
}
