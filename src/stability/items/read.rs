//! Reads the public items of generated files.

use std::collections::HashSet;

use quote::{ToTokens as _, quote};
use syn::{
    Attribute, Fields, GenericArgument, ImplItem, Item as Code, PathArguments, ReturnType,
    TraitItem, Type, TypeParamBound, Visibility,
};

use super::path::{Place, unraw};
use super::{Item, ItemKind, Items};

/// Adds the public items of a file to `items`. `module` is the path of the file's module.
///
/// # Errors
/// Returns the error of a text that is not Rust.
pub(crate) fn read(text: &str, module: &[String], items: &mut Items) -> Result<(), syn::Error> {
    let file = syn::parse_file(text)?;
    for depth in 1..=module.len() {
        insert(items, &module[..depth], ItemKind::Module, String::new(), false);
    }
    module_items(&file.items, module, items);
    Ok(())
}

fn module_items(code: &[Code], module: &[String], items: &mut Items) {
    let names = code.iter().filter_map(name_of).collect::<HashSet<_>>();
    let place = Place { module, names: &names };
    for item in code {
        Reader { place: &place, items }.item(item);
    }
}

/// Returns the name of a type or module.
fn name_of(item: &Code) -> Option<String> {
    let ident = match item {
        Code::Struct(item) => &item.ident,
        Code::Enum(item) => &item.ident,
        Code::Trait(item) => &item.ident,
        Code::Mod(item) => &item.ident,
        _ => return None,
    };
    Some(unraw(&ident.to_string()).to_owned())
}

struct Reader<'a> {
    place: &'a Place<'a>,
    items: &'a mut Items,
}

impl Reader<'_> {
    fn item(&mut self, item: &Code) {
        match item {
            Code::Struct(item) if is_public(&item.vis) => {
                let is_open = is_open(&item.attrs);
                let path = self.path(&[&item.ident]);
                self.add(&path, ItemKind::Struct, String::new(), is_open);
                self.derives(&path, &item.attrs);
                self.fields(&path, &item.fields, is_open);
            }
            Code::Enum(item) if is_public(&item.vis) => {
                let is_open = is_open(&item.attrs);
                let path = self.path(&[&item.ident]);
                self.add(&path, ItemKind::Enum, String::new(), is_open);
                self.derives(&path, &item.attrs);
                for variant in &item.variants {
                    let path = self.path(&[&item.ident, &variant.ident]);
                    let text = self.types(&variant.fields);
                    self.add(&path, ItemKind::Variant, text, is_open);
                }
            }
            Code::Trait(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
                let path = self.path(&[&item.ident]);
                self.add(&path, ItemKind::Trait, String::new(), false);
                item.items.iter().for_each(|part| self.trait_item(&path, part));
            }
            Code::Mod(item) if is_public(&item.vis) => {
                let path = self.path(&[&item.ident]);
                self.add(&path, ItemKind::Module, String::new(), false);
                if let Some((_, code)) = &item.content {
                    module_items(code, &path, self.items);
                }
            }
            Code::Const(item) if is_public(&item.vis) => {
                // Code compiles with any value.
                let text = self.place.text(item.ty.to_token_stream());
                self.add(&self.path(&[&item.ident]), ItemKind::Constant, text, false);
            }
            Code::Fn(item) if is_public(&item.vis) => {
                self.function(&self.path(&[&item.sig.ident]), &item.sig, ItemKind::Function);
            }
            Code::Const(item) if item.ident == "_" => self.block(&item.expr),
            Code::Impl(item) => self.implementation(item),
            _ => {}
        }
    }

    /// Reads the inherent methods in `const _: () = { … }`. The implementations in it are the code
    /// of the runtime, which is not API.
    fn block(&mut self, block: &syn::Expr) {
        let syn::Expr::Block(block) = block else { return };
        for statement in &block.block.stmts {
            if let syn::Stmt::Item(Code::Impl(item)) = statement
                && item.trait_.is_none()
            {
                self.implementation(item);
            }
        }
    }

    fn implementation(&mut self, item: &syn::ItemImpl) {
        let syn::Type::Path(ty) = &*item.self_ty else { return };
        let Some(last) = ty.path.segments.last() else { return };
        // Implementations for types of other crates, e.g. `From<Sky> for i32`.
        if !self.place.names.contains(unraw(&last.ident.to_string())) {
            return;
        }
        let path = self.path(&[&last.ident]);
        if let Some((_, name, _)) = &item.trait_ {
            let text = name.segments.last().map(|last| last.to_token_stream());
            // A hidden trait, e.g. `__Route`.
            if text.as_ref().is_some_and(|text| text.to_string().starts_with("__")) {
                return;
            }
            self.implements(&path, &self.place.text(text.unwrap_or_default()));
            return;
        }
        for part in &item.items {
            if let ImplItem::Fn(method) = part
                && is_public(&method.vis)
            {
                let path = inside(&path, &method.sig.ident);
                self.function(&path, &method.sig, ItemKind::Function);
            }
        }
    }

    fn trait_item(&mut self, holder: &[String], item: &TraitItem) {
        match item {
            TraitItem::Fn(method) if !is_hidden(&method.attrs) => {
                let kind = ItemKind::TraitItem { is_required: method.default.is_none() };
                self.function(&inside(holder, &method.sig.ident), &method.sig, kind);
            }
            TraitItem::Type(ty) => {
                let kind = ItemKind::TraitItem { is_required: ty.default.is_none() };
                let bounds = &ty.bounds;
                let text = self.place.text(quote!(#bounds));
                self.add(&inside(holder, &ty.ident), kind, text, false);
            }
            _ => {}
        }
    }

    fn fields(&mut self, holder: &[String], fields: &Fields, is_open: bool) {
        for field in fields.iter().filter(|field| is_public(&field.vis)) {
            if let Some(ident) = &field.ident {
                let text = self.place.text(field.ty.to_token_stream());
                self.add(&inside(holder, ident), ItemKind::Field, text, is_open);
            }
        }
    }

    /// Returns the types of a variant, e.g. `(i32)`.
    fn types(&self, fields: &Fields) -> String {
        let types = fields.iter().map(|field| self.place.text(field.ty.to_token_stream()));
        let types: Vec<String> = types.collect();
        if types.is_empty() { String::new() } else { format!("({})", types.join(", ")) }
    }

    fn function(&mut self, path: &[String], signature: &syn::Signature, kind: ItemKind) {
        let mut signature = signature.clone();
        // The path has the name of the function, and the names of parameters are no API.
        signature.ident = quote::format_ident!("_");
        // A function that returns the future of another function is used like an `async fn`.
        if let Some(output) = awaited(&signature.output) {
            signature.output = syn::parse_quote!(-> #output);
            signature.asyncness = Some(Default::default());
        }
        for (number, input) in signature.inputs.iter_mut().enumerate() {
            if let syn::FnArg::Typed(input) = input {
                let name = quote::format_ident!("_{number}");
                *input.pat = syn::parse_quote!(#name);
            }
        }
        let text = self.place.text(signature.to_token_stream());
        let path = format!("{}()", path.join("::"));
        self.items.insert(path, Item { kind, text, is_open: false });
    }

    fn derives(&mut self, path: &[String], attributes: &[Attribute]) {
        for attribute in attributes.iter().filter(|it| it.path().is_ident("derive")) {
            let _ = attribute.parse_nested_meta(|meta| {
                if let Some(last) = meta.path.segments.last() {
                    self.implements(path, &last.ident.to_string());
                }
                Ok(())
            });
        }
    }

    fn implements(&mut self, path: &[String], name: &str) {
        let path = format!("{}: {name}", path.join("::"));
        let item = Item { kind: ItemKind::Implementation, text: String::new(), is_open: false };
        self.items.insert(path, item);
    }

    fn path(&self, names: &[&proc_macro2::Ident]) -> Vec<String> {
        let mut path = self.place.module.to_vec();
        path.extend(names.iter().map(|name| unraw(&name.to_string()).to_owned()));
        path
    }

    fn add(&mut self, path: &[String], kind: ItemKind, text: String, is_open: bool) {
        insert(self.items, path, kind, text, is_open);
    }
}

fn insert(items: &mut Items, path: &[String], kind: ItemKind, text: String, is_open: bool) {
    items.insert(path.join("::"), Item { kind, text, is_open });
}

/// Returns `T` if a function returns `impl Future<Output = T> + '_`.
fn awaited(output: &ReturnType) -> Option<Type> {
    let ReturnType::Type(_, ty) = output else { return None };
    let Type::ImplTrait(ty) = &**ty else { return None };
    let mut bounds = ty.bounds.iter();
    let (Some(TypeParamBound::Trait(future)), Some(TypeParamBound::Lifetime(_)), None) =
        (bounds.next(), bounds.next(), bounds.next())
    else {
        return None;
    };
    let future = future.path.segments.last().filter(|segment| segment.ident == "Future")?;
    let PathArguments::AngleBracketed(arguments) = &future.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::AssocType(output) => Some(output.ty.clone()),
        _ => None,
    })
}

fn inside(path: &[String], name: &proc_macro2::Ident) -> Vec<String> {
    let mut path = path.to_vec();
    path.push(unraw(&name.to_string()).to_owned());
    path
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Returns `true` if the item has the attribute `#[doc(hidden)]`.
fn is_hidden(attributes: &[Attribute]) -> bool {
    let hidden: Attribute = syn::parse_quote!(#[doc(hidden)]);
    attributes.contains(&hidden)
}

fn is_open(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"))
}
