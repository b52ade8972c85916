//! Turns a file into items by path.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::visit_mut::VisitMut;
use syn::{Attribute, Fields, ImplItem, Item, TraitItem, Visibility};

use super::Items;
use super::comparable::Comparable;

/// Adds the items of a file. Their paths begin with `name`.
///
/// # Errors
/// Returns an error if the text is not valid Rust.
pub fn flatten(name: &str, text: &str, items: &mut Items) -> syn::Result<()> {
    let mut file = syn::parse_file(text)?;
    Comparable.visit_file_mut(&mut file);
    Flat { items, path: format!("{name}: ") }.all(&file.items, false);
    Ok(())
}

struct Flat<'a> {
    items: &'a mut Items,
    path: String,
}

impl Flat<'_> {
    /// Adds items. `stub` is true in the module of a stub, where only public items count.
    fn all(&mut self, items: &[Item], stub: bool) {
        for item in items {
            self.item(item, stub);
        }
    }

    fn item(&mut self, item: &Item, stub: bool) {
        match item {
            Item::Mod(module) => {
                let Some((_, content)) = &module.content else {
                    return self.other(item);
                };
                self.put(&module.ident, &module.attrs, &module.vis.to_token_stream());
                let stub = ["_client", "_server"]
                    .iter()
                    .any(|end| module.ident.to_string().ends_with(end));
                self.below(&module.ident.to_string(), |flat| flat.all(content, stub));
            }
            Item::Struct(item) => {
                let (vis, generics) = (&item.vis, &item.generics);
                let fields = item
                    .fields
                    .iter()
                    .filter(|field| !stub || matches!(field.vis, Visibility::Public(_)));
                let names = fields.clone().map(|field| &field.ident);
                self.put(&item.ident, &item.attrs, &quote!(#vis struct #generics { #(#names),* }));
                self.below(&item.ident.to_string(), |flat| {
                    fields.for_each(|field| {
                        let (vis, ty) = (&field.vis, &field.ty);
                        flat.put(&field.ident, &field.attrs, &quote!(#vis #ty));
                    });
                });
            }
            Item::Enum(item) => {
                let vis = &item.vis;
                let names = item.variants.iter().map(|variant| &variant.ident);
                self.put(&item.ident, &item.attrs, &quote!(#vis enum { #(#names),* }));
                self.below(&item.ident.to_string(), |flat| {
                    for variant in &item.variants {
                        let number = variant.discriminant.as_ref().map(|(_, number)| number);
                        flat.put(&variant.ident, &variant.attrs, &types(&variant.fields, number));
                    }
                });
            }
            Item::Impl(item) => {
                let (generics, ty, bounds) =
                    (&item.generics, &item.self_ty, &item.generics.where_clause);
                let of = item.trait_.as_ref().map(|(_, path, _)| quote!(#path for));
                let name = quote!(impl #of #ty).to_string();
                self.put(&name, &item.attrs, &quote!(#generics #bounds));
                self.below(&name, |flat| {
                    item.items.iter().for_each(|item| flat.of_impl(item, of.is_some()))
                });
            }
            Item::Trait(item) => {
                let (vis, supertraits, generics) = (&item.vis, &item.supertraits, &item.generics);
                self.put(&item.ident, &item.attrs, &quote!(#vis trait #generics: #supertraits));
                self.below(&item.ident.to_string(), |flat| {
                    for item in &item.items {
                        match item {
                            TraitItem::Fn(function) => {
                                flat.put(&function.sig.ident, &function.attrs, &function.sig)
                            }
                            TraitItem::Type(ty) => flat.put(&ty.ident, &ty.attrs, &ty.bounds),
                            other => flat.other(other),
                        }
                    }
                });
            }
            Item::Const(item) => {
                let (vis, ty, value) = (&item.vis, &item.ty, &item.expr);
                self.put(&item.ident, &item.attrs, &quote!(#vis #ty = #value));
            }
            // Imports and private functions of a stub do not count.
            Item::Use(_) | Item::Fn(_) if stub => {}
            other => self.other(other),
        }
    }

    /// Adds an item of a kind that generators do not write. Other programs may have changed the
    /// generated code.
    fn other(&mut self, item: &impl ToTokens) {
        self.put(&"(other)", &[], item);
    }

    fn of_impl(&mut self, item: &ImplItem, of_trait: bool) {
        match item {
            ImplItem::Fn(function) => {
                if of_trait || matches!(function.vis, Visibility::Public(_)) {
                    let (vis, sig) = (&function.vis, &function.sig);
                    // A server may know more names than the full methods that it serves.
                    let literals = super::comparable::literals(&function.block).into_iter();
                    let literals = literals.filter(|literal| !of_trait || literal.starts_with('/'));
                    self.put(
                        &function.sig.ident,
                        &function.attrs,
                        &quote!(#vis #sig { #(#literals),* }),
                    );
                }
            }
            ImplItem::Type(ty) => self.put(&ty.ident, &ty.attrs, &ty.ty),
            ImplItem::Const(item) => {
                let (ty, value) = (&item.ty, &item.expr);
                self.put(&item.ident, &item.attrs, &quote!(#ty = #value));
            }
            other => self.other(other),
        }
    }

    fn below(&mut self, name: &str, then: impl FnOnce(&mut Flat<'_>)) {
        then(&mut Flat { items: self.items, path: format!("{}{name}::", self.path) });
    }

    /// Adds an item. The second item of a path gets a number.
    fn put(&mut self, name: &impl ToTokens, attributes: &[Attribute], text: &impl ToTokens) {
        let text: TokenStream = quote!(#(#attributes)* #text);
        let name = format!("{}{}", self.path, name.to_token_stream().to_string().trim_matches('"'));
        let mut numbered = name.clone();
        for number in 2.. {
            if !self.items.contains_key(&numbered) {
                break;
            }
            numbered = format!("{name} #{number}");
        }
        // A trailing comma depends on the length of the line.
        let text = [" >", ")", " {"]
            .iter()
            .fold(text.to_string(), |text, end| text.replace(&format!(" ,{end}"), end));
        self.items.insert(numbered, text.trim_end_matches(" ,").to_owned());
    }
}

fn types(fields: &Fields, number: Option<&syn::Expr>) -> TokenStream {
    let types = fields.iter().map(|field| &field.ty);
    quote!((#(#types),*) #number)
}
