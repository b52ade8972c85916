//! Options that are on or off, for everything or by path.

use std::fmt;

use super::selector::split_path;
use super::value::{Accumulate, OptionValue};
use super::{Paths, Selector};

/// On or off: `true` and `false` say it for everything, `PATH` and `PATH=false` for what a path selects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Switch {
    default: bool,
    /// What was said for everything.
    all: Option<bool>,
    /// What was said by path.
    pub rules: Vec<Toggle>,
}

/// What one path is switched to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Toggle {
    /// For which elements.
    pub selector: Selector,
    /// On or off.
    pub on: bool,
}

impl Switch {
    /// At its default.
    pub const fn new(default: bool) -> Self {
        Self { default, all: None, rules: Vec::new() }
    }

    /// What holds where no path says anything else. Who names what is to be on means nothing else by it.
    pub fn otherwise(&self) -> bool {
        self.all.unwrap_or(self.default && !self.rules.iter().any(|rule| rule.on))
    }

    /// Whether it is off, whatever the element.
    pub fn is_off(&self) -> bool {
        !self.otherwise() && self.turned_on().is_none()
    }

    /// A value that turns it on for anything, if there is one.
    pub fn turned_on(&self) -> Option<String> {
        let all = self.all.filter(|on| *on).map(|on| on.to_string());
        all.or_else(|| self.rules.iter().find(|rule| rule.on).map(Toggle::to_string))
    }

    /// As values of the option.
    pub fn print(&self) -> Vec<String> {
        self.all.iter().map(OptionValue::print).chain(self.rules.iter().map(OptionValue::print)).collect()
    }
}

impl Accumulate for Switch {
    fn accumulate(&mut self, text: &str) -> Result<(), String> {
        match bool::parse(text) {
            Ok(all) => self.all = Some(all),
            Err(_) => self.rules.push(Toggle::parse(text)?),
        }
        Ok(())
    }
}

impl OptionValue for Toggle {
    fn parse(text: &str) -> Result<Self, String> {
        let (path, on) = match split_path(text) {
            Some((path, on)) => (path.trim(), bool::parse(on.trim())?),
            None => (text, true),
        };
        let expected = |expected: String| format!("{expected}, or `true` or `false`");
        let selector = Selector::new(path).map_err(expected)?;
        // A typing mistake such as `flase` must not pass for a suffix that matches nothing.
        if path.starts_with(char::is_lowercase) && !path.contains('.') {
            return Err("expected `true`, `false` or a path; a single word in lower case needs a dot in front".into());
        }
        Ok(Self { selector, on })
    }

    fn print(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Toggle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.selector, if self.on { "" } else { "=false" })
    }
}

/// What the methods of [`Config`](crate::Config) take that switch something: `true` or `false` for everything, or the
/// paths it is to be on for. A path with `=false` after it switches off.
pub trait Switching {
    /// Each of them.
    fn into_values(self) -> Vec<String>;
}

impl Switching for bool {
    fn into_values(self) -> Vec<String> {
        vec![self.to_string()]
    }
}

impl<P: Paths> Switching for P {
    fn into_values(self) -> Vec<String> {
        self.into_paths()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Config;

    fn switch(default: bool, values: &[&str]) -> Switch {
        let mut switch = Switch::new(default);
        values.iter().for_each(|value| switch.accumulate(value).unwrap());
        switch
    }

    #[test]
    fn naming_what_is_on_turns_the_rest_off() {
        for (default, values, expected) in [
            (true, [].as_slice(), true),
            (true, &["false"], false),
            (true, &[".a"], false),
            (true, &[".a=false"], true),
            (true, &["true", ".a"], true),
            (false, &[".a"], false),
            (false, &["true", ".a=false"], true),
        ] {
            assert_eq!(switch(default, values).otherwise(), expected, "{values:?}");
        }
    }

    #[test]
    fn prints_what_it_parses() {
        let values = ["true", ".", ".a.b=false", "C"];
        assert_eq!(switch(false, &values).print(), values);
        assert!(Switch::new(true).accumulate("maybe not").unwrap_err().ends_with("or `true` or `false`"));
        assert!(Switch::new(true).accumulate(".a=maybe").is_err());
        assert!(Switch::new(true).accumulate("flase").is_err());
    }

    #[test]
    fn for_everything_or_by_path() {
        let mut config = Config::new();
        config.client(false).server(".a").transport(["B", ".c=false"]);
        assert_eq!(config.options.to_string(), "client=false,server=.a,transport=B,transport=.c=false");
    }
}
