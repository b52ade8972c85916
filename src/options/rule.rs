//! Rules. A rule gives an option a value for the elements that its path selects.

use std::fmt;
use std::panic;

use super::value::Switch;
use super::{EditionFeature, Elements, Scope, Selector, Spec};
use crate::code::Code;
use crate::diagnostics::Location;
use crate::index::ids;
use crate::traits::{Attributes, Skipped, Traits};

ids! {
    /// The index of a rule in [`Options::rules`](super::Options). The rules are in the order in
    /// which they were given.
    RuleId;
}

/// A parsed rule.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    /// The option, e.g. `boxed`.
    pub option: &'static Spec,
    /// The elements that the rule is for.
    pub selector: Selector,
    /// The value for these elements.
    pub value: Value,
    /// The text of the value, e.g. `#[derive(Eq)]`. It is empty for a rule that is just a path.
    pub text: Box<str>,
    /// The origin of the rule.
    pub origin: Origin,
}

/// The value of a rule.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// Whether the option is on.
    On(bool),
    /// A name, a domain, a Cargo feature, or a Rust path that generated code does not copy.
    Text(Box<str>),
    /// A word of the option, e.g. `preserve`.
    Word(&'static str),
    /// A Rust path.
    Code(Code),
    /// Attributes.
    Attributes(Attributes),
    /// Traits to derive.
    Traits(Traits),
    /// Traits not to derive.
    Skipped(Skipped),
    /// A feature of an edition.
    Feature(EditionFeature),
}

/// The origin of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A parameter, `--opt` or `Config::opt`. The number is the position among all options given in
    /// these ways, counted from 1.
    Parameter(usize),
    /// A call of the builder, e.g. in `build.rs:7:10`.
    Builder(&'static panic::Location<'static>),
    /// A line of an options file.
    File(Location),
}

impl Origin {
    /// Whether the rule was given as text, and not by a method of the builder.
    pub fn is_text(&self) -> bool {
        match self {
            Self::Parameter(_) | Self::File(_) => true,
            Self::Builder(_) => false,
        }
    }

    /// Returns the position in the options file, if the rule comes from one.
    pub fn location(&self) -> Option<&Location> {
        match self {
            Self::File(location) => Some(location),
            Self::Parameter(_) | Self::Builder(_) => None,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parameter(position) => write!(f, "option {position} of the command line"),
            Self::Builder(location) => location.fmt(f),
            Self::File(location) => location.fmt(f),
        }
    }
}

impl Value {
    /// Returns the value of a switch. Returns `None` for the value of another option.
    pub fn switch<T: Switch>(&self) -> Option<T> {
        match self {
            Self::On(on) => Some(T::of_bool(*on)),
            Self::Word(word) => T::of_word(word),
            _ => None,
        }
    }

    /// Whether the value turns a switch on.
    pub fn turns_on(&self) -> bool {
        matches!(self, Self::On(true) | Self::Word(_))
    }
}

impl Rule {
    /// Whether the rule turns something on, or chooses a value other than the default.
    pub fn differs_from_default(&self) -> bool {
        match self.value {
            Value::On(on) => on,
            Value::Word(word) => word != self.option.default,
            Value::Text(_) | Value::Code(_) | Value::Attributes(_) => true,
            Value::Traits(_) | Value::Skipped(_) | Value::Feature(_) => true,
        }
    }

    /// Returns the elements that the rule can be for. Returns `None` if its option is for the run.
    pub fn elements(&self) -> Option<&'static Elements> {
        match (&self.value, &self.option.scope) {
            (Value::Feature(feature), _) => Some(feature.name.elements()),
            (_, Scope::ByPath { form: _, elements }) => Some(elements),
            (_, Scope::Run { .. }) => None,
        }
    }

    /// Whether two rules of an option choose different values for the same path.
    pub fn contradicts(&self, other: &Self) -> bool {
        let are_of_one_feature = match (&self.value, &other.value) {
            (Value::Feature(one), Value::Feature(another)) => one.name == another.name,
            _ => true,
        };
        self.selector == other.selector && self.text != other.text && are_of_one_feature
    }

    /// Whether two rules are equal except for their origins.
    pub fn equals_ignoring_origin(&self, other: &Self) -> bool {
        self.option.key == other.option.key
            && self.selector == other.selector
            && self.text == other.text
    }
}

/// Writes the rule as the value of its option, e.g. `.acme.v1=false`.
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.selector.is_unscoped(), self.text.is_empty()) {
            (true, _) => f.write_str(&self.text),
            (false, true) => self.selector.fmt(f),
            (false, false) => write!(f, "{}={}", self.selector, self.text),
        }
    }
}
