//! The types that can derive traits: messages, and the enums of their oneofs.

use crate::index::{Column, Id as _, ids};
use crate::lower::assemble::Assembly;
use crate::lower::link::{ElementId, Schema};
use crate::model::{FieldId, Lacks, Listed, MessageId, OneofId, Settings};
use crate::options::RuleId;
use crate::traits::{Attributes, CHECKED, Skipped, Traits};

ids! {
    /// The id of a type: a message, or the enum of a oneof.
    NodeId;
}

/// The types in the order of the schema. All messages come before all oneofs.
pub(super) struct Nodes<'a, 'r> {
    pub assembly: &'a Assembly<'a, 'r>,
    all: Column<NodeId, Node<'a>>,
    of_messages: Column<MessageId, NodeId>,
}

/// One type.
struct Node<'a> {
    message: MessageId,
    /// The oneof, if the type is the enum of a oneof.
    oneof: Option<OneofId>,
    /// The traits that it derives without any rule.
    present: Vec<String>,
    /// The rules that add traits, each with the traits that it adds.
    rules: Vec<(&'a Listed<Traits>, Vec<&'static str>)>,
    skipped: Skipped,
    attributes: Vec<&'a Attributes>,
    lacks: Lacks,
}

/// The origin of a trait of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The type has the trait, or rustc decides whether it has it.
    Given,
    /// The rule derives it, and no earlier rule does.
    Rule(RuleId),
    /// The type lacks the trait.
    None,
}

/// A part of a struct or of the enum of a oneof.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A field of the struct or a member of the oneof.
    Field(FieldId),
    /// The field of the struct that holds a oneof.
    Oneof(OneofId),
}

impl<'a, 'r> Nodes<'a, 'r> {
    pub fn new(assembly: &'a Assembly<'a, 'r>) -> Self {
        let (schema, analysis) = (assembly.schema, assembly.analysis);
        let (mut all, mut of_messages) = (Column::new(), Column::new());
        for message in schema.messages.ids() {
            let lacks = analysis.messages[message];
            let settings = assembly.settings.message(message);
            if !assembly.declared.messages[message] {
                of_messages.push(all.push(Node::of_other_crate(message, lacks)));
                continue;
            }
            of_messages.push(all.push(Node::new(settings, message, None, lacks)));
            for oneof in schema.real_oneofs(message) {
                let (settings, lacks) = (assembly.settings.oneof(oneof), analysis.oneofs[oneof]);
                all.push(Node::new(settings, message, Some(oneof), lacks));
            }
        }
        Self { assembly, all, of_messages }
    }

    pub fn schema(&self) -> &'a Schema<'r> {
        self.assembly.schema
    }

    /// Returns all types.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.all.len()).map(NodeId::new)
    }

    /// Returns a column with the same value for all types.
    pub fn filled<T: Clone>(&self, value: T) -> Column<NodeId, T> {
        Column::filled(value, self.all.len())
    }

    /// Returns the message that a type is, or that declares its oneof.
    pub fn message(&self, node: NodeId) -> MessageId {
        self.all[node].message
    }

    /// Returns the oneof whose enum a type is.
    pub fn oneof(&self, node: NodeId) -> Option<OneofId> {
        self.all[node].oneof
    }

    /// Returns the node of a message.
    pub fn of_message(&self, message: MessageId) -> NodeId {
        self.of_messages[message]
    }

    /// Returns the nodes of the oneofs of a message, each with its oneof.
    pub fn oneofs_of(&self, message: MessageId) -> impl Iterator<Item = (OneofId, NodeId)> {
        let first = self.of_messages[message].position() + 1;
        let following =
            self.all.iter().skip(first).take_while(move |(_, node)| node.message == message);
        following.filter_map(|(id, node)| Some((node.oneof?, id)))
    }

    /// Returns the traits that a message lacks by prost's rules. The message may be external.
    pub fn lacks(&self, message: MessageId) -> Lacks {
        self.all[self.of_messages[message]].lacks
    }

    /// Whether a type is emitted in this run.
    pub fn is_emitted(&self, node: NodeId) -> bool {
        let message = self.all[node].message;
        let file = self.schema().messages[message].at.file;
        self.assembly.declared.messages[message] && self.schema().files[file].emitted
    }

    /// Returns the rule as it was given, e.g. `derive=.=Eq`.
    pub fn rule(&self, rule: RuleId) -> String {
        format!("derive={}", self.assembly.options.rule(rule))
    }

    /// Returns the origin of a trait of std for each type.
    pub fn origins(&self, name: &str) -> Column<NodeId, Origin> {
        self.all.map(|(_, node)| node.origin(name))
    }

    /// Returns a type as an element of the schema.
    pub fn element(&self, node: NodeId) -> ElementId {
        let Node { message, oneof, .. } = self.all[node];
        oneof.map_or(ElementId::Message(message), ElementId::Oneof)
    }

    /// Returns the full name of a type in the schema.
    pub fn name(&self, node: NodeId) -> String {
        self.schema().full_name(self.element(node))
    }
}

impl Part {
    /// Returns the part as an element of the schema.
    pub fn element(self) -> ElementId {
        match self {
            Self::Field(id) => ElementId::Field(id),
            Self::Oneof(id) => ElementId::Oneof(id),
        }
    }
}

impl<'a> Node<'a> {
    fn new(
        settings: &'a Settings,
        message: MessageId,
        oneof: Option<OneofId>,
        lacks: Lacks,
    ) -> Self {
        let own: &[_] = match oneof {
            Some(_) => &[&settings.enum_attribute, &settings.oneof_attribute],
            None => &[&settings.message_attribute],
        };
        let options = [&settings.type_attribute].into_iter().chain(own.iter().copied());
        let skipped = settings.skipped();
        let rules = settings.derive.iter().map(|deriving| {
            let names = CHECKED.iter().map(|(name, _)| *name);
            let has = |name: &&str| deriving.value.has(name) && !settings.withholds(name, deriving);
            (deriving, names.filter(has).collect())
        });
        Self {
            message,
            oneof,
            // This module does not check `Debug`.
            present: lacks.derived(&skipped).present(false, oneof.is_none()),
            rules: rules.collect(),
            attributes: options.flatten().map(|listed| &listed.value).collect(),
            skipped,
            lacks,
        }
    }

    /// Returns the node of a message of another crate, which no rule selects.
    fn of_other_crate(message: MessageId, lacks: Lacks) -> Self {
        Self {
            message,
            oneof: None,
            present: Vec::new(),
            rules: Vec::new(),
            skipped: Skipped::default(),
            attributes: Vec::new(),
            lacks,
        }
    }

    fn origin(&self, name: &str) -> Origin {
        if self.present.iter().any(|present| present == name)
            || self.attributes.iter().any(|attributes| attributes.mention(name))
            || self.rules.iter().any(|(deriving, _)| deriving.value.may_give(name))
        {
            return Origin::Given;
        }
        match self.rules.iter().find(|(_, names)| names.contains(&name)) {
            Some((deriving, _)) => Origin::Rule(deriving.rule),
            None if self.skipped.has(name) => Origin::Given,
            None => Origin::None,
        }
    }
}
