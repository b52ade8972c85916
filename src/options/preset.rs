//! Presets: many options at once.

use super::value::{OptionValue, Word as _};

/// The options that are on without a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Preset {
    /// The shape of prost and tonic, and nothing else.
    Prost,
    /// Everything that adds items and leaves structs, enums and stubs as they are.
    Full,
}

/// The switches by path that [`Preset::Full`] turns on: those that add items.
///
/// Options that change the type of a field are not among them (`enums`, `presence`), nor options
/// that add a field (`unknown_fields`, `extensions`), change the traits of services, or deprecate
/// types. So code that compiles with one preset compiles with the other, unless it implements a
/// trait that the preset implements, too.
pub(crate) const FULL: &[&str] =
    &["json", "text", "reflect", "register_types", "display", "method_constants"];

impl Preset {
    /// Whether the preset turns on a switch.
    pub(crate) fn turns_on(self, key: &str) -> bool {
        self == Self::Full && FULL.contains(&key)
    }
}

impl OptionValue for Preset {
    fn parse(text: &str) -> Result<Self, String> {
        Self::of_word(text).ok_or_else(|| "expected `prost` or `full`".into())
    }

    fn print(&self) -> String {
        self.word().into()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::options::{Form, Options, SPECS, Scope};

    #[test]
    fn a_preset_turns_on_switches_that_are_off_by_default() {
        for key in FULL {
            let spec = SPECS.iter().find(|spec| spec.key == *key).unwrap();
            assert!(matches!(
                spec.scope,
                Scope::ByPath { form: Form::Switch { default: false }, elements: _ }
            ));
        }
    }

    #[test]
    fn an_option_beside_a_preset_wins() {
        let options: Options = "json=false,text=.acme,preset=full".parse().unwrap();
        assert!(!options.is_on("json"));
        assert!(options.is_on("text") && !options.is_on_by_default("text"));
        assert!(options.is_on_by_default("reflect") && !options.is_on("presence"));
        assert_eq!(options.to_string(), "preset=full,json=false,text=.acme");
    }

    #[test]
    fn the_docs_list_what_the_presets_turn_on() {
        let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/options.md");
        let docs = fs::read_to_string(docs).unwrap();
        let rows = docs.lines().filter_map(|line| line.strip_prefix("| `preset=full` | `"));
        let listed: Vec<&str> = rows.map(|row| row.split('`').next().unwrap()).collect();
        assert_eq!(listed, FULL);
    }
}
