//! The parts of an explanation, and their text form.

use std::fmt;

/// The explanation of one element.
#[derive(Debug)]
pub(crate) struct Explanation {
    /// The kind of the element, e.g. `message`.
    pub kind: &'static str,
    /// e.g. `acme.v1.Forecast`.
    pub full_name: String,
    /// The parts, in the order in which they are shown: a key, e.g. `json_name`, and what it says.
    pub parts: Vec<(&'static str, Part)>,
}

/// A part of an explanation.
#[derive(Debug)]
pub(crate) enum Part {
    Text(String),
    Number(i64),
    /// One line each.
    Lines(Vec<String>),
    /// A fact with its reason.
    Fact(Fact),
    /// Facts of one kind.
    Facts(Vec<Fact>),
    /// The rules that gave the element its settings.
    Rules(Vec<Rule>),
}

/// A fact with its reason.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    /// e.g. `get_url_2`.
    pub value: String,
    /// e.g. "because `get_url` is `acme.v1.GetURL`".
    pub reason: String,
}

/// A rule that won.
#[derive(Debug)]
pub(crate) struct Rule {
    /// e.g. `boxed`.
    pub option: &'static str,
    /// The option and the value, e.g. `boxed=.acme.v1.Tree.left`.
    pub rule: String,
    /// e.g. `rust-grpc.opts:3:1`.
    pub origin: String,
}

impl Explanation {
    pub fn new(kind: &'static str, full_name: &str) -> Self {
        Self { kind, full_name: full_name.to_owned(), parts: Vec::new() }
    }

    /// Adds a text.
    pub fn text(&mut self, key: &'static str, text: impl Into<String>) {
        self.parts.push((key, Part::Text(text.into())));
    }

    /// Adds a number.
    pub fn number(&mut self, key: &'static str, number: impl Into<i64>) {
        self.parts.push((key, Part::Number(number.into())));
    }

    /// Adds lines, if there are any.
    pub fn lines(&mut self, key: &'static str, lines: Vec<String>) {
        if !lines.is_empty() {
            self.parts.push((key, Part::Lines(lines)));
        }
    }

    /// Adds a fact.
    pub fn fact(&mut self, key: &'static str, fact: Fact) {
        self.parts.push((key, Part::Fact(fact)));
    }

    /// Adds facts, if there are any.
    pub fn facts(&mut self, key: &'static str, facts: Vec<Fact>) {
        if !facts.is_empty() {
            self.parts.push((key, Part::Facts(facts)));
        }
    }

    /// Adds the rules that gave the element its settings. Without a rule, the list is empty.
    pub fn rules(&mut self, rules: Vec<Rule>) {
        self.parts.push(("options", Part::Rules(rules)));
    }
}

/// The explanation as text: a line with the name of the element, then a line or more for each part.
impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.full_name.is_empty() { "without a name" } else { &self.full_name };
        writeln!(f, "{} {name}", self.kind)?;
        for (key, part) in &self.parts {
            let lines = match part {
                Part::Text(text) => vec![text.clone()],
                Part::Number(number) => vec![number.to_string()],
                Part::Lines(lines) => lines.clone(),
                Part::Fact(fact) => vec![fact.to_string()],
                Part::Facts(facts) => facts.iter().map(Fact::to_string).collect(),
                Part::Rules(rules) if rules.is_empty() => vec!["no rule; all defaults".to_owned()],
                Part::Rules(rules) => {
                    rules.iter().map(|rule| format!("{} ({})", rule.rule, rule.origin)).collect()
                }
            };
            let key = key.replace('_', " ");
            for (index, line) in lines.iter().enumerate() {
                let label = if index == 0 { key.as_str() } else { "" };
                writeln!(f, "  {label:<13} {line}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.value, self.reason)
    }
}
