//! The traits of surfaces. A surface spells the model for one runtime.
//!
//! The shared emitters write the items that every runtime has: structs, enums, oneofs, docs and
//! attributes. They ask the surface for the rest. A new surface is a folder of `emit/` that
//! implements one of these traits, and a line in [`surfaces`](super::surfaces).

use std::ops::Deref;

use proc_macro2::TokenStream;

use crate::model::{
    Constant, Enum, Extension, Field, Member, Message, Model, Name, Oneof, Package, Registered,
    ReservedNames, Service,
};

/// A model, and the surfaces that spell it.
#[derive(Clone, Copy)]
pub(crate) struct Spelling<'m> {
    /// The model to emit.
    pub model: &'m Model,
    /// The surface of messages, enums and oneofs.
    pub messages: &'m dyn MessageSurface,
    /// The surface of services.
    pub stubs: &'m dyn StubSurface,
}

/// The spelling of messages, enums and oneofs for one runtime.
pub(crate) trait MessageSurface: Send + Sync {
    /// The absolute path of something in another crate.
    fn path(&self, foreign: Foreign) -> TokenStream;

    /// The last derives of a message, a oneof or an enum, after those of std.
    fn last_derive(&self, spelling: &Spelling<'_>, ty: Type<'_>) -> Option<TokenStream>;

    /// Attributes of a type, after its derives.
    fn type_attributes(&self, ty: Type<'_>) -> TokenStream;

    /// The attribute of a field of a struct.
    fn field_attribute(
        &self,
        spelling: &Spelling<'_>,
        message: &Message,
        field: &Field,
    ) -> Option<TokenStream>;

    /// The attribute of the field that holds a oneof; `path` leads to the enum.
    fn oneof_attribute(&self, path: &TokenStream, oneof: &Oneof) -> Option<TokenStream>;

    /// The attribute of a variant of a oneof whose enum is in the module `scope`.
    fn member_attribute(
        &self,
        spelling: &Spelling<'_>,
        scope: &[Name],
        member: &Member,
    ) -> Option<TokenStream>;

    /// Whether `Eq` is derived. An empty implementation compiles faster: a derived one has a function
    /// that mentions every field.
    fn derives_eq(&self) -> bool;

    /// Whether the runtime's derive writes the accessors, so that lint attributes for them have to be
    /// on the struct.
    fn derives_accessors(&self) -> bool;

    /// Whether functions are marked `#[inline]`, so that those a program does not use are not compiled.
    fn marks_inline(&self) -> bool;

    /// Whether the first variant of an enum is marked `#[default]`.
    fn marks_default(&self, enumeration: &Enum) -> bool;

    /// The items of a type beside its definition.
    fn items(&self, spelling: &Spelling<'_>, ty: Type<'_>) -> Vec<TokenStream>;

    /// The constant of an extension.
    fn extension(
        &self,
        spelling: &Spelling<'_>,
        extension: &Extension,
        constant: &Constant,
    ) -> Option<TokenStream>;

    /// The items that the file of a package begins with.
    fn first_items(&self) -> Vec<TokenStream>;

    /// The items of a message that come after its nested types.
    fn last_items(&self, spelling: &Spelling<'_>, message: &Message) -> Vec<TokenStream>;

    /// The functions of a package for registries.
    fn registered_items(
        &self,
        spelling: &Spelling<'_>,
        package: &Package,
        registered: &Registered,
    ) -> Vec<TokenStream>;

    /// Dependencies for the manifest of a crate of this code, in the syntax of Cargo.toml.
    fn dependencies(&self, model: &Model, stubs: Stubs) -> String;

    /// The features of the user's crate that items of messages and enums are for, each with the
    /// feature of a dependency that it has to turn on, e.g. `rust-grpc/json`. Features can repeat.
    fn features<'m>(&self, model: &'m Model) -> Vec<(&'m str, &'static str)>;
}

/// The spelling of services for one runtime.
pub(crate) trait StubSurface: Send + Sync {
    /// The names that stubs have whatever the service is.
    fn reserved(&self) -> ReservedNames;

    /// The items of a service.
    fn items(&self, spelling: &Spelling<'_>, service: &Service) -> Vec<TokenStream>;

    /// Dependencies for the manifest of a crate of this code, in the syntax of Cargo.toml.
    fn dependencies(&self, stubs: Stubs) -> String;
}

/// A type that a surface spells.
#[derive(Clone, Copy)]
pub(crate) enum Type<'m> {
    Message(&'m Message),
    /// The enum of a oneof of the message.
    Oneof(&'m Message, &'m Oneof),
    Enum(&'m Enum),
}

/// Which stubs a crate has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stubs {
    None,
    /// Stubs that name no transport.
    WithoutTransport,
    WithTransport,
}

/// Types and crates that generated code names by an absolute path. Not every program has std.
#[derive(Clone, Copy)]
pub(crate) enum Foreign {
    /// The crate prost.
    Prost,
    /// The crate prost-types, for the types of `google.protobuf`.
    ProstTypes,
    /// `alloc`'s `String`.
    String,
    /// `alloc`'s `Vec`.
    Vec,
    /// `alloc`'s `Box`.
    Box,
    /// `alloc`'s `BTreeMap`.
    BTreeMap,
    /// `bytes::Bytes`.
    Bytes,
    /// The type of the field that keeps unknown fields.
    UnknownFields,
    /// The type of enum fields that keep every number.
    OpenEnum,
}

impl Deref for Spelling<'_> {
    type Target = Model;

    fn deref(&self) -> &Model {
        self.model
    }
}
