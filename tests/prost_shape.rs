//! With `codec=prost`, types are item for item what prost-build emits for the same files and options.
//!
//! What may differ: documentation, `#[allow]`, `#[deprecated]` on maps (prost forgets it), how `Some` is spelled, and how the
//! text or number of a default is.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proc_macro2::{Literal, TokenTree};
use prost::Message as _;
use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Item, LitStr, MetaList};

#[path = "support/protoc.rs"]
mod protoc;

#[test]
fn types_are_those_of_prost_build() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let (set, _) = protoc::compile(&fixtures.join("proto"), &[]);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("prost");
    let theirs = by_prost_build(&set, &folder);
    for (name, theirs) in theirs {
        if name == "fixtures.keyword_map.rs" {
            // prost's derive panics over what prost-build emits.
            continue;
        }
        let ours = fs::read_to_string(fixtures.join("golden/prost").join(&name)).unwrap();
        let (theirs, ours) = (items(&theirs), items(&ours));
        for (theirs, ours) in theirs.iter().zip(&ours) {
            assert_eq!(ours, theirs, "{name}");
        }
        assert_eq!(ours.len(), theirs.len(), "{name}");
    }
}

/// prost-build's files by name, with the options of `fixtures/options`.
fn by_prost_build(set: &[u8], folder: &Path) -> BTreeMap<String, String> {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).unwrap();
    prost_build::Config::new()
        .out_dir(folder)
        .bytes([".fixtures.rules", ".fixtures.rules2"])
        .btree_map([".fixtures.rules"])
        .boxed(".fixtures.rules.Rules.boxed")
        .boxed(".fixtures.rules.Rules.either.in_box")
        .boxed(".fixtures.rules2.Shared.boxed")
        .extern_path(".fixtures.elsewhere.Stamp", "::prost_types::Timestamp")
        .extern_path(".fixtures.elsewhere.Kind", "::prost_types::field::Kind")
        .extern_path(".fixtures.elsewhere.Label", "::prost_types::field_descriptor_proto::Label")
        .type_attribute(".fixtures.rules.Mode", "#[non_exhaustive]")
        .type_attribute(".fixtures.rules.Rules.either", "#[must_use]")
        .compile_fds(prost_types::FileDescriptorSet::decode(set).unwrap())
        .unwrap();
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())).collect()
}

/// The types and modules of a file, as text that can be compared. Services are another matter.
fn items(text: &str) -> Vec<String> {
    let mut file = syn::parse_file(text).unwrap();
    Comparable.visit_file_mut(&mut file);
    let items = std::mem::take(&mut file.items).into_iter();
    let items = items.filter(
        |item| !matches!(item, Item::Mod(module) if ["_client", "_server"].iter().any(|end| module.ident.to_string().ends_with(end))),
    );
    let printed = items.map(|item| prettyplease::unparse(&syn::File { items: vec![item], ..file.clone() }));
    printed.map(|text| text.replace("::core::option::Option::", "")).collect()
}

struct Comparable;

impl VisitMut for Comparable {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        attributes.retain(|attribute| !["doc", "allow"].iter().any(|name| attribute.path().is_ident(name)));
        attributes.iter_mut().for_each(|attribute| self.visit_attribute_mut(attribute));
    }

    fn visit_meta_list_mut(&mut self, list: &mut MetaList) {
        if list.path.is_ident("prost") {
            list.tokens = std::mem::take(&mut list.tokens).into_iter().map(respelled).collect();
        }
    }

    fn visit_field_mut(&mut self, field: &mut syn::Field) {
        visit_mut::visit_field_mut(self, field);
        if field.ty.to_token_stream().to_string().contains(":: collections ::") {
            field.attrs.retain(|attribute| !attribute.path().is_ident("deprecated"));
        }
    }
}

/// A string literal spelled in the one way that all strings of its value, or number in it, are.
fn respelled(token: TokenTree) -> TokenTree {
    match syn::parse2::<LitStr>(token.clone().into()) {
        Ok(text) => {
            let text = text.value().parse::<f64>().map_or(text.value(), |number| number.to_string());
            TokenTree::Literal(Literal::string(&text))
        }
        Err(_) => token,
    }
}
