//! The parts of an explanation, and its text form.

use std::fmt;

/// The explanation of one element.
#[derive(Debug)]
pub(crate) struct Explanation {
    /// The kind of the element, e.g. `message`.
    pub kind: &'static str,
    /// The full name, e.g. `acme.v1.Forecast`.
    pub full_name: String,
    /// The keys and values of the parts, in the order of the output. A key is e.g. `json_name`.
    pub parts: Vec<(&'static str, Part)>,
}

/// A part of an explanation.
#[derive(Debug)]
pub(crate) enum Part {
    Text(String),
    Number(i64),
    /// Texts. Each is on a line of its own.
    List(Vec<String>),
    /// Words on one line.
    Words(Vec<String>),
    /// Names with values, on one line.
    Values(Vec<(&'static str, &'static str)>),
    /// The place where the element is declared.
    Declared(Declared),
    /// A fact with its reason.
    Fact(Fact),
    /// Facts of one kind.
    Facts(Vec<Fact>),
    /// The rules that gave the element its settings.
    Rules(Vec<WinningRule>),
}

/// A place in a .proto file, with the edition of the file.
#[derive(Debug)]
pub(crate) struct Declared {
    /// The file, e.g. `acme/v1/weather.proto`.
    pub file: String,
    /// The line and column, counted from 1, if they are known.
    pub position: Option<(u32, u32)>,
    /// The edition of the file, e.g. `proto3`.
    pub edition: String,
}

/// A fact with its reason.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    /// The fact, e.g. `get_url_2`.
    pub value: String,
    /// The reason, e.g. "`get_url` is `acme.v1.GetURL`".
    pub reason: String,
}

/// A rule that won.
#[derive(Debug)]
pub(crate) struct WinningRule {
    /// The key of the option, e.g. `boxed`.
    pub option: &'static str,
    /// The option and the value, e.g. `boxed=.acme.v1.Tree.left`.
    pub rule: String,
    /// The origin, e.g. `rust-grpc.opts:3:1`.
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

    /// Adds a list, if it is not empty.
    pub fn list(&mut self, key: &'static str, list: Vec<String>) {
        if !list.is_empty() {
            self.parts.push((key, Part::List(list)));
        }
    }

    /// Adds words.
    pub fn words(&mut self, key: &'static str, words: Vec<String>) {
        self.parts.push((key, Part::Words(words)));
    }

    /// Adds names with values.
    pub fn values(&mut self, key: &'static str, values: Vec<(&'static str, &'static str)>) {
        self.parts.push((key, Part::Values(values)));
    }

    /// Adds the Rust items of the element. Each has a line.
    pub fn rust(&mut self, items: Vec<String>) {
        self.list("rust", items);
    }

    /// Adds the place of the declaration.
    pub fn declared(&mut self, declared: Declared) {
        self.parts.push(("declared", Part::Declared(declared)));
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
    pub fn rules(&mut self, rules: Vec<WinningRule>) {
        self.parts.push(("options", Part::Rules(rules)));
    }
}

/// Writes the explanation as text. The first line has the name of the element. Each part follows on
/// one or more lines.
impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.full_name.is_empty() { "without a name" } else { &self.full_name };
        writeln!(f, "{} {name}", self.kind)?;
        for (key, part) in &self.parts {
            let lines = match part {
                Part::Text(text) => vec![text.clone()],
                Part::Number(number) => vec![number.to_string()],
                Part::List(list) => list.clone(),
                Part::Words(words) => vec![words.join(", ")],
                Part::Values(values) => {
                    let values = values.iter().map(|(name, value)| format!("{name}={value}"));
                    vec![values.collect::<Vec<_>>().join(" ")]
                }
                Part::Declared(declared) => vec![declared.to_string()],
                Part::Fact(fact) => vec![fact.to_string()],
                Part::Facts(facts) => by_reason(facts),
                Part::Rules(rules) if rules.is_empty() => {
                    vec!["no rule for this element".to_owned()]
                }
                Part::Rules(rules) => {
                    rules.iter().map(|rule| format!("{} ({})", rule.rule, rule.origin)).collect()
                }
            };
            let key = key.replace('_', " ");
            for (index, line) in lines.iter().enumerate() {
                let label = if index == 0 { key.as_str() } else { "" };
                writeln!(f, "  {label:<15} {line}")?;
            }
        }
        Ok(())
    }
}

/// Returns a line for each reason, with all facts that have this reason, e.g. "Eq, Hash: `acme.A.x`
/// is a float".
fn by_reason(facts: &[Fact]) -> Vec<String> {
    let mut lines: Vec<(String, &str)> = Vec::new();
    for fact in facts {
        match lines.iter_mut().find(|(_, reason)| *reason == fact.reason) {
            Some((values, _)) => values.push_str(&format!(", {}", fact.value)),
            None => lines.push((fact.value.clone(), &fact.reason)),
        }
    }
    lines.into_iter().map(|(values, reason)| format!("{values}: {reason}")).collect()
}

/// Writes the place in the form of a diagnostic, e.g. `weather.proto:12:3, edition proto3`.
impl fmt::Display for Declared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, position, edition } = self;
        match position {
            Some((line, column)) => write!(f, "{file}:{line}:{column}, edition {edition}"),
            None => write!(f, "{file}, edition {edition}"),
        }
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.value, self.reason)
    }
}
