//! External types: those of `extern_path` rules, and those of prost-types.

use std::collections::HashMap;

use proc_macro2::TokenStream;

use super::prost_types;
use crate::case;
use crate::code::{Code, bare};
use crate::diagnostics::{Diagnostics, contradictory_extern_path};
use crate::model::{Scalar, WellKnown};
use crate::options::{Options, Rule, RuleId};

/// An external type.
#[derive(Debug, Clone)]
pub(super) struct External {
    pub item: RustItem,
    /// The `extern_path` rule that covers the type. Without a rule, the type is in prost-types.
    pub rule: Option<RuleId>,
}

/// The Rust item of an external type.
#[derive(Debug, Clone)]
pub(super) enum RustItem {
    /// A type of prost-types, or a plain Rust type.
    WellKnown(WellKnown),
    /// The Rust path that a rule gives.
    Path(Code),
}

/// The `extern_path` rules, by path. Build systems pass a rule for every type they know, so maps
/// keep the search fast.
#[derive(Debug)]
pub(super) struct ExternPaths<'o> {
    /// The rules for a package or type and all elements below it, by full name, e.g. `acme.v1`.
    below: HashMap<&'o str, (RuleId, &'o Rule)>,
    /// The rules for one type, or for the types of one package, by full name.
    alone: HashMap<&'o str, (RuleId, &'o Rule)>,
    /// Whether prost-types has the types of `google.protobuf`.
    well_known: bool,
    /// Whether the generator takes every type below `google.protobuf` from prost-types, as
    /// prost-build does.
    has_all: bool,
}

/// The reason why a type is not generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cover {
    /// A rule gives the Rust path of the type.
    Rule(RuleId),
    /// prost-types has the type, or a plain Rust type stands for it.
    ProstTypes,
}

impl<'o> ExternPaths<'o> {
    pub fn new(options: &'o Options, found: &mut Diagnostics) -> Self {
        let (mut below, mut alone) = (HashMap::new(), HashMap::new());
        for (id, rule) in options.rules_of("extern_path") {
            let is_alone = rule.selector.sign() == "=.";
            let rules: &mut HashMap<&str, (RuleId, &Rule)> =
                if is_alone { &mut alone } else { &mut below };
            match rules.get(rule.selector.path()) {
                Some((_, first)) if first.text != rule.text => {
                    let path = rule.selector.to_string();
                    found.push(contradictory_extern_path(&path, &first.text, &rule.text));
                }
                Some(_) => {}
                None => {
                    rules.insert(rule.selector.path(), (id, rule));
                }
            }
        }
        let well_known = !options.compile_well_known_types;
        Self { below, alone, well_known, has_all: options.like_prost_build }
    }

    /// Returns the Rust item of a type or service that is declared in `package`. Returns `None` if
    /// it is generated.
    pub fn resolve(&self, full_name: &str, package: &str) -> Option<External> {
        let (found, rest) = self.find(full_name, package)?;
        let item = match found {
            // The model knows the unit type. clippy warns about some uses of it.
            Some((_, rule)) if rest.is_empty() && &*rule.text == "()" => {
                RustItem::WellKnown(WellKnown::Empty)
            }
            Some((_, rule)) if rest.is_empty() => RustItem::Path(path_code(&rule.text)),
            Some((_, rule)) => RustItem::Path(path_code(&join(&rule.text, rest))),
            None => RustItem::WellKnown(well_known(rest)),
        };
        Some(External { item, rule: found.map(|(id, _)| id) })
    }

    /// Returns the reason why a type that is declared in `package` is not generated.
    pub fn cover(&self, full_name: &str, package: &str) -> Option<Cover> {
        let (found, _) = self.find(full_name, package)?;
        Some(found.map_or(Cover::ProstTypes, |(id, _)| Cover::Rule(id)))
    }

    /// Returns the rule that covers a type, and the rest of the type's name below the rule's path.
    /// The rule is `None` if prost-types has the type.
    ///
    /// A rule with the name of the type applies first, then the rule with the longest prefix. A
    /// type without such a rule is generated. Of two rules with one path, the rule for that path
    /// alone applies.
    ///
    /// prost-types counts as a rule with the prefix `.google.protobuf`, as with prost. So a rule
    /// for `.google` does not cover the well-known types.
    fn find<'n>(
        &self,
        full_name: &'n str,
        package: &str,
    ) -> Option<(Option<(RuleId, &'o Rule)>, &'n str)> {
        let exact = self.alone.get(full_name).or_else(|| self.below.get(full_name));
        if let Some(rule) = exact {
            return Some((Some(*rule), ""));
        }
        let splits = full_name.rmatch_indices('.');
        let splits = splits.map(|(dot, _)| (&full_name[..dot], &full_name[dot + 1..]));
        for (prefix, rest) in splits.chain([("", full_name)]) {
            let alone = if prefix == package { self.alone.get(prefix) } else { None };
            if let Some(rule) = alone.or_else(|| self.below.get(prefix)) {
                return Some((Some(*rule), rest));
            }
            let is_well_known = self.well_known && prefix == "google.protobuf";
            if is_well_known && (self.has_all || prost_types::has(rest)) {
                return Some((None, rest));
            }
        }
        None
    }
}

/// Returns the Rust path of an element below a package or message that has a Rust path.
fn join(rust_path: &str, rest: &str) -> String {
    let (modules, name) =
        rest.rsplit_once('.').map_or((None, rest), |(modules, name)| (Some(modules), name));
    let modules = modules.iter().flat_map(|modules| modules.split('.')).map(case::snake);
    // If the rule names a message, e.g. `::types::LatLng`, its nested types are in the module
    // `lat_lng`.
    let base: Vec<String> = rust_path
        .split("::")
        .enumerate()
        .map(|(index, segment)| base_segment(index, segment))
        .collect();
    base.into_iter().chain(modules).chain([case::upper_camel(name)]).collect::<Vec<_>>().join("::")
}

/// Returns a segment of a rule's path as prost writes it. Every segment except a leading keyword
/// becomes a module name.
fn base_segment(index: usize, segment: &str) -> String {
    let keyword = matches!(segment, "crate" | "self" | "super");
    if segment.is_empty() || (keyword && (index == 0 || segment == "super")) {
        segment.into()
    } else {
        case::snake(bare(segment))
    }
}

/// Returns the code of a path. The option parser has checked that it is a type.
fn path_code(rust_path: &str) -> Code {
    Code::new(&rust_path.parse::<TokenStream>().unwrap_or_default())
}

/// Returns the Rust type that prost-types has for a name below `google.protobuf`.
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
        _ => WellKnown::Type(rest.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(parameter: &str, full_name: &str) -> String {
        let package = full_name.split('.').take_while(|part| part.starts_with(char::is_lowercase));
        let package = package.collect::<Vec<_>>().join(".");
        let options: Options = parameter.parse().unwrap();
        let mut found = Diagnostics::default();
        match ExternPaths::new(&options, &mut found).resolve(full_name, &package) {
            Some(External { item: RustItem::Path(code), .. }) => {
                format!("{code:?}").replace(' ', "")
            }
            Some(External { item: RustItem::WellKnown(well_known), .. }) => {
                format!("{well_known:?}")
            }
            None => "local".into(),
        }
    }

    #[test]
    fn an_exact_rule_beats_the_longest_prefix() {
        let rules = "extern_path=.foo=::foo1,extern_path=foo.bar=::foo2,\
            extern_path=.foo.Fuzz=::foo4::Fuzz,extern_path=.a.b=crate::abc";
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
        assert_eq!(
            resolve("extern_path=.google.protobuf=::mine", "google.protobuf.StringValue"),
            "::mine::StringValue"
        );
        assert_eq!(resolve("extern_path=.google=::mine", "google.protobuf.StringValue"), "String");
        assert_eq!(
            resolve("extern_path=.google=::mine", "google.type.Date"),
            "::mine::r#type::Date"
        );
        assert_eq!(
            resolve("extern_path=.google=::mine,compile_well_known_types", "google.protobuf.Any"),
            "::mine::protobuf::Any"
        );
        assert_eq!(resolve("compile_well_known_types", "google.protobuf.Any"), "local");
        assert_eq!(resolve("extern_path=.=::all", "x.Y"), "::all::x::Y");
    }

    #[test]
    fn a_rule_can_be_for_a_package_or_type_alone() {
        let rules = "extern_path==.a=::one,extern_path=.a=::two,extern_path==.a.b.M=::m::M";
        for (name, expected) in [
            ("a.T", "::one::T"),
            ("a.T.U", "::one::t::U"),
            ("a.b.T", "::two::b::T"),
            ("a.b.M", "::m::M"),
            ("a.b.M.N", "::two::b::m::N"),
        ] {
            assert_eq!(resolve(rules, name), expected, "{name}");
        }
        let rules = "extern_path==.a.T=::t::T,extern_path==.a.b=::b";
        for (name, expected) in [
            ("a.T", "::t::T"),
            ("a.T.U", "local"),
            ("a.V", "local"),
            ("a.b.c.T", "local"),
            ("a.b.T", "::b::T"),
        ] {
            assert_eq!(resolve(rules, name), expected, "{name}");
        }
    }

    #[test]
    fn a_type_that_prost_types_lacks_is_generated() {
        for (name, expected) in [
            ("google.protobuf.Any", "Type(\"Any\")"),
            ("google.protobuf.FieldOptions.CType", "Type(\"FieldOptions.CType\")"),
            ("google.protobuf.compiler.Version", "Type(\"compiler.Version\")"),
            ("google.protobuf.Empty", "Empty"),
            ("google.protobuf.FeatureSet", "local"),
            ("google.protobuf.FieldOptions.OptionRetention", "local"),
            ("google.protobuf.mine.M", "local"),
        ] {
            assert_eq!(resolve("", name), expected, "{name}");
        }
        assert_eq!(
            resolve("extern_path=.google=::mine", "google.protobuf.mine.M"),
            "::mine::protobuf::mine::M"
        );
    }
}
