//! The text of files and items.

use proc_macro2::Literal;
use quote::quote;

use super::*;

mod difference;
mod lines_of_items;
mod survival;

/// Returns the text of an item, and whether rules have printed all of it.
fn printed(tokens: TokenStream) -> (String, bool) {
    let (mut tools, mut text) = (Tools::default(), String::new());
    tools.tape.fill(tokens);
    let is_sure = print::items(&tools.tape, &mut tools.lines, &mut text);
    (text, is_sure)
}

#[test]
fn the_header_names_the_sources() {
    for (name, edition, expected) in [
        ("a/b.proto", "proto2", "// @generated from a/b.proto (proto2)\n"),
        ("a b.proto", "2023", "// @generated from a b.proto (edition 2023)\n"),
        ("a\nmod b;\r.proto", "proto3", "// @generated from amod b;.proto (proto3)\n"),
    ] {
        let source = File {
            name: name.into(),
            package: "acme".into(),
            edition: edition.into(),
            declaration: crate::model::Declaration::default(),
        };
        assert_eq!(provenance(&source), expected);
    }
}

#[test]
fn items_are_set_apart_and_docs_are_comments() {
    let items = vec![
        quote!(
            #[doc = " One."]
            #[doc = ""]
            #[doc = " `*/` \\ \"two\""]
            pub struct A;
        ),
        quote!(
            mod b {}
        ),
    ];
    let mut text = String::new();
    super::items(items, &mut Tools::default(), &mut text).unwrap();
    assert_eq!(text, "\n/// One.\n///\n/// `*/` \\ \"two\"\npub struct A;\n\nmod b {}\n");
}

#[test]
fn printing_is_a_fixed_point() {
    let bytes = Literal::byte_string(&(0..=u8::MAX).collect::<Vec<u8>>().repeat(400));
    let mut text = String::new();
    item(quote!(#[doc = " Set."] pub const SET: &[u8] = #bytes;), &mut Tools::default(), &mut text)
        .unwrap();
    assert_eq!(printed(text.parse().unwrap()).0, text);
}

#[test]
fn an_item_that_does_not_parse_is_shown_with_line_numbers() {
    let items = vec![
        quote!(
            pub struct A;
        ),
        quote!(pub mod b { pub struct 1 { x: u8 } }),
    ];
    let error = super::items(items, &mut Tools::default(), &mut String::new()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected identifier\n   1 | pub mod b {\n   2 |     pub struct 1 { x: u8 }\n   3 | }"
    );
}

/// Prints an item with more lines than any item of the goldens. A few hundred nested messages have
/// that many.
#[test]
fn a_very_long_item_is_printed() {
    let fields: Vec<_> = (0..40_000).map(|index| quote::format_ident!("field_{index}")).collect();
    let (text, is_sure) = printed(quote! { pub struct Long { #(pub #fields: i32,)* } });
    assert!(is_sure);
    assert_eq!(text.lines().count(), 40_002);
    assert!(text.contains("\n    pub field_39999: i32,\n}\n"));
}
