//! The lints that an item trips because of the schema. It needs an `allow` for them.

use super::Set;
use super::set::flags;

flags! {
    /// A lint that names, sizes or traits of a schema can trip. The order is that of the generated
    /// `allow` attribute.
    Lint {
        /// The variants repeat the enum's name, or share a word.
        EnumVariantNames = "clippy::enum_variant_names",
        /// A type or variant has no lowercase letter.
        UpperCaseAcronyms = "clippy::upper_case_acronyms",
        /// A variant is much larger than another.
        LargeEnumVariant = "clippy::large_enum_variant",
        /// A method is named `new`.
        NewRetNoSelf = "clippy::new_ret_no_self",
        /// A method is named `len`.
        LenWithoutIsEmpty = "clippy::len_without_is_empty",
        /// A method has the name of a conversion, e.g. `into_text`.
        WrongSelfConvention = "clippy::wrong_self_convention",
        /// A method has the name of a method of a std trait, e.g. `clone`.
        ShouldImplementTrait = "clippy::should_implement_trait",
        /// The name of a module or method is not in snake case.
        NonSnakeCase = "non_snake_case",
        /// The name of a type is not in camel case.
        NonCamelCaseTypes = "non_camel_case_types",
        /// The name of a constant has lowercase letters.
        NonUpperCaseGlobals = "non_upper_case_globals",
        /// A module is inside a module of the same name.
        ModuleInception = "clippy::module_inception",
    }
}

/// The lints that an item trips.
pub(crate) type Lints = Set<Lint>;
