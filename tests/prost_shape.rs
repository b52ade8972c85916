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
use rust_grpc_build::Request;
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
        let ours = fs::read_to_string(fixtures.join("golden/prost").join(&name)).unwrap();
        assert_same(&name, &ours, &theirs);
    }
}

fn assert_same(name: &str, ours: &str, theirs: &str) {
    // prost's derive panics over what prost-build emits for the one, and `Default` overflows the stack in the other.
    if ["fixtures.keyword_map.rs", "fixtures.endless.rs"].contains(&name) {
        return;
    }
    let (theirs, ours) = (items(theirs), items(ours));
    for (theirs, ours) in theirs.iter().zip(&ours) {
        assert_eq!(ours, theirs, "{name}");
    }
    assert_eq!(ours.len(), theirs.len(), "{name}");
}

#[test]
fn options_mean_what_they_mean_to_prost_build() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let (set, _) = protoc::compile(&fixtures.join("proto"), &[]);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("prost-options");
    let mut config = prost_build::Config::new();
    config
        .retain_enum_prefix()
        .enable_type_names()
        .type_name_domain([".fixtures.nested"], "nested.example")
        .type_name_domain(["."], "type.example")
        .type_name_domain([".fixtures.nested"], "too.late")
        .skip_debug([".fixtures.oneofs", "Defaults", ".fixtures.enums"])
        .type_attribute(".fixtures.oneofs", "#[first]")
        .message_attribute(".fixtures.oneofs", "#[second(a, b)]")
        .message_attribute(".fixtures.nested", "#[third]")
        .enum_attribute(".", "#[fourth = 4]")
        .default_package_filename("rootless");
    let theirs = compiled(&mut config, &set, &folder);
    let options = "codec=prost,retain_enum_prefix,enable_type_names,type_name_domain=.fixtures.nested=nested.example,\
        type_name_domain=.=type.example,type_name_domain=.fixtures.nested=too.late,skip_debug=.fixtures.oneofs,skip_debug=Defaults,\
        skip_debug=.fixtures.enums,type_attribute=.fixtures.oneofs=#[first],message_attribute=.fixtures.oneofs=#[second(a\\, b)],\
        message_attribute=.fixtures.nested=#[third],enum_attribute=.=#[fourth = 4],default_package_filename=rootless,client=false,\
        server=false";
    let request = Request::from_descriptor_set("fixtures", &set, None).unwrap();
    let ours = rust_grpc_build::generate(&request, &options.parse().unwrap()).unwrap();
    assert_eq!(ours.files.iter().map(|file| &file.name).collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>());
    for (ours, (name, theirs)) in ours.files.iter().zip(theirs) {
        assert_same(&name, &ours.content, &theirs);
    }
}

/// prost-build's files by name, with the options of `fixtures/options`.
fn by_prost_build(set: &[u8], folder: &Path) -> BTreeMap<String, String> {
    let mut config = prost_build::Config::new();
    config
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
        .skip_debug([".fixtures.rules.Skipped", ".fixtures.rules.SkippedEnum"]);
    compiled(&mut config, set, folder)
}

/// prost-build's files by name.
fn compiled(config: &mut prost_build::Config, set: &[u8], folder: &Path) -> BTreeMap<String, String> {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).unwrap();
    config.out_dir(folder).compile_fds(prost_types::FileDescriptorSet::decode(set).unwrap()).unwrap();
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())).collect()
}

/// The types and modules of a file, as text that can be compared. Services are another matter.
fn items(text: &str) -> Vec<String> {
    // Before it is printed: line breaks depend on the length.
    let mut file = syn::parse_file(&text.replace("::core::option::Option::", "")).unwrap();
    Comparable.visit_file_mut(&mut file);
    let items = std::mem::take(&mut file.items).into_iter();
    let items = items.filter(
        |item| !matches!(item, Item::Mod(module) if ["_client", "_server"].iter().any(|end| module.ident.to_string().ends_with(end))),
    );
    let printed = items.map(|item| prettyplease::unparse(&syn::File { items: vec![item], ..file.clone() }));
    printed.collect()
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
