//! Every public function, method, type and field of prost-build and tonic-prost-build exists in our
//! packages, with equal types. The packages for `[patch.crates-io]` have upstream's versions.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};
use syn::{FnArg, GenericParam, ImplItem, Item, Pat, TraitItem, UseTree, Visibility};

#[test]
fn prost_build() {
    assert_same("prost-build", "../prost-build");
}

#[test]
fn tonic_prost_build() {
    assert_same("tonic-prost-build", "../tonic-prost-build");
}

/// Cargo patches a locked release only with a package of that version.
#[test]
fn patches_have_the_locked_versions() {
    for name in ["prost-build", "tonic-prost-build"] {
        let theirs = package(name).file_name().unwrap().to_string_lossy().into_owned();
        let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../patch");
        let manifest = Path::new(manifest).join(name).join("Cargo.toml");
        let manifest = fs::read_to_string(manifest).unwrap();
        let version = manifest.lines().find_map(|line| line.strip_prefix("version = ")).unwrap();
        assert_eq!(format!("{name}-{}", version.trim_matches('"')), theirs);
    }
}

fn assert_same(theirs: &str, ours: &str) {
    let ours = public(&Path::new(env!("CARGO_MANIFEST_DIR")).join(ours));
    let theirs = public(&package(theirs));
    assert!(theirs.len() > 45, "only {} were found", theirs.len());
    for (name, text) in theirs {
        assert_eq!(ours.get(&name), Some(&text), "{name}");
    }
}

/// Returns the folder in which Cargo has a dependency of this package.
fn package(name: &str) -> PathBuf {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["metadata", "--format-version=1", "--locked", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"));
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata = String::from_utf8(output.stdout).unwrap();
    let mut folders = metadata
        .split("\"manifest_path\":\"")
        .skip(1)
        .filter_map(|rest| Path::new(rest.split('"').next()?).parent());
    let start = format!("{name}-0.14.");
    let folder = folders.find(|folder| {
        folder.file_name().is_some_and(|folder| folder.to_string_lossy().starts_with(&start))
    });
    folder.unwrap().to_owned()
}

/// The signatures of public items, by path.
type Public = BTreeMap<String, String>;

/// Returns the public items of a package. The modules inside a package are merged, because their
/// names are private.
fn public(package: &Path) -> Public {
    let mut public = Public::new();
    for path in sources(&package.join("src")) {
        let file = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
        let is_root = path.ends_with("src/lib.rs");
        file.items.into_iter().for_each(|item| put(item, is_root, &mut public));
    }
    // A public item counts only if its module or a re-export makes it reachable.
    let exported: Vec<String> = public
        .keys()
        .filter_map(|name| name.strip_prefix("use "))
        .map(|name| name.rsplit(' ').next().unwrap().to_owned())
        .collect();
    let is_exported = |name: &str| {
        let first = name.strip_prefix("module ").map(|name| name.split(':').next().unwrap());
        first.is_none_or(|first| exported.iter().any(|exported| exported == first))
    };
    public
        .into_iter()
        .filter(|(name, _)| is_exported(name))
        .map(|(name, text)| (name.replace("module ", ""), text))
        .collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let all = entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] });
    all.filter(|path| {
        path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs")
    })
    .collect()
}

fn put(mut item: Item, is_root: bool, public: &mut Public) {
    Spelling.visit_item_mut(&mut item);
    let prefix = if is_root { "" } else { "module " };
    match item {
        Item::Fn(item) if is_public(&item.vis) => {
            public.insert(
                format!("{prefix}{}", item.sig.ident),
                item.sig.to_token_stream().to_string(),
            );
        }
        Item::Struct(item) if is_public(&item.vis) => {
            let (name, generics) = (&item.ident, &item.generics);
            for field in item.fields.iter().filter(|field| is_public(&field.vis)) {
                let path = format!("{prefix}{name}::{}", field.ident.to_token_stream());
                public.insert(path, field.ty.to_token_stream().to_string());
            }
            public.insert(format!("{prefix}{name}"), generics.to_token_stream().to_string());
            for attribute in
                item.attrs.iter().filter(|attribute| attribute.path().is_ident("derive"))
            {
                attribute
                    .parse_nested_meta(|meta| {
                        public.insert(
                            format!("{prefix}{name}: {}", meta.path.to_token_stream()),
                            String::new(),
                        );
                        Ok(())
                    })
                    .unwrap();
            }
        }
        Item::Trait(item) if is_public(&item.vis) => {
            for function in &item.items {
                let TraitItem::Fn(function) = function else { continue };
                let path = format!("{prefix}{}::{}", item.ident, function.sig.ident);
                public.insert(
                    path,
                    format!("{} {}", function.sig.to_token_stream(), function.default.is_some()),
                );
            }
            public.insert(
                format!("{prefix}{}", item.ident),
                item.supertraits.to_token_stream().to_string(),
            );
        }
        Item::Impl(item) => {
            let ty = item.self_ty.to_token_stream().to_string();
            match item.trait_ {
                // Upstream's private items are unknown.
                Some((_, of, _)) => {
                    let of = of.segments.last().unwrap().to_token_stream().to_string();
                    public.insert(format!("module {ty}: {of}"), String::new());
                }
                None => {
                    for function in item.items {
                        let ImplItem::Fn(function) = function else { continue };
                        if is_public(&function.vis) {
                            let path = format!("{prefix}{ty}::{}", function.sig.ident);
                            public.insert(path, function.sig.to_token_stream().to_string());
                        }
                    }
                }
            }
        }
        Item::Use(item) if is_public(&item.vis) && is_root => uses(&item.tree, public),
        _ => {}
    }
}

/// Adds the items of a `use` by the names that users of the package see.
fn uses(tree: &UseTree, public: &mut Public) {
    match tree {
        UseTree::Path(path) => uses(&path.tree, public),
        UseTree::Name(name) => drop(public.insert(format!("use {}", name.ident), String::new())),
        UseTree::Rename(name) => drop(public.insert(format!("use {}", name.rename), String::new())),
        UseTree::Group(group) => group.items.iter().for_each(|tree| uses(tree, public)),
        UseTree::Glob(_) => panic!("a glob import has no list of names"),
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Rewrites signatures so that equivalent ones are equal. Names of arguments and type parameters,
/// and the beginnings of paths, are dropped.
struct Spelling;

impl VisitMut for Spelling {
    fn visit_signature_mut(&mut self, signature: &mut syn::Signature) {
        visit_mut::visit_signature_mut(self, signature);
        for argument in &mut signature.inputs {
            if let FnArg::Typed(argument) = argument {
                *argument.pat = Pat::Wild(syn::PatWild {
                    attrs: Vec::new(),
                    underscore_token: Default::default(),
                });
            } else if let FnArg::Receiver(receiver) = argument {
                receiver.mutability =
                    receiver.reference.is_some().then_some(receiver.mutability).flatten();
            }
        }
        signature.inputs.pop_punct();
        // Bounds may stand in the parameter list or in a `where` clause.
        let Some(clause) = signature.generics.where_clause.take() else { return };
        for predicate in clause.predicates {
            let syn::WherePredicate::Type(predicate) = predicate else { continue };
            let bounded = predicate.bounded_ty.to_token_stream().to_string();
            let parameter =
                signature.generics.params.iter_mut().find_map(|parameter| match parameter {
                    GenericParam::Type(parameter) if parameter.ident == bounded => Some(parameter),
                    _ => None,
                });
            match parameter {
                Some(parameter) => parameter.bounds.extend(predicate.bounds),
                None => {
                    let clause = signature.generics.make_where_clause();
                    clause.predicates.push(syn::WherePredicate::Type(predicate));
                }
            }
        }
    }

    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        visit_mut::visit_path_mut(self, path);
        // `Self::Item` and `I::Item` keep their first segment. Any other path is reduced to its
        // last segment.
        let first =
            path.segments.first().map(|segment| segment.ident.to_string()).unwrap_or_default();
        if first.len() > 1 && first != "Self" {
            path.leading_colon = None;
            path.segments = path.segments.pop().into_iter().map(|last| last.into_value()).collect();
        }
    }
}
