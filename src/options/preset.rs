//! Presets, which set many options at once.

use super::value::{OptionValue, Word as _};

/// The set of options that are on without a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Preset {
    /// The shape of prost and tonic, and nothing more.
    Prost,
    /// All options that add items and do not change structs, enums and stubs.
    Full,
}

/// The switches by path that [`Preset::Full`] turns on. They only add items.
///
/// It does not turn on options that
///
/// * change the type of a field (`enums`, `presence`),
/// * add a field (`unknown_fields`, `extensions`),
/// * change the traits of services, or add one (`simple_service`),
/// * add items that need a further feature of the runtime (`blocking`),
/// * add a trait whose methods win over those of a stub if both are in scope (`client_trait`), or
///   items that need a feature for tests (`mock`),
/// * add types beside the messages, whose names a program can have for types of its own (`views`),
/// * make a program larger that uses the constants of methods (`method_messages`),
/// * deprecate types.
///
/// So code that compiles with one preset compiles with the other, unless the code implements a
/// trait that the preset implements too.
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
                Scope::ByPath { form: Form::Switch { default: false, words: _ }, elements: _ }
            ));
        }
    }

    #[test]
    fn an_option_overrides_the_preset() {
        let options: Options = "json=false,text=.acme,preset=full".parse().unwrap();
        assert!(!options.is_on("json"));
        assert!(options.is_on("text") && !options.is_on_by_default("text"));
        assert!(options.is_on_by_default("reflect") && !options.is_on("presence"));
        assert_eq!(options.to_string(), "preset=full,json=false,text=.acme");
    }

    #[test]
    fn the_docs_list_the_options_of_the_preset() {
        let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/options.md");
        let docs = fs::read_to_string(docs).unwrap();
        let rows = docs.lines().filter_map(|line| line.strip_prefix("| `preset=full` | `"));
        let listed: Vec<&str> = rows.map(|row| row.split('`').next().unwrap()).collect();
        assert_eq!(listed, FULL);
    }
}
