//! Printing, item by item: the quick way says what the slow one says.

use std::path::{Path, PathBuf};
use std::{env, fs};

use proc_macro2::Literal;
use quote::{ToTokens as _, quote};

use super::*;

/// All files below a folder whose name ends so.
fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.to_str().is_some_and(|path| path.ends_with(ending)) {
            found.push(path);
        }
    }
}

/// Whether the quick way knows an item; it must not differ.
fn is_known(item: &syn::Item, file: &Path) -> bool {
    let mut tools = Tools::default();
    tools.tape.fill(item.to_token_stream());
    let mut quick = String::new();
    if !print::items(&tools.tape, &mut tools.lines, &mut quick) {
        return false;
    }
    let slow = prettyplease::unparse(&syn::File {
        shebang: None,
        attrs: Vec::new(),
        items: vec![item.clone()],
    });
    if let Some((nth, (quick, slow))) =
        quick.lines().zip(slow.lines()).enumerate().find(|(_, (quick, slow))| quick != slow)
    {
        panic!("{}, line {nth} of the item\nquick: {quick}\nslow:  {slow}", file.display());
    }
    assert_eq!(quick.len(), slow.len(), "{}", file.display());
    true
}

/// `PRINT` is a folder of other generated code to try.
#[test]
fn the_quick_way_to_print_is_the_slow_one() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut paths = Vec::new();
    match env::var_os("PRINT") {
        Some(folder) => files(Path::new(&folder), ".rs", &mut paths),
        None => files(&fixtures, ".rs", &mut paths),
    }
    paths.retain(|path| {
        !path.ends_with("mod.rs")
            && (env::var_os("PRINT").is_some() || path.iter().any(|part| part == "golden"))
    });
    paths.sort();
    assert!(!paths.is_empty());
    let (mut known, mut unknown) = (0, Vec::new());
    for path in paths {
        let file = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
        for item in &file.items {
            if is_known(item, &path) {
                known += 1;
            } else {
                let text = item.to_token_stream().to_string();
                unknown.push(format!(
                    "{}: {}",
                    path.display(),
                    text.chars().take(4000).collect::<String>()
                ));
            }
        }
    }
    println!("{known} items known, {} unknown\n{}", unknown.len(), unknown.join("\n"));
    // Fixtures have rare forms more often than real schemas: defaults of extensions, which are
    // closures, and deprecated values as defaults.
    assert!(
        unknown.len() * 50 <= known,
        "of {known} items these take the slow way:\n{}",
        unknown.join("\n")
    );
}

#[test]
fn a_file_says_what_it_is_made_of() {
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
    assert_eq!(prettyplease::unparse(&syn::parse_file(&text).unwrap()), text);
}

#[test]
fn what_does_not_parse_is_shown_with_line_numbers() {
    let items = vec![
        quote!(
            pub struct A;
        ),
        quote!(pub mod b { pub struct 1 { x: u8 } }),
    ];
    let error = super::items(items, &mut Tools::default(), &mut String::new()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected identifier\n   1 | pub mod b {\n   2 | pub struct 1 {\n   3 | x : u8 \n   4 | }\n   5 | }"
    );
}

/// An item with more lines than any item of the goldens has: a few hundred nested messages are that
/// much.
#[test]
fn a_very_long_item_is_printed_the_quick_way_too() {
    let fields: Vec<_> = (0..40_000).map(|index| quote::format_ident!("field_{index}")).collect();
    let item = syn::parse2(quote! { pub struct Long { #(pub #fields: i32,)* } }).expect("an item");
    assert!(is_known(&item, Path::new("a very long item")), "a struct is known");
}

#[test]
fn dev_print() {
    let Some(to) = env::var_os("PRINT_TO") else { return };
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut paths = Vec::new();
    files(&fixtures, ".rs", &mut paths);
    paths.retain(|path| !path.ends_with("mod.rs") && path.iter().any(|part| part == "golden"));
    paths.sort();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let mut tools = Tools::default();
        tools.tape.fill(text.parse().unwrap());
        let mut out = String::new();
        if !print::items(&tools.tape, &mut tools.lines, &mut out) {
            println!("unknown {}", path.display());
        }
        let name = path.strip_prefix(&fixtures).unwrap().to_str().unwrap().replace('/', "__");
        fs::write(Path::new(&to).join(name), out).unwrap();
    }
}
