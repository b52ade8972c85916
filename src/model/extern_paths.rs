//! Types that come from elsewhere: by `extern_path`, or from prost-types.

use std::cell::Cell;
use std::collections::HashMap;

use proc_macro2::TokenStream;

use super::unmatched::UnusedRule;
use super::{Code, Name, Scalar, WellKnown, case};
use crate::diagnostics::{Diagnostics, contradictory_extern_path};
use crate::options::Options;

/// Where an external type is.
#[derive(Debug, Clone)]
pub(super) enum External {
    /// In prost-types, or a plain Rust type.
    WellKnown(WellKnown),
    /// Where a rule says.
    Path(Code),
}

/// Looks types up by full name. Rules are kept in a map, because build systems pass one for every type they know.
#[derive(Debug)]
pub(super) struct ExternPaths<'o> {
    rules: HashMap<&'o str, (&'o str, Cell<bool>)>,
    well_known: bool,
}

impl<'o> ExternPaths<'o> {
    pub fn new(options: &'o Options, found: &mut Diagnostics) -> Self {
        let mut rules: HashMap<&str, (&str, Cell<bool>)> = HashMap::new();
        for rule in &options.extern_path {
            match rules.get(rule.full_name.as_str()) {
                Some((first, _)) if *first != rule.rust_path => {
                    found.push(contradictory_extern_path(&rule.full_name, first, &rule.rust_path));
                }
                Some(_) => {}
                None => {
                    rules.insert(&rule.full_name, (&rule.rust_path, Cell::new(false)));
                }
            }
        }
        Self { rules, well_known: !options.compile_well_known_types }
    }

    /// An exact rule beats the longest prefix, which beats generating it. For prost-types there is as good as a rule with the
    /// prefix `.google.protobuf`, as with prost: a rule for `.google` does not mean the well-known types.
    pub fn resolve(&self, full_name: &str) -> Option<External> {
        if let Some(rust_path) = self.rule(full_name) {
            // The unit is known, and clippy has something to say about values of it that are not `()`.
            let is_unit = rust_path == "()";
            return Some(if is_unit { External::WellKnown(WellKnown::Empty) } else { External::Path(path_code(rust_path)) });
        }
        let splits = full_name.rmatch_indices('.').map(|(dot, _)| (&full_name[..dot], &full_name[dot + 1..]));
        for (prefix, rest) in splits.chain([("", full_name)]) {
            if let Some(rust_path) = self.rule(prefix) {
                return Some(External::Path(path_code(&join(rust_path, rest))));
            }
            if self.well_known && prefix == "google.protobuf" {
                return Some(External::WellKnown(well_known(rest)));
            }
        }
        None
    }

    fn rule(&self, full_name: &str) -> Option<&'o str> {
        let (rust_path, used) = self.rules.get(full_name)?;
        used.set(true);
        Some(rust_path)
    }

    /// Which rules have matched nothing.
    pub fn unmatched(&self) -> impl Iterator<Item = UnusedRule> {
        let unused = self.rules.iter().filter(|(_, (_, used))| !used.get());
        unused.map(|(full_name, (rust_path, _))| UnusedRule { key: "extern_path", rule: format!(".{full_name}={rust_path}") })
    }
}

/// The path of a nested name below the Rust path of a package or message.
fn join(rust_path: &str, rest: &str) -> String {
    let (modules, name) = rest.rsplit_once('.').map_or((None, rest), |(modules, name)| (Some(modules), name));
    let modules = modules.iter().flat_map(|modules| modules.split('.')).map(case::snake);
    // A rule for a message itself, such as `::types::LatLng`, has its nested types in the module `lat_lng`.
    let base: Vec<String> = rust_path.split("::").enumerate().map(|(index, segment)| base_segment(index, segment)).collect();
    base.into_iter().chain(modules).chain([case::upper_camel(name)]).collect::<Vec<_>>().join("::")
}

/// As prost: everything but a leading keyword becomes a module's name.
fn base_segment(index: usize, segment: &str) -> String {
    let keyword = matches!(segment, "crate" | "self" | "super");
    if segment.is_empty() || (keyword && (index == 0 || segment == "super")) { segment.into() } else { case::snake(case::bare(segment)) }
}

/// The option parser has seen that it is a type.
fn path_code(rust_path: &str) -> Code {
    Code::new(&rust_path.parse::<TokenStream>().unwrap_or_default())
}

/// What prost-types has for a name below `google.protobuf`.
fn well_known(rest: &str) -> WellKnown {
    match rest {
        "Empty" => WellKnown::Empty,
        "BoolValue" => WellKnown::Scalar(Scalar::Bool),
        "DoubleValue" => WellKnown::Scalar(Scalar::Double),
        "FloatValue" => WellKnown::Scalar(Scalar::Float),
        "Int32Value" => WellKnown::Scalar(Scalar::Int32),
        "Int64Value" => WellKnown::Scalar(Scalar::Int64),
        "UInt32Value" => WellKnown::Scalar(Scalar::Uint32),
        "UInt64Value" => WellKnown::Scalar(Scalar::Uint64),
        "StringValue" => WellKnown::String,
        "BytesValue" => WellKnown::Bytes,
        _ => WellKnown::Type(inner_path(rest)),
    }
}

fn inner_path(rest: &str) -> Vec<Name> {
    let segments: Vec<&str> = rest.split('.').collect();
    let last = segments.len() - 1;
    let name = |(index, segment): (usize, &&str)| if index == last { case::upper_camel(segment) } else { case::snake(segment) };
    segments.iter().enumerate().map(name).map(|name| Name::new(&name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(parameter: &str, full_name: &str) -> String {
        let options: Options = parameter.parse().unwrap();
        let mut found = Diagnostics::default();
        match ExternPaths::new(&options, &mut found).resolve(full_name) {
            Some(External::Path(code)) => format!("{code:?}").replace(' ', ""),
            Some(External::WellKnown(well_known)) => format!("{well_known:?}"),
            None => "local".into(),
        }
    }

    #[test]
    fn exact_beats_longest_prefix_beats_local() {
        let rules = "extern_path=.foo=::foo1,extern_path=foo.bar=::foo2,extern_path=.foo.Fuzz=::foo4::Fuzz,extern_path=.a.b=crate::abc";
        for (name, expected) in [
            ("foo.Foo", "::foo1::Foo"),
            ("foo.bar.Bar", "::foo2::Bar"),
            ("foo.Bas", "::foo1::Bas"),
            ("foo.Fuzz", "::foo4::Fuzz"),
            ("foo.Fuzz.Bar", "::foo4::fuzz::Bar"),
            ("a.b.g.FooBar.Baz", "crate::abc::g::foo_bar::Baz"),
            ("a.bc.X", "local"),
            ("google.protobuf.StringValue", "String"),
        ] {
            assert_eq!(resolve(rules, name), expected, "{name}");
        }
        assert_eq!(resolve("extern_path=.google.protobuf=::mine", "google.protobuf.StringValue"), "::mine::StringValue");
        assert_eq!(resolve("extern_path=.google=::mine", "google.protobuf.StringValue"), "String");
        assert_eq!(resolve("extern_path=.google=::mine", "google.type.Date"), "::mine::r#type::Date");
        assert_eq!(resolve("extern_path=.google=::mine,compile_well_known_types", "google.protobuf.Any"), "::mine::protobuf::Any");
        assert_eq!(resolve("compile_well_known_types", "google.protobuf.Any"), "local");
        assert_eq!(resolve("extern_path=.=::all", "x.Y"), "::all::x::Y");
    }
}
