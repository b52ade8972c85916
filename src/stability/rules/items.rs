//! The rules of Rust items that change with another element, or without a known element.

use super::{Breaks, Rule};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "deprecated",
        change: "An element becomes deprecated.",
        items: "the attribute `#[deprecated]` of its items",
        source: Breaks::Nothing,
        wire: false,
        json: false,
        behaviour: "The compiler warns of uses. Crates with `#![deny(warnings)]` fail.",
        avoid: "Write `#[allow(deprecated)]` at the uses.",
    },
    Rule {
        id: "undeprecated",
        change: "An element is no longer deprecated.",
        items: "the attribute `#[deprecated]` of its items",
        source: Breaks::Nothing,
        wire: false,
        json: false,
        behaviour: "",
        avoid: "",
    },
    Rule {
        id: "traits-lost",
        change: "A field anywhere in a message makes it lose a trait, e.g. `Eq` or `Copy`.",
        items: "the implementations of `Copy`, `Eq` and `Hash` of the message, of its oneofs, and \
                of messages that hold it",
        source: Breaks::Uses,
        wire: false,
        json: false,
        behaviour: "",
        avoid: "The options `skip_copy=PATH` and `skip_eq=PATH` withhold the traits from the \
                beginning.",
    },
    Rule {
        id: "rust-name-changed",
        change: "Another element takes the Rust name of an element.",
        items: "the item of the element",
        source: Breaks::Uses,
        wire: false,
        json: false,
        behaviour: "",
        avoid: "The options `field_name`, `type_name`, `method_name` and `module_name` keep Rust \
                names, and can rename the new element instead.",
    },
    Rule {
        id: "rust-type-changed",
        change: "Another change of the schema changes the Rust type, e.g. a new cycle of messages \
                 needs a `Box`.",
        items: "the type of a field, a variant or a method",
        source: Breaks::Uses,
        wire: false,
        json: false,
        behaviour: "",
        avoid: "The option `boxed=PATH` boxes a field from the beginning. Fields of a message \
                that can contain itself need it.",
    },
    Rule {
        id: "item-added",
        change: "Generated code has a new item, and the schema of the old code is not known.",
        items: "the item",
        source: Breaks::Implementations,
        wire: false,
        json: false,
        behaviour: "",
        avoid: "Struct literals need `..Default::default()`, and `match` a `_` arm. The option \
                `default_stubs=PATH` implements new methods of traits, and `boxed_streams=PATH` \
                leaves out new associated types.",
    },
    Rule {
        id: "item-changed",
        change: "An item of generated code changes, and the schema of the old code is not known.",
        items: "the item",
        source: Breaks::Uses,
        wire: false,
        json: false,
        behaviour: "",
        avoid: "A comparison with the old .proto files says which change it is.",
    },
    Rule {
        id: "item-removed",
        change: "Generated code lacks an item, and the schema of the old code is not known.",
        items: "the item",
        source: Breaks::Uses,
        wire: false,
        json: false,
        behaviour: "",
        avoid: "A comparison with the old .proto files says which change it is.",
    },
];
