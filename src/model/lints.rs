//! The lints that an item trips because of the schema, so that it needs an `allow`.

use super::Set;
use super::set::flags;

flags! {
    /// A lint that names, sizes or traits of a schema can trip, in the order in which `allow` lists
    /// them.
    Lint {
        /// Variants repeat the enum's name or one another's words.
        EnumVariantNames = "clippy::enum_variant_names",
        /// A type or variant has no lowercase letter.
        UpperCaseAcronyms = "clippy::upper_case_acronyms",
        /// A variant is far larger than another.
        LargeEnumVariant = "clippy::large_enum_variant",
        /// A method is named `new`.
        NewRetNoSelf = "clippy::new_ret_no_self",
        /// A method is named `len`.
        LenWithoutIsEmpty = "clippy::len_without_is_empty",
        /// A method is named as a conversion, e.g. `into_text`.
        WrongSelfConvention = "clippy::wrong_self_convention",
        /// A method is named as one of a trait of std, e.g. `clone`.
        ShouldImplementTrait = "clippy::should_implement_trait",
        /// A module or method is not in snake case.
        NonSnakeCase = "non_snake_case",
        /// A type is not in camel case.
        NonCamelCaseTypes = "non_camel_case_types",
        /// A constant has lowercase letters.
        NonUpperCaseGlobals = "non_upper_case_globals",
        /// A module stands in a module of its name.
        ModuleInception = "clippy::module_inception",
    }
}

/// The lints that an item trips.
pub(crate) type Lints = Set<Lint>;
