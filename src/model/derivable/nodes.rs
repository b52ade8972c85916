//! The types that have derives: messages, and the enums of their oneofs.

use super::super::assemble::Assembly;
use super::super::link::{Declared, Schema, join};
use super::super::resolve::real_oneofs;
use super::super::rules::{Attribute, Deriving};
use super::super::traits::{self, CHECKED, Traits};
use super::super::{Derives, derives};

/// The types, messages before their oneofs, in the order of the schema.
pub(super) struct Nodes<'a, 'r> {
    pub assembly: &'a Assembly<'a, 'r>,
    all: Vec<Node<'a>>,
    /// The node of each message, by index into the schema.
    of_messages: Vec<usize>,
}

/// One type.
struct Node<'a> {
    message: usize,
    /// Index of the oneof, unless the type is the message itself.
    oneof: Option<usize>,
    /// The traits that it derives without a rule that adds them.
    present: Vec<String>,
    /// The rules that add to them, each with its place among all and the traits that it adds.
    rules: Vec<(usize, &'a Deriving<Traits>, Vec<&'static str>)>,
    skipped: traits::Skipped,
    attributes: Vec<&'a Attribute>,
    derives: Derives,
}

/// How a type comes to a trait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The type has the trait, or may have it by code that only rustc sees.
    Given,
    /// The rule of this place is the first to derive it.
    Rule(usize),
    /// Nothing gives the type the trait.
    None,
}

/// A part of a struct or of the enum of a oneof.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The field of this index in the message: a field of the struct or a member of the oneof.
    Field(usize),
    /// The struct's field for the oneof of this index.
    Oneof(usize),
}

impl<'a, 'r> Nodes<'a, 'r> {
    pub fn new(assembly: &'a Assembly<'a, 'r>) -> Self {
        let (schema, facts) = (assembly.schema, &assembly.facts);
        let (mut all, mut of_messages) = (Vec::new(), Vec::new());
        for (message, decl) in schema.messages.iter().enumerate() {
            of_messages.push(all.len());
            let (full_name, derives) = (&decl.at.full_name, assembly.derives[message]);
            if !assembly.declared.generated_message(message) {
                all.push(Node::from_elsewhere(message, derives));
                continue;
            }
            all.push(Node::new(assembly, message, None, full_name, derives));
            for (oneof, members) in real_oneofs(&facts.fields[message]) {
                let derives = derives::of_oneof(facts, assembly.derives, message, oneof, &members);
                let full_name = join(full_name, decl.proto.oneof_decl[oneof].name());
                all.push(Node::new(assembly, message, Some(oneof), &full_name, derives));
            }
        }
        Self { assembly, all, of_messages }
    }

    pub fn schema(&self) -> &'a Schema<'r> {
        self.assembly.schema
    }

    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// The index of the message that a type is, or that it belongs to.
    pub fn message(&self, node: usize) -> usize {
        self.all[node].message
    }

    /// The index of the oneof whose enum a type is.
    pub fn oneof(&self, node: usize) -> Option<usize> {
        self.all[node].oneof
    }

    /// The node of a message.
    pub fn of_message(&self, message: usize) -> usize {
        self.of_messages[message]
    }

    /// The nodes of the oneofs of a message.
    pub fn oneofs_of(&self, message: usize) -> impl Iterator<Item = usize> {
        let first = self.of_messages[message] + 1;
        let end = self.of_messages.get(message + 1).copied().unwrap_or(self.all.len());
        first..end
    }

    /// What prost's rules say of a message, wherever it comes from.
    pub fn derives(&self, message: usize) -> Derives {
        self.all[self.of_messages[message]].derives
    }

    /// Whether a type is emitted in this run.
    pub fn is_emitted(&self, node: usize) -> bool {
        let message = self.all[node].message;
        let file = self.schema().messages[message].at.file;
        self.assembly.declared.generated_message(message) && self.schema().files[file].emitted
    }

    /// The rule of a place, as it was given, e.g. `derive=.=Eq`.
    pub fn rule(&self, place: usize) -> String {
        let mut rules = self.all.iter().flat_map(|node| &node.rules);
        let rule = rules.find(|(rule, ..)| *rule == place).map(|(_, rule, _)| rule.print());
        format!("derive={}", rule.unwrap_or_default())
    }

    /// How each type comes to a trait of std.
    pub fn origins(&self, name: &str) -> Vec<Origin> {
        self.all.iter().map(|node| node.origin(name)).collect()
    }

    /// The full name of a type in the schema.
    pub fn name(&self, node: usize) -> String {
        let decl = &self.schema().messages[self.all[node].message];
        match self.all[node].oneof {
            Some(oneof) => join(&decl.at.full_name, decl.proto.oneof_decl[oneof].name()),
            None => decl.at.full_name.clone(),
        }
    }

    /// The full name of a part of a type in the schema.
    pub fn part_name(&self, node: usize, part: Part) -> String {
        let decl = &self.schema().messages[self.all[node].message];
        let name = match part {
            Part::Field(nth) => decl.proto.field[nth].name(),
            Part::Oneof(oneof) => decl.proto.oneof_decl[oneof].name(),
        };
        join(&decl.at.full_name, name)
    }

    /// The message that a type is, or that it belongs to.
    pub fn declared(&self, node: usize) -> &'a Declared {
        &self.schema().messages[self.all[node].message].at
    }
}

impl<'a> Node<'a> {
    fn new(assembly: &'a Assembly<'a, '_>, message: usize, oneof: Option<usize>, full_name: &str, derives: Derives) -> Self {
        let attributes = &assembly.rules.attributes;
        let own = match oneof {
            Some(_) => [Some(&attributes.enum_attribute), Some(&attributes.oneof_attribute)],
            None => [Some(&attributes.message_attribute), None],
        };
        let options = [&attributes.type_attribute].into_iter().chain(own.into_iter().flatten());
        let skipped = assembly.skipped(full_name);
        let skippings = &assembly.rules.skippings.skip_derive;
        let rules = assembly.rules.derivings.derive.rules_of(full_name).into_iter();
        let rules = rules.map(|(place, rule)| {
            let names = CHECKED.iter().map(|(name, _)| *name);
            let has = |name: &&str| rule.traits.has(name) && !skippings.withhold(full_name, name, rule);
            (place, rule, names.filter(has).collect())
        });
        Self {
            message,
            oneof,
            // Nothing asks for `Debug`.
            present: traits::of_struct(derives, &skipped, false, oneof.is_none()),
            rules: rules.collect(),
            attributes: options.flat_map(|option| option.rules_of(&[full_name])).collect(),
            skipped,
            derives,
        }
    }

    /// A message that no rule is for.
    fn from_elsewhere(message: usize, derives: Derives) -> Self {
        Self {
            message,
            oneof: None,
            present: Vec::new(),
            rules: Vec::new(),
            skipped: traits::Skipped::default(),
            attributes: Vec::new(),
            derives,
        }
    }

    fn origin(&self, name: &str) -> Origin {
        if self.present.iter().any(|present| present == name)
            || self.attributes.iter().any(|attribute| attribute.mentions(name))
            || self.rules.iter().any(|(_, rule, _)| rule.traits.may_give(name))
        {
            return Origin::Given;
        }
        match self.rules.iter().find(|(.., names)| names.contains(&name)) {
            Some((rule, ..)) => Origin::Rule(*rule),
            None if self.skipped.has(name) => Origin::Given,
            None => Origin::None,
        }
    }
}
