//! The rules that gave an element its settings.

use super::Reader;
use super::record::WinningRule;
use crate::model::{RuleId, SettingsId};

impl Reader<'_> {
    /// Returns the rules that gave the settings, in the order of the options.
    pub(super) fn rules(&self, settings: SettingsId) -> Vec<WinningRule> {
        let rules = self.spelling.settings[settings].rules().into_iter();
        rules.map(|(option, id)| self.rule(option, id)).collect()
    }

    /// Returns a rule that won.
    pub(super) fn rule(&self, option: &'static str, id: RuleId) -> WinningRule {
        let note = &self.spelling.rules[id];
        WinningRule { option, rule: note.text.clone(), origin: note.origin.clone() }
    }

    /// Returns a rule for use in a sentence, e.g. "the rule `boxed=.acme.v1.Tree.left`
    /// (tree.opts:3:1)".
    pub(super) fn by_rule(&self, id: RuleId) -> String {
        let note = &self.spelling.rules[id];
        format!("the rule `{}` ({})", note.text, note.origin)
    }
}
