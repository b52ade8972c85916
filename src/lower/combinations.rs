//! Options that contradict each other, and options without effect. Each row of the option table
//! lists the needs of its option.

use std::collections::BTreeSet;

use super::assemble::Assembled;
use super::declare::Declarations;
use super::link::Schema;
use super::settings::SettingsTable;
use crate::diagnostics::{
    Diagnostics, contradictory_options, contradictory_value, map_compares_values,
    option_without_effect,
};
use crate::model::{Message, MessageRef, Shape, StdTrait, UnknownFields, Value};
use crate::options::{Codec, Form, Need, Options, Preset, Rule, SPECS, Scope, Spec};

/// Reports options that contradict each other, and options that have no effect.
pub(super) fn check(options: &Options, found: &mut Diagnostics) {
    for spec in SPECS {
        if options.codec == Codec::Prost {
            check_codec(options, spec, found);
        }
        check_words(options, spec, found);
        if is_given(options, spec)
            && let Some(needed) = unmet(options, spec)
        {
            found.push(option_without_effect(spec.key, needed));
        }
    }
    if options.codec == Codec::Prost && options.preset == Preset::Full {
        found.push(contradictory_options(
            "codec=prost",
            "preset=full",
            "the preset's additions use the crate `rust-grpc`",
            "leave out one of the two",
        ));
    }
    let other_tree = options.mod_file.as_deref().filter(|file| *file != "src/lib.rs");
    if let (true, Some(file)) = (options.gen_crate, other_tree) {
        found.push(contradictory_options(
            "gen_crate=true",
            &format!("mod_file={file}"),
            "the crate's module tree is src/lib.rs",
            "leave out `mod_file` (or `include_file`)",
        ));
    }
}

/// Reports a rule that needs `codec=inline`.
fn check_codec(options: &Options, spec: &Spec, found: &mut Diagnostics) {
    for need in spec.needs {
        let Need::Inline { why, purpose } = need else { continue };
        let mut rules = options.rules_of(spec.key).map(|(_, rule)| rule);
        if let Some(rule) = rules.find(|rule| rule.differs_from_default()) {
            let help =
                format!("use `codec=inline`, in a build script `.codec(Codec::Inline)`, {purpose}");
            let given = format!("{}={rule}", spec.key);
            found.push(contradictory_options("codec=prost", &given, why, &help));
        }
    }
}

/// Reports two rules that choose different values for one path.
fn check_words(options: &Options, spec: &Spec, found: &mut Diagnostics) {
    let Scope::ByPath { form: Form::Word(_) | Form::EditionFeature, elements: _ } = &spec.scope
    else {
        return;
    };
    let rules: Vec<&Rule> = options.rules_of(spec.key).map(|(_, rule)| rule).collect();
    for (place, rule) in rules.iter().enumerate() {
        if let Some(first) = rules[..place].iter().find(|first| first.contradicts(rule)) {
            found.push(contradictory_value(spec.key, &first.to_string(), &rule.to_string()));
        }
    }
}

/// Whether an option is given. With `like_prost_build`, only an option that was given as text
/// counts.
fn is_given(options: &Options, spec: &Spec) -> bool {
    match options.like_prost_build {
        true => options.is_written(spec.key),
        false => !options.values_of(spec).is_empty(),
    }
}

/// Returns the first unmet need of an option, as diagnostics name it.
///
/// The first is enough: without `client`, for example, `transport` has no effect either.
fn unmet(options: &Options, spec: &Spec) -> Option<&'static str> {
    spec.needs.iter().find_map(|need| match need {
        Need::On { option, is_on } => (!is_on(options)).then_some(*option),
        Need::Inline { .. } => None,
    })
}

/// Whether an option has no effect, whatever its value.
pub(super) fn has_no_effect(options: &Options, spec: &Spec) -> bool {
    unmet(options, spec).is_some()
}

/// Reports rules that drop the unknown fields of messages that hold extensions.
pub(super) fn check_extensions(
    schema: &Schema<'_>,
    declared: &Declarations,
    settings: &SettingsTable,
    options: &Options,
    found: &mut Diagnostics,
) {
    let mut reported = BTreeSet::new();
    for (id, message) in schema.messages.iter() {
        let unknown_fields = &settings.message(id).unknown_fields;
        let is_dropped = unknown_fields.value == UnknownFields::Drop;
        if let (true, Some(rule)) = (is_dropped, unknown_fields.rule)
            && declared.messages[id]
            && settings.holds_extensions(schema, id)
            && reported.insert(rule)
        {
            let full_name = &message.at.full_name;
            let given = options.rule(rule);
            let extensions = settings.message(id).extensions.rule;
            let extensions = extensions.map(|rule| options.rule(rule).to_string());
            found.push(contradictory_options(
                &format!("extensions={}", extensions.unwrap_or_default()),
                &format!("unknown_fields={given}"),
                &format!("`{full_name}` keeps its extensions in its unknown fields"),
                &format!(
                    "leave out one of the two, or add `extensions=.{full_name}=false`, so that \
                     the message holds no extensions"
                ),
            ));
        }
    }
}

/// Warns of map values without `PartialEq`. With `codec=prost`, prost's maps compare their values
/// with the default, which they leave out.
pub(super) fn check_maps(options: &Options, assembled: &Assembled, found: &mut Diagnostics) {
    if options.codec != Codec::Prost || options.rules_of("skip_derive").next().is_none() {
        return;
    }
    let messages = || assembled.messages.values().filter_map(Option::as_deref);
    let fields =
        messages().flat_map(|message| message.fields.iter().map(move |field| (message, field)));
    for (message, field) in fields {
        if let Shape::Map { value: Value::Message(MessageRef::Local(id), _), .. } = &field.shape
            && let Some(value) = &assembled.messages[*id]
            && compares_nothing(value)
        {
            let map = format!("{}.{}", message.full_name, field.proto_name);
            found.push(map_compares_values(&map, &value.full_name));
        }
    }
}

fn compares_nothing(message: &Message) -> bool {
    !message.derives.has(StdTrait::PartialEq)
}
