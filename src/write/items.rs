//! The items of a file, and their comparison with those of another file.

use std::collections::BTreeMap;

use quote::ToTokens;
use syn::{File, ImplItem, Item, TraitItem};

/// The differences between the items of two texts. Items are given by path, e.g.
/// `weather_client::WeatherClient`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    /// Only in the first.
    pub lost: Vec<String>,
    /// Only in the second.
    pub new: Vec<String>,
    /// In both, and different.
    pub changed: Vec<String>,
}

/// The descriptors of a package grow with the files of a call, so they may differ.
const MAY_DIFFER: &str = "FILE_DESCRIPTOR_SET";

/// Compares two texts. Returns `None` if either text is no Rust.
pub(super) fn compare(first: &str, second: &str) -> Option<Difference> {
    if first == second {
        return Some(Difference::default());
    }
    let (first, second) = (declared(first)?, declared(second)?);
    let only = |these: &BTreeMap<String, String>, others: &BTreeMap<String, String>| {
        these.keys().filter(|path| !others.contains_key(*path)).cloned().collect()
    };
    let changed = first.iter().filter(|(path, text)| second.get(*path).is_some_and(|other| other != *text));
    let changed = changed.map(|(path, _)| path).filter(|path| *path != MAY_DIFFER).cloned().collect();
    Some(Difference { lost: only(&first, &second), new: only(&second, &first), changed })
}

/// The items of a text, by path.
fn declared(text: &str) -> Option<BTreeMap<String, String>> {
    let File { items, .. } = syn::parse_file(text).ok()?;
    let mut declared = BTreeMap::new();
    collect(&items, "", &mut declared);
    Some(declared)
}

fn collect(items: &[Item], module: &str, declared: &mut BTreeMap<String, String>) {
    let mut put = |name: &dyn ToString, item: &dyn ToTokens| {
        declared.insert(format!("{module}{}", name.to_string()), item.to_token_stream().to_string());
    };
    for item in items {
        match item {
            Item::Struct(item) => put(&item.ident, item),
            Item::Enum(item) => put(&item.ident, item),
            Item::Const(item) if item.ident != "_" => put(&item.ident, item),
            Item::Fn(item) => put(&item.sig.ident, item),
            Item::Macro(item) => put(&item.mac.to_token_stream().to_string().replace(' ', ""), item),
            Item::Trait(item) => {
                put(&item.ident, &item.ident);
                let methods = item.items.iter().filter_map(|part| match part {
                    TraitItem::Fn(method) => Some(method),
                    _ => None,
                });
                methods.for_each(|method| put(&format!("{}::{}", item.ident, method.sig.ident), method));
            }
            Item::Impl(item) if item.trait_.is_none() => {
                // Without the parameters of the type.
                let of = item.self_ty.to_token_stream().to_string();
                let of = of.split(' ').next().unwrap_or_default();
                let methods = item.items.iter().filter_map(|part| match part {
                    ImplItem::Fn(method) => Some(method),
                    _ => None,
                });
                methods.for_each(|method| put(&format!("{of}::{}", method.sig.ident), method));
            }
            _ => {}
        }
    }
    for item in items {
        if let Item::Mod(item) = item {
            let path = format!("{module}{}", item.ident);
            let items = item.content.as_ref().map_or(&[][..], |(_, items)| items);
            collect(items, &format!("{path}::"), declared);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_lost_new_or_changed() {
        let first = "struct A { a: u8 }\nenum B {}\nmod c { pub trait D { fn e(); fn f(); } }\n\
                     impl<T> G<T> { fn h() {} }\nconst _: () = {};\nconst FILE_DESCRIPTOR_SET: u8 = 1;";
        let second = "struct A { a: u16 }\nmod c { pub trait D { fn e(); } }\nstruct I;\n\
                      const FILE_DESCRIPTOR_SET: u8 = 2;";
        let found = compare(first, second).unwrap();
        assert_eq!(found.lost, ["B", "G::h", "c::D::f"]);
        assert_eq!((found.new, found.changed), (vec!["I".to_owned()], vec!["A".to_owned()]));
        assert_eq!(compare(first, first), Some(Difference::default()));
        assert_eq!(compare(first, "no Rust at all"), None);
    }

    #[test]
    fn module_trees_have_items() {
        let tree = |package: &str| format!("pub mod {package} {{\n    include!(\"{package}.rs\");\n}}");
        let found = compare(&tree("a"), &(tree("a") + &tree("b"))).unwrap();
        assert_eq!((found.lost.len(), found.new), (0, vec!["b::include!(\"b.rs\")".to_owned()]));
    }
}
