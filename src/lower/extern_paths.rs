//! Types that come from elsewhere: by `extern_path`, or from prost-types.

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
    /// The rule that says so; without one the type is in prost-types.
    pub rule: Option<RuleId>,
}

/// The place of an external type.
#[derive(Debug, Clone)]
pub(super) enum RustItem {
    /// In prost-types, or a plain Rust type.
    WellKnown(WellKnown),
    /// The Rust path that a rule gives.
    Path(Code),
}

/// Looks types up by full name. Rules are kept in maps, because build systems pass one for every
/// type they know.
#[derive(Debug)]
pub(super) struct ExternPaths<'o> {
    /// By full name, e.g. `acme.v1`: rules for a package or type and all that is below it.
    below: HashMap<&'o str, (RuleId, &'o Rule)>,
    /// By full name: rules for one type, or for the types of one package.
    alone: HashMap<&'o str, (RuleId, &'o Rule)>,
    /// Whether prost-types has the types of `google.protobuf`.
    well_known: bool,
    /// Whether prost-types is taken to have everything below `google.protobuf`, as prost-build
    /// does.
    has_all: bool,
}

/// Why a type is not generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cover {
    /// A rule says where the type is.
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

    /// The place of a type or service that is declared in `package`, if it is not generated.
    pub fn resolve(&self, full_name: &str, package: &str) -> Option<External> {
        let (found, rest) = self.find(full_name, package)?;
        let item = match found {
            // The unit is known, and clippy has something to say about values of it that are not
            // `()`.
            Some((_, rule)) if rest.is_empty() && &*rule.text == "()" => {
                RustItem::WellKnown(WellKnown::Empty)
            }
            Some((_, rule)) if rest.is_empty() => RustItem::Path(path_code(&rule.text)),
            Some((_, rule)) => RustItem::Path(path_code(&join(&rule.text, rest))),
            None => RustItem::WellKnown(well_known(rest)),
        };
        Some(External { item, rule: found.map(|(id, _)| id) })
    }

    /// The reason why a type that is declared in `package` is not generated.
    pub fn cover(&self, full_name: &str, package: &str) -> Option<Cover> {
        let (found, _) = self.find(full_name, package)?;
        Some(found.map_or(Cover::ProstTypes, |(id, _)| Cover::Rule(id)))
    }

    /// The rule that covers a type, or none if prost-types has it, and the rest of the type's name
    /// below the rule's path.
    ///
    /// An exact rule beats the longest prefix, which beats generating the type; of two rules with
    /// the same path, the one for that path alone wins. For prost-types there is as good as a rule
    /// with the prefix `.google.protobuf`, as with prost: a rule for `.google` does not mean the
    /// well-known types.
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

/// The path of a nested name below the Rust path of a package or message.
fn join(rust_path: &str, rest: &str) -> String {
    let (modules, name) =
        rest.rsplit_once('.').map_or((None, rest), |(modules, name)| (Some(modules), name));
    let modules = modules.iter().flat_map(|modules| modules.split('.')).map(case::snake);
    // A rule for a message itself, such as `::types::LatLng`, has its nested types in the module
    // `lat_lng`.
    let base: Vec<String> = rust_path
        .split("::")
        .enumerate()
        .map(|(index, segment)| base_segment(index, segment))
        .collect();
    base.into_iter().chain(modules).chain([case::upper_camel(name)]).collect::<Vec<_>>().join("::")
}

/// Returns a segment of a rule's path as prost writes it: all but a leading keyword become the name
/// of a module.
fn base_segment(index: usize, segment: &str) -> String {
    let keyword = matches!(segment, "crate" | "self" | "super");
    if segment.is_empty() || (keyword && (index == 0 || segment == "super")) {
        segment.into()
    } else {
        case::snake(bare(segment))
    }
}

/// The option parser has seen that it is a type.
fn path_code(rust_path: &str) -> Code {
    Code::new(&rust_path.parse::<TokenStream>().unwrap_or_default())
}

/// The Rust type that prost-types has for a name below `google.protobuf`.
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
    fn a_package_or_type_alone() {
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
    fn only_what_prost_types_has_is_taken_from_it() {
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
