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

/// A model, and the surfaces that emit it.
#[derive(Clone, Copy)]
pub(crate) struct Spelling<'m> {
    /// The model to emit.
    pub model: &'m Model,
    /// The surface of messages, enums and oneofs.
    pub messages: &'m dyn MessageSurface,
    /// The surface of services.
    pub stubs: &'m dyn StubSurface,
}

/// The surface of messages, enums and oneofs for one runtime.
pub(crate) trait MessageSurface: Send + Sync {
    /// Returns the absolute path of an item of another crate.
    fn path(&self, foreign: Foreign) -> TokenStream;

    /// Returns the last derives of a message, a oneof or an enum, after those of std.
    fn last_derive(&self, spelling: &Spelling<'_>, ty: Type<'_>) -> Option<TokenStream>;

    /// Returns the attributes of a type, after its derives.
    fn type_attributes(&self, ty: Type<'_>) -> TokenStream;

    /// Returns the attribute of a field of a struct.
    fn field_attribute(
        &self,
        spelling: &Spelling<'_>,
        message: &Message,
        field: &Field,
    ) -> Option<TokenStream>;

    /// Returns the attribute of the field that holds a oneof. `path` is the path of the enum.
    fn oneof_attribute(&self, path: &TokenStream, oneof: &Oneof) -> Option<TokenStream>;

    /// Returns the attribute of a variant of a oneof. The enum is in the module `scope`.
    fn member_attribute(
        &self,
        spelling: &Spelling<'_>,
        scope: &[Name],
        member: &Member,
    ) -> Option<TokenStream>;

    /// Whether `Eq` is derived. An empty implementation compiles faster, because the function of a
    /// derived one mentions every field.
    fn derives_eq(&self) -> bool;

    /// Whether the runtime's derive writes the accessors. Then the lint attributes for them must be
    /// on the struct.
    fn derives_accessors(&self) -> bool;

    /// Whether functions have `#[inline]`, so that those that a program does not use are not
    /// compiled.
    fn marks_inline(&self) -> bool;

    /// Whether the first variant of an enum has `#[default]`.
    fn marks_default(&self, enumeration: &Enum) -> bool;

    /// Returns the items of a type beside its definition.
    fn items(&self, spelling: &Spelling<'_>, ty: Type<'_>) -> Vec<TokenStream>;

    /// Returns the constant of an extension.
    fn extension(
        &self,
        spelling: &Spelling<'_>,
        extension: &Extension,
        constant: &Constant,
    ) -> Option<TokenStream>;

    /// Returns the items at the beginning of a package's file.
    fn first_items(&self) -> Vec<TokenStream>;

    /// Returns the items of a message that come after its nested types.
    fn last_items(&self, spelling: &Spelling<'_>, message: &Message) -> Vec<TokenStream>;

    /// Returns the functions of a package that list its types for registries.
    fn registered_items(
        &self,
        spelling: &Spelling<'_>,
        package: &Package,
        registered: &Registered,
    ) -> Vec<TokenStream>;

    /// Returns the dependencies of a crate with this code, in the syntax of Cargo.toml.
    fn dependencies(&self, model: &Model, stubs: Stubs) -> String;

    /// Returns the features of the user's crate that items of messages and enums depend on. Each
    /// has the feature of a dependency that it must turn on, e.g. `rust-grpc/json`. Features can
    /// repeat.
    fn features<'m>(&self, model: &'m Model) -> Vec<(&'m str, &'static str)>;
}

/// The surface of services for one runtime.
pub(crate) trait StubSurface: Send + Sync {
    /// Returns the names that every stub has, whatever the service is.
    fn reserved(&self) -> ReservedNames;

    /// Returns the items of a service.
    fn items(&self, spelling: &Spelling<'_>, service: &Service) -> Vec<TokenStream>;

    /// Returns the dependencies of a crate with these stubs, in the syntax of Cargo.toml.
    fn dependencies(&self, stubs: Stubs) -> String;
}

/// A type that a surface emits.
#[derive(Clone, Copy)]
pub(crate) enum Type<'m> {
    Message(&'m Message),
    /// The enum of a oneof of the message.
    Oneof(&'m Message, &'m Oneof),
    Enum(&'m Enum),
}

/// The kind of stubs in a crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stubs {
    None,
    /// Stubs that name no transport.
    WithoutTransport,
    WithTransport,
}

/// Items and crates that generated code names by an absolute path. Some programs do not have std.
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
