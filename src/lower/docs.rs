//! The doc lines of every element: its comments, or its declaration if it has none, and the reason
//! for an unusual name. A doc line is the text after `///`, with its leading space.

mod declared;

use super::calls::Call;
use super::comments;
use super::doc_links::DocLinks;
use super::extensions::ResolvedExtension;
use super::link::{ElementId, Schema};
use super::name::{Identifier, Owner, Renamed};
use super::resolve::Fields;
use super::settings::SettingsTable;
use crate::index::Column;
use crate::model::{ExtensionId, MethodId, Settings};

/// Makes doc lines.
pub(super) struct Docs<'a, 'r> {
    pub schema: &'a Schema<'r>,
    pub links: DocLinks<'a, 'r>,
    pub settings: &'a SettingsTable,
    pub fields: &'a Fields,
    pub calls: &'a Column<MethodId, Call>,
    pub extensions: &'a Column<ExtensionId, ResolvedExtension>,
}

impl Docs<'_, '_> {
    /// Returns the doc lines of an element. `scope` is the module of the docs. Without a scope, the
    /// docs have no links.
    pub fn of(
        &self,
        element: ElementId,
        named: Option<&Identifier>,
        scope: Option<&[String]>,
    ) -> Vec<String> {
        let file = self.schema.declared(element).file;
        if !self.schema.files[file].emitted {
            return Vec::new();
        }
        let is_disabled = self.settings(element).disable_comments.value;
        let comments = self.schema.comments(element);
        let [leading, trailing] = comments.map(|comment| comment.filter(|_| !is_disabled));
        let targets = |full_name: &str| self.links.target(file, scope?, full_name);
        let declared = || format!("`{}`", self.declared(element));
        let mut lines = comments::docs(leading, trailing, declared, &targets);
        lines.extend(named.map(why).unwrap_or_default());
        lines
    }

    fn settings(&self, element: ElementId) -> &Settings {
        match element {
            ElementId::Message(id) => self.settings.message(id),
            ElementId::Field(id) => self.settings.field(id),
            ElementId::Oneof(id) => self.settings.oneof(id),
            ElementId::Enum(id) => self.settings.enumeration(id),
            ElementId::Value(id) => self.settings.value(id),
            ElementId::Service(id) => self.settings.service(id),
            ElementId::Method(id) => self.settings.method(id),
            ElementId::Extension(id) => self.settings.extension(id),
        }
    }
}

/// Returns a paragraph with the reason why a name is not the natural one. Returns no lines if it is
/// the natural one.
pub(super) fn why(named: &Identifier) -> Vec<String> {
    match reason(named) {
        Some(reason) => {
            vec![String::new(), format!(" Named `{}`, because {reason}.", named.name)]
        }
        None => Vec::new(),
    }
}

/// Returns the reason why a name is not the natural one. Returns `None` if it is the natural one.
pub(super) fn reason(named: &Identifier) -> Option<String> {
    let renamed = named.renamed.as_ref()?;
    let taken = &renamed.taken;
    Some(match &renamed.by {
        Owner::Element(element) if taken.ends_with(')') => {
            format!("`{element}` has a method `{taken}`")
        }
        Owner::Element(element) => format!("`{taken}` is `{element}`"),
        Owner::Package => format!("`{taken}` is a package that this run knows"),
        Owner::Reserved("") => format!("`{taken}` is taken"),
        Owner::Reserved(owner) => format!("`{taken}` is {owner}"),
    })
}

/// Returns a paragraph with the reason why the module of a message or service does not have its
/// natural name.
pub(super) fn why_module(full_name: &str, module: &Identifier, suffix: &str) -> Vec<String> {
    let mut lines = why(module);
    if let Some(rule) = rule_of_module(full_name, module, suffix) {
        lines.push(format!(" With the option `{rule}` every run gives the same name."));
    }
    lines
}

/// Returns the rule that gives a module the same name in every run. Returns `None` unless a package
/// took the natural name, because a run without this package gives the natural name.
///
/// `suffix` is the text after the name that such a rule gives: `_client` or `_server` for services,
/// nothing for messages.
pub(super) fn rule_of_module(full_name: &str, module: &Identifier, suffix: &str) -> Option<String> {
    let Renamed { by: Owner::Package, .. } = module.renamed.as_ref()? else { return None };
    let (base, number) = module.name.rsplit_once(suffix).unwrap_or((&module.name, ""));
    Some(format!("module_name=.{full_name}={base}{number}"))
}
