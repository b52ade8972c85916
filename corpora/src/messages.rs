//! Finds the messages in generated code.

use quote::ToTokens as _;
use syn::Item;

/// A generated message.
#[derive(Debug)]
pub struct Message {
    /// The path of the Rust type, e.g. `acme::weather::v1::forecast::Day`.
    pub path: String,
    /// Whether the type has `Debug`.
    pub debug: bool,
}

/// Returns the messages of a generated file.
///
/// # Panics
/// Panics if `name` is not the name of a generated file, or if the text is not valid Rust.
pub fn messages(name: &str, text: &str) -> Vec<Message> {
    fn walk(items: &[Item], path: &str, found: &mut Vec<Message>) {
        for item in items {
            match item {
                Item::Struct(item) => {
                    let debug = !item.attrs.iter().any(|attribute| {
                        attribute.meta.to_token_stream().to_string().contains("skip_debug")
                    });
                    found.push(Message { path: format!("{path}{}", item.ident), debug });
                }
                Item::Mod(module) => walk(
                    &module.content.as_ref().expect("it is here").1,
                    &format!("{path}{}::", module.ident),
                    found,
                ),
                _ => {}
            }
        }
    }
    let stem = name.strip_suffix(".rs").expect("it is a file of Rust");
    let path = if stem == "_" { String::new() } else { stem.replace('.', "::") + "::" };
    let mut found = Vec::new();
    walk(&syn::parse_file(text).expect("it is Rust").items, &path, &mut found);
    found
}
