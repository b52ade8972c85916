//! Options with a value for everything, or for what a path selects.

use super::selector::split_path;
use super::value::OptionValue;
use super::{Rule, Selector};

/// A path in Rust, e.g. `crate::JsonCodec`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CodecPath(pub Rule);

/// A feature of the crate that the code stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Feature(pub Rule);

impl OptionValue for CodecPath {
    fn parse(text: &str) -> Result<Self, String> {
        let rule = scoped(text)?;
        match syn::parse_str::<syn::ExprPath>(&rule.value) {
            Ok(_) => Ok(Self(rule)),
            Err(_) => Err(format!("`{}` is no path of a type, such as `crate::JsonCodec`", rule.value)),
        }
    }

    fn print(&self) -> String {
        print(&self.0)
    }
}

impl OptionValue for Feature {
    fn parse(text: &str) -> Result<Self, String> {
        let rule = scoped(text)?;
        let is_allowed = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '.');
        match rule.value.chars().all(is_allowed) {
            true => Ok(Self(rule)),
            false => Err(format!("`{}` cannot be the name of a feature", rule.value)),
        }
    }

    fn print(&self) -> String {
        print(&self.0)
    }
}

/// `PATH=VALUE`, or a value for everything.
fn scoped(text: &str) -> Result<Rule, String> {
    let (path, value) = split_path(text).unwrap_or((".", text));
    let value = value.trim();
    if value.is_empty() {
        return Err("expected something after `=`".into());
    }
    Ok(Rule { selector: Selector::new(path.trim())?, value: value.into() })
}

fn print(rule: &Rule) -> String {
    match rule.selector.to_string() {
        everything if everything == "." => rule.value.clone(),
        path => format!("{path}={}", rule.value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_can_be_left_out() {
        for (text, expected) in [("a::B", "a::B"), (".=a::B", "a::B"), (".x.Y.Z = ::a::B", ".x.Y.Z=::a::B")] {
            assert_eq!(CodecPath::parse(text).unwrap().print(), expected);
        }
        assert_eq!(Feature::parse("Y=with-stubs").unwrap().print(), "Y=with-stubs");
    }

    #[test]
    fn what_is_no_value_is_an_error() {
        assert!(CodecPath::parse("a b").is_err());
        assert!(CodecPath::parse(".a=").is_err());
        assert!(Feature::parse("a\"b").is_err());
        assert!(Feature::parse("..=a").is_err());
    }
}
