//! The elements of one scope that want names, and the clashes between the names of rules.

use super::Namer;
use super::scope::{self, Clash, Identifier, Reserved, Style, Want};
use crate::code::bare;
use crate::diagnostics::{Diagnostics, methods_clash, name_is_reserved, name_rules_clash};
use crate::lower::link::{ElementId, Schema};
use crate::model::Setting;
use crate::options::{Options, RuleId};

/// A scope whose elements need names.
pub(super) struct Wanted<'a, 'r> {
    schema: &'a Schema<'r>,
    options: &'a Options,
    wants: Vec<Want>,
    sources: Vec<Source>,
}

/// The element behind a want.
struct Source {
    element: ElementId,
    /// The rule that names the element.
    rule: Option<RuleId>,
    is_server: bool,
}

/// The index of an element in its scope.
#[derive(Clone, Copy)]
pub(super) struct WantId(usize);

/// The names that a scope has assigned.
pub(super) struct Assigned(Vec<Identifier>);

impl Assigned {
    /// Takes out the name of an element. The caller takes each name once.
    pub fn take(&mut self, want_id: WantId) -> Identifier {
        std::mem::take(&mut self.0[want_id.0])
    }
}

impl<'a, 'r> Wanted<'a, 'r> {
    pub fn new(namer: &Namer<'a, 'r>) -> Self {
        let Namer { schema, options, .. } = *namer;
        Self { schema, options, wants: Vec::new(), sources: Vec::new() }
    }

    /// Adds an element that has a name in the schema. `named` is the setting with the name of a
    /// rule.
    pub fn element(
        &mut self,
        element: ElementId,
        natural: String,
        style: Style,
        named: &Setting<Option<Box<str>>>,
    ) -> WantId {
        let full_name = self.schema.full_name(element);
        let proto_name = full_name.rsplit('.').next().unwrap_or_default().to_owned();
        let explicit = named.value.as_deref().map(str::to_owned);
        let want = Want { proto_name, full_name, natural, explicit, style };
        self.want(element, want, named.rule)
    }

    /// Adds an element.
    pub fn want(&mut self, element: ElementId, want: Want, rule: Option<RuleId>) -> WantId {
        self.wants.push(want);
        self.sources.push(Source { element, rule, is_server: false });
        WantId(self.wants.len() - 1)
    }

    /// Marks an element as the module of a server.
    pub fn is_server(&mut self, want_id: WantId) {
        self.sources[want_id.0].is_server = true;
    }

    /// Assigns names to all elements.
    pub fn assign(self, reserved: &Reserved<'_>, found: &mut Diagnostics) -> Assigned {
        let (identifiers, clashes) = scope::assign(&self.wants, reserved);
        clashes.into_iter().for_each(|clash| self.report(clash, found));
        Assigned(identifiers)
    }

    fn report(&self, clash: Clash, found: &mut Diagnostics) {
        let is_server = |want_id: usize| self.sources[want_id].is_server;
        // Two servers clash only if their clients clash, because the same rules name both. The
        // clients' error is enough. Any other clash of a server has no such error.
        if is_server(clash.second) && clash.first.is_some_and(is_server) {
            return;
        }
        let rule = |want_id: usize| self.sources[want_id].rule.map(|rule| self.options.rule(rule));
        let by = |want_id: usize| {
            (self.wants[want_id].full_name.as_str(), rule(want_id).map(ToString::to_string))
        };
        let name = |want_id: usize| self.wants[want_id].explicit.as_deref().unwrap_or_default();
        let key = rule(clash.second).map_or("", |rule| rule.option.key);
        let location = self.schema.location(self.sources[clash.second].element);
        let (second, second_rule) = by(clash.second);
        let second_rule = second_rule.unwrap_or_default();
        let second_by = (second, second_rule.as_str());
        found.push(match clash.first {
            None => name_is_reserved(location, key, second_by, name(clash.second)),
            Some(first) => {
                let is_same = bare(name(first)) == bare(name(clash.second));
                let (first, first_rule) = by(first);
                let first_rule = first_rule.unwrap_or_default();
                let first_by = (first, first_rule.as_str());
                match is_same {
                    true => {
                        name_rules_clash(location, key, first_by, second_by, name(clash.second))
                    }
                    false => methods_clash(location, key, first_by, second_by),
                }
            }
        });
    }
}
