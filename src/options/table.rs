//! The table of options.
//!
//! A row describes one option completely. The parser, `--help`, docs/options.md, the builder and
//! the [`Settings`](crate::model::Settings) of elements are made from the rows.
//!
//! # Adding an option
//!
//! * For the whole run: add a row to `table/run.rs`. `scalar` is a value, and `file` is a name or a
//!   path. The key, the type and the default follow, then the shape and the default as `--help`
//!   shows them, then the needs of the option ([`needs`]).
//! * By path: add a row to another file of `table`. The first word is the [`Form`]. The key
//!   follows, then the shape and the default as `--help` shows them, then the elements that the
//!   option is for ([`sets`]), then its needs. The row declares a field of `Settings`, and every
//!   element of the model has `Settings`. An emitter reads the field.
//!
//! Then add a fixture.

mod attributes;
mod run;
mod schema;
mod stubs;
mod tables;
mod types;

use super::elements::sets;
use super::form::Form;
use super::need::needs;
use super::value::{
    Codec, CrateName, CratePath, Enums, FileStem, JsonExtern, OptionValue, PackageSeparator,
    Switch, UnknownFields, Views, Word as _,
};
use super::{Elements, Need, Preset, Rule, UnmatchedRules};

/// One row of the table.
#[derive(Debug)]
pub(crate) struct Spec {
    /// The key, e.g. `extern_path`.
    pub key: &'static str,
    /// The shape of a value, e.g. `PATH=RUST_PATH`.
    pub value: &'static str,
    /// The default as a user would write it. It is empty if there is none.
    pub default: &'static str,
    /// The help text: one line of Markdown.
    pub help: &'static str,
    /// The needs of the option. A diagnostic reports the first unmet need.
    pub needs: &'static [&'static Need],
    /// The scope of the option: the run, or elements by path.
    pub scope: Scope,
}

/// The scope of an option: a whole run, or elements by path.
#[derive(Debug)]
pub(crate) enum Scope {
    /// The whole run. A second, different value is an error.
    Run {
        /// Parses a value and sets it. The error is a text that says what is expected.
        set: fn(&mut Options, &str) -> Result<(), String>,
        /// Returns the value as a user would write it, if it differs from the default.
        get: fn(&Options) -> Option<String>,
    },
    /// The elements that the path of a rule selects.
    ByPath {
        /// The syntax of the rules, and the way in which they combine.
        form: Form,
        /// The elements that the option is for.
        elements: &'static Elements,
    },
}

/// Passes all rows to the macro `then`, in the order that `--help` shows.
///
/// The rows are in a file for each topic. The macro of a file adds its rows and calls the next
/// macro of the list.
macro_rules! option_table {
    ($then:ident) => {
        $crate::options::table::run_rows! {
            $then [schema_rows stubs_rows attributes_rows types_rows tables_rows all_rows]
        }
    };
}

/// Ends the list of macros.
macro_rules! all_rows {
    ($then:ident [] run $run:tt by_path $by_path:tt) => {
        $then! { run $run by_path $by_path }
    };
}

pub(crate) use {
    all_rows, attributes::attributes_rows, option_table, run::run_rows, schema::schema_rows,
    stubs::stubs_rows, tables::tables_rows, types::types_rows,
};

macro_rules! declare {
    (
        run {$(
            $(#[doc = $help:literal])+ $kind:ident $key:ident: $type:ty = $default:expr,
            $shape:literal, $shown:literal $(, needs $($need:ident),+)?;
        )*}
        by_path {$(
            $(#[doc = $path_help:literal])+ $form:ident $path_key:ident $(: $word:ty)?,
            $path_shape:literal, $path_shown:literal, for $elements:ident
            $(, needs $($path_need:ident),+)?;
        )*}
    ) => {
        /// The options of a run. [`Options::apply`] parses the text form, which all front ends
        /// share.
        #[derive(Debug, Clone)]
        pub struct Options {
            $($(#[doc = $help])+ pub(crate) $key: $type,)*
            /// The rules of all options by path, in the order in which they were given.
            pub(crate) rules: Vec<Rule>,
            /// The treatment of a rule that matches nothing, which differs between the front ends.
            pub(crate) unmatched: UnmatchedRules,
            /// Whether the generator behaves like prost-build. It then refers to types that
            /// prost-types lacks, and does not report files without code. It reports an option
            /// without effect only if the option was given as text.
            pub(crate) like_prost_build: bool,
            /// The keys with a value for the run or for everything. A second, different value for
            /// such a key is an error.
            pub(super) given: Vec<&'static str>,
            /// The keys that were given as text.
            pub(super) written: Vec<&'static str>,
            /// The number of options in all parameters.
            pub(super) items: usize,
        }

        impl Default for Options {
            fn default() -> Self {
                Self {
                    $($key: $default,)*
                    rules: Vec::new(),
                    unmatched: UnmatchedRules::Error,
                    like_prost_build: false,
                    given: Vec::new(),
                    written: Vec::new(),
                    items: 0,
                }
            }
        }

        /// Two options are equal if they generate the same code. The origins of rules do not count.
        impl PartialEq for Options {
            fn eq(&self, other: &Self) -> bool {
                $(self.$key == other.$key &&)*
                self.unmatched == other.unmatched
                    && self.like_prost_build == other.like_prost_build
                    && self.rules.len() == other.rules.len()
                    && self.rules.iter().zip(&other.rules).all(|(a, b)| a.equals_ignoring_origin(b))
            }
        }

        impl Eq for Options {}

        /// All options, in the order that `--help` shows.
        pub(crate) static SPECS: &[Spec] = &[
            $(Spec {
                key: stringify!($key),
                value: $shape,
                default: $shown,
                help: concat!($($help),+),
                needs: &[$($(&needs::$need),+)?],
                scope: Scope::Run {
                    set: |options, text| {
                        options.$key = OptionValue::parse(text)?;
                        Ok(())
                    },
                    get: |options| (options.$key != $default).then(|| options.$key.print()),
                },
            },)*
            $(Spec {
                key: stringify!($path_key),
                value: $path_shape,
                default: $path_shown,
                help: concat!($($path_help),+),
                needs: &[$($(&needs::$path_need),+)?],
                scope: Scope::ByPath {
                    form: declare!(@form $form $path_shown $($word)?),
                    elements: &sets::$elements,
                },
            },)*
        ];
    };
    (@form selection $shown:literal) => { Form::Selection };
    (@form switch $shown:literal) => {
        Form::Switch { default: matches!($shown.as_bytes(), b"true"), words: &[] }
    };
    (@form switch $shown:literal $choice:ty) => {
        Form::Switch {
            default: matches!($shown.as_bytes(), b"true"),
            words: <$choice as Switch>::WORDS,
        }
    };
    (@form attributes $shown:literal) => { Form::Attributes };
    (@form traits $shown:literal) => { Form::Traits };
    (@form skipped $shown:literal) => { Form::Skipped };
    (@form name $shown:literal) => { Form::Name };
    (@form text $shown:literal) => { Form::Text };
    (@form feature $shown:literal) => { Form::Feature };
    (@form rust_path $shown:literal) => { Form::RustPath };
    (@form extern_path $shown:literal) => { Form::ExternPath };
    (@form edition_feature $shown:literal) => { Form::EditionFeature };
    (@form word $shown:literal $word:ty) => { Form::Word(<$word>::WORDS) };
}

option_table!(declare);
