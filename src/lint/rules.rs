//! The rules as data. docs/lint.md shows this table.

/// A rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// The id in reports and in `--allow`, e.g. `keyword`.
    pub id: &'static str,
    /// The elements that the rule finds.
    pub finds: &'static str,
    /// The reason why they hurt.
    pub why: &'static str,
    /// The help line.
    pub help: &'static str,
}

/// All rules.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "renamed",
        finds: "elements whose Rust name has a number or a suffix, because another element or the \
                stub has the natural name",
        why: "The name depends on other elements, so a new element can change it.",
        help: "rename the element, or fix its Rust name with `field_name`, `type_name`, \
               `method_name` or `module_name`",
    },
    Rule {
        id: "keyword",
        finds: "fields, methods and packages whose name is a keyword of Rust",
        why: "Code must write `r#type`, or `self_`, at each use.",
        help: "rename it, or set `field_name`, `method_name` or `type_name`; packages have no such \
               option",
    },
    Rule {
        id: "prelude-name",
        finds: "messages and enums with the name of a type that all Rust code uses, e.g. `Option`",
        why: "After `use acme::v1::*`, the name no longer means the type of std.",
        help: "rename it, or set its Rust name with `type_name`",
    },
    Rule {
        id: "no-package",
        finds: "files without a package",
        why: "Their items are at the root of the module tree, in `_.rs`, where they meet the names \
              of all packages and of other files.",
        help: "add a line such as `package acme.v1;`",
    },
    Rule {
        id: "enum-prefix",
        finds: "enums with some values that begin with the enum's name and some that do not, apart \
                from the first value",
        why: "Variants lose the enum's name, so names in Rust and in the schema differ for some \
              values alone.",
        help: "begin all values with the enum's name, or none; `retain_enum_prefix` keeps it in \
               Rust",
    },
    Rule {
        id: "enum-zero",
        finds: "enums whose first value is not 0",
        why: "`Default` of the enum is its first value. `Default` of an `i32` field is that number \
              too, which other code may take for unset.",
        help: "begin the enum with a value `..._UNSPECIFIED = 0`",
    },
    Rule {
        id: "enum-alias",
        finds: "aliases of enum values",
        why: "A Rust enum has one variant for each number, so the alias has none.",
        help: "use the first name in Rust; remove aliases that only JSON of old programs needs",
    },
    Rule {
        id: "large-variant",
        finds: "oneofs with a variant that is much larger than another",
        why: "Each value of the enum takes the space of the largest variant, and moves copy it.",
        help: "put the large members into a `Box` with `boxed=PATH`",
    },
    Rule {
        id: "large-message",
        finds: "messages that take 4 KiB or more on the stack",
        why: "Each move copies the struct, and futures that hold it are as large.",
        help: "put large message fields into a `Box` with `boxed=PATH`",
    },
    Rule {
        id: "required-field",
        finds: "required fields",
        why: "The struct has the default value if a message lacks the field, and no error tells. \
              The field can never be removed.",
        help: "use an optional field, or `presence=PATH` and `rust_grpc::check_required`",
    },
    Rule {
        id: "closed-enum",
        finds: "oneof members and list elements of a closed enum, without `enums=closed`",
        why: "Other languages treat an unknown number as an unknown field. The `i32` in Rust holds \
              it, so programs see a member that others see as unset.",
        help: "`enums=PATH=closed` with `unknown_fields=preserve` treats it as the specification \
               says",
    },
    Rule {
        id: "extensions-dropped",
        finds: "messages with extension ranges that do not keep unknown fields",
        why: "A program that reads and writes such a message drops its extensions.",
        help: "turn on `extensions=PATH` or `unknown_fields=PATH=preserve`",
    },
];

/// Returns the rule of an id.
pub(crate) fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}
