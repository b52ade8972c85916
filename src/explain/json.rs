//! The JSON form of an explanation.

use super::record::{Declared, Explanation, Fact, Part, WinningRule};
use crate::json::{list, member, object, string};

impl Explanation {
    /// Returns the explanation as a JSON object on one line. Its members are `element`,
    /// `full_name`, and one for each part.
    pub fn json(&self) -> String {
        let mut members = vec![
            member("element", string(self.kind)),
            member("full_name", string(&self.full_name)),
        ];
        members.extend(self.parts.iter().map(|(key, part)| member(key, value(part))));
        object(&members)
    }
}

fn value(part: &Part) -> String {
    match part {
        Part::Text(text) => string(text),
        Part::Number(number) => number.to_string(),
        Part::List(texts) => list(texts.iter().map(|text| string(text))),
        Part::Words(words) => list(words.iter().map(|word| string(word))),
        Part::Values(values) => {
            let members = values.iter().map(|(name, value)| member(name, string(value)));
            object(&members.collect::<Vec<_>>())
        }
        Part::Declared(declared) => self::declared(declared),
        Part::Fact(fact) => self::fact(fact),
        Part::Facts(facts) => list(facts.iter().map(fact)),
        Part::Rules(rules) => list(rules.iter().map(rule)),
    }
}

fn declared(declared: &Declared) -> String {
    let mut members = vec![member("file", string(&declared.file))];
    if let Some((line, column)) = declared.position {
        members.push(member("line", line.to_string()));
        members.push(member("column", column.to_string()));
    }
    members.push(member("edition", string(&declared.edition)));
    object(&members)
}

fn fact(fact: &Fact) -> String {
    object(&[member("value", string(&fact.value)), member("reason", string(&fact.reason))])
}

fn rule(rule: &WinningRule) -> String {
    object(&[
        member("option", string(rule.option)),
        member("rule", string(&rule.rule)),
        member("origin", string(&rule.origin)),
    ])
}
