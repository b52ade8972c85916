//! The values that a build script computes, as far as they are known without running it.

use std::cell::RefCell;
use std::rc::Rc;

use proc_macro2::LineColumn;

/// A value of an expression.
#[derive(Debug, Clone)]
pub enum Value {
    /// A string or a path.
    Text(String),
    Bool(bool),
    /// An array, a vector or a tuple.
    List(Vec<Value>),
    /// A builder of prost-build or tonic-prost-build.
    Builder(Rc<RefCell<Builder>>),
    /// Any other value. The position is that of the expression that is not known.
    Unknown(LineColumn),
}

impl Value {
    /// Returns the string or path.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the truth value.
    pub fn bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// Returns the strings of a list. A single string is no list.
    pub fn texts(&self) -> Option<Vec<String>> {
        match self {
            Self::List(values) => {
                values.iter().map(|value| value.text().map(str::to_owned)).collect()
            }
            _ => None,
        }
    }

    /// Returns the position of the first part that is not known.
    pub fn unknown(&self) -> Option<LineColumn> {
        match self {
            Self::Unknown(at) => Some(*at),
            Self::List(values) => values.iter().find_map(Self::unknown),
            _ => None,
        }
    }
}

/// The library that a builder belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Library {
    ProstBuild,
    TonicProstBuild,
}

/// A builder, and the calls so far.
#[derive(Debug, Clone)]
pub struct Builder {
    pub library: Library,
    pub calls: Vec<Call>,
}

/// A call of a builder's method that sets an option.
#[derive(Debug, Clone)]
pub struct Call {
    /// The name of the method, e.g. `build_server`.
    pub method: String,
    pub arguments: Vec<Value>,
    /// The position of the method's name.
    pub at: LineColumn,
}

/// A call that generates code.
#[derive(Debug, Clone)]
pub struct Run {
    pub library: Library,
    /// The options of the builder.
    pub calls: Vec<Call>,
    /// The options of the `Config` that `compile_with_config` gets.
    pub config_calls: Vec<Call>,
    /// The .proto files, relative to the folder of the package.
    pub protos: Value,
    /// The include folders, relative to the folder of the package.
    pub includes: Value,
    /// The position of the method's name.
    pub at: LineColumn,
}
