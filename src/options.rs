//! Every option there is, as one table that drives the parameter, `--opt`, option files, `--help`, docs/options.md, the
//! builder and the suggestion for a misspelt key.

use std::fmt;
use std::str::FromStr;

mod aliases;
mod choice;
mod parse;
mod paths;
mod scoped;
mod selector;
mod suggest;
mod switch;
mod table;
mod value;
mod written;

pub use choice::ByPath;
pub(crate) use choice::Choice;
pub use paths::Paths;
pub(crate) use scoped::{CodecPath, Feature};
pub(crate) use selector::{Rule, Selector};
pub(crate) use suggest::closest;
pub use switch::Switching;
pub(crate) use switch::{Switch, Toggle};
pub(crate) use table::SPECS;
pub use table::{Options, UnmatchedRules};
pub use value::{Codec, UnknownFields};
pub(crate) use value::{CratePath, ExternPath, OptionValue};

use crate::{Diagnostic, Diagnostics};

impl Options {
    /// All defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Applies one `key=value`, as written after `--opt`; several may stand in one text, separated by commas.
    ///
    /// # Errors
    /// An unknown key (with a suggestion), a bad value, or a scalar that was given another value before.
    pub fn apply(&mut self, parameter: &str) -> Result<(), Diagnostics> {
        parse::apply(self, parameter)
    }

    /// Sets one option, without anything that separates or escapes: for the builder, of which the last call counts.
    pub(crate) fn set(&mut self, key: &str, value: &str) -> Result<(), Diagnostic> {
        self.given.retain(|given| *given != key);
        let result = parse::set(self, key, Some(value));
        self.given.retain(|given| *given != key);
        result
    }

    /// Applies an options file: one `key=value` a line, blank lines and lines that begin with `#` ignored. `name` is
    /// what diagnostics call the file.
    ///
    /// # Errors
    /// As [`Options::apply`], all lines at once, each with its place.
    pub fn apply_file(&mut self, name: &str, text: &str) -> Result<(), Diagnostics> {
        parse::apply_file(self, name, text)
    }
}

impl FromStr for Options {
    type Err = Diagnostics;

    fn from_str(parameter: &str) -> Result<Self, Diagnostics> {
        let mut options = Self::default();
        options.apply(parameter)?;
        Ok(options)
    }
}

impl fmt::Display for Options {
    /// The parameter that gives these options, without those at their default.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for spec in SPECS {
            for value in (spec.get)(self) {
                write!(f, "{separator}{}={}", spec.key, parse::escape(&value))?;
                separator = ",";
            }
        }
        Ok(())
    }
}
