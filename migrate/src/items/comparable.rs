//! Spells equivalent code in one way.

use proc_macro2::{Literal, TokenTree};
use quote::{ToTokens, quote};
use syn::visit::Visit;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Block, FnArg, Ident, ImplItem, ItemImpl, LitStr, MetaList, Pat, Path, PathSegment,
    Type, TypePath,
};

/// The names that tonic's stubs import, and those of the prelude, with the paths that they stand
/// for.
const IMPORTED: &[(&str, &str)] = &[
    ("Body", "tonic::codegen::Body"),
    ("BoxFuture", "tonic::codegen::BoxFuture"),
    ("BoxStream", "tonic::codegen::BoxStream"),
    ("Bytes", "tonic::codegen::Bytes"),
    ("CompressionEncoding", "tonic::codegen::CompressionEncoding"),
    ("Context", "core::task::Context"),
    ("EnabledCompressionEncodings", "tonic::codegen::EnabledCompressionEncodings"),
    ("InterceptedService", "tonic::codegen::InterceptedService"),
    ("Poll", "core::task::Poll"),
    ("StdError", "tonic::codegen::StdError"),
    ("Uri", "tonic::codegen::http::Uri"),
    ("async_trait", "tonic::codegen::async_trait"),
    ("http", "tonic::codegen::http"),
    ("Arc", "core::sync::Arc"),
    ("Clone", "core::clone::Clone"),
    ("Default", "core::default::Default"),
    ("Into", "core::convert::Into"),
    ("Option", "core::option::Option"),
    ("Result", "core::result::Result"),
    ("Send", "core::marker::Send"),
    ("Some", "core::option::Option::Some"),
    ("Sync", "core::marker::Sync"),
    ("TryInto", "core::convert::TryInto"),
    ("std", "core"),
];

/// Respells a syntax tree so that equivalent trees are equal. Documentation and `#[allow]` are
/// removed. So is `#[deprecated]` of maps, which prost does not write.
pub(super) struct Comparable;

impl VisitMut for Comparable {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        attributes.retain(|attribute| {
            !["doc", "allow"].iter().any(|name| attribute.path().is_ident(name))
        });
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

    /// An implementation of a trait may name its arguments differently. It refers to its associated
    /// types by `Self`, or spells them out.
    fn visit_item_impl_mut(&mut self, item: &mut ItemImpl) {
        visit_mut::visit_item_impl_mut(self, item);
        let types = item.items.iter().filter_map(|item| match item {
            ImplItem::Type(item) => Some((item.ident.clone(), item.ty.clone())),
            _ => None,
        });
        Associated(types.collect()).visit_item_impl_mut(item);
        for function in item.items.iter_mut().filter(|_| item.trait_.is_some()) {
            let ImplItem::Fn(function) = function else { continue };
            for argument in &mut function.sig.inputs {
                if let FnArg::Typed(argument) = argument {
                    *argument.pat = Pat::Verbatim(quote!(_));
                }
            }
        }
    }

    fn visit_type_path_mut(&mut self, ty: &mut TypePath) {
        let before = ty.path.segments.len();
        visit_mut::visit_type_path_mut(self, ty);
        if let Some(qself) = ty.qself.as_mut().filter(|qself| qself.position > 0) {
            qself.position = qself.position + ty.path.segments.len() - before;
        }
    }

    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        path.leading_colon = None;
        if path.segments.len() > 1 && path.segments[0].ident == "self" {
            path.segments = std::mem::take(&mut path.segments).into_iter().skip(1).collect();
        }
        let first = path.segments.first().expect("a path is not empty").ident.to_string();
        if let Some((_, whole)) = IMPORTED.iter().find(|(name, _)| *name == first) {
            let whole: Path = syn::parse_str(whole).expect("it is a path");
            let mut rest = std::mem::take(&mut path.segments).into_iter();
            let arguments = rest.next().expect("a path is not empty").arguments;
            let mut segments: Vec<PathSegment> = whole.segments.into_iter().collect();
            segments.last_mut().expect("a path is not empty").arguments = arguments;
            path.segments = segments.into_iter().chain(rest).collect();
        }
        // This type has two paths.
        let names: Vec<String> =
            path.segments.iter().take(3).map(|segment| segment.ident.to_string()).collect();
        if names == ["tonic", "codec", "Streaming"] {
            path.segments = std::mem::take(&mut path.segments)
                .into_iter()
                .enumerate()
                .filter(|(index, _)| *index != 1)
                .map(|(_, segment)| segment)
                .collect();
        }
    }
}

/// The associated types of an implementation by name. They stand where the implementation refers
/// to them, e.g. by `Self::Error`.
struct Associated(Vec<(Ident, Type)>);

impl VisitMut for Associated {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        if let Type::Path(TypePath { qself: None, path }) = ty
            && path.segments.len() == 2
            && path.segments[0].ident == "Self"
            && let Some((_, known)) =
                self.0.iter().find(|(name, _)| path.segments[1].ident == *name)
        {
            *ty = known.clone();
        }
        visit_mut::visit_type_mut(self, ty);
    }
}

/// Returns a literal in the one spelling that all literals of its value get.
fn respelled(token: TokenTree) -> TokenTree {
    match syn::parse2::<LitStr>(token.clone().into()) {
        Ok(text) => {
            let text =
                text.value().parse::<f64>().map_or(text.value(), |number| number.to_string());
            TokenTree::Literal(Literal::string(&text))
        }
        Err(_) => token,
    }
}

/// Returns the names in a function that callers or the wire can see: full methods, and names of
/// services and methods. Sentences are left out.
pub(super) fn literals(block: &Block) -> Vec<String> {
    let mut found = Literals(Vec::new());
    found.visit_block(block);
    found.0.sort();
    found.0
}

struct Literals(Vec<String>);

impl Visit<'_> for Literals {
    fn visit_lit_str(&mut self, literal: &LitStr) {
        self.0.extend(Some(literal.value()).filter(|text| !text.is_empty() && !text.contains(' ')));
    }
}
