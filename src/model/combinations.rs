//! Options that do not go together.

use std::collections::BTreeSet;

use super::{Message, MessageRef, Shape, Value};
use crate::diagnostics::{Diagnostics, contradictory_options, map_compares_values, option_without_effect};
use crate::options::{Choice, Codec, OptionValue, Options, SPECS, UnknownFields, UnmatchedRules};

/// Options about what `option` turns off, wherever that is `off`.
struct Idle {
    off: fn(&Options) -> bool,
    /// What it would take.
    needs: &'static str,
    keys: &'static [&'static str],
}

const IDLE: &[Idle] = &[
    Idle { off: |options| !options.gen_crate, needs: "gen_crate", keys: &["crate_name", "no_features", "package_separator"] },
    Idle { off: |options| options.mod_file.is_none() && !options.gen_crate, needs: "mod_file` or `gen_crate", keys: &["only_include"] },
    Idle { off: |options| !options.enable_type_names, needs: "enable_type_names", keys: &["type_name_domain"] },
    Idle { off: |options| options.codec == Codec::Inline, needs: "codec=prost", keys: &["prost_path", "prost_types_path"] },
    Idle {
        off: |options| options.client.is_off(),
        needs: "client",
        keys: &["client_attribute", "client_mod_attribute", "client_feature", "transport_feature"],
    },
    Idle {
        off: |options| options.server.is_off(),
        needs: "server",
        keys: &[
            "server_attribute",
            "server_mod_attribute",
            "trait_attribute",
            "server_feature",
            "use_arc_self",
            "native_async",
            "default_stubs",
            "boxed_streams",
            "generate_default_stubs",
        ],
    },
    Idle { off: |options| options.transport.is_off(), needs: "transport", keys: &["transport_feature"] },
];

/// An option that only our own codec can do.
struct InlineOnly {
    key: &'static str,
    /// What it says, unless prost's derive does that, too.
    value: fn(&Options) -> Option<String>,
    why: &'static str,
    /// What to use our own codec for.
    purpose: &'static str,
}

const INLINE_ONLY: &[InlineOnly] = &[
    InlineOnly {
        key: "unknown_fields",
        value: |options| options.unknown_fields.iter().find(|choice| choice.value == UnknownFields::Preserve).map(Choice::print),
        why: "prost's derive drops unknown fields",
        purpose: "to keep unknown fields",
    },
    InlineOnly {
        key: "method_constants",
        value: |options| options.method_constants.turned_on(),
        why: "their types are of the crate `rust-grpc`",
        purpose: "for constants",
    },
    InlineOnly {
        key: "deprecated_types",
        value: |options| options.deprecated_types.turned_on(),
        why: "what prost's derive makes of a deprecated type mentions it, and nothing can allow that",
        purpose: "to deprecate types",
    },
];

/// Says which options contradict each other, and which have no effect.
pub(super) fn check(options: &Options, found: &mut Diagnostics) {
    let contradicting = match options.codec {
        Codec::Prost => INLINE_ONLY,
        Codec::Inline => &[],
    };
    for InlineOnly { key, value, why, purpose } in contradicting {
        if let Some(value) = value(options) {
            let help = format!("use `codec=inline`, in a build script `.codec(Codec::Inline)`, {purpose}");
            found.push(contradictory_options("codec=prost", &format!("{key}={value}"), why, &help));
        }
    }
    if let (true, Some(file)) = (options.gen_crate, options.mod_file.as_deref().filter(|file| *file != "src/lib.rs")) {
        found.push(contradictory_options(
            "gen_crate=true",
            &format!("mod_file={file}"),
            "the crate's module tree is src/lib.rs",
            "leave out `mod_file` (or `include_file`)",
        ));
    }
    for (key, needed) in without_effect(options) {
        found.push(option_without_effect(key, &needed));
    }
}

/// Warns of values of maps that nobody can compare: prost's maps do, with codec=prost, to leave out what is the default.
pub(super) fn check_maps(options: &Options, messages: &[Message], found: &mut Diagnostics) {
    if options.codec != Codec::Prost || options.skip_derive.is_empty() {
        return;
    }
    for message in messages {
        for field in &message.fields {
            if let Shape::Map { value: Value::Message(MessageRef::Local(id), _), .. } = &field.shape
                && let value = &messages[id.0 as usize]
                && value.skipped.has("PartialEq")
            {
                found.push(map_compares_values(&format!("{}.{}", message.full_name, field.proto_name), &value.full_name));
            }
        }
    }
}

/// Whether an option has no effect, whatever it says.
pub(super) fn is_idle(options: &Options, key: &str) -> bool {
    IDLE.iter().any(|idle| idle.keys.contains(&key) && (idle.off)(options))
}

/// Options that are given, and what they need. Those of a prost-build that has never heard of them have been let be.
fn without_effect(options: &Options) -> impl Iterator<Item = (&'static str, String)> {
    let is_given = |key: &&&str| match options.unmatched {
        UnmatchedRules::Warn => options.is_written(key),
        UnmatchedRules::Error | UnmatchedRules::Allow => SPECS.iter().any(|spec| spec.key == **key && !(spec.get)(options).is_empty()),
    };
    let idle = IDLE.iter().filter(|idle| (idle.off)(options));
    let without = idle.flat_map(move |idle| idle.keys.iter().filter(is_given).map(|key| (*key, idle.needs.to_owned())));
    // Without clients their transport has none, either: what would be needed first is enough.
    let mut said = BTreeSet::new();
    without.filter(move |(key, _)| said.insert(*key))
}
